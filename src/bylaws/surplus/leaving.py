"""Leaving: what someone who goes is paid, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.exit import Exit
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import InputFault, Refused
from bylaws.kernel.money import Money, equal_parts, share_of, total, zero
from bylaws.kernel.periods import due_days
from bylaws.kernel.reasons import Explained, Reason, Value

DAYS_IN_A_YEAR = 365
Solvency = Literal["can-pay-debts", "assets-over-debts"]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a member has in the co-op, and owes it, on the day of leaving; none is below zero."""

    paid_in: Money
    notices: Money
    losses: Money
    payable: Money
    owes: Money


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment to a leaver: a part of the account, and simple interest since leaving."""

    due_on: dt.date
    amount: Money
    interest: Money


@dataclass(frozen=True, slots=True)
class ExitStatement:
    """What leaving comes to. Payments that wait for the collective account are marked as waiting.

    `solvency` is what the charter asks the members to find before anything is paid back, if it does.
    """

    leaves_on: dt.date
    account: Money
    set_off: Money
    still_owed: Money
    payable_now: Money
    payments: tuple[Payment, ...]
    waits: bool
    solvency: Solvency | None = None


def leaving(
    holdings: Holdings,
    *,
    notice_on: dt.date,
    leaves_on: dt.date | None = None,
    charter: Charter,
    collective: Money | None = None,
) -> Explained[ExitStatement]:
    """What a member who gives notice on a day is paid, under the text of that day.

    They leave when the notice is over, or on `leaves_on` where that is known: who was parted with or died
    gave none, and one may give longer notice than the charter asks. Losses borne lower the account.
    `collective` is the collective account's balance, asked for when the rule tests it. Faults:
    `CharterSilent` without an exit rule, `exit.no-collective`.
    """
    rule = charter.on(notice_on).rule("exit", Exit)
    leaves_on = rule.says.notice.after(notice_on) if leaves_on is None else leaves_on
    nothing = zero(holdings.paid_in.currency)
    counted = {"paid-in": holdings.paid_in, "notices": holdings.notices}
    gross = total([counted[part] for part in rule.says.pays], nothing.currency)
    account = max(gross - holdings.losses, nothing)
    set_off = min(account, holdings.owes) if rule.says.set_off else nothing
    rest = account - set_off
    statement = ExitStatement(
        leaves_on=leaves_on,
        account=account,
        set_off=set_off,
        still_owed=holdings.owes - set_off,
        payable_now=holdings.payable,
        payments=_payments(rest, rule, leaves_on),
        waits=_waits(rest, rule, collective),
        solvency=rule.says.solvency if rest else None,
    )
    return Explained(statement, _reason(holdings, statement, rule, notice_on))


def may_be_paid_back(
    statement: ExitStatement, *, solvent: bool, notice_on: dt.date, charter: Charter
) -> None:
    """Refuse paying back while the members have not found what the charter asks them to find first.

    `solvent` is what they found, a fact that nobody reckons here. Fault: `exit.solvency`.
    """
    if statement.solvency is None or solvent:
        return
    raise Refused(
        "Nothing is paid back before the members have found that the co-op can afford it.",
        code="exit.solvency",
        next_step="Look at the books together: what the co-op owns, owes, and has to pay soon. Then say so.",
        article=charter.on(notice_on).rule("exit", Exit).article,
    )


def part_may_go(amount: Money, *, notice_on: dt.date, charter: Charter, collective: Money) -> None:
    """Refuse a payment to a leaver that would leave less in the collective account than the charter asks.

    The exit rule of the day of the notice holds; nothing is refused where it tests nothing. Fault:
    `exit.part-waits`.
    """
    rule = charter.on(notice_on).rule("exit", Exit)
    if _waits(amount, rule, collective):
        raise Refused(
            "Paying {amount} would leave {left} in the collective account; the charter keeps {least} there.",
            code="exit.part-waits",
            next_step="The payment waits until the collective account holds enough.",
            article=rule.article,
            amount=str(amount),
            left=str(collective - amount),
            least=str(rule.says.collective_at_least),
        )


def _payments(rest: Money, rule: Rule[Exit], leaves_on: dt.date) -> tuple[Payment, ...]:
    if not rest:
        return ()
    plan = rule.says.instalments
    if plan is None:
        return (Payment(leaves_on, rest, zero(rest.currency)),)
    days = due_days(leaves_on, first=plan.first, every=plan.every, count=plan.count)
    payments, unpaid, since = list[Payment](), rest, leaves_on
    for due_on, amount in zip(days, equal_parts(rest, plan.count), strict=True):
        if not amount:
            break
        years = Fraction((due_on - since).days, DAYS_IN_A_YEAR)
        payments.append(
            Payment(due_on, amount, share_of(unpaid, (rule.says.interest or Fraction(0)) * years))
        )
        unpaid, since = unpaid - amount, due_on
    return tuple(payments)


def _waits(rest: Money, rule: Rule[Exit], collective: Money | None) -> bool:
    """Whether paying the rest would bring the collective account below the charter's test."""
    least = rule.says.collective_at_least
    if least is None or not rest:
        return False
    if collective is None:
        raise InputFault(
            "The charter tests the collective account before paying, and its balance is not stated.",
            code="exit.no-collective",
            next_step="State the collective account's balance.",
            article=rule.article,
        )
    return collective - rest < least


def _reason(holdings: Holdings, statement: ExitStatement, rule: Rule[Exit], notice_on: dt.date) -> Reason:
    values: dict[str, Value] = {
        "notice_on": notice_on,
        "leaves_on": statement.leaves_on,
        "account": statement.account,
    }
    parts = [
        Reason("exit.paid-in", {"amount": holdings.paid_in}),
        Reason("exit.notices", {"amount": holdings.notices}),
    ]
    if holdings.losses:
        parts.append(Reason("exit.losses", {"amount": holdings.losses}))
    if statement.set_off:
        parts.append(Reason("exit.set-off", {"amount": statement.set_off}, rule.article))
    if statement.solvency:
        parts.append(Reason(f"exit.solvency.{statement.solvency}", {}, rule.article))
    if statement.waits:
        parts.append(Reason("exit.waits", {"least": rule.says.collective_at_least}, rule.article))
    for payment in statement.payments:
        code = "exit.payment-with-interest" if payment.interest else "exit.payment"
        paid: dict[str, Value] = {
            "due": payment.due_on,
            "amount": payment.amount,
            "interest": payment.interest,
        }
        parts.append(Reason(code, paid, rule.article))
    by_notice = statement.leaves_on == rule.says.notice.after(notice_on)
    return Reason("exit" if by_notice else "exit.on-day", values, rule.article, tuple(parts))
