"""Several seats by Meek: each who is elected keeps just the share of every paper that makes a quota.

Source: B. L. Meek 1969; I. D. Hill, B. A. Wichmann and D. R. Woodall, Algorithm 123, 1987; and the reference
rule of the Proportional Representation Foundation, whose nine decimals and roundings are used here. The
shares solve equations of a high degree, so no method writes them exactly; with whole billionths and every
rounding stated, every machine finds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from bylaws.decisions.elections.counted import Counted, Round, Tie, What, exact
from bylaws.decisions.elections.lots import settled
from bylaws.decisions.elections.papers import Election, Order
from bylaws.kernel.reasons import Reason

UNIT = 10**9
ENOUGH = UNIT // 10**6
"""The surplus at which the shares are near enough: a millionth of a vote."""


@dataclass(slots=True)
class _Count:
    """A count on its way; `kept` is the share of a paper each keeps, in billionths."""

    election: Election
    seats: int
    lot: Sequence[int]
    orders: list[tuple[Order, int]]
    kept: list[int]
    hopeful: set[int]
    votes: list[int]
    quota: int = 0
    elected: list[int] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    totals: list[list[int]] = field(default_factory=list)
    tie: Tie | None = None

    @property
    def surplus(self) -> int:
        return sum(max(0, self.votes[one] - self.quota) for one in self.elected)


def count_meek(election: Election, seats: int, lot: Sequence[int] = ()) -> Counted:
    """Who fills the seats by Meek; stops at a tie that neither an earlier round nor the lot settles.

    The quota falls as papers run out of names. Those are level who are no farther apart than what is still
    to be passed on. Faults `election.level`, `election.points`.
    """
    orders, size = election.strict("meek"), len(election.candidates)
    kept = [0 if one in election.withdrawn else UNIT for one in range(size)]
    count = _Count(election, seats, lot, orders, kept, set(election.standing), [0] * size)
    told = Counted(election, "meek", seats, ())
    if not orders:
        return replace(told, reasons=(Reason("elected.no-papers"),))
    out: tuple[int, ...] = ()
    why: tuple[Reason, ...] = ()
    while count.tie is None and len(count.elected) < seats and count.hopeful:
        if len(count.hopeful) <= seats - len(count.elected):
            _fill(count, out, why)
            break
        new = _share_out(count)
        _note(count, "iteration" if new or not out else "exclusion", out, new, why)
        out, why = (), ()
        if not new:
            out, why = _exclude(count)
    rounds, quota = tuple(count.rounds), count.rounds[-1].quota
    return replace(told, rounds=rounds, elected=tuple(count.elected), tie=count.tie, quota=quota)


def _share_out(count: _Count) -> list[int]:
    """Shares are found anew until somebody has the quota, or there is nothing left to pass on."""
    before: int | None = None
    while True:
        _distribute(count)
        count.quota = sum(count.votes) // (count.seats + 1) + 1
        new = sorted(
            (one for one in count.hopeful if count.votes[one] >= count.quota),
            key=lambda one: (-count.votes[one], one),
        )[: count.seats - len(count.elected)]
        if new:
            count.elected += new
            count.hopeful -= set(new)
            return new
        surplus = count.surplus
        if surplus < ENOUGH or (before is not None and surplus >= before):
            return []
        before = surplus
        for one in count.elected:
            count.kept[one] = _up(_up(count.kept[one] * count.quota, UNIT) * UNIT, count.votes[one])


def _distribute(count: _Count) -> None:
    """Each paper gives each on it what they keep of what is left of it, rounded up to a billionth."""
    kept, votes = count.kept, [0] * len(count.votes)
    for order, times in count.orders:
        left = UNIT
        for one in order:
            share = kept[one]
            if share:
                given = left if share == UNIT else _up(left * share, UNIT)
                votes[one] += given * times
                left -= given
                if left <= 0:
                    break
    count.votes = votes


def _up(number: int, by: int) -> int:
    return -(-number // by)


def _exclude(count: _Count) -> tuple[tuple[int, ...], tuple[Reason, ...]]:
    """Whoever has least goes out; nobody where it waits for a lot."""
    least = min(count.votes[one] for one in count.hopeful)
    level = sorted(one for one in count.hopeful if count.votes[one] <= least + count.surplus)
    why = tuple[Reason, ...]()
    whose = level[0]
    if len(level) > 1:
        found = settled(level, count.totals[:-1], count.lot, wanted="least")
        if found is None:
            count.tie = Tie("exclusion", tuple(level))
            return (), ()
        whose, why = found
    count.kept[whose] = 0
    count.hopeful.discard(whose)
    votes = exact(Fraction(count.votes[whose], UNIT))
    told = Reason("elected.excluded", {"name": count.election.candidates[whose], "votes": votes})
    return (whose,), (told, *why)


def _fill(count: _Count, out: tuple[int, ...], why: tuple[Reason, ...]) -> None:
    """As many are left as there are seats: they are elected, whatever they have."""
    _distribute(count)
    count.quota = sum(count.votes) // (count.seats + 1) + 1
    rest = sorted(count.hopeful, key=lambda one: (-count.votes[one], one))
    named = count.election.candidates
    told = tuple(Reason("elected.last", {"name": named[one]}) for one in rest)
    count.elected += rest
    count.hopeful.clear()
    _note(count, "exclusion" if out else "iteration", out, rest, (*why, *told), said=True)


def _note(
    count: _Count,
    what: What,
    out: tuple[int, ...],
    new: list[int],
    why: tuple[Reason, ...],
    *,
    said: bool = False,
) -> None:
    """The round as it ended."""
    named = count.election.candidates
    told = () if said else tuple(Reason("elected.quota", {"name": named[one]}) for one in new)
    count.totals.append(list(count.votes))
    loose = count.election.valid * UNIT - sum(count.votes)
    count.rounds.append(
        Round(
            what,
            out,
            tuple(Fraction(votes, UNIT) for votes in count.votes),
            Fraction(loose, UNIT),
            quota=Fraction(count.quota, UNIT),
            kept=tuple(Fraction(share, UNIT) for share in count.kept),
            elected=tuple(new),
            excluded=out,
            reasons=(*why, *told),
        )
    )
