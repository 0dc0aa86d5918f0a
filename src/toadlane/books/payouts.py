"""What would be paid back of members' capital: of notices that are due, and to someone who left."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.exit import Exit
from bylaws.facts.people import Person
from bylaws.kernel.faults import Fault, InputFault, Refused
from bylaws.kernel.money import Money, zero
from bylaws.kernel.periods import fiscal_year
from bylaws.kernel.reasons import Explained, Reason
from bylaws.membership.departing import FORMER, HONOURED
from bylaws.record.canonical import Json, canonical
from bylaws.surplus.buy_in import buy_in
from bylaws.surplus.closing import Posting as Line
from bylaws.surplus.leaving import ExitStatement, leaving, may_be_paid_back
from bylaws.surplus.redemption import HeldNotice, redeem
from toadlane.books import going, journal, reads
from toadlane.books.capital_held import NOTICES, PAID_IN
from toadlane.books.models import Payout, Posting
from toadlane.charter.reads import charter_of
from toadlane.coops.models import MEMBER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.work.reads import people_of

INTEREST = "interest"
GONE = frozenset({FORMER, *HONOURED})
SET_OFF = "collective"
"""The account that keeps what is set off."""


@dataclass(frozen=True, slots=True)
class Part:
    """An amount owed to a person from a day on, and how it was held: “paid-in”, “qualified-notice/2020”."""

    person: str
    held: str
    due_on: dt.date
    amount: Money


@dataclass(frozen=True)
class Redemption:
    """Notices that would be paid back, with the reason of each."""

    parts: tuple[Part, ...]
    reason: Reason
    fingerprint: str

    @property
    def article(self) -> str:
        """The article it stands on."""
        return self.reason.article or ""


@dataclass(frozen=True)
class Departure:
    """What someone who left would be paid: the statement, its parts by account, and the entry."""

    statement: ExitStatement
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    reason: Reason
    fingerprint: str

    @property
    def article(self) -> str:
        """The article it stands on."""
        return self.reason.article or ""


def redemption(coop: Coop, *, on: dt.date, available: Money) -> Redemption:
    """What the notices due on a day are paid back, from `available`; the faults of `redeem`."""
    charter = charter_of(coop)
    notices = held_notices(coop, charter)
    found = redeem(notices, available=available, charter=charter, on=on)
    parts = tuple(
        Part(one.notice.person, one.notice.account.split("/", 2)[2], one.due_on, one.paid)
        for one in found.value
        if one.paid
    )
    if not parts:
        raise Refused(
            gettext_noop("Of {available} nothing can be paid back: it does not reach for the oldest close."),
            code="redemption.short",
            next_step=gettext_noop("They wait until there is more."),
            article=found.reason.article,
            available=str(available),
        )
    return Redemption(parts, found.reason, _digest(parts, available.decimal()))


def held_notices(coop: Coop, charter: Charter) -> list[HeldNotice]:
    """What every written notice still holds. One of a year closed elsewhere counts from that year's end."""
    closed = {close.year: close.closed_on for close in reads.standing_closes(coop)}
    starts = charter.base_front.fiscal_year_starts
    found = []
    for account, minor in sorted(journal.balances(coop).items()):
        who, kind, year = _notice(account)
        if kind and minor < 0:
            of_year = int(year)
            closed_on = closed.get(of_year) or fiscal_year(of_year, starts).until or dt.date.max
            found.append(HeldNotice(who, Money(-minor, coop.currency), closed_on, account))
    return found


def _notice(account: str) -> tuple[str, str, str]:
    """Whose notice of which kind and year an account holds; empty for other accounts."""
    parts = account.split("/")
    if len(parts) == len(("member", "ada", "qualified-notice", "2020")) and parts[2] in NOTICES:
        return parts[1], parts[2], parts[3]
    return "", "", ""


def departure(
    participant: Participant, *, notice_on: dt.date, at: Moment, solvent: bool = False
) -> Departure:
    """What the exit rule of the day of the notice gives someone who left; fault `leaving.not-yet`.

    `solvent` is whether the members found that the co-op can afford it, where the rule asks; fault
    `exit.solvency`.
    """
    coop = participant.coop
    charter = charter_of(coop)
    sums = journal.balances(coop, person=participant.key)
    losses = reads.holdings_of(sums, participant.key, zero(coop.currency)).losses
    found = reckoned(participant, notice_on=notice_on, leaves_on=going.left_on(participant, notice_on), at=at)
    _refuse_early(participant, found.value, at)
    pots = _pots(participant, sums, charter.on(notice_on).rule("exit", Exit).says.pays)
    parts = tuple(_parts(participant, found.value, pots, losses + found.value.set_off))
    if not parts:
        raise InputFault(
            gettext_noop("{name} holds nothing that leaving pays back."),
            code="leaving.nothing",
            next_step=gettext_noop("There is nothing to pay out."),
            name=participant.name,
        )
    lines = tuple(_lines(participant, found.value, pots, losses))
    may_be_paid_back(found.value, solvent=solvent, notice_on=notice_on, charter=charter)
    said = [notice_on.isoformat(), *(f"{one.account} {one.amount.decimal()}" for one in lines)]
    said += [found.value.solvency] if found.value.solvency else []
    return Departure(found.value, parts, lines, found.reason, _digest(parts, *said))


