"""A payment as what a decision does: to whom, for what, how much, from which account, by when."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import Fault, InputFault, Refused
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from toadlane.books import journal, years
from toadlane.books.amounts import within
from toadlane.books.spending.rows import LONGEST, SPEND
from toadlane.books.verbs import BOOKKEEPER
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Effect, Facts, Lines, Look
from toadlane.decisions.exactly import fingerprint_of
from toadlane.decisions.models import LONGEST as OF_A_DECISION
from toadlane.decisions.models import Authority, Deed
from toadlane.ui import figures

EXPENSES: Final = "expenses"
FUND: Final = "fund/"
_NOT_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Paying(Effect):
    """The co-op pays somebody for something."""

    key = SPEND
    button = gettext_lazy("Record the payment")
    who = gettext_lazy("whoever keeps the books")
    at_page = True

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """As it is given; faults `spending.line`, `.amount`, `.account`, `.short`, `.day`."""
        look = stated(coop, given)
        amount = Money.parse(str(look.amount), coop.currency)
        refuse_account(coop, str(look.facts["account"]), amount, at)
        return look

    def lines(self, deed: Deed) -> Lines:
        """Payee, purpose, amount, account, day."""
        facts = deed.facts
        found = [
            (_("To whom"), facts["payee"]),
            (_("For what"), facts["purpose"]),
            (_("Amount"), figures.money(Money.parse(facts["amount"], deed.coop.currency))),
            (_("From"), in_words(facts["account"])),
        ]
        if facts["due_on"]:
            found.append((_("Due on"), figures.day(dt.date.fromisoformat(facts["due_on"]))))
        return tuple(found)

    def may(self, by: Participant, at: Moment) -> bool:
        """The bookkeeper."""
        return BOOKKEEPER in by.roles_on(at.day)

    def page(self, authority: Authority) -> str:
        """Where it is recorded that it went, when and how."""
        return reverse("books:spending-one", args=[authority.coop.slug, authority.pk])

    def result(self, authority: Authority) -> str:
        """The receipt."""
        return self.page(authority)

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """On its own page, where the day is said: `verbs.pay_for`."""


def stated(coop: Coop, given: Facts) -> Look:
    """What would be paid, whether or not the account holds it; faults `spending.line`, `.amount`, `.day`."""
    payee, purpose = a_line(given, "payee"), a_line(given, "purpose")
    amount = amount_of(given, coop)
    account = str(given.get("account", "") or EXPENSES)
    facts: dict[str, Json] = {
        "account": account,
        "amount": amount.decimal(),
        "due_on": due_on(given),
        "payee": payee,
        "purpose": purpose,
    }
    said = {"payee": payee, "purpose": purpose, "amount": figures.money(amount)}
    title = _("Pay %(payee)s %(amount)s") % said
    text = _("We pay %(payee)s %(amount)s for %(purpose)s, from: %(account)s.")
    return Look(
        f"{payee}: {purpose}"[: OF_A_DECISION["subject"]],
        fingerprint_of({**facts, "coop": str(coop.pk)}),
        facts,
        title,
        text % {**said, "account": in_words(account)},
        amount=amount.decimal(),
    )


def a_line(given: Facts, name: str) -> str:
    """One line of text; fault `spending.line`."""
    said = str(given.get(name, "") or "").strip()
    if not 0 < len(said) <= LONGEST[name] or _NOT_A_LINE.search(said):
        raise InputFault(
            gettext_noop("A payment says to whom and for what, each in one line of up to {longest} letters."),
            code="spending.line",
            next_step=gettext_noop("Write it as it should stand in the journal."),
            longest=LONGEST[name],
        )
    return said


def amount_of(given: Facts, coop: Coop) -> Money:
    """More than nothing; fault `spending.amount`, and those of an amount that is none."""
    amount = Money.parse(str(given.get("amount", "")), coop.currency)
    within(amount)
    if amount.minor <= 0:
        raise InputFault(
            gettext_noop("{amount} is nothing that can be paid."),
            code="spending.amount",
            next_step=gettext_noop("Give an amount above zero."),
            amount=str(amount),
        )
    return amount


def due_on(given: Facts) -> str:
    """By when it is to be paid, or ""; fault `spending.day`."""
    said = str(given.get("due_on", "") or "")
    try:
        return dt.date.fromisoformat(said).isoformat() if said else ""
    except ValueError:
        raise InputFault(
            gettext_noop("“{given}” is not a day."),
            code="spending.day",
            next_step=gettext_noop("Write it as in 2025-03-31."),
            given=said[:40],
        ) from None


def accounts(coop: Coop, at: Moment) -> dict[str, str]:
    """What it can be paid from, in words: what runs, and each fund that the charter names."""
    return {name: in_words(name) for name in (EXPENSES, *funds(coop, at))}


def funds(coop: Coop, at: Moment) -> list[str]:
    """The funds of the day's charter, as accounts; none where there is no charter or no surplus rule."""
    try:
        named = years.funds_named(charter_of(coop).on_or_first(at.day))
    except Fault:
        return []
    return sorted({f"{FUND}{name}" for name in named})


def refuse_account(coop: Coop, account: str, amount: Money, at: Moment) -> None:
    """From what there is, and no more than a fund holds. Faults `spending.account`, `spending.short`."""
    if account == EXPENSES:
        return
    if account not in funds(coop, at):
        raise InputFault(
            gettext_noop("There is no such account to pay it from."),
            code="spending.account",
            next_step=gettext_noop("Choose running expenses, or a fund that the charter names."),
        )
    holds = Money(journal.held(journal.balances(coop, person="", through=at.day), account), coop.currency)
    if holds < amount:
        raise Refused(
            gettext_noop("This fund holds {holds}, which is less than {amount}."),
            code="spending.short",
            next_step=gettext_noop("Pay it from running expenses, or wait until a close feeds the fund."),
            holds=str(holds),
            amount=str(amount),
        )


def in_words(account: str) -> str:
    """An account as people call it."""
    if account == EXPENSES:
        return _("running expenses")
    return _("the fund “%(name)s”") % {"name": account.removeprefix(FUND)}
