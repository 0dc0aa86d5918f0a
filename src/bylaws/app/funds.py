"""What a budget round comes to, from a `.pb` file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from bylaws.app.files import read_raw
from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Funded, Way
from bylaws.decisions.budgets.pb import read_pb
from bylaws.decisions.budgets.ties import Ties
from bylaws.decisions.elections.lots import drawn
from bylaws.kernel.money import Money
from bylaws.words.tell import Plain, lines, tell


def way(asked: Namespace) -> Way:
    """The way of counting that was asked for."""
    return Way(asked.method, asked.utility, asked.completion)


def fund(path: Path, way: Way, *, ties: Ties, lot: Sequence[str], seed: str | None) -> Funded:
    """The count of a file; `lot` are keys of projects in the order drawn, `seed` draws them.

    Faults: those of `read_raw`, `read_pb`, `drawn` and `count`.
    """
    sharing = read_pb(read_raw(path), where=path.name)
    keys = sharing.keys(range(len(sharing.projects)))
    order = drawn(seed, keys) if seed is not None else tuple(lot)
    return count(sharing, way, ties=ties, lot=order)


def funded_text(counted: Funded, *, why: bool, language: str) -> str:
    """What is funded, and a line for each project; with `why` every reason."""
    told = tell(counted.reason, language=language)
    if why:
        return "\n".join(lines(told))
    return "\n".join([told.sentence, "", *_table(counted)])


def _table(counted: Funded) -> list[str]:
    """A row for each project: whether it is funded, what it is called, its points and its cost."""
    sharing = counted.sharing
    rows = [
        ("+" if n in counted.funded else "-", sharing.called(n), str(sharing.support[n]), _amount(counted, n))
        for n in range(len(sharing.projects))
    ]
    wide = [max(len(row[column]) for row in rows) for column in range(4)]
    return [
        f"{mark}  {name.ljust(wide[1])}  {points.rjust(wide[2])}  {cost.rjust(wide[3])}"
        for mark, name, points, cost in rows
    ]


def _amount(counted: Funded, project: int) -> str:
    amount = counted.sharing.amount(counted.sharing.projects[project].cost)
    return Plain().money(amount) if isinstance(amount, Money) else Plain().number(amount)
