"""Several seats by preferences, as Scottish councils count them: surpluses first, weights to five decimals.

Source: the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from operator import itemgetter

from bylaws.decisions.elections.counted import Between, Counted, Round, Tie, What, exact
from bylaws.decisions.elections.lots import settled
from bylaws.decisions.elections.papers import Election, Order
from bylaws.kernel.reasons import Reason, Value

UNIT = 100_000
"""A vote, so that values of five decimals are whole; what is beyond them is left away (rule 48 (3))."""
Parcel = list[tuple[Order, int]]
"""Papers, each with how many there are of it."""
TIMES = itemgetter(1)


@dataclass(slots=True)
class _Count:
    """A count on its way. Parcels are kept by the value of one paper in them."""

    election: Election
    seats: int
    lot: Sequence[int]
    quota: int
    held: dict[int, dict[int, Parcel]]
    votes: list[int]
    continuing: set[int]
    pending: list[int] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    totals: list[list[int]] = field(default_factory=list)
    tie: Tie | None = None
    kept: dict[int, dict[int, Parcel]] = field(default_factory=dict)
    """The papers of whoever passed on a surplus, by the value of one that stayed with them."""

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)


def count_scottish(election: Election, seats: int, lot: Sequence[int] = ()) -> Counted:
    """Who fills the seats by the Scottish rules; stops at a tie that no earlier stage and no lot settles.

    Papers are passed on by weighted inclusive Gregory: all papers of whoever is over the quota, each at its
    value times the surplus over their votes, cut to five decimals. Where as many stand as there are seats
    left, they are elected, whatever they have (rule 52). Faults `election.level`, `election.points`.
    """
    return _told(_run(election, seats, lot))


def count_with_papers(
    election: Election, seats: int, lot: Sequence[int] = ()
) -> tuple[Counted, Mapping[int, Mapping[int, Parcel]]]:
    """The same, and the papers that elected each, by what one of them is worth to them, of `UNIT`.

    Of whoever passed on a surplus all papers, at what of their value was not passed on.
    """
    count = _run(election, seats, lot)
    return _told(count), {one: count.kept.get(one, count.held.get(one, {})) for one in count.elected}


def _run(election: Election, seats: int, lot: Sequence[int]) -> _Count:
    count = _begun(election, election.strict("scottish"), seats, lot)
    if not election.valid:
        return count
    _close_stage(count, "first", (), ())
    while count.tie is None and count.vacancies and count.continuing:
        if count.pending:
            _pass_surplus(count)
        else:
            _exclude(count)
    return count


def _begun(election: Election, orders: Iterable[tuple[Order, int]], seats: int, lot: Sequence[int]) -> _Count:
    """The first preferences, sorted, and the quota (rules 45, 46)."""
    held: dict[int, dict[int, Parcel]] = {one: {UNIT: []} for one in election.standing}
    votes = [0] * len(election.candidates)
    for paper in orders:
        held[paper[0][0]][UNIT].append(paper)
    for one in election.standing:
        votes[one] = UNIT * sum(map(TIMES, held[one][UNIT]))
    quota = (election.valid // (seats + 1) + 1) * UNIT
    return _Count(election, seats, lot, quota, held, votes, set(election.standing))


def _close_stage(
    count: _Count,
    what: What,
    whom: tuple[int, ...],
    reasons: tuple[Reason, ...],
    *,
    value: Fraction | None = None,
) -> None:
    """The end of a stage: who has the quota is elected, and where no choice is left all who continue."""
    votes, stage = count.votes, list[Reason](reasons)
    over = [one for one in count.continuing if votes[one] >= count.quota]
    new = _by_votes(count, over)[: count.vacancies]
    _elect(count, new)
    count.pending += [one for one in new if votes[one] > count.quota]
    stage += [Reason("elected.quota", {"name": count.election.candidates[one]}) for one in new]
    rest = tuple[int, ...]()
    if count.vacancies and len(count.continuing) <= count.vacancies:
        rest = tuple(_by_votes(count, count.continuing))
        _elect(count, rest)
        stage += [Reason("elected.last", {"name": count.election.candidates[one]}) for one in rest]
    loose = count.election.valid * UNIT - sum(votes)
    count.totals.append(list(votes))
    count.rounds.append(
        Round(
            what,
            whom,
            tuple(Fraction(one, UNIT) for one in votes),
            Fraction(loose, UNIT),
            value,
            elected=(*new, *rest),
            excluded=whom if what == "exclusion" else (),
            reasons=tuple(stage),
        )
    )


def _elect(count: _Count, who: Iterable[int]) -> None:
    count.elected += who
    count.continuing -= set(who)


def _by_votes(count: _Count, who: Iterable[int]) -> list[int]:
    """Those with more first; those level by the latest stage in which they were not, else as listed."""
    before = list(reversed(count.totals))
    return sorted(who, key=lambda one: (-count.votes[one], *(-votes[one] for votes in before), one))


def _pass_surplus(count: _Count) -> None:
    """The highest surplus is passed on (rules 48, 49)."""
    most = max(count.votes[one] for one in count.pending)
    whose, why = _one_of(count, [one for one in count.pending if count.votes[one] == most], "surplus")
    if whose is None:
        return
    count.pending.remove(whose)
    total, surplus = count.votes[whose], count.votes[whose] - count.quota
    stays = count.kept.setdefault(whose, {})
    for value, parcel in count.held.pop(whose).items():
        passed_on = value * surplus // total
        _move(count, parcel, passed_on)
        stays.setdefault(value - passed_on, []).extend(parcel)
    count.votes[whose] = count.quota
    worth = Fraction(UNIT * surplus // total, UNIT)
    values = {**_named(count, whose), "surplus": exact(Fraction(surplus, UNIT)), "value": exact(worth)}
    _close_stage(count, "surplus", (whose,), (Reason("elected.surplus", values), *why), value=worth)


def _exclude(count: _Count) -> None:
    """Whoever has least is excluded, and their papers go on at what they are worth (rules 50, 51).

    Where no more then continue than there are vacancies, nothing is passed on any more (rule 52 (2)).
    """
    least = min(count.votes[one] for one in count.continuing)
    last = [one for one in count.continuing if count.votes[one] == least]
    whose, why = _one_of(count, last, "exclusion")
    if whose is None:
        return
    count.continuing.discard(whose)
    if len(count.continuing) == count.vacancies:
        _close_stage(count, "exclusion", (whose,), (Reason("elected.left-out", _named(count, whose)), *why))
        return
    told = Reason(
        "elected.excluded", {**_named(count, whose), "votes": exact(Fraction(count.votes[whose], UNIT))}
    )
    for value, parcel in count.held.pop(whose).items():
        _move(count, parcel, value)
    count.votes[whose] = 0
    _close_stage(count, "exclusion", (whose,), (told, *why))


def _move(count: _Count, parcel: Parcel, value: int) -> None:
    """Each paper goes to the next on it who still continues; nobody, where there is none.

    Whoever stands before that on the paper continues no more, so it is the first on it who does.
    """
    moved: dict[int, Parcel] = {one: [] for one in count.continuing}
    put = [moved[one].append if one in moved else None for one in range(len(count.votes))]
    for paper in parcel:
        for one in paper[0]:
            give = put[one]
            if give is not None:
                give(paper)
                break
    for whom, papers in moved.items():
        if papers:
            count.votes[whom] += value * sum(map(TIMES, papers))
            count.held[whom].setdefault(value, []).extend(papers)


def _one_of(count: _Count, level: list[int], between: Between) -> tuple[int | None, tuple[Reason, ...]]:
    """Who of those level it is; nobody where it has to wait for a lot."""
    if len(level) == 1:
        return level[0], ()
    found = settled(level, count.totals[:-1], count.lot, wanted="most" if between == "surplus" else "least")
    if found is None:
        count.tie = Tie(between, tuple(sorted(level)))
        return None, ()
    return found


def _named(count: _Count, who: int) -> dict[str, Value]:
    return {"name": count.election.candidates[who]}


def _quota_reason(count: _Count) -> Reason:
    values = {"quota": count.quota // UNIT, "valid": count.election.valid, "seats": count.seats}
    return Reason("elected.quota-is", values)


def _told(count: _Count) -> Counted:
    quota = Fraction(count.quota, UNIT) if count.rounds else None
    said = _quota_reason(count) if count.rounds else Reason("elected.no-papers")
    return Counted(
        count.election, "scottish", count.seats, tuple(count.rounds), tuple(count.elected), count.tie, quota,
        reasons=(said,),
    )  # fmt: skip
