"""Charts as SVG text: across in per cent and down in em, so words keep their size on any screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from bylaws.kernel.money import Money, decimals
from toadlane.ui import figures
from toadlane.ui.charts import geometry
from toadlane.ui.charts.geometry import WHOLE, Scale, Span
from toadlane.ui.charts.values import Amount, Bars, Chart, Lines, Stacks, StepKind, Waterfall, whole, written

# Down, in hundredths of an em.
LINE = 125
TO_BASELINE = 105
BAR_BELOW = 40
BAR = 80
BETWEEN = 105
PLOT = 1300
PLOT_TOP = 130
PLOT_FOOT = 190

ROW_LETTERS = 43  # a label and its amount side by side, on the narrowest screen
LETTER = 240  # a letter on the narrowest screen, in hundredths of a per cent of its width
MARGIN_BEFORE, MARGIN_AFTER = 1000, 250  # the zero of the axis stands before the first point
SERIES = 3
BELOW = "below"
"""The class of a bar that lies below zero."""


@dataclass(frozen=True)
class Row:
    """One row of a chart that goes down the page: words, an amount, spans with their classes."""

    label: str
    amount: str
    spans: tuple[tuple[Span, str], ...]
    kind: str = ""


def per_cent(position: int) -> str:
    """A position as SVG writes it: "33.33%"."""
    return f"{_decimal(position)}%"


def em(hundredths: int) -> str:
    """A height as SVG writes it: "1.25em"."""
    return f"{_decimal(hundredths)}em"


def _decimal(hundredths: int) -> str:
    sign = "-" if hundredths < 0 else ""
    units, rest = divmod(abs(hundredths), 100)
    return f"{sign}{units}.{rest:02d}".rstrip("0").rstrip(".") if rest else f"{sign}{units}"


def draw(chart: Chart, *, name: str, mirrored: bool = False) -> SafeString:
    """The chart as one SVG element with its title and description; `mirrored` for right-to-left writing."""
    if isinstance(chart, Lines):
        height, body = _plot(chart, mirrored=mirrored)
    else:
        rows, joined = tuple(_rows_of(chart)), isinstance(chart, Waterfall)
        height, body = _rows(rows, name=name, mirrored=mirrored, joined=joined)
    return mark_safe(  # noqa: S308 - words are escaped where they are put in
        f'<svg class="drawing" width="100%" height="{em(height)}" role="img"'
        f' aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(chart.description)}</desc>{"".join(body)}</svg>'
    )


def swatch(series: int, name: str, *, of_lines: bool = False) -> SafeString:
    """The small sign that stands before a part's name in the legend."""
    kind = f"series-{series % SERIES + 1}"
    if of_lines:
        mark = f'<line class="line {kind}" x1="0" x2="100%" y1="0.5em" y2="0.5em"/>'
        width = "2em"
    else:
        mark = f'<rect x="1" y="1" width="86%" height="86%" rx="2" class="{kind}"{_fill(kind, name)}/>'
        width = "1em"
    return mark_safe(  # noqa: S308 - numbers and our own names
        f'<svg class="swatch" width="{width}" height="1em" aria-hidden="true">{mark}</svg>'
    )


def _rows_of(chart: Waterfall | Stacks | Bars) -> Iterator[Row]:
    if isinstance(chart, Waterfall):
        spans = geometry.waterfall(
            [(whole(step.amount), step.kind is not StepKind.CHANGE) for step in chart.steps]
        )
        for step, span in zip(chart.steps, spans, strict=True):
            kind = step.kind.value if span.start <= span.end or step.kind is StepKind.CHANGE else BELOW
            yield Row(step.label, written(step.amount), ((span, kind),), step.kind.value)
    elif isinstance(chart, Stacks):
        laid = geometry.stacks([[whole(amount) for amount in row.amounts] for row in chart.rows])
        for stack, parts in zip(chart.rows, laid, strict=True):
            marked = tuple((span, f"series-{at % SERIES + 1}") for at, span in enumerate(parts))
            yield Row(stack.label, written(total(stack.amounts)), marked)
    else:
        for bar, span in zip(
            chart.rows, geometry.bars([whole(bar.amount) for bar in chart.rows]), strict=True
        ):
            amount = chart.write(whole(bar.amount)) if chart.write else written(bar.amount)
            yield Row(bar.label, amount, ((span, "series-1"),), BELOW if whole(bar.amount) < 0 else "")


def total(amounts: Sequence[Amount]) -> Amount:
    """The sum of a row; nothing adds up to zero."""
    first, *rest = amounts
    for amount in rest:
        first = first + amount  # type: ignore[operator]  # one chart has one kind of amount
    return first


