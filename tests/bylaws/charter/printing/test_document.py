"""What a printed charter consists of: dates, history, links, terms, the fingerprint."""

from __future__ import annotations

import hashlib
import re

import pytest

from bylaws.charter.printing.document import document, fingerprint
from bylaws.charter.printing.tree import Adopted, Gone, Paragraph, Run, Term
from bylaws.charter.printing.words import WORDS
from bylaws.charter.wording import LANGUAGES
from bylaws.charter.words import plain, plain_front
from bylaws.charter.writing import write_in_force
from bylaws.kernel.faults import InputFault, NotThere
from tests.bylaws.charter.printing.papers import ON, amended, one_article, printed
from tests.bylaws.charter.texts import article, day, front, model_front, read


def _blanks(sentence: str) -> list[str]:
    return sorted(re.findall(r"{\w+}", sentence))


def test_the_fixed_words_are_there_in_each_language_with_the_same_blanks() -> None:
    assert set(WORDS) == set(LANGUAGES)
    blanks = {lang: {key: _blanks(words[key]) for key in words} for lang, words in WORDS.items()}
    assert blanks["es"] == blanks["en"]
    assert blanks["fr"] == blanks["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_and_front_matter_are_told_in_the_language_and_prose_as_it_is(language: str) -> None:
    charter = one_article("We agree.")

    found = document(charter, ON, language)

    [rule] = charter.on(ON).standing[0].rules
    assert [*found.articles[0].rules[0].sentences, found.articles[0].rules[0].governed] == plain(
        rule, language
    )
    assert list(found.front) == plain_front(charter.base_front, language)
    assert found.articles[0].blocks == (Paragraph((Run("We agree."),), "9.1", "article-9-1"),)
    assert (found.language, found.prose_language) == (language, "en")


def test_a_charter_says_when_it_was_adopted_and_since_when_it_is_unchanged() -> None:
    assert document(amended(), day("2025-02-01")).dates == (
        "First adopted on 30 November 2024, in force from 1 January 2025.",
        "As in force on 1 February 2025, as first adopted.",
    )
    assert (
        document(amended(), ON).dates[1] == "As in force on 1 January 2026, unchanged since 1 December 2025."
    )


def test_a_model_says_that_nobody_has_adopted_it() -> None:
    model = document(read(model_front() + article(1, "Us")), ON)

    assert model.dates == ("A model: nobody has adopted it, and it is read as of 1 January 2026.",)
    assert (model.articles[0].history, model.adopted[0].lines) == ((), ("A model that nobody has adopted.",))


def test_each_article_says_how_it_came_to_stand_so() -> None:
    found = document(amended(), ON)

    assert {article.number: article.history for article in found.articles} == {
        3: (
            "As first adopted on 30 November 2024.",
            "Amended on 1 May 2025, in force from 1 June 2025 — decision 31",
        ),
        9: (
            "As first adopted on 30 November 2024.",
            "To be changed from 1 January 2027: adopted on 1 October 2025 — meeting of the day",
        ),
        14: ("Added on 1 June 2025, in force from 1 July 2025 — meeting of the day",),
    }
    assert found.gone == (
        Gone(
            "Article 7 — Pay",
            (
                "As first adopted on 30 November 2024.",
                "Repealed on 1 June 2025, no longer in force from 1 July 2025 — meeting of the day",
            ),
        ),
        Gone(
            "Article 20 — Trial",
            (
                "Added on 1 June 2025, in force from 1 July 2025 — meeting of the day",
                "Repealed on 1 August 2025, no longer in force from 1 September 2025 — meeting of the day",
            ),
        ),
    )


def test_every_adopted_text_is_listed_with_its_fingerprint() -> None:
    charter = amended()

    found = document(charter, ON).adopted

    assert found[0] == Adopted(
        "The charter as first adopted",
        ("Adopted on 30 November 2024, in force from 1 January 2025.",),
        hashlib.sha256(charter.base.source.encode()).hexdigest(),
    )
    assert [(one.name, one.lines[1:]) for one in found[1:]] == [
        ("2025-meetings", ("Replaces: 3.",)),
        ("2025-pay", ("Adds: 14 and 20.", "Repeals: 7.")),
        ("2025-trial", ("Repeals: 20.",)),
        ("2026-surplus", ("Replaces: 9.", "It takes effect later.")),
        ("2026-front", ("Replaces: what the charter states of the co-op.",)),
    ]


def test_the_fingerprint_is_that_of_the_text_in_force() -> None:
    charter = amended()

    assert document(charter, ON).fingerprint == fingerprint(charter, ON)
    assert fingerprint(charter, ON) == hashlib.sha256(write_in_force(charter, ON).encode()).hexdigest()
    assert fingerprint(charter, ON) != fingerprint(charter, day("2025-02-01"))
    assert document(charter, ON).foot == f"Harbour Web Workers · 2026-01-01 · {fingerprint(charter, ON)[:16]}"


def test_a_citation_leads_to_its_article_and_to_its_number_of_now() -> None:
    [paragraph] = document(amended(), ON).articles[0].blocks

    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (
        Run("As "),
        Run("Article 7", to="#article-14"),
        Run(" [now Article 14]"),
        Run(" says."),
    )


@pytest.mark.parametrize(
    ("prose", "to"),
    [
        ("See section 2 of Article 9.\n\nMore.", "#article-9-2"),
        ("See section 7 of Article 9.\n\nMore.", "#article-9"),
        ("See § 2.\n\nMore.", "#article-9-2"),
        ("See § 7.\n\nMore.", None),
        ("See Article 4.", None),
        ("As section 2 says.\n\n### 2. Two\n\n### 2. Again\n\n- a list", "#article-9-2"),
    ],
)
def test_a_section_is_led_to_where_it_stands(prose: str, to: str | None) -> None:
    first = printed(prose).articles[0].blocks[0]

    assert isinstance(first, Paragraph)
    assert next((run.to for run in first.runs if run.to), None) == to


def test_an_article_that_numbers_its_own_sections_gets_no_numbers_of_ours() -> None:
    found = printed("We agree.\n\n### 1. Notice\n\nSoon.")

    assert [getattr(block, "number", None) for block in found.articles[0].blocks] == [None, None, None]
    assert len(found.notes) == len(printed("We agree.").notes) - 1


def test_a_term_is_listed_once_and_led_to_from_its_first_use_in_other_articles() -> None:
    base = front() + article(1, "Words", prose="“Member” means an owner. A Member votes.")
    charter = read(base + article(2, "Votes", prose="Members vote. A Member or `Member` or **Members**."))
    charter_of_one_word = read(base + article(2, "Votes", prose="Who votes: Members"))

    found = document(charter, ON)

    assert found.terms == (Term("Member", "“Member” means an owner.", "Article 1", 1, "term-1"),)
    first, second = (one.blocks[0] for one in found.articles)
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert [run.to for run in first.runs] == [None]
    assert second.runs[:2] == (Run("Members", to="#term-1"), Run(" vote. A Member or "))
    assert [run.to for run in second.runs].count("#term-1") == 1
    last = document(charter_of_one_word, ON).articles[1].blocks[0]
    assert isinstance(last, Paragraph)
    assert last.runs == (Run("Who votes: "), Run("Members", to="#term-1"))


def test_a_term_defined_twice_is_listed_where_it_is_defined_first() -> None:
    base = front() + article(1, "Words", prose="“Member” means an owner.")
    charter = read(base + article(2, "Votes", prose="“Member” means a worker."))

    assert [term.number for term in document(charter, ON).terms] == [1]


@pytest.mark.parametrize(
    ("languages", "spoken"), [('["fr-CA", "en"]', "fr"), ('["Français"]', "es"), ('["ar"]', "ar")]
)
def test_prose_is_in_the_first_language_of_the_charter(languages: str, spoken: str) -> None:
    assert printed("We agree.", "es", languages=languages).prose_language == spoken


def test_a_charter_that_is_not_in_force_yet_or_a_language_without_words_is_refused() -> None:
    with pytest.raises(NotThere, match="charter takes effect on 2025-01-01"):
        document(amended(), day("2024-12-31"))
    with pytest.raises(InputFault, match="no words in “de”"):
        document(amended(), ON, "de")
