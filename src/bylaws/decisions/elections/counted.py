"""What a count comes to: every round as data, who is elected, and the tie at which it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bylaws.decisions.elections.papers import Election, Method
from bylaws.kernel.reasons import Json, Reason, as_json

What = Literal["first", "surplus", "exclusion", "iteration", "count"]
Between = Literal["surplus", "exclusion", "election"]


@dataclass(frozen=True, slots=True)
class Round:
    """One stage of a count, as it stood at its end.

    `what` was done in it, about `whom` (by place in the list); `votes` are those of every candidate in the
    order of the list; `non_transferable` are the votes no candidate has, with what rounding down left over;
    `value`: what one whole paper of theirs was worth when it was passed on; `kept`: what share of a paper
    each keeps (by Meek). `elected` and `excluded` are of this stage.
    """

    what: What
    whom: tuple[int, ...]
    votes: tuple[Fraction, ...]
    non_transferable: Fraction = Fraction(0)
    value: Fraction | None = None
    quota: Fraction | None = None
    kept: tuple[Fraction, ...] = ()
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates whom no earlier round tells apart, and what waits for it: a lot has to be drawn.

    `between`: whose surplus is passed on first, who is excluded, or who is elected.
    """

    between: Between
    level: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count came to. Where `tie` is set it stopped, and `elected` are those elected by then.

    `elected` are in the order they were; `margins`: by how many more papers each is preferred to each other.
    `vacated`: by a countback, whose seat it was.
    """

    election: Election
    method: Method | Literal["countback"]
    seats: int
    rounds: tuple[Round, ...]
    elected: tuple[int, ...] = ()
    tie: Tie | None = None
    quota: Fraction | None = None
    margins: tuple[tuple[int, ...], ...] = ()
    vacated: int | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def winners(self) -> tuple[str, ...]:
        """The names of those elected."""
        return self.election.names(self.elected)

    @property
    def reason(self) -> Reason:
        """Why it came to that: the whole count, stage by stage."""
        names = ", ".join(self.winners)
        stages = tuple(
            Reason("elected.stage", {"stage": n}, None, one.reasons) for n, one in enumerate(self.rounds, 1)
        )
        if self.tie is not None:
            level = ", ".join(self.election.names(self.tie.level))
            return Reason(f"elected.tie.{self.tie.between}", {"names": level}, None, (*self.reasons, *stages))
        code = "elected.came-to" if self.elected else "elected.nobody"
        return Reason(code, {"names": names} if names else {}, None, (*self.reasons, *stages))

    def as_json(self, *, why: bool = False) -> dict[str, Json]:
        """Everything as plain JSON, votes exact: “820.19693” where they end, “n/d” where they do not."""
        named = self.election.names
        told: dict[str, Json] = {
            "format": "toad-lane-count/1",
            "method": self.method,
            "seats": self.seats,
            "candidates": list(self.election.candidates),
            "withdrawn": [*named(sorted(self.election.withdrawn))],
            "valid": self.election.valid,
            "blank": self.election.blank,
            "quota": None if self.quota is None else exact(self.quota),
            "elected": [*self.winners],
            "tie": {"between": self.tie.between, "level": [*named(self.tie.level)]} if self.tie else None,
            "rounds": [_round_as_json(one, self.election) for one in self.rounds],
        }
        if self.vacated is not None:
            told["vacated"] = self.election.candidates[self.vacated]
        if self.margins:
            told["margins"] = [list(row) for row in self.margins]
        return {**told, "explanation": as_json(self.reason)} if why else told


def _round_as_json(one: Round, election: Election) -> Json:
    told: dict[str, Json] = {
        "what": one.what,
        "whom": [*election.names(one.whom)],
        "votes": [exact(votes) for votes in one.votes],
        "non_transferable": exact(one.non_transferable),
        "elected": [*election.names(one.elected)],
        "excluded": [*election.names(one.excluded)],
    }
    if one.value is not None:
        told["value"] = exact(one.value)
    if one.kept:
        told["kept"] = [exact(kept) for kept in one.kept]
    if one.quota is not None:
        told["quota"] = exact(one.quota)
    return told


def exact(number: Fraction) -> str:
    """A number that ends as its decimals, without rounding; else as “n/d”."""
    if number.denominator == 1:
        return str(number.numerator)
    twos_and_fives = number.denominator
    places = 0
    while (10**places) % twos_and_fives:
        places += 1
        if places > twos_and_fives.bit_length():
            return f"{number.numerator}/{number.denominator}"
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
