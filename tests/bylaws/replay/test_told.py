"""A replay as JSON, a spread in figures, and drafts that nobody has adopted yet."""

from __future__ import annotations

from typing import Any

import pytest

from bylaws.kernel.faults import Fault, InputFault
from bylaws.kernel.money import Money
from bylaws.replay.drafts import amended, as_if_adopted
from bylaws.replay.replaying import replay, together
from bylaws.replay.result import replay_as_json
from bylaws.replay.spread import Group, spread
from tests.bylaws.replay.stories import as_it_stands, surplus, with_draft, year
from tests.bylaws.surplus.years import collective, members


def usd(*amounts: int) -> dict[str, Money]:
    return {f"p{nth:02}": Money(amount, "USD") for nth, amount in enumerate(amounts)}


def test_a_replay_as_json() -> None:
    text = as_it_stands()
    found = replay(text, with_draft(text, surplus(collective("40%"), members())), [year(text)])

    said: Any = replay_as_json(found)

    figures = {"cash": "187.50", "to_buy_in": "0.00", "notices": "0.00", "interest": "0.00", "loss": "0.00"}
    (one,) = said["years"]
    assert isinstance(one, dict)
    assert one["people"][1]["before"] == {"received": "187.50", "share": "187.50", **figures}
    assert one["steps"][0] == {
        "account": "collective",
        "before": {"number": 1, "amount": "250.00", "article": "Article 9 — Surplus"},
        "after": {"number": 1, "amount": "400.00", "article": "Article 9 — Surplus"},
        "difference": "150.00",
    }
    assert said["together"]["spread"] == {
        "people": 2,
        "more": 0,
        "less": 2,
        "same": 0,
        "median": "-75.00",
        "most_more": "0.00",
        "most_less": "-112.50",
        "groups": [],
    }


def test_a_year_without_an_answer_has_its_fault_and_no_figures() -> None:
    text = as_it_stands()
    found = replay(text, with_draft(text, surplus(collective("40%"))), [year(text)])

    said: Any = replay_as_json(found, why=True)

    (one,) = said["years"]
    assert isinstance(one, dict)
    assert one == {
        "year": 2025,
        "surplus": "1000.00",
        "tax": "0.00",
        "fault": {
            "code": "surplus.left-over",
            "says": "600.00 USD of the surplus has no destination.",
            "article": "Article 9 — Surplus",
            "next_step": "Amend the article: let the last step take 100% of what is left.",
        },
        "steps": [],
        "accounts": [],
        "people": [],
        "spread": None,
    }


def test_what_has_no_answer_counts_for_nothing_together() -> None:
    text = as_it_stands()
    silent = replay(text, with_draft(text, surplus(collective("40%"))), [year(text)])

    assert together(silent.years, "USD") == {}


def test_the_one_in_the_middle_and_the_ends() -> None:
    found = spread(usd(-300, 100, 0, 251), "USD")

    assert (found.more, found.less, found.same) == (2, 1, 1)
    assert (found.most_more, found.most_less, found.median) == (
        Money(251, "USD"),
        Money(-300, "USD"),
        Money(50, "USD"),
    )
    assert spread({}, "USD").median == Money(0, "USD")


def test_four_people_are_too_few_for_a_group_and_five_are_one() -> None:
    assert spread(usd(1, 2, 3, 4), "USD").groups() == ()
    assert spread(usd(1, 2, 3, 4, 5), "USD").groups() == (Group(5, Money(3, "USD")),)


def told_to(own: int | None, *differences: int) -> tuple[bool, list[int]]:
    """Whether such a reader is told how many have more, and how many people each group holds."""
    found, whose = spread(usd(*differences), "USD"), None if own is None else Money(own, "USD")
    return found.told_to(whose), [group.people for group in found.groups_told_to(whose)]


FIVE_GAIN = (1, 2, 3, 4, 5)
NOBODY_S_FIGURE = {
    "four are too few": (told_to(1, 1, 2, 3, 4), (False, [])),
    "five who all gain are one group": (told_to(1, *FIVE_GAIN), (True, [5])),
    "and so they are to somebody who is not among them": (told_to(None, *FIVE_GAIN), (True, [5])),
    "one other who loses could be reckoned from the totals": (told_to(5, -9, 0, 0, 0, 5), (False, [])),
    "so could one of two, by the other of them": (told_to(-9, -9, -7, -5, 2, 3, 4, 6), (False, [])),
    "three others of each are enough": (told_to(-9, -9, -7, -5, -3, 2, 3, 4, 6), (True, [8])),
    "the reader alone in losing knows it anyway": (told_to(-9, -9, 1, 2, 3, 4), (True, [5])),
    "one other with no difference is not told": (told_to(1, 0, 1, 2, 3, 4), (False, [])),
    "nobody has any": (told_to(0, *[0] * 12), (True, [6, 6])),
    "two who gain among those who do not stay in a larger group": (
        told_to(None, *[0] * 10, 1, 2, 3, 4, 5, 6, 7, 8),
        (True, [9, 9]),
    ),
    "so does somebody whose group would hold one other who gains": (
        told_to(1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7),
        (True, [10]),
    ),
}


