"""Arranging an evaluation, and writing down that it was held and how it came out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.candidacy import said
from toadlane.candidacy.evaluation_rows import CONTENT_AT_MOST, EVALUATORS_AT_MOST, LINE_AT_MOST
from toadlane.candidacy.evaluators import evaluates, terms
from toadlane.candidacy.models import (
    Evaluation,
    EvaluationLine,
    EvaluationPlan,
    EvaluationWords,
    Evaluator,
)
from toadlane.candidacy.standings import standing_of
from toadlane.candidacy.words import VIEWS
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members.standing import AHEAD
from toadlane.members.verbs.periods import hold
from toadlane.record.verbs import append


@transaction.atomic
def arrange(
    *,
    participant: Participant,
    due_on: dt.date,
    on: dt.date,
    by_whom: Sequence[Participant],
    by: Participant,
    at: Moment,
    key: str,
) -> EvaluationPlan:
    """Say when an evaluation that is due is held, and by whom. Arranged again, the later word holds."""
    coop = participant.coop
    only_evaluators(participant, by, at)
    content: dict[str, Json] = {
        "by_whom": [*sorted(one.key for one in by_whom)],
        "due_on": due_on.isoformat(),
        "on": on.isoformat(),
        "participant": participant.key,
    }
    taken = keys.take(coop=coop, key=key, verb="candidacy.arrange", by=by, content=content)
    if taken.first:
        _refuse_unusable(participant, by_whom, at)
        known = standing_of(participant, at.day).value
        if due_on not in {one.due_on for one in known.evaluations if one.state != "held"}:
            raise InputFault(
                gettext_noop("No evaluation of {name} is due on {day}."),
                code="evaluation.not-due",
                next_step=gettext_noop("Choose one of those that are still to be held."),
                name=participant.name,
                day=due_on.isoformat(),
            )
        if not known.since <= on <= at.day + AHEAD:
            raise _day(on)
        told = {
            "stage": known.returns_to or known.stage,
            "on": on,
            "by_whom": content["by_whom"],
            "arranged_by": by,
        }
        EvaluationPlan.objects.update_or_create(
            coop=coop, participant=participant, due_on=due_on, defaults=told
        )
        append(kind="evaluation.arranged.v1", what=content, by=by, at=at, subject=participant.key)
    return EvaluationPlan.objects.get(coop=coop, participant=participant, due_on=due_on)


@transaction.atomic
def hold_evaluation(  # noqa: PLR0913 - an evaluation is as many things, and each is named
    *,
    participant: Participant,
    held_on: dt.date,
    by_whom: Sequence[Participant],
    views: Collection[str],
    outcome: str,
    line: str,
    content: str = "",
    by: Participant,
    at: Moment,
    key: str,
) -> Evaluation:
    """Write down that an evaluation was held. What was said is read by whom it is about and who evaluated.

    `line` is what members are told before they decide; `views` says whose were heard.
    """
    coop = participant.coop
    only_evaluators(participant, by, at)
    told: dict[str, Json] = {
        "by_whom": [*sorted(one.key for one in by_whom)],
        "held_on": held_on.isoformat(),
        "outcome": outcome,
        "participant": participant.key,
        "views": [*sorted(set(views))],
    }
    typed: dict[str, Json] = {"content": content, "line": line}
    taken = keys.take(coop=coop, key=key, verb="candidacy.evaluate", by=by, content={**told, **typed})
    if not taken.first:
        return Evaluation.objects.get(coop=coop, pk=taken.result)
    _refuse_unusable(participant, by_whom, at)
    hold(participant)
    stage = _refuse_day(participant, held_on, at)
    _refuse_unwritten(participant, content, at)
    if outcome not in Evaluation.Outcome.values or not set(views) <= VIEWS.keys():
        raise InputFault(
            gettext_noop("An evaluation says how it came out, and whose views were heard."),
            code="evaluation.outcome",
            next_step=gettext_noop("Choose from the lists."),
        )
    row = Evaluation.objects.create(
        coop=coop,
        participant=participant,
        stage=stage,
        held_on=held_on,
        views=told["views"],
        outcome=outcome,
        entered_by=by,
        entered_on=at.day,
    )
    Evaluator.objects.bulk_create(Evaluator(coop=coop, evaluation=row, participant=one) for one in by_whom)
    beside = {"coop": coop, "evaluation": row, "participant": participant}
    if words := said.text(content, most=CONTENT_AT_MOST, least=0):
        EvaluationWords.objects.create(**beside, content=words)
    if says := said.text(line, most=LINE_AT_MOST, least=0):
        EvaluationLine.objects.create(**beside, says=says)
    _done_with(participant, held_on)
    append(kind="evaluation.held.v1", what=told, by=by, at=at, subject=participant.key)
    taken.keep(row.pk)
    return row


def only_evaluators(participant: Participant, by: Participant, at: Moment) -> None:
    """Refuse whoever neither leads people in, nor evaluations, nor was asked to evaluate."""
    if by.coop_id != participant.coop_id:
        raise absent()
    if evaluates(participant, by, at):
        return
    said_by = terms(participant, at.day)
    raise Refused(
        gettext_noop("Evaluations of {name} are entered by those who lead them or were asked to evaluate."),
        code="evaluation.not-evaluator",
        next_step=gettext_noop("Ask whoever leads people in to arrange it with you."),
        article=said_by[1] if said_by else None,
        name=participant.name,
    )


def _refuse_unusable(participant: Participant, by_whom: Sequence[Participant], at: Moment) -> None:
    here = all(
        one.coop_id == participant.coop_id and one.pk != participant.pk and one.stage_on(at.day)
        for one in by_whom
    )
    if here and 0 < len({one.pk for one in by_whom}) == len(by_whom) <= EVALUATORS_AT_MOST:
        return
    raise InputFault(
        gettext_noop("Somebody is evaluated by one or more others who take part."),
        code="evaluation.evaluators",
        next_step=gettext_noop("Choose at least one, and nobody twice; their own view is told apart."),
    )


def _refuse_day(participant: Participant, held_on: dt.date, at: Moment) -> str:
    """The stage of the day."""
    stage = participant.stage_on(held_on)
    if stage is None or held_on > at.day:
        raise _day(held_on)
    if Evaluation.objects.filter(participant=participant, held_on=held_on).exists():
        raise RecordMoved(
            gettext_noop("An evaluation of {name} on {day} is written down already."),
            code="evaluation.twice",
            next_step=gettext_noop("Look at it; what is wrong with it is put right by another talk."),
            name=participant.name,
            day=held_on.isoformat(),
        )
    return stage


def _refuse_unwritten(participant: Participant, content: str, at: Moment) -> None:
    said_by = terms(participant, at.day)
    if said_by is None or said_by[0].written or not content.strip():
        return
    raise Refused(
        gettext_noop("By the charter nothing of what was said in an evaluation is written down."),
        code="evaluation.unwritten",
        next_step=gettext_noop("Enter that it was held, and how it came out."),
        article=said_by[1],
    )


def _day(day: dt.date) -> InputFault:
    return InputFault(
        gettext_noop("An evaluation cannot be on {day}."),
        code="evaluation.day",
        next_step=gettext_noop("Give a day on which they take part; one that was held is not in the future."),
        day=day.isoformat(),
    )


def _done_with(participant: Participant, held_on: dt.date) -> None:
    """The plan it was held by: the first that is open, as an evaluation stands for the first due one."""
    plan = EvaluationPlan.objects.filter(participant=participant).order_by("due_on").first()
    if plan is not None and held_on >= min(plan.on, plan.due_on):
        plan.delete()
