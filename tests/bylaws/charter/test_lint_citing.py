"""Prose that cites what does not stand, or defines a term twice."""

from __future__ import annotations

from tests.bylaws.charter.checked import findings, next_steps, place, told
from tests.bylaws.charter.texts import amendment, article, front

RULE = 'kind = "capital"'


def charter(*prose: str) -> str:
    return front() + "".join(article(n, f"Title {n}", prose=words) for n, words in enumerate(prose, start=1))


def test_a_reference_to_an_article_that_stands_is_right() -> None:
    assert (
        told(charter("Article 2 says more; so does artículo 1.", "As Article 1 of these bylaws says.")) == []
    )


def test_a_reference_to_an_article_that_does_not_stand_is_pointed_out() -> None:
    base = charter("We agree.\n\nSome more.\n\n\nAs\nArticle 7 says.", "`Article 8` is code.")

    assert told(base) == [
        ("reference.absent", "“Article 7” cites article 7, and there is no such article.", False)
    ]
    assert place(base, findings(base)[0]) == "Article 7 says."


def test_the_line_is_found_behind_a_rule_that_stands_between_the_words() -> None:
    base = (
        front() + "## Article 3 — Capital\n\nWe agree.\n\n```toml rule\n" + RULE + "\n```\n\nSee Article 8.\n"
    )

    assert [place(base, one) for one in findings(base)] == ["See Article 8."]


def test_a_reference_to_an_article_with_another_number_now_says_which() -> None:
    base = charter("See Article 2.", "We agree.")
    moved = amendment(article(14, "Title 2"), adds="[14]", repeals="[2]")

    assert told(base, moved=moved) == [
        ("reference.renumbered", "“Article 2” cites article 2, which is now Article 14.", False)
    ]
    assert next_steps(base, moved=moved) == [
        "Write “Article 14” when this article is next amended; until then it is led there."
    ]


def test_an_amendment_that_cites_what_does_not_stand_is_told_by_its_own_line() -> None:
    base = charter("We agree.")
    late = amendment(article(2, "More", prose="See Article 9."), adds="[2]")

    assert [one.fault.where for one in findings(base, late=late)] == ["late:8"]


def test_a_section_is_looked_for_where_the_article_numbers_its_own() -> None:
    base = charter(
        "section 1 of Article 2, and section 3 of Article 2", "### 1. Notice\n\nx\n\n### 2. Rest\n\ny"
    )

    assert told(base) == [
        (
            "reference.section",
            "“section 3 of Article 2” cites section 3, and Article 2 has none of that number.",
            False,
        )
    ]
    assert next_steps(base) == ["Its sections are 1, 2."]


def test_a_section_of_an_article_that_numbers_none_is_not_judged() -> None:
    assert told(charter("See Article 2, section 9, and § 4.", "We agree.")) == []


def test_a_term_defined_twice_is_pointed_out_at_the_second() -> None:
    base = charter(
        "“Member” means an owner.", "Here a **member** means a worker.\n\nA **member** means both."
    )

    assert told(base) == [
        ("term.twice", "“member” is defined twice; first in Article 1.", False),
        ("term.twice", "“member” is defined twice; first in Article 1.", False),
    ]
    assert [place(base, one) for one in findings(base)] == [
        "Here a **member** means a worker.",
        "A **member** means both.",
    ]


def test_a_term_defined_twice_in_one_article_is_pointed_out_too() -> None:
    base = charter("“Member” means an owner.\n\n“Member” means a worker.")

    assert [place(base, one) for one in findings(base)] == ["“Member” means a worker."]
