"""Going on to the next stage, as members decided: checked again on the day it is done."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from bylaws.kernel.faults import InputFault, Refused
from bylaws.record.canonical import Json
from toadlane.candidacy import gone_on, said
from toadlane.candidacy.course_rows import BECAUSE_AT_MOST
from toadlane.candidacy.hiring import refuse_other_article
from toadlane.candidacy.leading import only_leaders
from toadlane.candidacy.models import Admission
from toadlane.candidacy.steps import Step, articles_for, exception_on, step
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_exactly
from toadlane.members.entering import Spell
from toadlane.members.verbs.periods import start
from toadlane.members.words import said as in_words
from toadlane.record.verbs import append
from toadlane.ui.reasons import told


@transaction.atomic
def go_on(
    *,
    participant: Participant,
    to: str,
    from_day: dt.date,
    authority: Authority,
    because: str = "",
    by: Participant,
    at: Moment,
    key: str,
) -> Admission:
    """Somebody goes on to the next stage from a day on, by a decision of the members on exactly that.

    What is missing is refused, unless an exception to the article stands on the day and `because` says
    why; no exception makes room where the charter limits the members. Of two who would take the last
    place one waits for the other, and is refused.
    """
    coop = participant.coop
    only_leaders(coop, by, at)
    content: dict[str, Json] = {
        "authority": str(authority.pk),
        "because": because,
        "from_day": from_day.isoformat(),
        "participant": participant.key,
        "to": to,
    }
    taken = keys.take(coop=coop, key=key, verb="candidacy.go-on", by=by, content=content)
    if not taken.first:
        return Admission.objects.select_related("participant").get(coop=coop, pk=taken.result)
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    next_one = step(participant, from_day)
    _refuse_other(next_one, to)
    excepted = _excepted(next_one, because)
    use(authority, next_one.matter, next_one.participant, from_day, next_one.fingerprint, by=by, at=at)
    start(StagePeriod, participant=participant, spell=Spell(to, from_day), at=at)
    row = Admission.objects.create(
        coop=coop,
        participant=participant,
        from_stage=next_one.standing.stage,
        to_stage=to,
        from_day=from_day,
        authority=authority,
        excepted=list(excepted),
        because=because.strip() if excepted else "",
        by=by,
        happened_on=at.day,
    )
    what: dict[str, Json] = {**content, "excepted": list(excepted), "from": next_one.standing.stage}
    append(kind="stage.decided.v1", what=what, by=by, at=at, subject=participant.key)
    gone_on.tell_of(row, next_one, at=at)
    taken.keep(row.pk)
    return row


def use(
    authority: Authority,
    matter: str,
    participant: Participant,
    from_day: dt.date,
    fingerprint: str,
    *,
    by: Participant,
    at: Moment,
) -> None:
    """Act on the decision: on exactly this, by an article that decides such matters, and not before it."""
    charter = charter_of(participant.coop)
    refuse_other_article(authority, articles_for(charter, matter, authority.decided_on))
    if from_day < authority.decided_on:
        raise Refused(
            gettext_noop("It was decided on {decided}, and cannot hold from {day} already."),
            code="candidacy.before-decision",
            next_step=gettext_noop("Give a day from {decided} on."),
            decided=authority.decided_on.isoformat(),
            day=from_day.isoformat(),
        )
    use_exactly(
        authority=authority,
        matter=matter,
        subject=participant.key,
        fingerprint=fingerprint,
        by=by,
        at=at,
        used_for=gettext("{name} went on, from {day}").format(
            name=participant.name, day=from_day.isoformat()
        ),
    )


def _refuse_other(next_one: Step, to: str) -> None:
    if to == next_one.to:
        return
    raise InputFault(
        gettext_noop("The next stage of {name} is “{next}”, and not “{given}”."),
        code="candidacy.other-stage",
        next_step=gettext_noop("One stage follows the other; ask for the next."),
        article=next_one.article,
        name=next_one.participant.name,
        next=next_one.to,
        given=to[:40],
    )


def _excepted(next_one: Step, because: str) -> tuple[str, ...]:
    """What they are let off, if it may be; else the first thing that is missing, as a refusal."""
    if not next_one.missing:
        return ()
    if not next_one.is_full and exception_on(next_one) is not None:
        if not because.strip():
            raise InputFault(
                gettext_noop("Say why {name} is let off what is missing."),
                code="candidacy.because",
                next_step=gettext_noop("Write what the members said when they agreed on the exception."),
                name=next_one.participant.name,
            )
        said.text(because, most=BECAUSE_AT_MOST)
        return next_one.lacking
    missing = " ".join(
        told(reason, next_one.participant.coop.currency).sentence for reason in next_one.missing
    )
    raise Refused(
        gettext_noop("{name} cannot become “{stage}” on {day} yet. {missing}"),
        code="candidacy.full" if next_one.is_full else "candidacy.missing",
        next_step=gettext_noop(
            "Wait until it is done, or have the members decide on an exception or an amendment."
        ),
        article=next_one.article,
        name=next_one.participant.name,
        stage=in_words(next_one.to),
        day=next_one.from_day.isoformat(),
        missing=missing,
    )
