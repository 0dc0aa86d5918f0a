"""Two texts side by side: what a change of the charter changes, to the key."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from pydantic import BaseModel

from bylaws.charter.compare import ArticleChange, Comparison, KeyChange, RuleChange, compare
from bylaws.charter.thresholds import Threshold
from bylaws.charter.written import keys_written
from bylaws.kernel.faults import InputFault
from tests.bylaws.charter.samples import FULL
from tests.bylaws.charter.texts import (
    BUY_IN,
    CAPITAL,
    HOURS,
    MEMBERSHIP,
    PAY,
    SURPLUS,
    TAX,
    amendment,
    article,
    day,
    front,
    read,
    whole,
)

DAY = day("2025-06-01")


def between(old: str, new: str) -> Comparison:
    return compare(read(old).on(DAY), read(new).on(DAY))


def rules(old: str, new: str) -> list[tuple[str, tuple[tuple[str, str | None, str | None], ...]]]:
    return [
        (rule.kind, tuple((key.key, key.old, key.new) for key in rule.keys))
        for change in between(old, new).articles
        for rule in change.rules
    ]


def test_a_text_is_the_same_as_itself() -> None:
    found = between(whole(), whole())

    assert (found, found.same) == (Comparison((), ()), True)


def test_an_amendment_changes_what_it_says_it_does() -> None:
    raised = amendment(article(7, "Better pay", PAY.replace("30", "35")), replaces="[7]")
    charter = read(whole(), raised=raised)

    assert compare(charter.on(day("2025-05-31")), charter.on(DAY)) == Comparison(
        front=(),
        articles=(
            ArticleChange(
                number=7,
                change="changed",
                old="Article 7 — Pay",
                new="Article 7 — Better pay",
                prose=True,
                rules=(RuleChange("pay", "wages", 7, 7, (KeyChange("rates[1].rate", "30.00", "35.00"),)),),
            ),
        ),
    )


def test_articles_come_and_go_with_their_rules() -> None:
    found = between(whole(buy_in=""), whole(tax=""))

    assert [
        (change.number, change.change, change.old, change.new, change.rules) for change in found.articles
    ] == [
        (
            8,
            "added",
            None,
            "Article 8 — Buy-in",
            (RuleChange("buy-in", None, None, 8, (KeyChange("amount", None, "3000.00"),)),),
        ),
        (
            11,
            "removed",
            "Article 11 — Taxes",
            None,
            (RuleChange("tax", None, 11, None, (KeyChange("mode", "us-subchapter-t", None),)),),
        ),
    ]
    assert not found.same


def test_words_may_change_without_the_rules_and_rules_without_the_words() -> None:
    old = front() + article(8, "Buy-in", BUY_IN) + article(9, "Care", prose="We care.")
    new = (
        front()
        + article(8, "Buy-in", BUY_IN.replace("3000", "2000"))
        + article(9, "Care", prose="We do care.")
    )

    assert [(change.number, change.prose, len(change.rules)) for change in between(old, new).articles] == [
        (8, False, 1),
        (9, True, 0),
    ]


def test_a_rule_that_moves_is_told_in_both_its_articles() -> None:
    old = front() + article(8, "Money", BUY_IN, TAX) + article(9, "More")
    new = front() + article(8, "Money", BUY_IN) + article(9, "More", TAX)
    moved = RuleChange("tax", None, 8, 9, ())

    found = between(old, new).articles

    assert [(change.number, change.prose, change.rules) for change in found] == [
        (8, False, (moved,)),
        (9, False, (moved,)),
    ]
    assert (
        moved.moved,
        RuleChange("tax", None, None, 9, ()).moved,
        RuleChange("tax", None, 9, 9, ()).moved,
    ) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    "same",
    [
        SURPLUS.replace('"25%"', '"1/4"'),
        SURPLUS.replace('"25%"', '"25.0%"\ndivisible = false'),
        SURPLUS.replace('share = "100%" }', 'of = "opening", share = "100%" }'),
        "# a remark\n" + SURPLUS,
    ],
)
def test_the_same_said_in_another_way_is_no_change(same: str) -> None:
    assert between(whole(), whole(surplus=same)).same


@pytest.mark.parametrize(
    ("kind", "old", "new", "keys"),
    [
        (
            "surplus",
            SURPLUS,
            SURPLUS.replace('"40%"', '"50%"').replace("offset_open_buy_in = true\n", ""),
            (("steps[3].cash", "40%", "50%"), ("steps[3].offset_open_buy_in", "true", None)),
        ),
        (
            "surplus",
            SURPLUS,
            SURPLUS.replace('["member"]', '["member", "candidate"]'),
            (("steps[3].eligible", "member", "member, candidate"),),
        ),
        (
            "surplus",
            SURPLUS,
            SURPLUS.replace("[losses]\nfrom", "#"),
            (("losses.from[1].account", "collective", None), ("losses.from[1].share", "100%", None)),
        ),
        (
            "membership",
            MEMBERSHIP,
            MEMBERSHIP.replace("P9M", "P1Y"),
            (("stages[candidate].lasts", "P9M", "P1Y"),),
        ),
        (
            "membership",
            MEMBERSHIP,
            MEMBERSHIP.replace('[[stages]]\nname = "candidate"\n', '[[stages]]\nname = "trainee"\n'),
            (
                ("stages[candidate].name", "candidate", None),
                ("stages[candidate].lasts", "P9M", None),
                ("stages[candidate].next_by", "admit-member", None),
                ("stages[trainee].name", None, "trainee"),
                ("stages[trainee].lasts", None, "P9M"),
                ("stages[trainee].next_by", None, "admit-member"),
            ),
        ),
        (
            "hours",
            HOURS,
            HOURS.replace('"hours"', '"hours"\nday_at_most = "PT7H30M"\nweek_at_most = "PT40H"', 1),
            (("day_at_most", None, "PT7H30M"), ("week_at_most", None, "PT40H")),
        ),
        (
            "hours",
            HOURS,
            HOURS.replace("[]", '["pay"]'),
            (("kinds[meetings].counts_for", "", "pay"),),
        ),
    ],
)
def test_a_change_is_told_key_by_key(
    kind: str, old: str, new: str, keys: tuple[tuple[str, str | None, str | None], ...]
) -> None:
    assert rules(whole(**{kind: old}), whole(**{kind: new})) == [(kind, keys)]


def test_the_front_matter_is_compared_too() -> None:
    found = between(
        front() + article(1, "Us"), front(name='"Harbour Works"', languages='["en", "es"]') + article(1, "Us")
    )

    assert found == Comparison(
        (
            KeyChange("name", "Harbour Web Cooperative", "Harbour Works"),
            KeyChange("languages", "en", "en, es"),
        ),
        (),
    )


def test_a_rule_without_keys_of_its_own_is_still_a_rule() -> None:
    found = between(whole(capital=""), whole(capital=CAPITAL))

    assert [change.rules for change in found.articles] == [(RuleChange("capital", None, None, 10, ()),)]


def test_rules_that_stand_twice_are_compared_in_their_order() -> None:
    found = between(whole(), whole() + article(20, "More", TAX))

    assert [change.rules for change in found.articles] == [
        (RuleChange("tax", None, None, 20, (KeyChange("mode", None, "us-subchapter-t"),)),)
    ]


# Values as they are written


@pytest.mark.parametrize("text", FULL)
def test_a_rule_written_out_is_the_rule_as_it_was_written(text: str) -> None:
    charter = read(text)
    for standing in charter.on(DAY).standing:
        for rule, fence in zip(standing.rules, standing.article.fences, strict=True):
            stated, written = flat(tomllib.loads(fence.toml)), keys_written(rule.says)

            assert written.items() <= stated.items()
            assert stated.keys() - written.keys() <= {"kind", "name"}


def exact(value: str) -> str:
    """A share in the one way it is written out: 3/4 is 75%."""
    try:
        return str(Threshold.parse(value))
    except InputFault:
        return value


def flat(table: dict[str, Any], above: str = "") -> dict[str, str]:
    """TOML as the keys it states."""
    found: dict[str, str] = {}
    for key, value in table.items():
        path = f"{above}.{key}" if above else key
        match value:
            case dict():
                found.update(flat(value, path))
            case [dict(), *_]:
                for nth, item in enumerate(value, start=1):
                    named = key not in ("steps", "rates", "from") and "name" in item
                    found.update(flat(item, f"{path}[{item['name'] if named else nth}]"))
            case str():
                found[path] = exact(value)
            case list():
                found[path] = ", ".join(str(item) for item in value)
            case bool():
                found[path] = str(value).lower()
            case _:
                found[path] = str(value)
    return found


def test_a_value_that_no_charter_has_cannot_be_written() -> None:
    class Odd(BaseModel):
        odd: bytes

    with pytest.raises(TypeError, match="no way to write bytes"):
        keys_written(Odd(odd=b"x"))
