"""Amendments that do not fit: their numbers, their order, what they may not change."""

from __future__ import annotations

import pytest

from bylaws.charter.charter import read_charter, try_charter
from bylaws.kernel.faults import CharterAmbiguous
from tests.bylaws.charter.texts import THREE_ARTICLES as BASE
from tests.bylaws.charter.texts import amendment, article, faults, front, held, new, read


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"adopted": "'soon'"}, "date.form", "a:2: adopted: “soon” is not a date."),
        ({"from_": "1"}, "date.form", "a:3: from: “1” is not a date."),
        ({"by": ""}, "rule.value", "a:4: The key “by” does not hold what it should: it cannot be empty."),
        (
            {"replaces": "7"},
            "rule.value",
            "a:5: The key “replaces” does not hold what it should: it holds a list, in brackets.",
        ),
        (
            {"replaces": "[0]"},
            "amendment.article-number",
            "a:5: replaces[1]: “0” is not the number of an article.",
        ),
        (
            {"replaces": "[true]"},
            "amendment.article-number",
            "a:5: replaces[1]: “True” is not the number of an article.",
        ),
        (
            {"replaces": "[100000]"},
            "amendment.article-number",
            "a:5: replaces[1]: “100000” is not the number of an article.",
        ),
        (
            {"replaces": "['font']"},
            "amendment.article-number",
            "a:5: replaces[1]: “font” is not the number of an article.",
        ),
        (
            {"adds": "['front']"},
            "amendment.article-number",
            "a:6: adds[1]: “front” is not the number of an article.",
        ),
        ({"order": "'1'"}, "number.whole", "a:6: order: “1” is not a whole number."),
        ({"replace": "[7]"}, "rule.unknown-key", "a:6: The key “replace” is unknown here."),
        ({"from_day": "2025-01-01"}, "rule.unknown-key", "a:6: The key “from_day” is unknown here."),
    ],
)
def test_an_amendment_that_cannot_be_read_is_pointed_out_at_its_line(
    changes: dict[str, str], code: str, says: str
) -> None:
    assert faults(BASE, a=new(7, "Pay", **changes)) == [(code, says)]


def test_a_misspelt_key_of_an_amendment_is_refused_with_the_right_one() -> None:
    _, found = try_charter(BASE, {"a": new(7, "Pay", superseeds='["b"]')})

    assert [fault.next_step for fault in found] == ["Did you mean “supersedes”?"]


@pytest.mark.parametrize(
    ("source", "code", "says"),
    [
        (article(7, "Pay"), "charter.no-front-matter", "a:1: The text does not begin with front matter."),
        (
            amendment(article(7, "Pay")),
            "amendment.numbers",
            "a:1: What the amendment replaces, adds and repeals does not fit together.",
        ),
        (
            amendment(article(7, "Pay"), replaces="[7]", repeals="[7]"),
            "amendment.numbers",
            "a:1: What the amendment replaces, adds and repeals does not fit together.",
        ),
        (
            amendment(article(7, "Pay"), article(8, "Extra"), replaces="[7]"),
            "amendment.article-unnamed",
            "a:10: Article 8 stands in the amendment, which does not say that it replaces or adds it.",
        ),
        (
            amendment(article(7, "Pay"), replaces="[7, 9]"),
            "amendment.article-missing",
            "a:1: The amendment says that it settles article 9, which does not stand in it.",
        ),
        (
            amendment(article(3, "Kept"), repeals="[3]"),
            "amendment.article-unnamed",
            "a:7: Article 3 stands in the amendment, which does not say that it replaces or adds it.",
        ),
        (
            amendment(replaces='["front"]'),
            "amendment.front-table",
            "a:1: The front matter is replaced by a table [front] and replaces = [“front”] together.",
        ),
        (
            amendment(article(7, "Pay"), replaces="[7]", more="[front]\n" + front().strip("-\n")),
            "amendment.front-table",
            "a:1: The front matter is replaced by a table [front] and replaces = [“front”] together.",
        ),
        (
            amendment(article(8, "Pay"), replaces="[8]"),
            "amendment.number",
            "a:1: “a” replaces or repeals article 8, which does not stand.",
        ),
        (
            amendment(repeals="[8]"),
            "amendment.number",
            "a:1: “a” replaces or repeals article 8, which does not stand.",
        ),
        (
            amendment(article(7, "Pay"), adds="[7]"),
            "amendment.number",
            "a:1: “a” adds article 7, which already stands.",
        ),
        (
            amendment(article(7, "Pay", "kind = 'tax'"), replaces="[7]"),
            "rule.missing-key",
            "a:9: The key “mode” is missing.",
        ),
        (
            amendment(replaces='["front"]', more="[front]\n" + front(name="").strip("-\n")),
            "rule.missing-key",
            "a:6: The key “name” is missing.",
        ),
        (
            amendment(replaces='["front"]', more="[front]\n" + front(time_zone='"Mars"').strip("-\n")),
            "front.time-zone",
            "a:10: time_zone: “Mars” is not a time zone.",
        ),
    ],
)
def test_an_amendment_whose_numbers_do_not_fit_is_an_error_never_a_silent_addition(
    source: str, code: str, says: str
) -> None:
    assert faults(BASE, a=source) == [(code, says)]


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({"currency": '"MXN"'}, ["currency"]),
        ({"fiscal_year_starts": '"07-01"'}, ["fiscal_year_starts"]),
        ({"adopted": "2020-01-01", "from": "2020-01-01"}, ["adopted", "from"]),
        ({"model": "true"}, ["model"]),
        ({"time_zone": '"America/Chicago"', "jurisdiction": '"US-IL"'}, []),
    ],
)
def test_currency_fiscal_year_and_first_days_stay_as_they_were_adopted(
    changes: dict[str, str], keys: list[str]
) -> None:
    changed = amendment(replaces='["front"]', more="[front]\n" + front(**changes).strip("-\n"))

    assert faults(BASE, a=changed) == [
        ("amendment.front-fixed", f"a:1: “a” changes “{key}”, which an amendment cannot change.")
        for key in keys
    ]


