"""What prose cites of its own charter, and what belongs to a law."""

from __future__ import annotations

import pytest

from bylaws.charter.references import Whereto, cited, citing_words, leads_to, own_sections, section_of, short
from tests.bylaws.charter.texts import amendment, article, day, front, read

TITLES = front() + article(3, "Meetings") + article(7, "Pay") + article(9, "Surplus")


def found(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(text[one.start : one.end], one.number, one.section) for one in cited(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See Article 9.", [("Article 9", 9, None)]),
        ("Article\n9 says", [("Article\n9", 9, None)]),
        ("Articles 9, 10 and 12", [("Articles 9", 9, None), ("10", 10, None), ("12", 12, None)]),
        ("Articles 3 to 7", [("Articles 3", 3, None), ("7", 7, None)]),
        ("Article 9, 30 days before", [("Article 9", 9, None)]),
        ("section 4 of Article 9", [("section 4 of Article 9", 9, 4)]),
        ("Article 9, section 4", [("Article 9, section 4", 9, 4)]),
        ("Article 9.4 and Article 9(2)", [("Article 9.4", 9, 4), ("Article 9(2)", 9, 2)]),
        ("§ 9.2, and § 4 above", [("§ 9.2", 9, 2), ("§ 4", None, 4)]),
        ("Article 9 of these bylaws", [("Article 9", 9, None)]),
        ("los artículos 9 y 10", [("artículos 9", 9, None), ("10", 10, None)]),
        ("el apartado 4 del artículo 9", [("apartado 4 del artículo 9", 9, 4)]),
        ("Artículo 9 de los presentes estatutos", [("Artículo 9", 9, None)]),
        ("selon l'article 9", [("article 9", 9, None)]),
        ("la section 4 de l’article 9", [("section 4 de l’article 9", 9, 4)]),
        ("l’article 7 des présents statuts", [("article 7", 7, None)]),
    ],
)
def test_a_citation_is_found_with_its_article_and_section(
    text: str, expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Article 9 of the Civil Code",
        "Articles 9 and 10 of the Act",
        "l'article 7 de la loi",
        "artículo 9 de la Ley",
        "section 4 of the Act",
        "IRC § 1388, and UCC Article 9",
        "particle 9",
        "Article 9%",
        "an article of 2009",
    ],
)
def test_what_belongs_to_a_law_or_is_no_citation_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_charter_is_cited_by_the_word_of_its_own_headings() -> None:
    charter = read(front() + "## Bylaw 4 — Meetings\nWe meet.\n")

    words = citing_words(charter.on(day("2025-01-01")).standing)

    text = "as bylaw 4 says, and Bylaws 4 and 5"
    assert [(text[one.start : one.end], one.number) for one in cited(text, words)] == [
        ("bylaw 4", 4),
        ("Bylaws 4", 4),
        ("5", 5),
    ]


def test_an_article_that_was_given_another_number_is_followed_there() -> None:
    moved = amendment(article(14, "Pay"), adds="[14]", repeals="[7]")
    again = amendment(
        article(20, "Pay"), adopted="2025-07-01", from_="2025-08-01", adds="[20]", repeals="[14]"
    )
    charter = read(TITLES, moved=moved, again=again)

    assert [leads_to(charter, day(on)).get(7) for on in ("2025-05-31", "2025-06-01", "2025-08-01")] == [
        Whereto(7, renumbered=False),
        Whereto(14, renumbered=True),
        Whereto(20, renumbered=True),
    ]


def test_a_repealed_article_without_a_successor_leads_nowhere() -> None:
    charter = read(TITLES, gone=amendment(article(14, "Care"), adds="[14]", repeals="[7]"))

    assert sorted(leads_to(charter, day("2025-06-01"))) == [3, 9, 14]


def test_a_number_given_away_and_taken_again_leads_to_who_has_it_now() -> None:
    moved = amendment(article(14, "Pay"), adds="[14]", repeals="[7]")
    taken = amendment(article(7, "Care"), adopted="2025-07-01", from_="2025-08-01", adds="[7]")
    back = amendment(
        article(30, "Care"), adopted="2025-09-01", from_="2025-10-01", adds="[30]", repeals="[7]"
    )
    charter = read(TITLES, moved=moved, taken=taken, back=back)

    assert [leads_to(charter, day(on))[7] for on in ("2025-08-01", "2025-10-01")] == [
        Whereto(7, renumbered=False),
        Whereto(30, renumbered=True),
    ]


def test_numbers_that_changed_places_and_went_lead_nowhere() -> None:
    there = amendment(article(14, "Pay"), adds="[14]", repeals="[7]")
    back = amendment(article(7, "Pay"), adopted="2025-07-01", from_="2025-08-01", adds="[7]", repeals="[14]")
    gone = amendment(adopted="2025-09-01", from_="2025-10-01", repeals="[7]")
    charter = read(TITLES, there=there, back=back, gone=gone)

    assert sorted(leads_to(charter, day("2025-10-01"))) == [3, 9]


def test_an_article_may_number_its_sections_itself() -> None:
    prose = (
        "Intro.\n\n### 1. Notice\n\nx\n\n### Section 2\n\n**§ 3.** y\n\nSection 4. z\n\n```\n### 9. no\n```"
    )

    assert own_sections(prose) == frozenset({1, 2, 3, 4})
    assert (
        own_sections("We follow\nsection 4 of Article 9.\n\nSection 4 of Article 9 says no.") == frozenset()
    )
    assert [section_of("3. Notice", heading=True), section_of("3. Notice", heading=False)] == [3, None]


def test_a_citation_is_short_without_its_title() -> None:
    assert [short("Article 9 — Surplus"), short("Artículo 12"), short("Preamble")] == [
        "Article 9",
        "Artículo 12",
        "Preamble",
    ]
