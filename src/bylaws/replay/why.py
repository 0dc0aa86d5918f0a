"""Why a past year would have been different: both sides' reasons, each with its articles."""

from __future__ import annotations

from bylaws.charter.compare import KeyChange
from bylaws.kernel.faults import NotThere
from bylaws.kernel.money import zero
from bylaws.kernel.reasons import Reason, Value
from bylaws.replay.supposing import Change, Changes
from bylaws.replay.years import StepReplayed, YearReplayed
from bylaws.surplus.why import why_person, why_step


def why_changed(changes: Changes) -> tuple[Reason, ...]:
    """What the amendment lets each rule say that it did not say, by kind and name."""
    return tuple(_changed(change) for _, change in sorted(changes.rules.items(), key=_order))


def _order(item: tuple[tuple[str, str | None], Change]) -> tuple[str, str]:
    return item[0][0], item[0][1] or ""


def _changed(change: Change) -> Reason:
    rule = " ".join(filter(None, (change.kind, change.name)))
    if not change.before:
        return Reason("replay.rule-added", {"rule": rule}, change.after[0].article)
    if not change.after:
        return Reason("replay.rule-gone", {"rule": rule}, change.before[0].article)
    keys = tuple(_key(one) for one in change.keys)
    return Reason("replay.rule-changed", {"rule": rule}, change.after[0].article, keys)


def _key(one: KeyChange) -> Reason:
    code = "replay.key-added" if one.old is None else "replay.key-changed"
    if one.new is None:
        code = "replay.key-gone"
    return Reason(code, {"key": one.key, "old": one.old, "new": one.new})


def why_difference(year: YearReplayed, person: str) -> Reason:
    """Why one person would have received more, less or the same; fault `close.no-such-person`.

    Fault `replay.unanswered` for a year the amended charter has no answer for.
    """
    after = year.after
    if after is None:
        raise NotThere(
            "The amended charter has no answer for {year}.",
            code="replay.unanswered",
            next_step="Read why it has none, and let the amendment say it.",
            year=year.year,
        )
    was, now = why_person(year.before, person).reason, why_person(after, person).reason
    parts = (
        Reason("replay.as-it-stood", {"year": year.year}, was.article, was.parts or (was,)),
        Reason("replay.as-amended", {"year": year.year}, now.article, now.parts or (now,)),
    )
    amount = year.differences.get(person, zero(year.currency))
    values: dict[str, Value] = {
        "person": year.before.facts.people[person].name,
        "year": year.year,
        "amount": abs(amount),
    }
    code = "replay.more" if amount.minor > 0 else "replay.less"
    if not amount:
        code = "replay.same"
    return Reason(code, values, None, parts)


def why_step_difference(year: YearReplayed, step: StepReplayed) -> tuple[Reason, ...]:
    """How a step came about as it stood and as amended; one reason where only one side has it."""
    values: dict[str, Value] = {"year": year.year}
    found = []
    if step.before is not None:
        why = why_step(year.before, step.before.number)
        found.append(Reason("replay.as-it-stood", values, step.before.article, (why,)))
    if step.after is not None and year.after is not None:
        why = why_step(year.after, step.after.number)
        found.append(Reason("replay.as-amended", values, step.after.article, (why,)))
    return tuple(found)