def test_the_same_day_of_adoption_without_an_order_is_ambiguous() -> None:
    _, found = try_charter(BASE, {"a": new(7, "One"), "b": new(7, "Two"), "c": new(9, "Elsewhere")})

    assert [(type(f), f.code, str(f), f.article, f.next_step) for f in found] == [
        (
            CharterAmbiguous,
            "amendment.same-day",
            "b:1: “a” and “b” were adopted on the same day and both settle Article 7.",
            "Article 7",
            "Give them an `order`, 1 and 2: the later wins.",
        )
    ]


def test_an_article_with_an_amendment_still_to_come_is_ambiguous_unless_that_is_superseded() -> None:
    early = new(7, "One", adopted="2025-02-01", from_="2025-06-01")
    late = {"adopted": "2025-05-31", "from_": "2025-07-01"}

    assert faults(BASE, early=early, late=new(7, "Two", **late)) == [
        ("amendment.pending", "late:1: “late” settles Article 7, on which “early” is still to take effect.")
    ]
    assert faults(BASE, early=early, late=new(7, "Two", **late, supersedes='["early"]')) == []


def test_an_amendment_that_took_effect_on_the_day_the_next_was_adopted_is_no_longer_to_come() -> None:
    early = new(7, "One", adopted="2025-02-01", from_="2025-06-01")

    assert faults(BASE, early=early, late=new(7, "Two", adopted="2025-06-01", from_="2025-07-01")) == []


def test_two_amendments_of_the_front_matter_are_told_apart_too() -> None:
    own = "[front]\n" + front().strip("-\n")
    both = amendment(replaces='["front"]', more=own)

    assert faults(BASE, a=both, b=both) == [
        (
            "amendment.same-day",
            "b:1: “a” and “b” were adopted on the same day and both settle the front matter.",
        )
    ]


@pytest.mark.parametrize(
    ("supersedes", "code", "says"),
    [
        (
            '["erly"]',
            "amendment.supersedes-unknown",
            "“late” takes the place of “erly”, which is not an amendment of this charter.",
        ),
        ('["late"]', "amendment.supersedes", "“late” was not adopted before “late”."),
        ('["done"]', "amendment.supersedes", "“done” had already taken effect when “late” was adopted."),
        ('["other"]', "amendment.supersedes", "“other” and “late” settle no article in common."),
    ],
)
def test_only_a_pending_amendment_of_the_same_article_can_be_superseded(
    supersedes: str, code: str, says: str
) -> None:
    texts = {
        "done": new(7, "Done", adopted="2025-01-10", from_="2025-02-01"),
        "early": new(3, "Early", adopted="2025-01-20", from_="2025-09-01"),
        "other": new(9, "Other", adopted="2025-01-20", from_="2025-09-01"),
        "late": new(7, "Late", adopted="2025-02-01", from_="2025-03-01", supersedes=supersedes),
    }

    assert faults(BASE, **texts) == [(code, f"late:1: {says}")]


def test_a_misspelt_name_of_a_superseded_amendment_is_refused_with_the_right_one() -> None:
    texts = {"a": new(7, "Late", supersedes='["raise-pya"]'), "raise-pay": new(9, "x", adopted="2025-01-01")}
    _, near = try_charter(BASE, texts)
    _, far = try_charter(BASE, {"a": new(7, "Late", supersedes='["zzz"]')})

    assert [f.next_step for f in near + far] == [
        "Did you mean “raise-pay”?",
        "Name the amendment as its file is named.",
    ]


def test_an_article_whose_addition_was_superseded_can_be_added_once_more() -> None:
    early = amendment(article(14, "Care"), adds="[14]", adopted="2025-02-01", from_="2025-09-01")
    late = amendment(
        article(14, "Care"), adds="[14]", adopted="2025-03-01", from_="2025-04-01", supersedes='["early"]'
    )
    wrong = late.replace("adds = [14]", "replaces = [14]")

    assert faults(BASE, early=early, late=late) == []
    assert faults(BASE, early=early, late=wrong) == [
        ("amendment.number", "late:1: “late” replaces or repeals article 14, which does not stand.")
    ]


def test_an_article_whose_repeal_was_superseded_still_stands() -> None:
    early = amendment(repeals="[7]", adopted="2025-02-01", from_="2025-09-01")
    late = new(7, "Better pay", adopted="2025-03-01", from_="2025-04-01", supersedes='["early"]')

    assert [
        held(read(BASE, early=early, late=late), on)[1] for on in ("2025-03-31", "2025-04-01", "2025-09-01")
    ] == [
        "Pay",
        "Better pay",
        "Better pay",
    ]


def test_names_with_braces_break_no_fault() -> None:
    _, found = try_charter(BASE, {"{0}": new(7, "One"), "{late}": new(7, "Two", supersedes='["{x}"]')})

    assert [str(fault) for fault in found] == [
        "{late}:1: “{0}” and “{late}” were adopted on the same day and both settle Article 7.",
        "{late}:1: “{late}” takes the place of “{x}”, which is not an amendment of this charter.",
    ]


def test_a_charter_with_a_fault_is_not_read_at_all() -> None:
    with pytest.raises(CharterAmbiguous, match="both settle Article 7"):
        read_charter(BASE, {"a": new(7, "One"), "b": new(7, "Two")})
