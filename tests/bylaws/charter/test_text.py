"""How a charter text is taken apart: front matter, articles, prose and rules."""

from __future__ import annotations

import pytest

from bylaws.charter import text as texts
from bylaws.charter.text import BareNumber, Fence, Text, read_text, read_toml
from bylaws.kernel.faults import Fault, InputFault
from tests.bylaws.charter.texts import article, front

NOT_TOML = "This is not well-formed TOML"
TWO_ARTICLES = front() + "Welcome.\n\n" + article(1, "Who we are") + article(2, "Pay", 'kind = "pay"')


def taken_apart(source: str) -> tuple[Text, list[Fault]]:
    faults: list[Fault] = []
    return read_text(source, where="charter.md", faults=faults), faults


def complaints(source: str) -> list[tuple[str, str, str | None]]:
    return [(fault.code, str(fault), fault.article) for fault in taken_apart(source)[1]]


def cites(source: str) -> list[tuple[int, str]]:
    return [(one.number, one.citation) for one in taken_apart(source)[0].articles]


def test_a_text_is_its_front_matter_a_preamble_and_numbered_articles() -> None:
    text, faults = taken_apart(TWO_ARTICLES)

    assert (text.front["name"], text.preamble, faults) == ("Harbour Web Cooperative", "Welcome.", [])
    assert [(a.number, a.citation, a.prose, a.fences, a.line) for a in text.articles] == [
        (1, "Article 1 — Who we are", "We agree on this.", (), 13),
        (2, "Article 2 — Pay", "We agree on this.", (Fence('kind = "pay"', 17),), 15),
    ]


@pytest.mark.parametrize(
    "written",
    [
        TWO_ARTICLES.replace("\n", "\r\n"),
        "\ufeff" + TWO_ARTICLES,
        "\ufeff" + TWO_ARTICLES.replace("\n", "\r\n"),
    ],
)
def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing(written: str) -> None:
    text, faults = taken_apart(written)
    plain, _ = taken_apart(TWO_ARTICLES)

    assert (text.front, text.preamble, text.articles, faults) == (
        plain.front,
        plain.preamble,
        plain.articles,
        [],
    )


def test_a_text_without_front_matter_is_told_how_to_begin() -> None:
    _, faults = taken_apart(article(1, "Who we are"))

    assert [(f.code, str(f), f.next_step) for f in faults] == [
        (
            "charter.no-front-matter",
            "charter.md:1: The text does not begin with front matter.",
            "Begin with a line “---”, then name, currency and so on, then “---” again.",
        )
    ]


def test_front_matter_that_is_never_closed_is_pointed_out_at_its_first_line() -> None:
    assert complaints("---\nname = 1\n## Article 1\n") == [
        ("charter.front-matter-open", "charter.md:1: The front matter is never closed.", None)
    ]


def test_front_matter_that_is_not_toml_is_pointed_out_at_its_line() -> None:
    assert complaints(front(name="Harbour")) == [
        ("charter.toml", "charter.md:2: This is not well-formed TOML: Invalid value.", None)
    ]


@pytest.mark.parametrize(
    ("heading", "citation"),
    [
        ("## Article 7 — Patronage", "Article 7 — Patronage"),
        ("##  Artículo 7: Patronazgo", "Artículo 7: Patronazgo"),
        ("## Article 7 — Patronage ##", "Article 7 — Patronage"),
        ("##\tArticle 7", "Article 7"),
        ("   ## Section 7 #1", "Section 7 #1"),
    ],
)
def test_an_article_is_cited_as_its_heading_is_written(heading: str, citation: str) -> None:
    assert cites(f"{front()}{heading}\nProse.\n") == [(7, citation)]


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("## Patronage", "Patronage"),
        ("## 7. Patronage", "7. Patronage"),
        ("##Article 7", "Article 7"),
        ("## Article 0", "Article 0"),
        ("## Article 100000", "Article 100000"),
        ("## Article 7th", "Article 7th"),
        ("##", ""),
    ],
)
def test_a_heading_without_a_number_is_never_taken_for_prose(heading: str, says: str) -> None:
    assert complaints(f"{front()}{heading}\nProse.\n") == [
        ("charter.heading", f"charter.md:11: The heading “{says}” has no article number.", None)
    ]


def test_smaller_and_larger_headings_belong_to_the_prose() -> None:
    text, faults = taken_apart(front() + "# Bylaws\n## Article 1 — Us\n### Who\nAda.\n#### 2\n#hashtag\n")

    assert (text.preamble, [a.prose for a in text.articles], faults) == (
        "# Bylaws",
        ["### Who\nAda.\n#### 2\n#hashtag"],
        [],
    )


def test_an_article_that_stands_twice_is_pointed_out_with_both_lines() -> None:
    assert complaints(front() + article(4, "Pay") + article(5, "Rest") + article(4, "Leave")) == [
        (
            "charter.article-twice",
            "charter.md:15: Article 4 stands twice; first on line 11.",
            "Article 4 — Leave",
        )
    ]


def test_a_rule_before_the_first_article_is_not_passed_over() -> None:
    assert complaints(front() + "Welcome.\n```toml rule\nkind = 'tax'\n```\n" + article(1, "Us")) == [
        (
            "charter.rule-outside",
            "charter.md:12: A rule stands before the first article, so nothing could cite it.",
            None,
        )
    ]


# Fences


def test_a_fence_in_the_prose_stays_prose() -> None:
    body = "An example:\n```python\nprint('## Article 9')\n```\n~~~\n## Heading inside\n~~~\nDone."
    text, faults = taken_apart(front() + article(1, "Us", prose=body))

    assert ([(a.prose, a.fences) for a in text.articles], faults) == ([(body, ())], [])