def _rows(rows: Sequence[Row], *, name: str, mirrored: bool, joined: bool) -> tuple[int, list[str]]:
    body = [_patterns(name)]
    top = 0
    hanging: tuple[int, int] | None = None
    start, end = (per_cent(WHOLE), "0") if mirrored else ("0", per_cent(WHOLE))
    for row in rows:
        label = geometry.lines_of(row.label, ROW_LETTERS - len(row.amount))
        bar_top = top + LINE * len(label) + BAR_BELOW
        spans = [(span.mirrored() if mirrored else span, kind) for span, kind in row.spans]
        if joined and hanging is not None and spans:
            body.append(_joint(hanging, bar_top))
        body += [_words(line, start, top + TO_BASELINE + LINE * n, "label") for n, line in enumerate(label)]
        body.append(_words(row.amount, end, top + TO_BASELINE, f"amount {row.kind}".strip(), anchor="end"))
        body += [
            _bar(span, bar_top, f"{kind} {row.kind}".strip(), name) for span, kind in spans if span.width
        ]
        hanging = (spans[-1][0].end, bar_top + BAR) if spans else None
        top = bar_top + BAR + BETWEEN
    return top - BETWEEN + BAR_BELOW, body


def _joint(hanging: tuple[int, int], to: int) -> str:
    across, start = hanging
    x = per_cent(across)
    return f'<line class="joint" x1="{x}" x2="{x}" y1="{em(start)}" y2="{em(to)}"/>'


def _words(words: str, x: str, y: int, kind: str, *, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x}" y="{em(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def _bar(span: Span, top: int, kind: str, name: str) -> str:
    return (
        f'<rect class="bar {kind}" x="{per_cent(span.left)}" y="{em(top)}" width="{per_cent(span.width)}"'
        f' height="{em(BAR)}"{_fill(kind, name)}/>'
    )


def _fill(kind: str, name: str) -> str:
    for series, pattern in (("series-2", "lines"), ("series-3", "dots"), ("change", "lines")):
        if series in kind.split():
            return f' fill="url(#{name}-{pattern})"'
    return ""


def _patterns(name: str) -> str:
    return (
        f'<defs><pattern id="{name}-lines" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="6" height="6" class="ground"/>'
        '<rect width="2.4" height="6" class="mark"/></pattern>'
        f'<pattern id="{name}-dots" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6" class="ground"/><circle cx="3" cy="3" r="1.1" class="mark"/>'
        "</pattern></defs>"
    )


def _plot(chart: Lines, *, mirrored: bool) -> tuple[int, list[str]]:
    values = [whole(amount) for line in chart.lines for amount in line.amounts]
    sample = chart.lines[0].amounts[0]
    unit = 10 ** decimals(sample.currency) if isinstance(sample, Money) else 1
    marks = geometry.ticks(min(0, *values), max(0, *values), unit=unit)
    scale = Scale(marks[0], marks[-1])
    heights = {mark: PLOT_TOP + (WHOLE - scale.at(mark)) * PLOT // WHOLE for mark in marks}
    body = [_rule(y, mark) for mark, y in heights.items()]
    xs = [geometry.inset(x, before=MARGIN_BEFORE, after=MARGIN_AFTER) for x in geometry.across(chart.days)]
    xs = [WHOLE - x for x in xs] if mirrored else xs
    for at, line in enumerate(chart.lines):
        ys = geometry.down([whole(amount) for amount in line.amounts], scale)
        body += _line(xs, ys, at, zero=WHOLE - scale.at(0), area=len(chart.lines) == 1)
    edge = "100%" if mirrored else "0"
    body += [_words(_about(mark, sample), edge, y - 35, "tick") for mark, y in heights.items()]
    body += _day_labels(chart.day_labels, xs, mirrored=mirrored)
    return PLOT_TOP + PLOT + PLOT_FOOT, body


def _rule(y: int, mark: int) -> str:
    kind = "rule" if mark else "rule zero"
    return f'<line class="{kind}" x1="0" x2="100%" y1="{em(y)}" y2="{em(y)}"/>'


def _about(mark: int, sample: Amount) -> str:
    if isinstance(sample, Money):
        return figures.money_about(Money(mark, sample.currency))
    return written(mark)


def _line(xs: Sequence[int], ys: Sequence[int], at: int, *, zero: int, area: bool) -> Iterator[str]:
    points = " ".join(f"{x},{y}" for x, y in zip(xs, ys, strict=True))
    series = f"series-{at % SERIES + 1}"
    yield (
        f'<svg x="0" y="{em(PLOT_TOP)}" width="100%" height="{em(PLOT)}" viewBox="0 0 {WHOLE} {WHOLE}"'
        ' preserveAspectRatio="none" overflow="visible">'
    )
    if area:
        yield f'<polygon class="area" points="{xs[0]},{zero} {points} {xs[-1]},{zero}"/>'
    yield f'<polyline class="line {series}" points="{points}" vector-effect="non-scaling-stroke"/></svg>'
    for x, y in zip(xs, ys, strict=True):
        height = PLOT_TOP + y * PLOT // WHOLE
        yield f'<circle class="point {series}" cx="{per_cent(x)}" cy="{em(height)}" r="0.25em"/>'


def _day_labels(labels: Sequence[str], xs: Sequence[int], *, mirrored: bool) -> Iterator[str]:
    last = len(labels) - 1
    widths = [(len(label) + 1) * LETTER for label in labels]
    for at in geometry.uncrowded([WHOLE - x for x in xs] if mirrored else xs, widths):
        anchor = "middle" if 0 < at < last or last == 0 else ("start" if at == 0 else "end")
        yield _words(labels[at], per_cent(xs[at]), PLOT_TOP + PLOT + 150, "tick", anchor=anchor)
