"""What a budget round comes to, from a `.pb` file."""

from __future__ import annotations

from argparse import Namespace

from bylaws.app.files import load_sound_charter, read_raw
from bylaws.charter.kinds.budget_round import BudgetRound
from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Funded, Way
from bylaws.decisions.budgets.pb import read_pb
from bylaws.decisions.budgets.ruling import count_by
from bylaws.decisions.elections.lots import drawn
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.words.tell import Plain, lines, tell


def fund(asked: Namespace) -> Funded:
    """The count of a file, by the way that was asked for or by the rule of a charter on a day.

    `lot` are keys of projects in the order drawn, `seed` draws them; `left_over` is what the round before did
    not give away. Faults: `fund.asked` (a way beside a charter, or a charter without its day), `money.*`,
    those of `read_raw`, `read_pb`, `drawn`, `count` and `count_by`.
    """
    sharing = read_pb(read_raw(asked.ballots), where=asked.ballots.name)
    keys = sharing.keys(range(len(sharing.projects)))
    lot = asked.lot if asked.seed is None else drawn(asked.seed, keys)
    if asked.charter is None:
        if asked.left_over is not None:
            raise _asked("Without a charter nothing says what may be shared out.", "Leave out --left-over.")
        way = Way(asked.method, asked.utility, asked.completion)
        return count(sharing, way, ties=asked.ties or "lot", lot=lot)
    if asked.on is None or asked.utility or asked.completion or asked.ties:
        raise _asked(
            "By a charter a round is counted as its rule of a day says, and in no other way.",
            "Give --on with the day it was opened, and no --utility, --completion or --ties.",
        )
    charter = load_sound_charter(asked.charter)
    rule, currency = charter.on(asked.on).rule("budget-round", BudgetRound), charter.base_front.currency
    left_over = Money.parse(asked.left_over or "0", currency).minor
    return count_by(rule, sharing, currency=currency, left_over=left_over, lot=lot)


def _asked(says: str, cure: str) -> InputFault:
    return InputFault(says, code="fund.asked", next_step=cure)


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
