"""The same numbers as a chart, for a table beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from toadlane.ui.charts.drawing import total
from toadlane.ui.charts.values import Bars, Chart, Lines, Stacks, Waterfall, whole, written


@dataclass(frozen=True)
class Table:
    """Heads and rows; the first cell of a row is its head, the others are amounts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_table(chart: Chart) -> Table:
    """Every amount the chart shows, in the order it shows them."""
    match chart:
        case Waterfall():
            steps = ((step.label, written(step.amount)) for step in chart.steps)
            return Table((_("Step"), _("Amount")), tuple(steps))
        case Bars():
            bars = (
                (bar.label, chart.write(whole(bar.amount)) if chart.write else written(bar.amount))
                for bar in chart.rows
            )
            return Table((chart.row_head, chart.amount_head), tuple(bars))
        case Stacks():
            stacks = (
                (row.label, *(written(amount) for amount in row.amounts), written(total(row.amounts)))
                for row in chart.rows
            )
            return Table((chart.row_head, *chart.parts, _("Together")), tuple(stacks))
        case Lines():
            days = (
                (label, *(written(line.amounts[at]) for line in chart.lines))
                for at, label in enumerate(chart.day_labels)
            )
            return Table((chart.day_head, *(line.label for line in chart.lines)), tuple(days))
