"""Recording that members agreed on an exception to an article, and that it ends early."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved
from bylaws.kernel.periods import add_months
from bylaws.record.canonical import Json
from toadlane.amending.composing import standing_on
from toadlane.amending.exception_rows import MOST
from toadlane.amending.models import ExceptionEnded, RuleException
from toadlane.amending.rights import only_keepers
from toadlane.charter.reads import charter_of
from toadlane.charter.verbs import plain_text
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.exactly import fingerprint_of
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_authority
from toadlane.record.verbs import append

MATTER: Final = "rule-exception"
MONTHS: Final = 24


@transaction.atomic
def record_exception(  # noqa: PLR0913 - an exception is as many things, and each is named
    *,
    coop: Coop,
    number: int,
    says: str,
    because: str,
    from_day: dt.date,
    until: dt.date,
    authority: Authority,
    by: Participant,
    at: Moment,
    key: str,
) -> RuleException:
    """Record an exception to an article, from a day until another, on a decision about that article.

    It may have begun already: an exception is often agreed on after a rule was not kept. What lasts longer
    than two years is an amendment. It changes nothing in what the software does by the article's rules.
    """
    only_keepers(coop, by, at)
    said = {"because": plain_text(because).strip(), "says": plain_text(says).strip()}
    content: dict[str, Json] = {**said, "authority": str(authority.pk), "number": number}
    content |= {"from_day": from_day.isoformat(), "until": until.isoformat()}
    taken = keys.take(coop=coop, key=key, verb="amending.except", by=by, content=content)
    if not taken.first:
        return RuleException.objects.get(coop=coop, pk=taken.result)
    citation = citation_of(coop, number, from_day)
    refuse_unfit(said, from_day, until)
    words = gettext("An exception to {article}").format(article=citation)
    exactly = fingerprint_of_exception(coop, number, said, from_day, until)
    use_authority(
        authority=authority,
        matter=MATTER,
        subject=str(number),
        fingerprint=exactly if authority.fingerprint else "",
        by=by,
        at=at,
        used_for=words,
    )
    row = RuleException.objects.create(
        coop=coop,
        number=number,
        article=citation,
        **said,
        from_day=from_day,
        until=until,
        authority=authority.pk,
        entered_on=at.day,
        entered_by=by.key,
    )
    append(kind="exception.recorded.v1", what=content, by=by, at=at, subject=str(row.pk))
    taken.keep(row.pk)
    return row


@transaction.atomic
def end_exception(
    *, exception: RuleException, because: str, by: Participant, at: Moment, key: str
) -> ExceptionEnded:
    """End an exception today, before its day."""
    only_keepers(exception.coop, by, at)
    said = plain_text(because).strip()
    content: dict[str, Json] = {"because": said, "exception": str(exception.pk)}
    taken = keys.take(coop=exception.coop, key=key, verb="amending.end-exception", by=by, content=content)
    if not taken.first:
        return ExceptionEnded.objects.get(exception=exception)
    Coop.objects.select_for_update(no_key=True).get(pk=exception.coop_id)
    held = RuleException.objects.select_related("ended").get(pk=exception.pk)
    if held.ends_on <= at.day or hasattr(held, "ended"):
        raise RecordMoved(
            gettext_noop("This exception has ended already."),
            code="exception.ended",
            next_step=gettext_noop("There is nothing left to do here."),
        )
    if not 0 < len(said) <= MOST["says"]:
        raise incomplete()
    row = ExceptionEnded.objects.create(
        coop=exception.coop, exception=held, because=said, ended_on=at.day, by=by.key
    )
    append(kind="exception.ended.v1", what=content, by=by, at=at, subject=str(held.pk))
    taken.keep(row.pk)
    return row


def fingerprint_of_exception(
    coop: Coop, number: int, said: Mapping[str, str], from_day: dt.date, until: dt.date
) -> str:
    """What members decide on: the article, what is agreed instead and why, and from when until when."""
    days = {"from_day": from_day.isoformat(), "until": until.isoformat()}
    words = {name: said[name] for name in MOST}
    return fingerprint_of({"coop": str(coop.pk), "number": number, **words, **days})


def citation_of(coop: Coop, number: int, on: dt.date) -> str:
    """How the article that stands on a day is cited; fault `exception.no-article`."""
    standing = standing_on(charter_of(coop), number, on)
    if standing is None:
        raise InputFault(
            gettext_noop("No article {number} stands on {day}."),
            code="exception.no-article",
            next_step=gettext_noop("Check the number and the day."),
            number=number,
            day=on.isoformat(),
        )
    return standing.article.citation


def refuse_unfit(said: Mapping[str, str], from_day: dt.date, until: dt.date) -> None:
    """It says what and why, and ends; faults `exception.incomplete` and `exception.end`."""
    if any(not 0 < len(said[name]) <= longest for name, longest in MOST.items()):
        raise incomplete()
    if not from_day < until <= add_months(from_day, MONTHS):
        raise InputFault(
            gettext_noop("An exception ends after it begins, and within two years."),
            code="exception.end",
            next_step=gettext_noop("Choose an earlier end; what is to last longer is an amendment."),
        )


def incomplete() -> InputFault:
    """Something is missing, or too long."""
    return InputFault(
        gettext_noop("An exception says what is agreed instead, and why, in a few sentences."),
        code="exception.incomplete",
        next_step=gettext_noop("Fill in both; what is longer belongs in the minutes."),
    )
