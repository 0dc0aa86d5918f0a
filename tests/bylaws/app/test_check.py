"""Checking a charter at the command line."""

from __future__ import annotations

from tests.bylaws.app.desk import Answer, Desk, refused
from tests.bylaws.app.documented import HOUSE

LATE = "from = 2025-07-01"
IN_MID_YEAR = "from = 2025-04-01"
ODD = "“amendments/2025-a-third.md” changes the rule “surplus” on 2025-04-01"


def move_the_third_into_the_year(desk: Desk) -> None:
    amendment = desk.folder / "amendments" / "2025-a-third.md"
    amendment.write_text(amendment.read_text("utf-8").replace(LATE, IN_MID_YEAR), "utf-8")


def test_a_charter_without_faults_is_sound(lantern: Desk) -> None:
    assert lantern.ask("check", lantern.charter) == Answer(0, "The charter is sound.\n", "")


def test_a_model_is_called_one(lantern: Desk) -> None:
    answer = lantern.ask("check", HOUSE / "charters" / "models" / "palante" / "charter.md")

    assert answer == Answer(0, "A model charter, in force on every day.\nThe charter is sound.\n", "")


def test_a_sound_charter_as_json_has_no_faults(lantern: Desk) -> None:
    assert lantern.ask("check", lantern.charter, "--json").json == {"faults": [], "warnings": []}


def test_what_is_odd_and_not_wrong_is_told_and_the_charter_is_sound(kite: Desk) -> None:
    kite.amend_text('languages = ["en", "es"]', 'languages = ["en", "de"]')

    answer, as_json = kite.ask("check", kite.charter), kite.ask("check", kite.charter, "--json")

    assert (answer.code, answer.out) == (0, "The charter is sound.\n")
    assert answer.err.splitlines()[0].startswith("charter.md:")
    assert "\n    → " in answer.err
    assert (as_json.code, as_json.json["faults"]) == (0, [])
    assert [w["says"] in answer.err for w in as_json.json["warnings"]] == [True]


def test_a_rule_that_contradicts_another_is_a_fault_with_file_line_and_next_step(kite: Desk) -> None:
    move_the_third_into_the_year(kite)

    answer = kite.ask("check", kite.charter)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"amendments/2025-a-third.md:3: {ODD}")
    assert answer.err.count("\n    → ") == 1


def test_every_fault_of_the_form_is_told_at_once(lantern: Desk) -> None:
    lantern.amend_text('kind = "buy-in"\namount', 'kind = "buy-in"\namout')
    lantern.amend_text("[[rates]]", "[[ratse]]")

    answer = lantern.ask("check", lantern.charter, "--json")

    assert answer.code == 2
    assert {fault["code"] for fault in answer.json["faults"]} >= {"rule.unknown-key"}
    assert len(answer.json["faults"]) >= 2


def test_a_fence_that_is_never_closed_is_named_by_its_line(lantern: Desk) -> None:
    text = lantern.charter.read_text("utf-8")
    lantern.charter.write_text(text.rstrip().removesuffix("```"), "utf-8")

    answer = lantern.ask("check", lantern.charter, "--json")

    line = text.splitlines().index('kind = "transparency"')
    assert refused(answer) == (
        2,
        "charter.fence-open",
        f"The fence that opens on line {line} is never closed.",
    )


def test_a_charter_that_cannot_be_read_at_all_is_refused(lantern: Desk) -> None:
    lantern.charter.write_text("We trust one another.\n", "utf-8")

    assert refused(lantern.ask("check", lantern.charter, "--json")) == (
        2,
        "charter.no-front-matter",
        "The text does not begin with front matter.",
    )


def test_strictly_what_is_odd_and_what_may_be_meant_so_is_wrong_too(kite: Desk) -> None:
    kite.amend_text('languages = ["en", "es"]', 'languages = ["en", "de"]')
    with kite.charter.open("a", encoding="utf-8") as text:
        text.write("\n## Article 99 — Tea\nThere is tea.\n")

    answer, as_json = (
        kite.ask("check", "--strict", kite.charter),
        kite.ask("check", "--strict", kite.charter, "--json"),
    )

    assert (answer.code, answer.out, as_json.code) == (2, "", 2)
    codes = [fault["code"] for fault in as_json.json["faults"]]
    assert codes[0] == "front.language-words"
    assert "article.no-rule" in codes
    assert (
        "Article 99 holds no rule, and no other article cites it: the software only shows it." in answer.err
    )


def test_strictly_a_text_that_cannot_be_read_is_told_as_ever(lantern: Desk) -> None:
    lantern.amend_text('kind = "buy-in"\namount', 'kind = "buy-in"\namout')

    strict, usual = lantern.ask("check", "--strict", lantern.charter), lantern.ask("check", lantern.charter)

    assert strict == usual
