"""Pictures of figures, drawn on the server: waterfall, stacks, lines and bars.

A view builds one of these values; `{% chart value %}` draws it with the same numbers as a table.
"""

from __future__ import annotations

from toadlane.ui.charts.values import (
    Amount,
    Bar,
    Bars,
    Chart,
    Line,
    Lines,
    Stack,
    Stacks,
    Step,
    StepKind,
    Waterfall,
)

__all__ = [
    "Amount",
    "Bar",
    "Bars",
    "Chart",
    "Line",
    "Lines",
    "Stack",
    "Stacks",
    "Step",
    "StepKind",
    "Waterfall",
]
