"""Papers that are wrong: each says what, where and what now, and nothing half done is answered."""

from __future__ import annotations

import pytest

from bylaws.app import files
from tests.bylaws.app.desk import Desk, refused


def change(desk: Desk, *path: str | int, to: object) -> None:
    """Set one place of the facts."""
    facts = place = desk.stated()
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    desk.state(facts)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("hours", 0, "person"), "chi", "hours.unknown-person"),
        (("hours", 0, "work"), "desing", "hours.unknown-work"),
        (("hours", 0, "seconds"), -1, "hours.negative"),
        (("hours", 0, "seconds"), 1.5, "facts.value"),
        (("hours", 0, "day"), "2025-02-30", "date.form"),
        (("hours", 0, "hours"), 3, "facts.unknown-key"),
        (("people", 1, "stages", 0, "from"), "2024-07-02", "hours.not-there"),
        (("people", 0, "stages", 0, "until"), "2025-01-01", "hours.not-there"),
        (("people", 0, "stages", 0, "stage"), "membr", "people.unknown-stage"),
        (("people", 1, "key"), "ada", "facts.person-twice"),
        (("years", 0, "surplus"), "11200.001", "money.decimals"),
        (("years", 0, "surplus"), "11,200.00", "money.form"),
        (("years", 0, "surplus"), 11200, "money.bare-number"),
        (("years", 0, "surplus"), 11200.5, "money.bare-number"),
        (("years", 1, "year"), 2025, "facts.year-twice"),
        (("currency",), "EUR", "close.currency"),
        (("currency",), "Dollars", "money.unknown-currency"),
        (("facts",), "toad-lane-facts/2", "facts.value"),
    ],
)
def test_a_wrong_fact_is_told_by_its_code(
    kite: Desk, path: tuple[str | int, ...], value: object, code: str
) -> None:
    change(kite, *path, to=value)

    assert refused(kite.close("--json"))[:2] == (2, code)


def test_a_misspelt_key_is_told_the_right_one_and_a_right_one_in_the_wrong_place_is_not(kite: Desk) -> None:
    change(kite, "hours", 0, "secnds", to=1)
    misspelt = kite.close("--json").json["faults"][0]["next_step"]
    facts = kite.stated()
    facts["hours"][0] = {key: value for key, value in facts["hours"][0].items() if key != "secnds"}
    facts["hours"][0]["surplus"] = "1.00"
    kite.state(facts)
    misplaced = kite.close("--json").json["faults"][0]["next_step"]

    assert (misspelt, misplaced) == ("Did you mean “seconds”?", "Compare it with `bylaws schema facts`.")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('share = "25%"', "share = 0.25", "share.bare-number"),
        ('share = "25%"', "share = 25", "share.bare-number"),
        ("adopted = 2022-05-20", "adopted = 2022-05-32", "charter.toml"),
        ('kind = "surplus"', 'kind = "surpluss"', "rule.kind"),
    ],
)
def test_a_wrong_charter_is_told_by_its_code(kite: Desk, old: str, new: str, code: str) -> None:
    kite.amend_text(old, new)

    assert refused(kite.close("--json"))[:2] == (2, code)


def test_a_charter_silent_on_the_surplus_refuses_to_close_a_year(kite: Desk) -> None:
    text = kite.charter.read_text("utf-8")
    start = text.index('```toml rule\nkind = "surplus"')
    end = text.index("```", start + 3) + 3
    (kite.folder / "amendments" / "2025-a-third.md").unlink()
    kite.charter.write_text(text[:start] + text[end:], "utf-8")

    assert refused(kite.close("--json")) == (
        3,
        "charter.silent",
        "The charter has no rule of the kind “surplus” on 2024-07-01.",
    )


def test_a_charter_that_contradicts_itself_on_the_surplus_refuses_and_cites_both(kite: Desk) -> None:
    text = kite.charter.read_text("utf-8")
    start = text.index('```toml rule\nkind = "surplus"')
    end = text.index("```", start + 3) + 3
    kite.charter.write_text(f"{text}\n## Article 7 — Again\n\n{text[start:end]}\n", "utf-8")

    assert refused(kite.close("--json")) == (
        3,
        "charter.ambiguous",
        "Article 4 — The surplus of a year and Article 7 — Again each state a rule of the kind “surplus”.",
    )


def test_a_file_over_the_limit_is_refused(lantern: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "TEXT_LIMIT", 100)

    assert refused(lantern.close("--json")) == (
        2,
        "file.too-large",
        "charter.md is larger than 100 bytes.",
    )


def test_a_file_of_exactly_the_limit_is_read(lantern: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "TEXT_LIMIT", len(lantern.charter.read_bytes()))

    assert lantern.ask("check", lantern.charter).code == 0


def test_a_file_in_another_encoding_is_refused(lantern: Desk) -> None:
    lantern.facts.write_bytes(lantern.facts.read_text("utf-8").replace("Ada", "Adé").encode("latin-1"))

    assert refused(lantern.close("--json")) == (2, "file.encoding", "facts.json is not written in UTF-8.")


def test_the_mark_windows_puts_before_a_text_does_no_harm(lantern: Desk) -> None:
    for paper in (lantern.charter, lantern.facts):
        paper.write_bytes(b"\xef\xbb\xbf" + paper.read_bytes())

    assert lantern.close().code == 0


@pytest.mark.parametrize("name", ["", "nowhere.json", "no\0where.json"])
def test_facts_that_cannot_be_opened_are_not_there(lantern: Desk, name: str) -> None:
    answer = lantern.ask("close-year", lantern.charter, lantern.folder / name, "--year", "2025", "--json")

    assert refused(answer)[:2] == (4, "file.absent")


def test_half_a_character_is_refused_also_beside_a_bare_number(lantern: Desk) -> None:
    facts = lantern.stated()
    facts["years"][0]["surplus"] = 9500.25
    facts["people"][0]["name"] = "\ud800"
    lantern.state(facts)

    assert refused(lantern.close("--json"))[:2] == (2, "facts.json")


def test_facts_that_are_no_json_say_where_it_breaks(lantern: Desk) -> None:
    lantern.facts.write_text('{"facts": ', "utf-8")

    assert refused(lantern.close("--json")) == (
        2,
        "facts.json",
        "The facts are not well-formed JSON: Expecting value: line 1 column 11 (char 10).",
    )
