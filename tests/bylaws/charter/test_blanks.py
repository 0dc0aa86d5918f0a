"""Every model charter can be filled in, and its prose and its rules go on saying the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from bylaws.charter.adoption import own_text
from bylaws.charter.amendments import Standing
from bylaws.charter.blanks import FISCAL_YEAR, Blank, Blanks, _parts, answered, fill, read_blanks
from bylaws.charter.charter import read_charter
from bylaws.charter.lint import check
from bylaws.kernel.faults import Fault

MODELS = sorted((Path(__file__).resolve().parents[3] / "charters" / "models").iterdir())
BY_NAME = pytest.mark.parametrize("folder", MODELS, ids=lambda folder: folder.name)
DAY = dt.date(2026, 1, 1)
UNUSUAL: dict[str, tuple[str, ...]] = {
    "money": ("1234.50", "7.00"),
    "share": ("33%", "1/3"),
    "months": ("5", "14"),
    "years": ("1", "7"),
    "count": ("2", "13"),
    "month-day": ("04-06", "10-01"),
}
SMALL = """---
name = "Small"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---

We are two.

## Article 1 — Fees

Each pays five
dollars, and waits 2 months.
"""
FEES = Blanks.model_validate(
    {
        "blanks": [
            {"name": "fee", "kind": "money", "question": "How much?", "usual": "5.00", "at_most": "100.00"},
            {"name": "wait", "kind": "months", "question": "How long?", "usual": "2", "at_least": "1"},
        ],
        "places": [
            {"article": 0, "says": "We are two.", "write": "We pay {fee}.", "also": []},
            {"article": 1, "says": "five dollars", "write": "{fee:words}"},
            {"article": 1, "says": "2 months", "write": "{wait:words} (and {wait:half})"},
        ],
    }
)


def model(folder: Path) -> tuple[str, Blanks]:
    text = (folder / "charter.md").read_text(encoding="utf-8")
    return text, read_blanks((folder / "blanks.toml").read_text(encoding="utf-8"))


def within(blank: Blank, wanted: tuple[str, ...]) -> list[str]:
    """Those of the unusual answers that a blank takes, and its own bounds."""
    fit = []
    for said in (*wanted, blank.at_least, blank.at_most):
        try:
            fit.append(answered(blank, said, "USD"))
        except Fault:
            continue
    return fit


def own(text: str, answers: dict[str, str]) -> str:
    return own_text(
        text,
        name="Harbour Web",
        modelled_on="a model",
        adopted=DAY,
        fiscal_year_starts=answers[FISCAL_YEAR],
    )


def says(standing: Standing) -> list[Any]:
    return [rule.says for rule in standing.rules]


def findings(text: str) -> list[str]:
    return [str(finding.fault) for finding in check(read_charter(text))]


@BY_NAME
def test_the_usual_answers_leave_every_word_as_it_is(folder: Path) -> None:
    text, blanks = model(folder)

    assert fill(text, blanks, blanks.usual(), "USD") == text
    assert findings(own(text, blanks.usual())) == findings(text) == []


@BY_NAME
@pytest.mark.parametrize("nth", range(4))
def test_unusual_answers_are_in_the_rules_and_nothing_is_found_wrong(folder: Path, nth: int) -> None:
    text, blanks = model(folder)
    answers = {}
    for blank in blanks.blanks:
        fit = within(blank, UNUSUAL[blank.kind])
        answers[blank.name] = fit[nth % len(fit)]

    filled = own(fill(text, blanks, answers, "USD"), answers)

    assert findings(filled) == []
    assert read_charter(filled).base_front.fiscal_year_starts == answers[FISCAL_YEAR]


@BY_NAME
def test_each_answer_changes_its_rule_and_its_prose_and_no_other_article(folder: Path) -> None:
    text, blanks = model(folder)
    before = read_charter(own(text, blanks.usual())).base_standing
    for blank in blanks.blanks:
        other = next(one for one in within(blank, UNUSUAL[blank.kind]) if one != blank.usual)
        answers = {**blanks.usual(), blank.name: other}

        after = read_charter(own(fill(text, blanks, answers, "USD"), answers)).base_standing

        named = {place.article for place in blanks.places if blank.name in place.names()} - {0}
        changed = {number for number in before if after[number].article.prose != before[number].article.prose}
        ruled = {number for number in before if says(after[number]) != says(before[number])}
        assert changed | ruled <= named
        assert blank.name == FISCAL_YEAR or ruled, blank.name


@BY_NAME
def test_no_usual_figure_is_left_in_an_article_that_was_answered_otherwise(folder: Path) -> None:
    text, blanks = model(folder)
    for place in blanks.places:
        names = place.names() & {blank.name for blank in blanks.blanks}
        answers = {
            blank.name: next(one for one in within(blank, UNUSUAL[blank.kind]) if one != blank.usual)
            if blank.name in names
            else blank.usual
            for blank in blanks.blanks
        }

        filled = " ".join(_parts(fill(text, blanks, answers, "USD"))[place.article].split())

        assert " ".join(place.says.split()) not in filled


def test_an_answer_is_written_wherever_lines_are_broken() -> None:
    filled = fill(SMALL, FEES, {"fee": "7.50", "wait": "1"}, "USD")

    assert filled == (
        SMALL.replace("We are two.", "We pay 7.50.")
        .replace("five\ndollars", "$7.50")
        .replace("2 months", "1 month (and 1)")
    )


def test_in_another_currency_its_code_stands_behind() -> None:
    assert "1,250 EUR" in fill(SMALL, FEES.model_copy(update={"blanks": wide()}), {"fee": "1250.00"}, "EUR")


def test_a_model_that_fits_any_currency_has_every_amount_written_anew() -> None:
    blanks = FEES.model_copy(update={"any_currency": True}).reckoned_in("JPY")

    filled = fill(SMALL, blanks, {}, "JPY", written_in="USD")

    assert blanks.usual() == {"fee": "5", "wait": "2"}
    assert filled == (
        SMALL.replace("We are two.", "We pay 5.")
        .replace("five\ndollars", "5 JPY")
        .replace('currency = "USD"', 'currency = "JPY"')
    )


def test_the_starter_charter_says_every_amount_by_its_blanks() -> None:
    folder = next(folder for folder in MODELS if folder.name == "starter")
    text, blanks = (folder / "charter.md").read_text(), read_blanks((folder / "blanks.toml").read_text())

    filled = fill(text, blanks.reckoned_in("JPY"), {}, "JPY", written_in="USD")
    own = own_text(filled, name="Toad Lane Kyoto", modelled_on="starter", adopted=DAY)

    assert check(read_charter(own)) == []


def wide() -> tuple[Blank, ...]:
    return tuple(blank.model_copy(update={"at_most": ""}) for blank in FEES.blanks)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"fee": "7,50"}, "money.form"),
        ({"fee": "100.01"}, "blank.over"),
        ({"wait": "0"}, "blank.under"),
        ({"wait": "two"}, "blank.number"),
        ({"wait": "9999999"}, "blank.number"),
        ({"sweets": "many"}, "blank.unknown"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(answers: dict[str, str], code: str) -> None:
    with pytest.raises(Fault) as fault:
        fill(SMALL, FEES, answers, "USD")

    assert fault.value.code == code


@pytest.mark.parametrize("text", [SMALL.replace("five\n", "six\n"), SMALL + "\nfive dollars\n"])
def test_blanks_that_do_not_fit_their_model_are_told(text: str) -> None:
    with pytest.raises(Fault) as fault:
        fill(text, FEES, {"fee": "7.50"}, "USD")

    assert fault.value.code == "blank.place"


def test_blanks_of_another_shape_are_not_read() -> None:
    said: Any = None
    with pytest.raises(ValueError, match="Extra inputs"):
        said = read_blanks('blanks = []\nplaces = []\nmore = "x"')

    assert said is None
