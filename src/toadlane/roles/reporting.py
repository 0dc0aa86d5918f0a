"""What bodies owe of reports: when the next is due, that one was given, and who hears of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, override

from bylaws.charter.kinds.body import Body
from bylaws.kernel.faults import InputFault, Refused
from bylaws.membership.posts import Post
from bylaws.membership.reporting import Reporting, reporting
from bylaws.membership.terms import of_post
from bylaws.record.canonical import Json
from toadlane.charter.verbs import plain_text
from toadlane.coops.access import absent
from toadlane.coops.models import MEMBER, ROLES, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import Item
from toadlane.members.standing import kept_here_since
from toadlane.members.words import said as in_words
from toadlane.notices.hearing import Said
from toadlane.notices.kinds import Kind
from toadlane.notices.telling import Telling, here_on
from toadlane.record.models import Entry
from toadlane.record.verbs import append
from toadlane.roles.held import Held, held_in, key_of, post_of
from toadlane.roles.report_rows import SAYS_AT_MOST, BodyReport
from toadlane.roles.verbs import at_post, begun

BEFORE: Final = dt.timedelta(days=14)
SHOWN: Final = 12
REPORTED: Final = Kind(
    "body-reported",
    label=gettext_lazy("A circle, committee or board has reported"),
    words={"reported": gettext_lazy("{body} has reported, on {day}.")},
    verb=gettext_lazy("See where"),
)
KIND: Final = "body.reported.v1"


@dataclass(frozen=True, slots=True)
class Reports:
    """What a body owes, to whom in words, and what it gave, the latest first."""

    owed: Reporting
    to: str
    given: Sequence[BodyReport]
    late: bool


@transaction.atomic
def report(*, post: str, says: str, by: Participant, at: Moment, key: str) -> BodyReport:
    """One who sits in a body says that it reports today, and where that is read; those it owes it to hear.

    Faults `roles.reports-none` where it owes none, `roles.not-seated`, `roles.report`.
    """
    taken = begun(by, at, key=key, verb="report", post=post, says=says)
    if not taken.first:
        return BodyReport.objects.get(coop=by.coop, pk=taken.result)
    found, of = at_post(by, at, post)
    words = " ".join(plain_text(says).split())
    _refuse_unfit(found, of, by, words)
    row = BodyReport.objects.create(coop=by.coop, body=of.name, happened_on=at.day, says=words, by=by.key)
    what: dict[str, Json] = {"body": of.name, "on": at.day.isoformat()}
    append(kind=KIND, what=what, by=by, at=at, subject=of.name)
    taken.keep(row.pk)
    return row


def reports_of(found: Held, of: Post) -> Reports | None:
    """What a body owes and gave; None where it owes no regular report."""
    if of.body is None or not owes(found, of):
        return None
    rows = list(BodyReport.objects.filter(coop=found.coop, body=of.body).order_by("-happened_on", "-pk"))
    owed = reporting(
        found.text,
        of.body,
        since=_sitting_since(found, of),
        given=[row.happened_on for row in rows],
    )
    if owed is None:
        return None
    return Reports(owed, in_words(owed.to) if owed.to else "", rows[:SHOWN], owed.due_on <= found.day)


def owes(found: Held, of: Post) -> bool:
    """Whether it owes a regular report."""
    return of.body is not None and found.text.rule("body", Body, of.body).says.reports_every is not None


def for_today(found: Held, me: str, slug: str) -> Iterator[Item]:
    """Whoever sits in a body whose report is due soon, or late."""
    for of in found.posts():
        sits = any(one.person == me for one in found.holding(of)) if of.body is not None else False
        reports = reports_of(found, of) if sits else None
        if reports is not None and reports.owed.due_on <= found.day + BEFORE:
            yield Item(
                title=_("A report is due: %(body)s") % {"body": in_words(of.name)},
                verb=_("Say that you have reported"),
                url=reverse("roles:role", args=[slug, key_of(of)]),
                due_on=reports.owed.due_on,
                detail=_("To: %(body)s") % {"body": reports.to} if reports.to else _("To all members"),
            )


def heard(entry: Entry, said: Said) -> Iterator[Telling]:
    """Those it reports to: who sits in the other body, or all members."""
    coop, day = entry.coop, dt.date.fromisoformat(said["on"])
    found = held_in(coop, day)
    if found is None:
        return
    with override(coop.language):
        name = in_words(said["body"])
    yield Telling(
        REPORTED.key,
        to=_whom(coop, found, said["body"]),
        words="reported",
        information_class=ROLES,
        url=reverse("roles:role", args=[coop.slug, said["body"]]),
        values={"body": name, "day": said["on"]},
        except_for=entry.actor,
    )


def _whom(coop: Coop, found: Held, body: str) -> Sequence[Participant]:
    to = found.text.rule("body", Body, body).says.reports_to
    seats = next((one for one in found.posts() if one.body == to), None) if to else None
    if seats is None:
        return list(here_on(coop, found.day, stage=MEMBER))
    keys = [one.person for one in found.holding(seats)]
    return list(Participant.objects.filter(coop=coop, key__in=keys))


def _sitting_since(found: Held, of: Post) -> dt.date | None:
    """Since when people sit in it, as far as it is kept here; None while nobody does."""
    if not found.holding(of):
        return None
    first = min(one.period.from_day for one in of_post(of, found.tenures))
    return max(first, kept_here_since(found.coop))


def _refuse_unfit(found: Held, of: Post, by: Participant, words: str) -> None:
    if not owes(found, of):
        raise Refused(
            gettext_noop("The charter asks no regular report of it."),
            code="roles.reports-none",
            next_step=gettext_noop("Tell those it concerns; nothing has to be entered here."),
            article=of.article,
        )
    if by.key not in {one.person for one in found.holding(of)}:
        raise Refused(
            gettext_noop("That a body has reported is said by those who sit in it."),
            code="roles.not-seated",
            next_step=gettext_noop("Ask one of them; their names stand on its page."),
            article=of.article,
        )
    if not 0 < len(words) <= SAYS_AT_MOST:
        raise InputFault(
            gettext_noop("Say in up to {longest} letters where the report is read or heard."),
            code="roles.report",
            next_step=gettext_noop("Such as “in the minutes of the members’ meeting of 3 March”."),
            longest=SAYS_AT_MOST,
        )


def reports_at(coop: Coop, day: dt.date, post: str) -> Reports | None:
    """The same by an address, for the API."""
    found = held_in(coop, day)
    if found is None:
        raise absent()
    return reports_of(found, post_of(found, post))
