"""One seat by preferences: the last is left out, and their papers go on, until one has more than half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from bylaws.decisions.elections.counted import Counted, Round, Tie, exact
from bylaws.decisions.elections.lots import settled
from bylaws.decisions.elections.papers import Election, Order
from bylaws.kernel.faults import Refused
from bylaws.kernel.reasons import Reason

Held = dict[int, list[tuple[Order, int]]]


def count_irv(election: Election, seats: int, lot: Sequence[int] = ()) -> Counted:
    """Who has more than half of the votes that still go to somebody, when the last have been left out.

    Several at the end who are level in every round go out together where they have fewer than the next even
    together, for their order then changes nothing; else it stops for a lot. Faults `election.one-seat`,
    `election.level`, `election.points`.
    """
    if seats != 1:
        raise Refused(
            "This way of counting fills one seat, and there are {seats}.",
            code="election.one-seat",
            next_step="Count them by scottish or meek.",
            seats=seats,
        )
    return narrowed(Counted(election, "irv", seats, ()), election.strict("irv"), lot)


def narrowed(
    told: Counted, papers: Iterable[tuple[Order, int]], lot: Sequence[int], *, unit: int = 1
) -> Counted:
    """Who of those standing comes to more than half, by papers with the votes of each, of `unit` to one.

    `told` is the count before its first round; what names nobody who stands is with nobody from the first.
    """
    election = told.election
    held: Held = {one: [] for one in election.standing}
    _hand_on(held, papers := list(papers))
    whole = sum(votes for _, votes in papers)
    out = tuple[int, ...]()
    why = tuple[Reason, ...]()
    rounds: list[Round] = []
    tallies: list[list[int]] = []
    while True:
        tally = [sum(votes for _, votes in held.get(n, ())) for n in range(len(election.candidates))]
        tallies.append(tally)
        shown = tuple(Fraction(votes, unit) for votes in (*tally, whole - sum(tally)))
        rounds.append(_round(election, shown, out, why))
        if not sum(tally):
            return replace(told, rounds=tuple(rounds), reasons=(*told.reasons, Reason("elected.no-papers")))
        best = max(tally)
        if 2 * best > sum(tally):
            whose = tally.index(best)
            won = _won(election, whose, Fraction(best, unit), Fraction(sum(tally), unit))
            rounds[-1] = replace(rounds[-1], elected=(whose,), reasons=(*rounds[-1].reasons, won))
            return replace(told, rounds=tuple(rounds), elected=(whose,))
        out, why = _last(tallies, sorted(held), lot)
        if not out:
            least = min(tally[one] for one in held)
            level = tuple(one for one in sorted(held) if tally[one] == least)
            return replace(told, rounds=tuple(rounds), tie=Tie("exclusion", level))
        _hand_on(held, [paper for one in out for paper in held.pop(one)])


def _round(
    election: Election, votes: tuple[Fraction, ...], out: tuple[int, ...], why: tuple[Reason, ...]
) -> Round:
    """A round; the last of the votes are those nobody has."""
    return Round(
        "exclusion" if out else "first",
        out,
        votes[:-1],
        votes[-1],
        excluded=out,
        reasons=(*(Reason("elected.left-out", _named(election, one)) for one in out), *why),
    )


def _last(
    tallies: list[list[int]], left: list[int], lot: Sequence[int]
) -> tuple[tuple[int, ...], tuple[Reason, ...]]:
    """Who is left out after a round; nobody where it waits for a lot."""
    now = tallies[-1]
    least = min(now[one] for one in left)
    last = [one for one in left if now[one] == least]
    why = tuple[Reason, ...]()
    for number, before in reversed(list(enumerate(tallies[:-1], 1))):
        if len(last) == 1:
            break
        fewest = min(before[one] for one in last)
        last = [one for one in last if before[one] == fewest]
        why = (Reason("elected.level.earlier", {"stage": number}),) if len(last) == 1 else ()
    more = [now[one] for one in left if one not in last]
    if len(last) == 1 or (more and least * len(last) < min(more)):
        return tuple(last), why
    found = settled(last, (), lot, wanted="least")
    return ((found[0],), found[1]) if found else ((), ())


def _hand_on(held: Held, papers: Iterable[tuple[Order, int]]) -> None:
    """Papers go to the first on each who still stands."""
    for order, votes in papers:
        following = next((one for one in order if one in held), None)
        if following is not None:
            held[following].append((order, votes))


def _won(election: Election, whose: int, votes: Fraction, of: Fraction) -> Reason:
    whole = votes.denominator == of.denominator == 1
    values = {"votes": int(votes), "of": int(of)} if whole else {"votes": exact(votes), "of": exact(of)}
    return Reason("elected.majority", {**_named(election, whose), **values})


def _named(election: Election, who: int) -> dict[str, str]:
    return {"name": election.candidates[who]}
