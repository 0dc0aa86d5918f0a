"""Closing a year at the command line: Ada founded the co-op, Bo joined in March, Dee left, Chi is outside."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from bylaws.app.files import load_sound_charter
from bylaws.charter.kinds.hours import Hours
from tests.bylaws.app.desk import Desk, refused
from tests.bylaws.app.documented import HOUSE

MODELS = sorted(path.name for path in (HOUSE / "charters" / "models").iterdir() if path.is_dir())
NOT_BY_HOURS = {"tech-underground", "tech-co-op-network"}
NIGHT_IN_TOKYO = (
    "Ada Wick,ada@lantern.example,Well Clinic,Support,,Night,Yes,"
    "2026-01-01,09:00:00,2026-01-01,11:00:00,02:00:00,,\n"
)


def columns(text: str, first: str) -> list[list[str]]:
    """The filled cells of the table whose heading begins with a word."""
    table = next(part for part in text.split("\n\n") if part.startswith(first))
    rows = [line.split("  ") for line in table.splitlines()]
    return [[cell.strip() for cell in row if cell.strip()] for row in rows]


def test_each_member_gets_a_share_of_what_is_left_by_hours(lantern: Desk) -> None:
    people = lantern.close("--json").json["people"]

    assert [[one[key] for key in ("person", "share", "cash", "to_buy_in", "notices")] for one in people] == [
        ["ada", "3564.58", "712.92", "0.00", "2851.66"],
        ["bo", "2738.64", "547.73", "2190.91", "0.00"],
        ["dee", "1796.78", "359.36", "0.00", "1437.42"],
    ]


def test_the_table_leaves_out_columns_in_which_nobody_has_anything(lantern: Desk, kite: Desk) -> None:
    headings = [columns(desk.close().out, "person")[0] for desk in (lantern, kite)]

    assert headings == [
        ["person", "share", "in money", "retained", "to buy-in", "in notices"],
        ["person", "share", "in money"],
    ]


def test_what_is_paid_on_the_day_of_the_close_is_no_later_payment(lantern: Desk) -> None:
    assert "\ndue  " not in lantern.close().out


def test_a_later_payment_that_nobody_has_to_release_says_nothing_of_it(kite: Desk) -> None:
    kite.amend_text(', gate = "release"', "")

    assert columns(kite.close().out, "due")[2:5] == [
        ["2025-10-30", "Ada Spar", "937.50 USD"],
        ["2025-10-30", "Bo Bridle", "625.00 USD"],
        ["2025-10-30", "Dee String", "312.50 USD"],
    ]


def test_why_adds_reasons_and_changes_no_figure(lantern: Desk) -> None:
    plain, with_why = lantern.close().out, lantern.close("--why").out

    assert with_why.startswith(plain.rstrip("\n"))
    assert with_why.count("\n- Ada Wick in 2025.") == 1


def test_why_as_json_adds_reasons_and_changes_no_figure(lantern: Desk) -> None:
    plain, with_why = lantern.close("--json"), lantern.close("--json", "--why")

    assert len(with_why.out) > len(plain.out)
    assert without_reasons(with_why.json) == plain.json


def without_reasons(answer: object) -> object:
    match answer:
        case dict():
            return {key: without_reasons(value) for key, value in answer.items() if key != "why"}
        case list():
            return [without_reasons(one) for one in answer]
    return answer


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_language_has_the_same_figures(lantern: Desk, language: str) -> None:
    said = lantern.close("--why", "--language", language).out

    assert [told in said for told in ("3,564.58 USD", "2,190.91 USD", "2025-06-30")] == [True] * 3


def test_a_loss_is_called_one_and_those_who_bear_it_are_listed(lantern: Desk) -> None:
    lantern.amend_text(
        'from = [{ account = "collective", share = "100%" }]',
        'from = [{ account = "collective", share = "1/4" }, { account = "members", share = "100%",'
        ' of = "left", by = "equal", eligible = ["member"] }]',
    )
    facts = lantern.stated()
    facts["years"][0] |= {"surplus": "-400.00", "tax": "0.00"}
    lantern.state(facts)

    said = lantern.close("--why").out

    assert said.splitlines()[0] == "Lantern Technology Cooperative: 2025, a loss of 400.00 USD"
    assert columns(said, "person")[2:] == [
        ["Ada Wick", "150.00 USD"],
        ["Bo Tallow", "150.00 USD"],
        ["Dee Taper", "0.00 USD"],
        ["together", "300.00 USD"],
    ]


def test_interest_is_a_column_of_its_own(lantern: Desk) -> None:
    lantern.amend_text('to = "tax"\n', 'to = "tax"\n\n[[steps]]\nto = "interest"\n')
    lantern.amend_text('kind = "capital"\n', 'kind = "capital"\ninterest = "2%"\n')

    assert columns(lantern.close("--why").out, "person")[0][-1] == "interest"


def test_what_is_paid_after_the_laws_payment_period_is_pointed_out(kite: Desk) -> None:
    kite.amend_text('first = "P4M", every = "P1M"', 'first = "P9M", every = "P2M"')

    assert kite.close().out.splitlines()[-1].startswith("- The last instalment is due on 2026-09-30, after")


def test_hours_of_another_zone_belong_to_the_day_of_the_coops_own(lantern: Desk) -> None:
    head = lantern.export.read_text("utf-8-sig").splitlines()[0]
    lantern.hand_in(f"{head}\n{NIGHT_IN_TOKYO}")
    nobody = lantern.close("--json")

    lantern.hand_in(f"{head}\n{NIGHT_IN_TOKYO}", zone="Asia/Tokyo")
    shares = {one["person"]: one["share"] for one in lantern.close("--json").json["people"]}

    assert refused(nobody)[:2] == (3, "surplus.nobody-shares")
    assert shares == {"ada": "8100.00", "bo": "0.00", "dee": "0.00"}


@pytest.mark.parametrize("model", [model for model in MODELS if model not in NOT_BY_HOURS])
def test_a_year_is_closed_on_every_model_to_the_cent(model: str, tmp_path: Path, lantern: Desk) -> None:
    charter = HOUSE / "charters" / "models" / model / "charter.md"
    kinds = load_sound_charter(charter).on(dt.date(2025, 1, 1)).rule("hours", Hours).says.kinds
    year = {"year": 2025, "surplus": "10000.01", "tax": "0.00", "closed_on": "2026-01-01"}
    facts = {
        "facts": "toad-lane-facts/1",
        "currency": "USD",
        "people": [
            {"key": key, "name": key, "stages": [{"stage": "member", "from": "2019-01-01"}]}
            for key in ("ada", "bo", "dee")
        ],
        "hours": [
            {"person": key, "work": kind.name, "day": "2025-05-05", "seconds": seconds}
            for key, seconds in (("ada", 3_600_000), ("bo", 1_234_567), ("dee", 7_654_321))
            for kind in kinds
        ],
        "years": [{**year, "collective": "0.00", "funds": {"lean-times": "0.00"}}],
    }
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts), "utf-8")

    answer = lantern.ask("close-year", charter, file, "--year", "2025", "--json")

    assert answer.code == 0, answer.out
    assert sum(Decimal(step["amount"]) for step in answer.json["steps"]) == Decimal("10000.01")


def test_the_schemas_are_printed_as_json(lantern: Desk) -> None:
    facts, charter = lantern.ask("schema", "facts").json, lantern.ask("schema", "charter").json

    assert sorted(facts["required"]) == ["currency", "facts", "people", "years"]
    assert charter["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_year_the_books_do_not_state_is_not_there(lantern: Desk) -> None:
    assert refused(lantern.close("--json", year=2024)) == (
        4,
        "facts.no-such-year",
        "The facts do not state a surplus for 2024.",
    )
