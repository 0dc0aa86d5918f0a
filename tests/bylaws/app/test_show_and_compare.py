"""A charter told in plain words, and two of them side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from bylaws.charter.words import plain_front
from tests.bylaws.app.desk import Answer, Desk, refused

OLD_NAME, NEW_NAME = "Paper Kite Design Collective", "Second Kite Design Collective"
BEFORE, AFTER = "2025-01-31", "2025-02-01"
WORDS = "  The words or the heading are not the same."
TEACHING = [
    "Article 3 — Hours",
    WORDS,
    "  hours",
    "    kinds[teaching].name: absent → teaching",
    "    kinds[teaching].counts_for: absent → pay, patronage, candidacy",
]


def test_a_charter_is_told_from_its_front_matter_to_its_last_article(kite: Desk) -> None:
    said = kite.ask("show", kite.charter, "--on", AFTER).out.splitlines()

    assert said[:4] == [
        "Paper Kite Design Collective, as it stands on 2025-02-01",
        "",
        "  The co-op is called “Paper Kite Design Collective”.",
        "  It is registered in US-CA.",
    ]
    assert [line.partition(" —")[0] for line in said if line.startswith("Article")] == [
        f"Article {number}" for number in range(1, 7)
    ]


def test_show_as_json_holds_the_front_matter_and_each_article(kite: Desk) -> None:
    from bylaws.app.files import load_sound_charter

    told = kite.ask("show", kite.charter, "--on", AFTER, "--json").json

    front = load_sound_charter(kite.charter).base_front
    assert {key: told[key] for key in ("name", "on", "front")} == {
        "name": "Paper Kite Design Collective",
        "on": AFTER,
        "front": plain_front(front),
    }
    assert told["articles"][0] == {"article": "Article 1 — What the studio is for", "rules": []}
    assert [len(article["rules"]) for article in told["articles"]] == [0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("on", "known_by", "kinds"),
    [(BEFORE, AFTER, 4), (AFTER, AFTER, 5), (AFTER, "2025-01-16", 4), (AFTER, "2025-01-17", 5)],
)
def test_show_tells_what_held_on_a_day_as_known_by_another(
    kite: Desk, on: str, known_by: str, kinds: int
) -> None:
    told = kite.ask("show", kite.charter, "--on", on, "--known-by", known_by, "--json").json

    (hours,) = told["articles"][2]["rules"]
    words = ("design", "project management", "production meeting", "political meeting", "teaching")
    assert sum(f"“{word}”" in " ".join(hours) for word in words) == kinds


def test_each_language_has_its_own_words(kite: Desk) -> None:
    titles = [
        kite.ask("show", kite.charter, "--on", AFTER, "--language", language).out.splitlines()[0]
        for language in ("en", "es", "fr")
    ]

    assert len(set(titles)) == 3


def test_show_asks_for_the_day_it_is_not_given(kite: Desk) -> None:
    answer = kite.ask("show", kite.charter, "--json")

    assert refused(answer) == (2, "show.on", "Say on which day: a charter changes.")
    assert answer.json["faults"][0]["next_step"] == "Add --on with a day, such as --on 2025-01-01."


def test_before_the_charter_nothing_was_in_force(kite: Desk) -> None:
    assert refused(kite.ask("show", kite.charter, "--on", "2022-06-30", "--json")) == (
        4,
        "charter.not-yet",
        "The charter takes effect on 2022-07-01; nothing was in force on 2022-06-30.",
    )


@pytest.mark.parametrize("day", ["yesterday", "2025-02-30", "1/2/2025"])
def test_a_day_that_is_none_is_refused_before_anything_is_read(
    kite: Desk, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        kite.ask("show", kite.charter, "--on", day)

    assert left.value.code == 2
    assert f"“{day}” is not a day; write it as 2025-03-01" in capsys.readouterr().err


def test_the_same_charter_before_and_after_an_amendment(kite: Desk) -> None:
    answer = kite.ask("compare", kite.charter, kite.charter, "--on", BEFORE, "--new-on", AFTER)

    assert answer.out.splitlines() == [
        "Paper Kite Design Collective: 2025-01-31 and 2025-02-01 side by side",
        "",
        *TEACHING,
    ]


def test_the_same_text_is_the_same(kite: Desk) -> None:
    text = kite.ask("compare", kite.charter, kite.charter, "--on", BEFORE)
    as_json = kite.ask("compare", kite.charter, kite.charter, "--on", BEFORE, "--json")

    side = {"name": "Paper Kite Design Collective", "on": BEFORE}
    assert text.out.splitlines()[2:] == ["The two texts are the same."]
    assert as_json.json == {"old": side, "new": side, "same": True, "front": [], "articles": []}


def draft(desk: Desk, *changes: tuple[str, str]) -> Path:
    """A draft of the charter, without amendments, in which some places are changed."""
    text = desk.charter.read_text("utf-8")
    for old, new in changes:
        text = text.replace(old, new)
    folder = desk.folder / "draft"
    folder.mkdir()
    (folder / "charter.md").write_text(text, "utf-8")
    return folder / "charter.md"


def test_articles_come_go_move_and_change_their_headings(kite: Desk) -> None:
    new = draft(
        kite,
        ('name = "Paper', 'name = "Second'),
        ("What the studio is for", "What we draw for"),
        ("## Article 6", "## Article 8"),
        ("As a corporation", "We are taxed as a corporation"),
    )

    answer = kite.ask("compare", kite.charter, new, "--on", "2024-01-01")

    transparency = "  transparency, moved from article 6 to article 8"
    assert answer.out.splitlines() == [
        f"{OLD_NAME} / {NEW_NAME}: 2024-01-01 and 2024-01-01 side by side",
        "",
        "Front matter",
        f"  name: {OLD_NAME} → {NEW_NAME}",
        "",
        "Article 1 — What the studio is for → Article 1 — What we draw for",
        WORDS,
        "",
        "Article 5 — How we are taxed",
        WORDS,
        "",
        "Article 6 — Everyone knows the numbers (removed)",
        transparency,
        "",
        "Article 8 — Everyone knows the numbers (added)",
        transparency,
    ]


def test_a_rule_alone_may_change_and_a_named_one_is_called_by_its_name(lantern: Desk) -> None:
    new = draft(lantern, ('rate = "30.00"', 'rate = "31.50"'))

    found = lantern.ask("compare", lantern.charter, new, "--on", "2025-01-01")
    as_json = lantern.ask("compare", lantern.charter, new, "--on", "2025-01-01", "--json")

    assert found.out.splitlines()[2:] == [
        "Article 4 — Pay",
        "  pay wages",
        "    rates[1].rate: 30.00 → 31.50",
    ]
    assert as_json.json["articles"] == [
        {
            "number": 4,
            "change": "changed",
            "old": "Article 4 — Pay",
            "new": "Article 4 — Pay",
            "prose": False,
            "rules": [
                {
                    "kind": "pay",
                    "name": "wages",
                    "old_article": 4,
                    "new_article": 4,
                    "keys": [{"key": "rates[1].rate", "old": "30.00", "new": "31.50"}],
                }
            ],
        }
    ]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_comparison_in_another_language_names_the_same_keys(kite: Desk, language: str) -> None:
    words = ("compare", kite.charter, kite.charter, "--on", BEFORE, "--new-on", AFTER)

    english, other = kite.ask(*words).out, kite.ask(*words, "--language", language).out

    same = ("", "Article 3 — Hours", "  hours")
    assert english.splitlines()[0] != other.splitlines()[0]
    assert [line for line in other.splitlines() if line in same] == list(same)
    assert [line.partition(":")[0] for line in other.splitlines() if line.startswith("    ")] == [
        "    kinds[teaching].name",
        "    kinds[teaching].counts_for",
    ]


def test_compare_asks_for_the_day_it_is_not_given(kite: Desk) -> None:
    assert refused(kite.ask("compare", kite.charter, kite.charter, "--json"))[:2] == (2, "show.on")


def test_nothing_is_compared_with_a_charter_that_is_not_there(kite: Desk) -> None:
    answer = kite.ask("compare", kite.charter, kite.folder / "new.md", "--on", AFTER)

    assert answer == Answer(
        4,
        "",
        f"There is no file “{kite.folder / 'new.md'}” that can be read.\n    → Check the path.\n",
    )


def test_two_charters_are_told_by_subject_with_what_both_say_marked(kite: Desk) -> None:
    said = kite.ask("compare", kite.charter, kite.charter, "--by-subject", "--on", AFTER).out.splitlines()

    assert said[0] == f"{OLD_NAME} / {OLD_NAME}"
    assert [line for line in said if line.startswith("    ·")] == []
    assert f"  {OLD_NAME}: Article 3 — Hours" in said
    assert len([line for line in said if line.startswith("    =")]) > 10


def test_a_subject_one_charter_lacks_is_told_as_absent(kite: Desk, tmp_path: Path) -> None:
    other = tmp_path / "bare.md"
    text = kite.charter.read_text("utf-8")
    other.write_text(text.partition("\n## ")[0] + "\n\n## Article 1 — Boats\n\nWe row.\n", "utf-8")

    said = kite.ask("compare", kite.charter, other, "--by-subject", "--on", AFTER).out

    assert f"\n  {OLD_NAME}: absent\n" in said


def test_subjects_as_json_hold_both_sides_and_what_is_the_same(kite: Desk) -> None:
    told = kite.ask("compare", kite.charter, kite.charter, "--by-subject", "--on", AFTER, "--json").json

    hours = next(one for one in told["subjects"] if one["kinds"] == ["hours"])
    assert hours["same"]
    assert hours["one"] == hours["other"]
    assert [told[side]["on"] for side in ("one", "other")] == [AFTER, AFTER]
