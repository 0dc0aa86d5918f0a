"""Keeping the list of first steps, and ticking them off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, Refused
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.leading import roles_that_lead
from toadlane.onboarding.leading import only_leaders
from toadlane.onboarding.models import LONGEST, Done, Step
from toadlane.record.verbs import append

MOST = 40
_NOT_TEXT = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@transaction.atomic
def keep_list(*, coop: Coop, lines: Sequence[str], by: Participant, at: Moment, key: str) -> int:
    """The whole list of first steps, in its order; how many there are.

    A line that was there before keeps who has done it; one that is there no more takes that along.
    """
    only_leaders(coop, by, at)
    wanted = _usable(lines)
    told: list[Json] = list(wanted)
    taken = keys.take(coop=coop, key=key, verb="onboarding.keep-list", by=by, content={"lines": told})
    if not taken.first:
        return int(taken.result)
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    there = {step.says: step for step in Step.objects.filter(coop=coop)}
    Step.objects.filter(pk__in=[step.pk for says, step in there.items() if says not in wanted]).delete()
    for place, says in enumerate(wanted, 1):
        Step.objects.update_or_create(coop=coop, says=says, defaults={"place": place})
    append(kind="onboarding.list-kept.v1", what={"lines": told}, by=by, at=at)
    taken.keep(len(wanted))
    return len(wanted)


@transaction.atomic
def tick(*, participant: Participant, step: Step, by: Participant, at: Moment) -> Done:
    """A step is done; ticked twice, it is done once. By whoever it is about, or who leads people in.

    It is no entry of the record: it helps for some weeks, and is nobody's business afterwards.
    """
    _refuse_others(participant, step, by, at)
    done, _ = Done.objects.get_or_create(
        coop=participant.coop, participant=participant, step=step, defaults={"on": at.day, "by": by}
    )
    return done


@transaction.atomic
def untick(*, participant: Participant, step: Step, by: Participant, at: Moment) -> None:
    """It is not done after all; the same rights as to tick it."""
    _refuse_others(participant, step, by, at)
    Done.objects.filter(participant=participant, step=step).delete()


def _refuse_others(participant: Participant, step: Step, by: Participant, at: Moment) -> None:
    if by.coop_id != participant.coop_id or step.coop_id != participant.coop_id:
        raise absent()
    if by.pk != participant.pk and not roles_that_lead(participant.coop, at.day) & by.roles_on(at.day):
        raise Refused(
            gettext_noop("First steps are ticked by whoever takes them, or by those who lead people in."),
            code="onboarding.not-theirs",
            next_step=gettext_noop("Ask one of them."),
        )


def _usable(lines: Sequence[str]) -> list[str]:
    """Each line once, without what surrounds it."""
    wanted = list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
    if len(wanted) > MOST:
        raise InputFault(
            gettext_noop("This list is longer than anybody reads: {n}, where {most} is the most."),
            code="onboarding.too-many",
            next_step=gettext_noop("Keep those that matter in the first weeks."),
            n=len(wanted),
            most=MOST,
        )
    for line in wanted:
        if len(line) > LONGEST or _NOT_TEXT.search(line):
            raise InputFault(
                gettext_noop("“{line}” cannot be a step."),
                code="onboarding.line",
                next_step=gettext_noop("Write a line of up to {longest} letters."),
                line=_NOT_TEXT.sub("", line)[:60],
                longest=LONGEST,
            )
    return wanted
