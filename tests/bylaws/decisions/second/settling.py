"""Ties, and what one person decides, a second time, written from the charter reference alone."""

from __future__ import annotations

from typing import Any

from tests.bylaws.decisions.second.calls import NEVER, OUT, day_end
from tests.bylaws.decisions.second.counting import Came, judge
from tests.bylaws.decisions.second.people import Story, deciders

FEW = 5


def ending(
    told: tuple[str, int | None, Any], since: int, asked: int, *, phase: str = "", came: Came = ("", (), ())
) -> Story:
    """What is told of an attempt; of one that was secret by its close only the outcome, if few took part."""
    outcome, closed, many = told
    few = many is not None and sum(many[1:]) < FEW
    if asked < (NEVER if closed is None else max(closed, 1)) and (closed is None or few):
        told = (outcome, closed, None)
    return {
        "told": told,
        "since": since,
        "phase": phase or outcome,
        "chosen": came[1] if came[0] == "passed" else (),
        "tied": came[2] if came[0] == "tied" else (),
    }


def settled(scene: Story, closed: int, came: Came, look: Story) -> tuple[Came, int]:
    """A tie after a lot was drawn or the casting vote was given, if it was, and since when it is none."""
    rule = scene["rule"]
    for minute, what, told in scene["story"]["happened"]:
        if minute < closed:
            continue
        if what in OUT:
            return (what, (), ()), minute
        if what == "drawn" and rule["ties"] in ("lot", "run-off"):
            return by_lot(rule, came, look, told), minute
        if what == "decided" and rule["ties"] == "casting-vote" and may_decide(scene, minute, told):
            came = by_casting_vote(rule, came, told)
            if came[0] != "tied":
                return came, minute
    return came, closed


def by_lot(rule: Story, came: Came, look: Story, told: Story) -> Came:
    _, ahead, level = came
    if not level:
        return ("passed" if told["first"] == "yes" else "not-adopted"), (), ()
    if rule["method"] == "ranked":
        outcome, chosen, level = judge(rule, {**look, "lot": told["order"]}, look["call"])
        return outcome, (*ahead, *chosen), level
    drawn = [option for option in told["order"] if option in level]
    return "passed", (*ahead, *drawn[: rule.get("winners", 1) - len(ahead)]), ()


def by_casting_vote(rule: Story, came: Came, told: Story) -> Came:
    _, ahead, level = came
    if not level:
        return ("passed" if told["yes"] else "not-adopted"), (), ()
    if told["option"] not in level:
        return came
    chosen = (*ahead, told["option"])
    if len(chosen) == rule.get("winners", 1):
        return "passed", chosen, ()
    return "tied", chosen, tuple(option for option in level if option != told["option"])


def may_decide(scene: Story, minute: int, told: Story) -> bool:
    """Whether it is theirs: as it opened, and not since they left or were found concerned."""
    story = scene["story"]
    out = {who for m, what, who in story["happened"] if m <= minute and what in ("left", "recused")}
    return told["by"] in deciders(story, scene["rule"], scene["opened"]) - out


def decided_by_one(scene: Story) -> Story:
    """What came of a matter that is one's to decide, by advice not before that was heard."""
    story, length = scene["story"], scene["rule"].get("open_for")
    ends = day_end(story, scene["opened"], length)
    for minute, what, told in story["happened"]:
        if minute < scene["opened"]:
            continue
        if what in OUT:
            return ending((what, minute, None), minute, NEVER)
        if what == "revised" and length:
            ends = max(ends, day_end(story, minute, length))
        if what == "decided" and minute >= ends and may_decide(scene, minute, told):
            outcome = "passed" if told["yes"] else "not-adopted"
            chosen = (told["option"],) if told["option"] else ()
            return ending((outcome, minute, None), minute, NEVER, came=(outcome, chosen, ()))
    return ending(("open", None, None), scene["until"], NEVER, phase="open")
