"""Paying notices back: which are due, in what order, and what happens when the money does not reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.capital import Capital, Redemption
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import InputFault, Refused
from bylaws.kernel.money import Money, split, total, zero
from bylaws.kernel.periods import fiscal_year_of
from bylaws.kernel.reasons import Explained, Reason, Value


@dataclass(frozen=True, slots=True)
class HeldNotice:
    """What is still open of one written notice, and the day of the close that made it."""

    person: str
    amount: Money
    closed_on: dt.date
    account: str = ""
    """The account that holds it, where the caller keeps accounts."""


@dataclass(frozen=True, slots=True)
class Repayment:
    """What is paid back of a notice that is due; it may be less than is open, or nothing."""

    notice: HeldNotice
    due_on: dt.date
    paid: Money


def redeem(
    notices: Iterable[HeldNotice], *, available: Money, charter: Charter, on: dt.date
) -> Explained[tuple[Repayment, ...]]:
    """What the notices that are due on a day are paid back, from the money the members make available.

    The capital rule of the fiscal year's first day holds. The notices of the oldest close come first; when
    the money does not reach for all of one close, each of them is paid the same part (`pro-rata`) or
    all of them wait, and later ones wait with them (finance.md, section 1). The money paid never exceeds
    `available`. Faults: `redemption.by-decision` where the charter leaves it to the members,
    `redemption.nothing-due`, `redemption.available` for less than nothing, and `CharterSilent` without a
    capital rule.
    """
    year = fiscal_year_of(on, charter.base_front.fiscal_year_starts)
    rule = charter.for_year(year)[1].rule("capital", Capital)
    says = rule.says.redemption
    if says is None:
        raise Refused(
            "The charter does not set a day on which notices are paid back.",
            code="redemption.by-decision",
            next_step="The members decide when, and how much; on leaving the exit rule holds.",
            article=rule.article,
        )
    if available.minor < 0:
        raise InputFault(
            "{available} cannot be paid out.",
            code="redemption.available",
            next_step="State what there is to pay notices back with, “0.00” or more.",
            available=str(available),
        )
    held = (notice for notice in notices if notice.amount)
    waiting = sorted(held, key=lambda notice: (notice.closed_on, notice.person))
    due = [notice for notice in waiting if says.after.after(notice.closed_on) <= on]
    if not due:
        raise _nothing_due(rule, says, waiting, on)
    repayments = tuple(_repayments(due, says, available))
    return Explained(repayments, _reason(repayments, rule, available, on))


def _repayments(due: list[HeldNotice], says: Redemption, available: Money) -> Iterable[Repayment]:
    left = available
    for closed_on, of_one_close in groupby(due, key=lambda notice: notice.closed_on):
        notices = list(of_one_close)
        amounts = [notice.amount for notice in notices]
        owed = total(amounts, left.currency)
        if owed <= left:
            left = left - owed
        else:
            amounts, left = _short(amounts, says, left), zero(left.currency)
        for notice, paid in zip(notices, amounts, strict=True):
            yield Repayment(notice, says.after.after(closed_on), paid)


def _short(amounts: list[Money], says: Redemption, left: Money) -> list[Money]:
    """What the notices of one close are paid when the money does not reach for all of them."""
    if says.when_short == "wait":
        return [zero(left.currency)] * len(amounts)
    parts = split(left, {f"{nth:09}": amount.minor for nth, amount in enumerate(amounts)})
    return [parts[key] for key in sorted(parts)]


def _nothing_due(rule: Rule[Capital], says: Redemption, waiting: list[HeldNotice], on: dt.date) -> Refused:
    first = says.after.after(waiting[0].closed_on).isoformat() if waiting else ""
    return Refused(
        "No notice is due to be paid back on {day}.",
        code="redemption.nothing-due",
        next_step="The next falls due on {first}." if first else "There is none to pay back.",
        article=rule.article,
        day=on.isoformat(),
        first=first,
    )


def _reason(repayments: tuple[Repayment, ...], rule: Rule[Capital], available: Money, on: dt.date) -> Reason:
    owed = total([one.notice.amount for one in repayments], available.currency)
    paid = total([one.paid for one in repayments], available.currency)
    values: dict[str, Value] = {"on": on, "owed": owed, "available": available, "paid": paid}
    return Reason("redemption", values, rule.article, tuple(_part(one, rule.article) for one in repayments))


def _part(one: Repayment, article: str) -> Reason:
    code = "redemption.paid" if one.paid == one.notice.amount else "redemption.part"
    values: dict[str, Value] = {
        "person": one.notice.person,
        "amount": one.notice.amount,
        "paid": one.paid,
        "closed_on": one.notice.closed_on,
        "due": one.due_on,
    }
    return Reason(code if one.paid else "redemption.waits", values, article)
