"""What changes for somebody with the next stage: rights, and what they put in from when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.kernel.money import Money, equal_parts
from bylaws.kernel.periods import due_days
from bylaws.membership.admission import MEMBER
from toadlane.candidacy import words
from toadlane.candidacy.steps import Step
from toadlane.charter.reads import charter_of
from toadlane.members.words import said


@dataclass(frozen=True, slots=True)
class PlannedBuyIn:
    """What a member of that day puts in: the whole, and each part with its day."""

    amount: Money
    parts: tuple[tuple[dt.date, Money], ...]
    article: str


def buy_in_of(next_one: Step) -> PlannedBuyIn | None:
    """The buy-in that begins with membership, reckoned from that day; nothing of it has to be entered."""
    if next_one.to != MEMBER:
        return None
    coop, day = next_one.participant.coop, next_one.from_day
    rule = charter_of(coop).on(day).maybe("buy-in", BuyIn)
    if rule is None or not rule.says.amount:
        return None
    plan = rule.says.plan
    if plan is None:
        parts: tuple[tuple[dt.date, Money], ...] = ((day, rule.says.amount),)
    else:
        days = due_days(day, first=plan.first, every=plan.every, count=plan.count)
        parts = tuple(zip(days, equal_parts(rule.says.amount, plan.count), strict=True))
    return PlannedBuyIn(rule.says.amount, parts, rule.article)


def gained(next_one: Step) -> list[str]:
    """The rights somebody has with the next stage and has not now, by their keys."""
    standing = next_one.standing
    return [right for right in standing.rights_after if right not in standing.rights]


def changes(next_one: Step) -> dict[str, object]:
    """For the page before it."""
    rights = gained(next_one)
    return {
        "stage": said(next_one.to),
        "from_day": next_one.from_day,
        "gained": [words.right(right) for right in rights],
        "votes": "vote" in rights,
        "buy_in": buy_in_of(next_one),
    }
