"""The best liked first, each that still fits into what is left."""

from __future__ import annotations

from collections.abc import Collection

from bylaws.decisions.budgets.funded import Step
from bylaws.decisions.budgets.sharing import Sharing
from bylaws.decisions.budgets.ties import Equals
from bylaws.kernel.reasons import Reason, Value


def greedy(sharing: Sharing, equals: Equals, steps: list[Step], before: Collection[int] = ()) -> None:
    """Add to `steps` each project that fits, the most points (or marks) first; `before` are funded already.

    What nobody marked is not funded. Of those with as many, which all fit together the order changes nothing,
    so it is asked for only where it does. Raises `Waits` at a tie, with `steps` as they were by then.
    """
    left = sharing.budget - sharing.cost_of(before)
    waiting = [n for n, points in enumerate(sharing.support) if points and n not in before]
    while waiting:
        most = max(sharing.support[one] for one in waiting)
        fit = [n for n in waiting if sharing.support[n] == most and sharing.projects[n].cost <= left]
        if not fit:
            waiting = [n for n in waiting if sharing.support[n] != most]
            continue
        told: tuple[Reason, ...] = ()
        first = min(fit)
        if sharing.cost_of(fit) > left:
            first, told = equals.first(fit)
        left -= sharing.projects[first].cost
        waiting.remove(first)
        steps.append(Step("greedy", first, left, reasons=(_why(sharing, first, left), *told)))


def _why(sharing: Sharing, which: int, left: int) -> Reason:
    values: dict[str, Value] = {
        "name": sharing.called(which),
        "points": sharing.support[which],
        "cost": sharing.amount(sharing.projects[which].cost),
        "left": sharing.amount(left),
    }
    return Reason(f"funded.greedy.{sharing.ballot}", values)
