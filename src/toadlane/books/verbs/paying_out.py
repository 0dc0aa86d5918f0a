"""Turning capital into money owed: notices paid back by the capital rule, and leaving by the exit rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from bylaws.surplus.closing import Posting as Line
from toadlane.books import journal, payouts
from toadlane.books.amounts import within
from toadlane.books.models import Payout, PayoutPart
from toadlane.books.payouts import Part
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import refuse_open_ended, use_authority
from toadlane.record.verbs import append

REDEEM, PAY_OUT = "redeem-notices", "pay-out-leaver"
Kind = Payout.Kind
TEXTS = {
    Kind.REDEMPTION: gettext_lazy("Notices paid back"),
    Kind.LEAVING: gettext_lazy("What someone who left is paid"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What a payout rests on: why, as of which day, by which article, on which decision."""

    kind: Payout.Kind
    about_on: dt.date
    article: str
    authority: Authority


@transaction.atomic
def redeem_notices(
    *,
    coop: Coop,
    on: dt.date,
    available: Money,
    authority: Authority,
    by: Participant,
    at: Moment,
    key: str,
) -> Payout:
    """Let the notices that are due on a day be owed in money, oldest first, as far as `available` reaches.

    The capital rule says which and how much; the decision names the money. Paying is a second act.
    """
    only_bookkeepers(coop, by, at)
    within(available)
    content: dict[str, Json] = {
        "authority": str(authority.pk),
        "available": available.decimal(),
        "on": on.isoformat(),
    }
    taken = keys.take(coop=coop, key=key, verb="books.redeem", by=by, content=content)
    if not taken.first:
        return Payout.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    _refuse_ahead(on, at)
    found = payouts.redemption(coop, on=on, available=available)
    lines = [
        *(Line(f"member/{part.person}/{part.held}", part.amount) for part in found.parts),
        *(Line(f"member/{part.person}/payable", -part.amount) for part in found.parts),
    ]
    refuse_open_ended(authority)
    use_authority(
        authority=authority,
        matter=REDEEM,
        subject=on.isoformat(),
        fingerprint=found.fingerprint,
        by=by,
        at=at,
    )
    decided = Decided(Kind.REDEMPTION, on, found.article, authority)
    payout = _write(decided, found.parts, lines, by=by, at=at)
    content["entry"] = str(payout.entry_id)
    append(kind="notices.redeemed.v1", what=content, by=by, at=at, subject=str(payout.entry_id))
    taken.keep(payout.pk)
    return payout


@transaction.atomic
def pay_out_leaver(
    *,
    participant: Participant,
    notice_on: dt.date,
    solvent: bool = False,
    authority: Authority,
    by: Participant,
    at: Moment,
    key: str,
) -> Payout:
    """Let what someone who left held be owed to them in money, in the parts that the exit rule gives.

    `solvent` is that the members found what the rule asks them to find before anything is paid back.
    """
    coop = participant.coop
    only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {
        "authority": str(authority.pk),
        "notice_on": notice_on.isoformat(),
        "participant": participant.key,
    }
    content |= {"solvent": True} if solvent else {}
    taken = keys.take(coop=coop, key=key, verb="books.pay-out-leaver", by=by, content=content)
    if not taken.first:
        return Payout.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    found = payouts.departure(participant, notice_on=notice_on, at=at, solvent=solvent)
    refuse_open_ended(authority)
    use_authority(
        authority=authority,
        matter=PAY_OUT,
        subject=participant.key,
        fingerprint=found.fingerprint,
        by=by,
        at=at,
    )
    decided = Decided(Kind.LEAVING, notice_on, found.article, authority)
    payout = _write(decided, found.parts, found.lines, by=by, at=at)
    content["entry"] = str(payout.entry_id)
    append(kind="leaver.paid-out.v1", what=content, by=by, at=at, subject=str(payout.entry_id))
    taken.keep(payout.pk)
    return payout


def _refuse_ahead(on: dt.date, at: Moment) -> None:
    if on > at.day:
        raise InputFault(
            gettext_noop("{day} has not come yet, and what is due then cannot be paid back today."),
            code="redemption.ahead",
            next_step=gettext_noop("Reckon it as of today or an earlier day."),
            day=on.isoformat(),
        )


def _write(
    decided: Decided, parts: Sequence[Part], lines: Iterable[Line], *, by: Participant, at: Moment
) -> Payout:
    coop = decided.authority.coop
    entry = journal.post(
        coop=coop,
        kind=decided.kind,
        text=str(TEXTS[decided.kind]),
        lines=_summed(lines, coop.currency),
        happened_on=at.day,
        by=by,
        authority=decided.authority,
    )
    payout = Payout.objects.create(
        coop=coop,
        kind=decided.kind,
        about_on=decided.about_on,
        article=decided.article,
        authority=decided.authority,
        entry=entry,
        by=by.key,
        happened_on=at.day,
    )
    people = {who.key: who for who in Participant.objects.filter(coop=coop)}
    PayoutPart.objects.bulk_create(
        PayoutPart(
            coop=coop,
            payout=payout,
            participant=people[part.person],
            held=part.held,
            due_on=part.due_on,
            minor=part.amount.minor,
        )
        for part in parts
    )
    return payout


def _summed(lines: Iterable[Line], currency: str) -> list[Line]:
    """One line an account."""
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.account] = sums.get(line.account, 0) + line.amount.minor
    return [Line(account, Money(minor, currency)) for account, minor in sorted(sums.items())]
