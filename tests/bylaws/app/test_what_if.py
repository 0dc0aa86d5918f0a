"""Asking at the command line what an amendment would have changed."""

from __future__ import annotations

import pytest

from tests.bylaws.app.desk import Answer, Desk, refused
from tests.bylaws.charter.texts import PRINCIPLES

DRAFT = "a-quarter-in-common.md"
CARE = """---
from = 2027-01-01
replaces = [6]
---

## Article 6 — The surplus of a year

```toml rule
kind = "surplus"
[[steps]]
to = "tax"
[[steps]]
to = "collective"
share = "40%"
of = "left"
```
"""


def asked(desk: Desk, *words: str) -> Answer:
    return desk.ask("what-if", desk.charter, desk.folder / DRAFT, desk.facts, *words)


def test_everyone_sees_what_they_would_have_had(lantern: Desk) -> None:
    answer = asked(lantern)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[:6] == [
        "Lantern Technology Cooperative: 2025 replayed under the amended charter",
        "",
        "- The rule “surplus” says something else. [Article 6 — The surplus of a year]",
        "  - steps[2].share was 10% and is 25%.",
        "  - steps[3].cash was 20% and is 40%.",
        "",
    ]
    assert "Dee Taper  1,796.78 USD  1,497.32 USD  -299.46 USD      239.57 USD" in answer.out
    assert answer.out.splitlines()[-1].startswith("Of 3: more 0, less 3, the same 0.")


def test_with_why_both_sides_are_explained(lantern: Desk) -> None:
    said = asked(lantern, "--why").out.splitlines()

    assert "- Bo Tallow would have received 456.44 USD less for 2025." in said
    assert sum(line.startswith("  - As the amended charter would have it for 2025.") for line in said) == 3


def test_as_json_the_reasons_are_there_when_asked_for(lantern: Desk) -> None:
    (plain,), (explained,) = (asked(lantern, "--json", *more).json["years"] for more in ([], ["--why"]))

    assert [one["difference"]["received"] for one in plain["people"]] == ["-594.10", "-456.44", "-299.46"]
    assert [one["why"]["code"] for one in explained["people"]] == ["replay.less"] * 3


@pytest.mark.parametrize(
    ("language", "says"),
    [("es", "De 3: más 0, menos 3, lo mismo 0."), ("fr", "Sur 3 : plus 0, moins 3, autant 0.")],
)
def test_it_is_told_in_the_reader_s_language(lantern: Desk, language: str, says: str) -> None:
    last = asked(lantern, "--language", language).out.splitlines()[-1]

    assert last.replace("\u00a0", " ").startswith(says)


def test_several_years_are_added_up_and_an_adopted_amendment_is_taken_out_first(kite: Desk) -> None:
    adopted = kite.folder / "amendments" / "2025-a-third.md"

    answer = kite.ask("what-if", kite.charter, adopted, kite.facts)

    assert answer.code == 0
    assert answer.out.startswith("Paper Kite Design Collective: 2025, 2026 replayed")
    assert "All years together" in answer.out


def test_a_year_without_an_answer_says_why(lantern: Desk) -> None:
    (lantern.folder / DRAFT).write_text(CARE, "utf-8")

    assert asked(lantern).out.split("\n\n")[-1].splitlines() == [
        "2025: the amended charter has no answer.",
        "  5400.00 USD of the surplus has no destination.",
        "    Article 6 — The surplus of a year",
        "    → Amend the article: let the last step take 100% of what is left.",
    ]


def test_an_amendment_that_changes_no_rule_says_so(lantern: Desk) -> None:
    text = "---\nfrom = 2027-01-01\nadds = [77]\n---\n\n## Article 77 — Tea\n\nThere is tea.\n"
    (lantern.folder / DRAFT).write_text(text, "utf-8")

    assert asked(lantern).out.splitlines()[-1] == (
        "The amendment changes no rule that anything is reckoned by; every year stays as it was."
    )


def test_a_year_a_change_does_not_touch_stays_as_it_was(lantern: Desk) -> None:
    rule = f"```toml rule\n{PRINCIPLES.strip()}\n```\n"
    text = f"---\nfrom = 2027-01-01\nadds = [77]\n---\n\n## Article 77 — Who we are\n\n{rule}"
    (lantern.folder / DRAFT).write_text(text, "utf-8")

    assert asked(lantern).out.splitlines()[-1] == "Nothing would have been different for 2025."


def test_a_loss_that_no_member_bears_has_no_table_of_members(lantern: Desk) -> None:
    facts = lantern.stated()
    facts["years"][0] |= {"surplus": "-100.00", "tax": "0.00"}
    lantern.state(facts)
    draft = (lantern.folder / DRAFT).read_text("utf-8")
    borne = 'from = [{ account = "fund", name = "care", share = "100%", of = "left" }]'
    text = draft.replace('from = [{ account = "collective", share = "100%" }]', borne)
    (lantern.folder / DRAFT).write_text(text, "utf-8")

    said = asked(lantern).out

    assert said.splitlines()[-3:] == [
        "the collective account  -100.00 USD     0.00 USD   100.00 USD",
        "the fund “care”            0.00 USD  -100.00 USD  -100.00 USD",
        "the members                0.00 USD     0.00 USD     0.00 USD",
    ]


def test_a_year_is_given_once(lantern: Desk) -> None:
    draft = lantern.folder / DRAFT

    answer = lantern.ask("what-if", lantern.charter, draft, lantern.facts, lantern.facts, "--json")

    assert refused(answer) == (2, "facts.year-twice", "The facts state 2025 twice.")