def test_what_is_told_of_a_spread_is_no_other_person_s_figure() -> None:
    wrong = {story: told for story, (told, due) in NOBODY_S_FIGURE.items() if told != due}

    assert wrong == {}


def test_a_draft_counts_as_adopted_on_the_day_it_takes_effect() -> None:
    text = as_it_stands()

    (amendment,) = with_draft(text, surplus(collective("40%"), members())).amendments

    assert (amendment.says.adopted, amendment.says.from_day, amendment.says.by) == (
        amendment.says.from_day,
        amendment.says.from_day,
        "nobody yet",
    )


def test_a_draft_is_later_than_everything_adopted_before_it() -> None:
    adopted = surplus(collective("30%"), members()).replace(
        "from = 2027-01-01", 'adopted = 2025-11-30\nfrom = 2026-01-01\nby = "all of us"'
    )
    text = as_it_stands(amendments={"2026": adopted})
    draft = surplus(collective("40%"), members()).replace("from = 2027-01-01", "from = 2020-01-01")

    after = with_draft(text, draft)

    assert [one.says.adopted.isoformat() for one in after.amendments] == ["2025-11-30", "2026-01-01"]
    assert [change.keys[0].new for change in replay(text, after, []).changes.rules.values()] == ["40%"]


def test_a_draft_that_supersedes_one_is_adopted_before_that_takes_effect() -> None:
    adopted = surplus(collective("30%"), members()).replace(
        "from = 2027-01-01", 'adopted = 2025-11-30\nfrom = 2028-01-01\nby = "all of us"'
    )
    text = as_it_stands(amendments={"2028": adopted})
    draft = surplus(collective("40%"), members()).replace(
        "from = 2027-01-01", 'from = 2027-01-01\nsupersedes = ["2028"]'
    )

    after = with_draft(text, draft)

    assert [one.says.adopted.isoformat() for one in after.amendments] == ["2025-11-30", "2025-12-01"]
    assert [change.keys[0].new for change in replay(text, after, []).changes.rules.values()] == ["40%"]


def test_a_day_that_is_none_is_told_as_the_draft_has_it() -> None:
    with pytest.raises(InputFault) as fault:
        with_draft(as_it_stands(), "---\nfrom = soon\nrepeals = [8]\n---\n")

    assert fault.value.where == "draft:2"


def test_what_a_draft_says_of_its_adoption_stays() -> None:
    adopted = '---\nadopted = 2026-01-02\nfrom = 2027-01-01\nby = "all of us"\nrepeals = [8]\n---\n'

    assert as_if_adopted(adopted) == (adopted, 0)


@pytest.mark.parametrize("text", ["", "no front matter", "---\nby = 1", "---\n[front]\nfrom = 1\n---\n"])
def test_a_draft_without_its_day_is_left_as_it_is(text: str) -> None:
    assert as_if_adopted(text) == (text, 0)


@pytest.mark.parametrize(
    ("draft", "code", "where"),
    [
        ("---\nfrom = 2027-01-01\nreplaces = [9]\nfoo = 1\n---\n", "rule.unknown-key", "draft:4"),
        (
            '---\nadopted = 2026-01-02\nfrom = 2027-01-01\nby = "us"\nfoo = 1\nrepeals = [8]\n---\n',
            "rule.unknown-key",
            "draft:5",
        ),
        ("---\nfrom = 2027-01-01\nrepeals = [77]\n---\n", "amendment.number", "draft:1"),
    ],
)
def test_a_mistake_in_a_draft_is_told_by_its_own_lines(draft: str, code: str, where: str) -> None:
    with pytest.raises(InputFault) as fault:
        amended(as_it_stands().base.source, {}, draft, name="draft")

    assert (fault.value.code, fault.value.where) == (code, where)


def test_a_charter_that_cannot_be_read_is_said_first() -> None:
    with pytest.raises(Fault) as fault:
        amended("", {}, surplus(members()), name="draft")

    assert fault.value.where == "charter.md:1"
