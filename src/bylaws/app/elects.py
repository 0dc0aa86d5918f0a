"""What an election comes to, from a `.blt` file."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from bylaws.app.files import read_raw
from bylaws.decisions.elections.blt import read_blt
from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.countback import countback
from bylaws.decisions.elections.counted import Counted, Round, exact
from bylaws.decisions.elections.lots import drawn
from bylaws.decisions.elections.papers import Method
from bylaws.kernel.faults import Refused
from bylaws.words.tell import lines, tell


def elect(
    path: Path,
    method: Method,
    *,
    seats: int | None,
    lot: Sequence[str],
    seed: str | None,
    vacated: str | None = None,
    again: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Counted:
    """The count of a file; `lot` are names in the order drawn, `seed` draws them.

    `vacated`: whose seat is counted back, with the lot of its own `again`, if one was drawn. `without` are
    passed over; in a countback they stand in it no more.
    Faults: those of `read_raw`, `read_blt`, `drawn`, `Election.without`, `count` and `countback`;
    `election.countback` where another method than `scottish` is asked for.
    """
    election = read_blt(read_raw(path), where=path.name)
    order = drawn(seed, election.names(election.standing)) if seed is not None else tuple(lot)
    if vacated is None:
        return count(election.without(without), method, seats=seats, lot=order)
    if method != "scottish":
        raise Refused(
            "By {method} no papers elect one person alone, so none say who comes after them.",
            code="election.countback",
            next_step="Count all papers again with --without whoever left, or hold an election for the seat.",
            method=method,
        )
    return countback(election, vacated, seats=seats, without=without, lot=order, again=again or None)


def elected_text(counted: Counted, *, why: bool, language: str) -> str:
    """Who is elected, and the votes at the end of each stage; with `why` every reason."""
    told = tell(counted.reason, language=language)
    if why:
        return "\n".join(lines(told))
    return "\n".join([told.sentence, "", *_table(counted)])


def _table(counted: Counted) -> list[str]:
    """A row for each who stands, a column for each stage; last the votes nobody has."""
    election = counted.election
    named = [*election.names(election.standing), "—"]
    columns = [_column(stage, election.standing) for stage in counted.rounds]
    wide = [max(map(len, column)) for column in columns]
    first = max(map(len, named))
    return [
        "  ".join([name.ljust(first), *(column[n].rjust(w) for column, w in zip(columns, wide, strict=True))])
        for n, name in enumerate(named)
    ]


def _column(stage: Round, standing: Sequence[int]) -> list[str]:
    return [_cell(stage.votes[one]) for one in standing] + [_cell(stage.non_transferable)]


def _cell(votes: Fraction) -> str:
    return exact(votes)
