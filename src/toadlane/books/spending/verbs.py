"""Deciding alone what the charter lets one decide, and paying what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bylaws.charter.kinds.subjects import INDIVIDUAL
from bylaws.charter.routes import Route, route
from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from bylaws.surplus.closing import Posting as Line
from toadlane.books import journal
from toadlane.books.models import JournalEntry, Spending
from toadlane.books.spending.effect import Paying, refuse_account
from toadlane.books.spending.rows import SPEND
from toadlane.books.verbs.paying import How, refuse_unusable
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.books.verbs.undoing import refuse_back, take_back
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds
from toadlane.decisions.models import Authority, Deed
from toadlane.decisions.verbs import use_exactly
from toadlane.proposals import ways
from toadlane.proposals.asking import decide_at_once
from toadlane.record.verbs import append

PAID = "spending"


@transaction.atomic
def decide_alone(*, given: Mapping[str, str], by: Participant, at: Moment, key: str) -> Authority:
    """Decide a payment that the charter leaves to whoever meets it, up to a limit, or entrusts to one.

    Faults: those of looking at it, `proposals.raise`, `spending.not-alone` above the limit, and
    `proposals.not-deciding` where it is entrusted to somebody else.
    """
    content: dict[str, Json] = {"given": dict(given)}
    taken = keys.take(coop=by.coop, key=key, verb="spending.alone", by=by, content=content)
    if not taken.first:
        return Authority.objects.get(coop=by.coop, pk=taken.result)
    ways.refuse_who_may_not(by, at)
    look = Paying().look(by.coop, "", dict(given), at)
    way = way_of(by.coop, Money.parse(look.amount, by.coop.currency), at)
    says = way.legs[0].says
    if way.rule == INDIVIDUAL:
        authority = deeds.take_alone(
            matter=SPEND, look=look, article=way.legs[0].article, text=look.text, by=by, at=at
        )
    elif says is not None and says.method == "delegated":
        authority = decide_at_once(acts=SPEND, subject="", given=given, by=by, at=at, key=key)
    else:
        raise Refused(
            gettext_noop("The charter has {amount} decided by others too, and not by one alone."),
            code="spending.not-alone",
            next_step=gettext_noop("Have it decided here."),
            article=way.legs[0].article,
            amount=look.amount,
        )
    taken.keep(authority.pk)
    return authority


def way_of(coop: Coop, amount: Money, at: Moment) -> Route:
    """The way a payment of this size goes today; the faults of `route`."""
    return route(charter_of(coop).on_or_first(at.day), SPEND, amount).value


@transaction.atomic
def pay_for(*, authority: Authority, how: How, by: Participant, at: Moment, key: str) -> Spending:
    """Record that what was decided was paid: one entry, which cites the decision.

    Once; after it came back (`reverse_spending`) once more. Faults: `spending.paid`, `spending.none`, those
    of `use_authority`, of the day, and `spending.short` where a fund no longer holds it.
    """
    coop = authority.coop
    only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {"authority": str(authority.pk), **how.said()}
    taken = keys.take(coop=coop, key=key, verb="spending.pay", by=by, content=content)
    if not taken.first:
        return Spending.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    deed = deeds.deed_on(authority)
    if deed is None or authority.matter != SPEND:
        raise absent()
    refuse_unusable(coop, how, at)
    amount = Money.parse(deed.facts["amount"], coop.currency)
    refuse_account(coop, deed.facts["account"], amount, at)
    before = list(Spending.objects.filter(authority=authority).select_related("entry__reversed_by"))
    refuse_before(how.paid_on, authority.decided_on)
    if any(not hasattr(one.entry, "reversed_by") for one in before):
        raise paid_already()
    if not before:
        _use(authority, deed, by=by, at=at)
    row = _write(authority, deed, amount, how, nth=len(before) + 1, by=by)
    what: dict[str, Json] = {**content, "entry": str(row.entry_id), "spending": str(row.pk)}
    append(kind="spending.paid.v1", what=what, by=by, at=at, subject=str(row.entry_id))
    taken.keep(row.pk)
    return row


def reverse_spending(
    *, spending: Spending, because: str, on: dt.date, by: Participant, at: Moment, key: str
) -> JournalEntry:
    """It came back, or never went: an entry that takes the first back, line by line; it can be paid anew."""

    def refuse() -> None:
        refuse_back(spending, on, at)

    return take_back(
        spending,
        "spending",
        refuse,
        because=because,
        on=on,
        by=by,
        at=at,
        key=key,
        authority=spending.authority,
    )


def refuse_before(paid_on: dt.date, decided_on: dt.date) -> None:
    """Money goes on a decision, and not ahead of it; fault `spending.before`."""
    if paid_on < decided_on:
        raise InputFault(
            gettext_noop("It was decided on {decided}, and cannot have been paid on it before."),
            code="spending.before",
            next_step=gettext_noop("Give that day or a later one."),
            decided=decided_on.isoformat(),
        )


def paid_already() -> RecordMoved:
    """Somebody was first."""
    return RecordMoved(
        gettext_noop("This is paid already."),
        code="spending.paid",
        next_step=gettext_noop("Look at the payment; if the money came back, reverse it first."),
    )


def _use(authority: Authority, deed: Deed, *, by: Participant, at: Moment) -> None:
    look = Paying().look(authority.coop, deed.subject, deed.facts, at)
    use_exactly(
        authority=authority,
        matter=SPEND,
        subject=deed.subject,
        fingerprint=look.fingerprint,
        by=by,
        at=at,
        used_for=look.title,
    )


def _write(
    authority: Authority, deed: Deed, amount: Money, how: How, *, nth: int, by: Participant
) -> Spending:
    facts = deed.facts
    entry = journal.post(
        coop=authority.coop,
        kind=PAID,
        text=_("{payee}: {purpose}").format(payee=facts["payee"], purpose=facts["purpose"])[:300],
        lines=[Line(facts["account"], amount), Line("bank", -amount)],
        happened_on=how.paid_on,
        by=by,
        authority=authority,
    )
    return Spending.objects.create(
        coop=authority.coop,
        authority=authority,
        nth=nth,
        payee=facts["payee"],
        purpose=facts["purpose"],
        amount_minor=amount.minor,
        account=facts["account"],
        paid_on=how.paid_on,
        method=how.method,
        reference=how.reference.strip(),
        entry=entry,
        by=by.key,
    )