def reckoned(
    participant: Participant, *, notice_on: dt.date, leaves_on: dt.date | None, at: Moment
) -> Explained[ExitStatement]:
    """What leaving on a day would come to, by what somebody holds now; the faults of `leaving`."""
    coop = participant.coop
    charter = charter_of(coop)
    sums = journal.balances(coop, person=participant.key)
    common = journal.balances(coop, person="")
    paid_in = Money(journal.held(sums, f"member/{participant.key}/{PAID_IN}"), coop.currency)
    return leaving(
        reads.holdings_of(sums, participant.key, _owes(participant, paid_in, charter, at)),
        notice_on=notice_on,
        leaves_on=leaves_on,
        charter=charter,
        collective=Money(-common.get("collective", 0), coop.currency),
    )


def _owes(who: Participant, paid_in: Money, charter: Charter, at: Moment) -> Money:
    """What is overdue of the buy-in; what was given back or set off on leaving had been paid of it."""
    person = people_of(who.coop, only=who)[who.key]
    joined = max((spell.period.from_day for spell in person.spells if spell.stage == MEMBER), default=at.day)
    try:
        paid = paid_in + _settled(who, joined)
        return buy_in(person, paid, charter=charter, on=_last_day(person, at.day)).value.overdue
    except Fault:
        return zero(paid_in.currency)


def _last_day(person: Person, today: dt.date) -> dt.date:
    """Today, or the last day somebody was here who has left: what falls due after it is owed by nobody."""
    ends = [spell.period.until for spell in person.spells if spell.stage not in GONE]
    if not ends or None in ends:
        return today
    return min(today, max(end for end in ends if end is not None) - dt.timedelta(days=1))


def _settled(who: Participant, since: dt.date) -> Money:
    """What leaving has given back and set off of the buy-in since somebody last joined."""
    left = Payout.objects.filter(coop=who.coop, kind=Payout.Kind.LEAVING, happened_on__gte=since)
    left = left.filter(entry__reversed_by=None)
    entries = left.filter(parts__participant=who).values("entry")
    given_back = f"member/{who.key}/{PAID_IN}"
    lines = Posting.objects.filter(coop=who.coop, entry__in=entries, account__in=[given_back, SET_OFF])
    minor = sum(
        minor if account == given_back else -minor for account, minor in lines.values_list("account", "minor")
    )
    return Money(minor, who.coop.currency)


def _refuse_early(who: Participant, statement: ExitStatement, at: Moment) -> None:
    """Nobody is paid out who has not left."""
    if statement.leaves_on > at.day or who.stage_on(at.day) == MEMBER:
        raise Refused(
            gettext_noop("{name} has not left yet: they leave on {day}, and no membership is ended before."),
            code="leaving.not-yet",
            next_step=gettext_noop("Record the end of the membership, and pay out after the last day."),
            name=who.name,
            day=statement.leaves_on.isoformat(),
        )


def _pots(who: Participant, sums: Mapping[str, int], pays: Sequence[str]) -> list[tuple[str, Money]]:
    """What the exit rule pays back, by how it is held: what was paid in first, then notices, oldest first.

    One is below zero where a close was corrected to less than had been paid out of it.
    """
    own = f"member/{who.key}/"
    held = {name.removeprefix(own): -minor for name, minor in sums.items() if minor}
    notices = sorted((name.rpartition("/")[2], name) for name in held if name.startswith(NOTICES))
    names = [PAID_IN] if PAID_IN in pays and PAID_IN in held else []
    names += [name for _year, name in notices] if "notices" in pays else []
    return [(name, Money(held[name], who.coop.currency)) for name in names]


def _parts(
    who: Participant, statement: ExitStatement, pots: list[tuple[str, Money]], less: Money
) -> list[Part]:
    """Each payment taken from the accounts in their order, after losses and what is set off; and interest."""
    left = {name: amount.minor for name, amount in pots if amount.minor > 0}
    overdrawn = sum(-amount.minor for _name, amount in pots if amount.minor < 0)
    _take(left, less.minor + overdrawn)
    found: list[Part] = []
    for payment in statement.payments:
        found += [
            Part(who.key, name, payment.due_on, Money(minor, less.currency))
            for name, minor in _take(left, payment.amount.minor)
        ]
        if payment.interest:
            found.append(Part(who.key, INTEREST, payment.due_on, payment.interest))
    return found


def _take(left: dict[str, int], minor: int) -> list[tuple[str, int]]:
    """Take an amount from pots in their order; what was taken from each."""
    taken: list[tuple[str, int]] = []
    for name, held in left.items():
        part = min(held, minor)
        if part:
            taken.append((name, part))
        left[name] = held - part
        minor -= part
    return taken


def _lines(
    who: Participant, statement: ExitStatement, pots: list[tuple[str, Money]], losses: Money
) -> list[Line]:
    """The entry: the accounts emptied, losses borne, what is set off kept, the rest owed in money."""
    own = f"member/{who.key}"
    gross = sum(amount.minor for _name, amount in pots)
    borne = Money(min(losses.minor, gross), losses.currency)
    owed = statement.account - statement.set_off
    return [
        *(Line(f"{own}/{name}", amount) for name, amount in pots),
        Line(f"{own}/losses", -borne),
        Line(SET_OFF, -statement.set_off),
        Line(f"{own}/payable", -owed),
    ]


def _digest(parts: tuple[Part, ...], *more: str) -> str:
    said: list[Json] = [f"{one.person} {one.held} {one.due_on} {one.amount.decimal()}" for one in parts]
    return hashlib.sha256(canonical([*said, *more])).hexdigest()
