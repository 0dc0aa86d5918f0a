"""Which day's text governs, and what an amendment in mid-year may not change."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.governing import GOVERNS, SETTLED, Dates, GoverningDay, governing_day
from bylaws.charter.kinds import KINDS
from bylaws.charter.lint import check
from bylaws.kernel.faults import InputFault
from tests.bylaws.charter.texts import (
    CAPITAL,
    HOURS,
    PAY,
    SURPLUS,
    TAX,
    amendment,
    article,
    front,
    model_front,
    read,
    whole,
)

HALF = SURPLUS.replace('"25%"', '"50%"')
THIS_YEAR = "the fiscal year from 2025-01-01, which the text of its first day governs."
NEXT = "the fiscal year from 2026-01-01, which had already begun."
NEXT_YEAR = "Let it take effect from the next fiscal year, on {}, or give the rule its own article."


def unsettled(base: str, **amendments: str) -> list[tuple[str, str, str]]:
    """Serious findings about settled rules: code, sentence with its place, next step."""
    found = [finding for finding in check(read(base, **amendments)) if finding.serious]
    return [(one.fault.code, str(one.fault), one.fault.next_step) for one in found]


def new(number: int, rule: str, **changes: str) -> str:
    return amendment(article(number, "New", rule), **{"replaces": f"[{number}]", **changes})


def test_each_kind_of_rule_has_its_day() -> None:
    assert set(GOVERNS) == {"front", *KINDS}
    assert SETTLED == ("surplus", "capital", "tax")


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("front", dt.date(2025, 1, 1)),
        ("transparency", dt.date(2025, 1, 1)),
        ("surplus", dt.date(2025, 1, 2)),
        ("tax", dt.date(2025, 1, 2)),
        ("pay", dt.date(2025, 1, 3)),
        ("buy-in", dt.date(2025, 1, 4)),
        ("exit", dt.date(2025, 1, 5)),
        ("hours", dt.date(2025, 1, 6)),
        ("decision", dt.date(2025, 1, 7)),
        ("body", dt.date(2025, 1, 7)),
        ("budget-round", dt.date(2025, 1, 7)),
        ("shares", dt.date(2025, 1, 8)),
        *((kind, dt.date(2025, 1, 1)) for kind in ("role", "meeting", "billing", "dues", "duty", "leads")),
        *((kind, dt.date(2025, 1, 1)) for kind in ("accountability", "evaluation", "check-in")),
    ],
)
def test_the_text_of_that_day_governs(kind: str, day: dt.date) -> None:
    dates = Dates(
        asked=dt.date(2025, 1, 1),
        year_starts=dt.date(2025, 1, 2),
        pay_period_starts=dt.date(2025, 1, 3),
        admitted=dt.date(2025, 1, 4),
        notice_given=dt.date(2025, 1, 5),
        worked=dt.date(2025, 1, 6),
        raised=dt.date(2025, 1, 7),
        issued=dt.date(2025, 1, 8),
    )

    assert governing_day(kind, dates) == day


def test_every_governing_day_can_be_given() -> None:
    assert {day.value.replace("-", "_") for day in GoverningDay} == set(Dates.__dataclass_fields__)


@pytest.mark.parametrize(
    ("kind", "code", "says"),
    [
        ("weather", "governing.kind", "“weather” is not a kind of rule."),
        (
            "surplus",
            "governing.no-day",
            "Which text of “surplus” holds turns on a day that is not given: year-starts.",
        ),
    ],
)
def test_without_the_day_there_is_no_guessing(kind: str, code: str, says: str) -> None:
    with pytest.raises(InputFault) as refused:
        governing_day(kind, Dates(asked=dt.date(2025, 1, 1)))

    assert (refused.value.code, refused.value.says) == (code, says)


# Settled rules


def test_a_settled_rule_changed_within_the_year_is_refused() -> None:
    assert unsettled(whole(), half=new(9, HALF, from_="2025-06-01")) == [
        (
            "amendment.settled",
            f"half:3: “half” changes the rule “surplus” on 2025-06-01, within {THIS_YEAR}",
            NEXT_YEAR.format("2026-01-01"),
        )
    ]


def test_the_same_change_from_the_first_day_of_the_next_year_is_taken() -> None:
    assert unsettled(whole(), half=new(9, HALF, from_="2026-01-01")) == []


def test_the_fiscal_year_is_the_co_ops_own() -> None:
    summer = whole().replace('fiscal_year_starts = "01-01"', 'fiscal_year_starts = "07-01"')

    assert unsettled(summer, half=new(9, HALF, from_="2025-07-01")) == []
    assert [step for _, _, step in unsettled(summer, half=new(9, HALF, from_="2025-06-30"))] == [
        NEXT_YEAR.format("2025-07-01")
    ]


def test_a_change_on_the_charters_own_first_day_is_no_change_within_a_year() -> None:
    first = new(9, HALF, adopted="2024-12-15", from_="2025-01-01")

    assert unsettled(whole(), first=first) == []


def test_an_article_may_change_in_mid_year_as_long_as_its_settled_rules_keep_their_value() -> None:
    both = front() + article(6, "Hours", HOURS) + article(9, "Money", TAX, PAY)
    same = amendment(article(9, "Money", "# as before\n" + TAX, PAY.replace("30", "35")), replaces="[9]")
    other = amendment(article(9, "Money", TAX.replace("us-subchapter-t", "none"), PAY), replaces="[9]")

    assert unsettled(both, same=same) == []
    assert [code for code, _, _ in unsettled(both, other=other)] == ["amendment.settled"]


def test_a_settled_rule_may_move_to_an_article_of_its_own() -> None:
    move = amendment(
        article(9, "Surplus", SURPLUS), article(20, "Taxes", TAX), replaces="[9]", adds="[20]", repeals="[11]"
    )

    assert unsettled(whole(), move=move) == []


def test_a_value_written_another_way_is_the_same_value() -> None:
    quarter = SURPLUS.replace('"25%"', '"1/4"\ndivisible = false')

    assert unsettled(whole(), quarter=new(9, quarter)) == []


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        ({"end": amendment(repeals="[10]")}, ["capital"]),
        ({"both": amendment(article(9, "S", HALF), repeals="[10]", replaces="[9]")}, ["capital", "surplus"]),
        ({"tax": new(11, TAX.replace("us-subchapter-t", "none"))}, ["tax"]),
        ({"pay": new(7, PAY.replace("30", "35"))}, []),
    ],
)
def test_repealing_or_adding_a_settled_rule_changes_it_too(texts: dict[str, str], kinds: list[str]) -> None:
    found = [says for code, says, _ in unsettled(whole(), **texts) if code == "amendment.settled"]

    assert sorted(says.split("“")[2].split("”")[0] for says in found) == kinds


def test_a_settled_rule_added_in_mid_year_is_refused() -> None:
    found = unsettled(whole(capital=""), add=amendment(article(10, "Capital", CAPITAL), adds="[10]"))

    assert [code for code, _, _ in found] == ["amendment.settled"]


def test_only_the_amendment_that_settles_the_rule_is_blamed() -> None:
    found = unsettled(
        whole(),
        pay=new(7, PAY.replace("30", "35"), adopted="2025-04-01"),
        half=new(9, HALF, adopted="2025-05-01"),
    )

    assert [says.partition(":")[0] for _, says, _ in found] == ["half"]


def test_a_settled_rule_cannot_be_changed_for_a_year_that_had_already_begun() -> None:
    late = new(9, HALF, adopted="2026-02-01", from_="2026-01-01")

    assert unsettled(whole(), late=late) == [
        (
            "amendment.settled-late",
            f"late:2: “late” was adopted on 2026-02-01 and changes the rule “surplus” for {NEXT}",
            NEXT_YEAR.format("2027-01-01"),
        )
    ]
    assert unsettled(whole(), day=new(9, HALF, adopted="2026-01-01", from_="2026-01-01")) == []


def test_a_superseded_amendment_unsettles_nothing() -> None:
    found = unsettled(
        whole(),
        early=new(9, HALF, adopted="2025-02-01", from_="2025-06-01"),
        late=new(9, HALF, adopted="2025-03-01", from_="2026-01-01", supersedes='["early"]'),
    )

    assert found == []


def test_a_models_rules_are_settled_too() -> None:
    model = model_front() + article(11, "Taxes", TAX)
    mid = new(11, TAX.replace("us-subchapter-t", "none"), adopted="2010-01-01", from_="2010-03-01")

    assert [code for code, _, _ in unsettled(model, mid=mid)] == ["amendment.settled"]