def test_ticks_within_a_line_open_nothing() -> None:
    body = "```not a fence``` but words\nand ``more`` words."
    text, faults = taken_apart(front() + article(1, "Us", prose=body))

    assert ([a.prose for a in text.articles], faults) == ([body], [])


def test_a_longer_fence_may_show_a_rule_without_stating_it() -> None:
    body = "````markdown\n```toml rule\nkind = 'tax'\n```\n````"
    text, _ = taken_apart(front() + article(1, "Us", prose=body))

    assert [(a.prose, a.fences) for a in text.articles] == [(body, ())]


def test_a_rule_within_a_nested_list_is_a_rule() -> None:
    body = "- Pay\n  - by the hour\n\n    ```toml rule\n    kind = 'pay'\n    ```\n  - and leave"
    text, faults = taken_apart(front() + article(1, "Us", prose=body))

    assert ([(a.prose, a.fences) for a in text.articles], faults) == (
        [("- Pay\n  - by the hour\n\n  - and leave", (Fence("    kind = 'pay'", 15),))],
        [],
    )


@pytest.mark.parametrize("says", ["toml rule", "toml   rule", " toml rule "])
def test_what_a_fence_says_may_be_spaced_freely(says: str) -> None:
    text, _ = taken_apart(f"{front()}## Article 1\n~~~{says}\na = 1\n~~~~\n")

    assert [a.fences for a in text.articles] == [(Fence("a = 1", 12),)]


def test_a_fence_that_is_never_closed_hides_nothing_after_it() -> None:
    broken = front() + "## Article 1 — Us\n```toml rule\nkind = 'tax'\n## Article 2 — Pay\nProse.\n"

    assert cites(broken) == [(1, "Article 1 — Us"), (2, "Article 2 — Pay")]
    assert complaints(broken) == [
        (
            "charter.fence-open",
            "charter.md:12: The fence that opens on line 12 is never closed.",
            "Article 1 — Us",
        )
    ]


def test_a_fence_that_is_never_closed_before_the_end_is_pointed_out() -> None:
    assert complaints(front() + "```\nprose that runs on\n") == [
        ("charter.fence-open", "charter.md:11: The fence that opens on line 11 is never closed.", None)
    ]


def test_a_comment_of_two_hashes_inside_a_rule_is_a_comment() -> None:
    text, faults = taken_apart(front() + article(1, "Us", "## how we share\na = 1"))

    assert ([a.fences for a in text.articles], faults) == ([(Fence("## how we share\na = 1", 13),)], [])


# TOML


def test_a_decimal_without_quotes_keeps_its_digits() -> None:
    read = read_toml("a = 0.10", where="x", line=1, article=None)

    assert (read, str(read["a"])) == ({"a": BareNumber("0.10")}, "0.10")


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("a = 1\nb = \n", "charter.md:9: This is not well-formed TOML: Invalid value."),
        ("a = 1\na = 2\n", "charter.md:9: This is not well-formed TOML: Cannot overwrite a value."),
        (
            "a = {",
            f"charter.md:8: {NOT_TOML}: Invalid initial character for a key part (at end of document).",
        ),
        (
            "a = 2025-13-01",
            f"charter.md:8: {NOT_TOML}: Expected newline or end of document after a statement.",
        ),
        (
            "a = " + "[" * 5000,
            "charter.md:8: This is not well-formed TOML: the brackets are nested too deeply.",
        ),
        (
            "x = 1\n" + "a." * 17 + "a = 1",
            "charter.md:9: This is not well-formed TOML: one key has too many dots.",
        ),
        (
            "a = [{ b = 9223372036854775808 }]",
            "charter.md:8: This is not well-formed TOML: a whole number has more than 18 digits.",
        ),
        (
            "a = 0x" + "f" * 5000,
            "charter.md:8: This is not well-formed TOML: a whole number has more than 18 digits.",
        ),
    ],
)
def test_toml_that_cannot_be_read_is_pointed_out_at_its_line(toml: str, says: str) -> None:
    with pytest.raises(InputFault) as refused:
        read_toml(toml, where="charter.md", line=7, article="Article 2 — Pay")

    assert (refused.value.code, str(refused.value), refused.value.article) == (
        "charter.toml",
        says,
        "Article 2 — Pay",
    )


@pytest.mark.parametrize(
    "toml",
    [
        'a = "' + "." * 40 + '"',
        "a = '" + "x.y" * 40 + "'",
        "a = 1 # " + "." * 40,
        'a = "\\".' + "." * 40 + '"',
    ],
)
def test_dots_in_text_and_comments_are_no_dots_of_a_key(toml: str) -> None:
    assert list(read_toml(toml, where="x", line=1, article=None)) == ["a"]


def test_the_largest_whole_number_of_64_bits_is_read() -> None:
    read = read_toml("a = [{ b = 9223372036854775807 }]", where="x", line=1, article=None)

    assert read == {"a": [{"b": 2**63 - 1}]}


# Size and signs


def test_half_a_character_is_refused_at_its_line() -> None:
    assert complaints(TWO_ARTICLES.replace("Welcome", "Welc\udce9me")) == [
        (
            "charter.not-text",
            "charter.md:11: The line holds something that is no character of any writing.",
            None,
        )
    ]


def test_a_text_of_unlikely_size_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "SIZE_LIMIT", 100)

    text, faults = taken_apart(TWO_ARTICLES)

    assert ([(f.code, str(f)) for f in faults], text.articles) == (
        [("charter.too-long", "charter.md:1: The text is longer than 100 characters.")],
        (),
    )
