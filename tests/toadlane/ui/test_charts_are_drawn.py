"""A chart is one picture with a title, a description, and its numbers as a table."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from django.template import Context, Template

from bylaws.kernel.money import Money
from toadlane.ui import samples
from toadlane.ui.charts import (
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
    drawing,
)
from toadlane.ui.charts.tables import Table, as_table

SAMPLES: dict[str, Chart] = {
    "waterfall": samples.WATERFALL,
    "loss": samples.LOSS,
    "stacks": samples.STACKS,
    "line": samples.CAPITAL,
    "lines": samples.ACCOUNTS,
    "bars": samples.NIGHTS,
}


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - drawn by us a moment ago


def usd(minor: int) -> Money:
    return Money(minor, "USD")


@pytest.mark.parametrize("chart", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("mirrored", [False, True])
def test_every_picture_is_well_formed_and_carries_no_style_or_script(chart: Chart, *, mirrored: bool) -> None:
    picture = parsed(drawing.draw(chart, name="c", mirrored=mirrored))

    named = {part.get("id"): part.text for part in picture if part.tag in {"title", "desc"}}
    assert named == {"c-t": chart.title, "c-d": chart.description}
    assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", "c-t c-d")
    assert [part.tag for part in picture.iter() if part.get("style") or part.tag in {"style", "script"}] == []


@pytest.mark.parametrize("chart", SAMPLES.values(), ids=SAMPLES)
def test_the_same_figures_make_the_same_picture(chart: Chart) -> None:
    assert drawing.draw(chart, name="c") == drawing.draw(chart, name="c")


@pytest.mark.parametrize("chart", SAMPLES.values(), ids=SAMPLES)
def test_every_bar_and_word_lies_within_the_picture(chart: Chart) -> None:
    picture = parsed(drawing.draw(chart, name="c"))
    height = float((picture.get("height") or "").removesuffix("em"))
    bars = [part for part in picture.iter("rect") if "bar" in (part.get("class") or "")]

    rights = [float(p.get("x", "").rstrip("%")) + float(p.get("width", "").rstrip("%")) for p in bars]
    bottoms = [float((p.get("y") or "").removesuffix("em")) for p in (*bars, *picture.iter("text"))]
    assert all(right <= 100.001 for right in rights)
    assert all(0 <= bottom <= height for bottom in bottoms)


def test_a_waterfall_draws_a_bar_for_each_step_and_a_joint_between_them() -> None:
    chart = Waterfall(
        "Surplus",
        "All of it.",
        (
            Step("Surplus", usd(10_000), StepKind.START),
            Step("In common", usd(-2_500)),
            Step("Members", usd(7_500), StepKind.TOTAL),
        ),
    )

    picture = parsed(drawing.draw(chart, name="c"))

    bars = [(p.get("class"), p.get("x"), p.get("width")) for p in picture.findall("rect")]
    joints = [p.get("x1") for p in picture.findall("line")]
    words = [p.text for p in picture.findall("text")]
    assert bars == [
        ("bar start start", "0%", "100%"),
        ("bar change change", "75%", "25%"),
        ("bar total total", "0%", "75%"),
    ]
    assert joints == ["100%", "75%"]
    assert words == ["Surplus", "$100.00", "In common", "−$25.00", "Members", "$75.00"]


def test_steps_that_do_not_come_to_their_total_are_refused() -> None:
    steps = (Step("Surplus", usd(10_000), StepKind.START), Step("Members", usd(9_999), StepKind.TOTAL))

    with pytest.raises(ValueError, match="“Members” says 9999, but the steps above it come to 10000"):
        Waterfall("Surplus", "", steps)


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="Every row of “Shares” needs 2 amounts"):
        Stacks("Shares", "", ("Cash", "Kept"), (Stack("Ada", (usd(1),)),), "Member")


def test_a_line_with_days_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="“Capital” has 1 days"):
        Lines("Capital", "", (dt.date(2025, 12, 31),), ("2025",), (Line("Ada", ()),), "Year")


def test_a_chart_of_nothing_is_drawn() -> None:
    bars = Bars("Nights", "", (Bar("Ada", 0),), "Member", "Nights")
    line = Lines("Capital", "", (dt.date(2025, 12, 31),), ("2025",), (Line("Ada", (usd(0),)),), "Year")

    assert len(parsed(drawing.draw(bars, name="c")).findall("rect")) == 0
    assert len(parsed(drawing.draw(line, name="c")).findall("circle")) == 1


def test_words_cannot_break_out_of_the_picture() -> None:
    bars = Bars("<b>", "&", (Bar("</svg><script>", 1),), "Member", "Nights")

    picture = parsed(drawing.draw(bars, name="c"))

    assert [part.text for part in picture.findall("text")] == ["</svg><script>", "1"]


def test_the_table_beside_a_chart_holds_every_amount() -> None:
    rows = (Stack("Ada", (usd(1_000), usd(2_000))), Stack("Bo", (usd(500), usd(0))))

    table = as_table(Stacks("Shares", "", ("Cash", "Kept"), rows, "Member"))

    assert table == Table(
        ("Member", "Cash", "Kept", "Together"),
        (("Ada", "$10.00", "$20.00", "$30.00"), ("Bo", "$5.00", "$0.00", "$5.00")),
    )


def test_hours_are_written_as_hours_in_picture_and_table() -> None:
    assert as_table(samples.NIGHTS).rows == (
        ("Ada Lane", "6:00"),
        ("Bo Harbour", "9:30"),
        ("Chi Orchard", "7:45"),
        ("Di Weaver", "0:00"),
    )


def test_a_page_shows_legend_picture_and_table() -> None:
    page = Template("{% load ui %}{% chart chart %}").render(Context({"chart": samples.STACKS}))

    figure = parsed(page.strip())
    parts = [part.tag for part in figure]
    legend = ["".join(item.itertext()).strip() for item in figure.iter("li")]
    cells = [cell.text for cell in figure.iter("td")]
    assert parts == ["figcaption", "ul", "svg", "details"]
    assert legend == ["Paid in cash", "Kept in the account", "To the buy-in"]
    assert cells[:4] == ["$11,880.00", "$17,820.00", "$0.00", "$29,700.00"]
