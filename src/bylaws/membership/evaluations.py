"""Evaluations of somebody in a stage: when they are due, which were held, and what they may be used for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.evaluation import Evaluation
from bylaws.charter.kinds.membership import Stage
from bylaws.charter.rules import Rule
from bylaws.facts.joining import Evaluated
from bylaws.kernel.periods import Period, Span
from bylaws.kernel.reasons import Reason
from bylaws.membership.time import full_on

State = Literal["held", "overdue", "due", "to-come"]


@dataclass(frozen=True, slots=True)
class DueEvaluation:
    """An evaluation that is due on a day, when it was held, and whose views it lacks."""

    due_on: dt.date
    state: State
    held_on: dt.date | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationTerms:
    """How evaluations of a stage are made: whose views are heard, who leads and reads them, what for.

    `written`: what was said may be written down.
    """

    by: tuple[str, ...]
    led_by: str | None
    seen_by: tuple[str, ...]
    asks_about: tuple[str, ...]
    bears_on_admission: bool
    written: bool = True


def days_due(
    stage: Stage, periods: Sequence[Period], text: InForce, *, until: dt.date
) -> tuple[dt.date, ...]:
    """The days on which evaluations of a stage are due, in order, each once.

    Those the stage names, all of them; and where the evaluation rule evaluates people of the stage, one
    after each `people_every`, up to the first that comes after `until`. Time away does not count.
    """
    named = {full_on(periods, span) for span in stage.evaluations}
    rule = _rule(stage, text)
    every = rule.says.people_every if rule else None
    return tuple(sorted(named | {*_recurring(every, periods, until)}))


def latest(due_on: Sequence[dt.date], since: dt.date, *, on: dt.date) -> tuple[dt.date, tuple[dt.date, ...]]:
    """Of evaluations that come back without an end, the last that was due and those to come, and since when.

    Nobody is reminded of what was missed years ago: an evaluation held since the one before counts.
    """
    past = [day for day in due_on if day <= on]
    opens = past[-2] if len(past) > 1 else since
    return opens, (*past[-1:], *(day for day in due_on if day > on))


def evaluations(
    due_on: Iterable[dt.date],
    held: Iterable[Evaluated],
    terms: EvaluationTerms | None,
    *,
    since: dt.date,
    on: dt.date,
) -> tuple[DueEvaluation, ...]:
    """Each evaluation that is due, with the one that was held for it by a day, in the stage begun on `since`.

    One that was held stands for the first due one that is still open, if that follows a due one whose day
    has come: two talks in one week do not make up for the next quarter.
    """
    open_ones = sorted((one for one in held if one.on <= on), key=lambda one: one.on)
    found: list[DueEvaluation] = []
    opens = since
    for day in due_on:
        one = next((each for each in open_ones if each.on >= opens), None)
        if one is None:
            found.append(DueEvaluation(day, _state(day, on)))
        else:
            open_ones = open_ones[open_ones.index(one) + 1 :]
            lacks = (
                () if one.views is None or terms is None else tuple(v for v in terms.by if v not in one.views)
            )
            found.append(DueEvaluation(day, "held", one.on, lacks))
        opens = day
    return tuple(found)


def terms_of(stage: Stage, text: InForce) -> tuple[EvaluationTerms, str] | None:
    """What the evaluation rule says of evaluations of a stage, and its article; None where nothing."""
    rule = _rule(stage, text)
    if rule is None:
        return None
    says = rule.says
    terms = EvaluationTerms(
        tuple(says.by),
        says.led_by,
        tuple(says.seen_by),
        tuple(says.asks_about),
        "admission" in says.bears_on,
        says.written,
    )
    return terms, rule.article


def why(one: DueEvaluation, article: str) -> Reason:
    """The reason of one evaluation."""
    match one.state:
        case "held":
            lacks = (
                (Reason("evaluation.lacks", {"views": ", ".join(one.lacks)}, article),) if one.lacks else ()
            )
            return Reason("evaluation.held", {"due": one.due_on, "held": one.held_on}, article, lacks)
        case "overdue":
            return Reason("evaluation.overdue", {"due": one.due_on}, article)
        case "due":
            return Reason("evaluation.due", {"due": one.due_on}, article)
        case _:
            return Reason("evaluation.to-come", {"due": one.due_on}, article)


def why_terms(terms: EvaluationTerms, article: str) -> Reason:
    """The reason that says whose views evaluations ask for, who reads them, and what they may be used for."""
    read_by = (
        Reason("evaluation.read-by", {"audience": ", ".join(terms.seen_by)}, article)
        if terms.seen_by
        else Reason("evaluation.read-by-nobody", {}, article)
    )
    code = "evaluation.for-admission" if terms.bears_on_admission else "evaluation.not-for-admission"
    return Reason(
        "evaluation.asks", {"views": ", ".join(terms.by)}, article, (read_by, Reason(code, {}, article))
    )


def _rule(stage: Stage, text: InForce) -> Rule[Evaluation] | None:
    rule = text.maybe("evaluation", Evaluation)
    return rule if rule and stage.name in rule.says.of else None


def _recurring(every: Span | None, periods: Sequence[Period], until: dt.date) -> Iterable[dt.date]:
    if every is None or every == Span():
        return
    day, times = dt.date.min, 0
    while day <= until:
        times += 1
        day = full_on(periods, Span(every.months * times, every.days * times))
        yield day


def _state(due_on: dt.date, on: dt.date) -> State:
    if due_on < on:
        return "overdue"
    return "due" if due_on == on else "to-come"
