"""The buy-in: what is due when, what is paid, what is open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bylaws.charter.charter import Charter
from bylaws.charter.fields import Instalments
from bylaws.facts.people import Person
from bylaws.kernel.faults import CharterSilent, Refused
from bylaws.kernel.money import Money, equal_parts, total, zero
from bylaws.kernel.periods import due_days
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.surplus.close import buy_in_rule


@dataclass(frozen=True, slots=True)
class BuyInStatus:
    """A member's buy-in on a day: amount = paid + open; overdue is the part of open due by then."""

    amount: Money
    paid: Money
    open: Money
    overdue: Money
    plan: tuple[tuple[dt.date, Money], ...]


def buy_in(who: Person, paid: Money, *, charter: Charter, on: dt.date) -> Explained[BuyInStatus]:
    """Where a member's buy-in stands on a day, under the text on the day of admission.

    Faults: `buy-in.not-a-member` before admission, `buy-in.silent` when no rule holds.
    """
    admitted = who.first_day_as("member")
    if admitted is None or admitted > on:
        raise Refused(
            "{name} is not a member on {day}, and owes no buy-in.",
            code="buy-in.not-a-member",
            next_step="The buy-in begins on admission.",
            name=who.name,
            day=on.isoformat(),
        )
    rule = buy_in_rule(charter, who)
    if rule is None:
        raise CharterSilent(
            "The charter does not say what a member admitted on {day} contributes.",
            code="buy-in.silent",
            next_step="Amend it: add a buy-in rule, if need be of “0.00”.",
            day=admitted.isoformat(),
        )
    plan = _plan(rule.says.amount, rule.says.plan, admitted)
    nothing = zero(paid.currency)
    due = total([amount for day, amount in plan if day <= on], paid.currency)
    overdue = nothing if rule.says.arrears == "tolerated" else max(due - paid, nothing)
    status = BuyInStatus(rule.says.amount, paid, max(rule.says.amount - paid, nothing), overdue, plan)
    values: dict[str, Value] = {
        "amount": status.amount,
        "paid": paid,
        "open": status.open,
        "due": due,
        "admitted": admitted,
    }
    code = "buy-in.arrears-tolerated" if rule.says.arrears else "buy-in.status"
    return Explained(status, Reason(code, values, rule.article))


def _plan(amount: Money, plan: Instalments | None, admitted: dt.date) -> tuple[tuple[dt.date, Money], ...]:
    if plan is None:
        return ((admitted, amount),) if amount else ()
    days = due_days(admitted, first=plan.first, every=plan.every, count=plan.count)
    return tuple((day, part) for day, part in zip(days, equal_parts(amount, plan.count), strict=True) if part)
