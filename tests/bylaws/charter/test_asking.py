"""Asking a charter in one's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.asking import SEARCH, Found, ask, stems
from bylaws.charter.kinds.subjects import MATTERS
from bylaws.charter.wording import LANGUAGES
from bylaws.kernel.money import Money
from tests.bylaws.charter.deciding import SUBJECTS, co_op, held
from tests.bylaws.charter.samples_of_decisions import decision
from tests.bylaws.charter.texts import article, front, whole

WHO, EACH_DAY, WITH_PEOPLE = "Article 6 — Who decides what", "Article 4 — Every day", "Article 5 — People"
OURS = held(co_op())


def best(question: str, language: str = "en", text: str | None = None) -> Found:
    return ask(OURS if text is None else held(text), question, language)[0]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What applies to hiring?"),
        ("es", "¿Qué se aplica a la contratación de alguien?"),
        ("es", "¿Cómo contratamos?"),
        ("fr", "Quelles règles s’appliquent à l’embauche ?"),
        ("fr", "Comment embaucher ?"),
    ],
)
def test_a_question_about_hiring_leads_to_the_two_articles_of_its_route(language: str, question: str) -> None:
    found = best(question, language)

    assert (found.what, found.name, found.articles) == ("matter", "hire", (WHO, WITH_PEOPLE))


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Who may spend {amount}?"),
        ("es", "¿Quién puede gastar {amount}?"),
        ("fr", "Qui peut dépenser {amount} ?"),
    ],
)
@pytest.mark.parametrize(
    ("amount", "minor", "articles"),
    [
        ("800", 80000, (WHO, EACH_DAY)),
        ("500", 50000, (WHO,)),
        ("500.01", 50001, (WHO, EACH_DAY)),
        ("1,200.50", 120050, (WHO, EACH_DAY)),
        ("1.200,50", 120050, (WHO, EACH_DAY)),
        ("$300", 30000, (WHO,)),
        ("0", 0, (WHO,)),
    ],
)
def test_a_question_with_an_amount_leads_to_whoever_decides_on_that_amount(
    language: str, question: str, amount: str, minor: int, articles: tuple[str, ...]
) -> None:
    found = best(question.format(amount=amount), language)

    assert (found.what, found.name, found.amount, found.articles) == (
        "matter",
        "spend",
        Money(minor, "USD"),
        articles,
    )


@pytest.mark.parametrize(
    ("language", "question", "rule"),
    [
        ("en", "What if nobody answers in three days?", "decision/everyday"),
        ("en", "What if nobody answers in 7 days?", "decision/people"),
        ("en", "What if nobody answers within a week?", "decision/people"),
        ("es", "¿Qué pasa si nadie responde en tres días?", "decision/everyday"),
        ("es", "¿Y si nadie contesta en una semana?", "decision/people"),
        ("fr", "Que se passe-t-il si personne ne répond en trois jours ?", "decision/everyday"),
        ("fr", "Et si personne ne répond en une semaine ?", "decision/people"),
    ],
)
def test_a_question_about_silence_leads_to_the_rule_that_is_open_so_long(
    language: str, question: str, rule: str
) -> None:
    found = best(question, language)

    assert (found.what, found.name) == ("rule", rule)


@pytest.mark.parametrize(("span", "said"), [("P2M", "two months"), ("P1Y", "one year")])
def test_times_are_understood_in_months_and_years_too(span: str, said: str) -> None:
    slow = decision("slow", "consensus", 'blocks = "any"', f'open_for = "{span}"', 'eligible = ["member"]')

    assert best(f"What if nobody answers in {said}?", text=co_op(more=slow)).name == "decision/slow"


def test_what_is_only_in_the_prose_leads_to_its_article() -> None:
    found = best("Does anyone here become a member?")

    assert (found.what, found.articles) == ("article", ("Article 3 — Members",))


def test_a_charter_without_decisions_answers_from_its_rules_and_articles() -> None:
    found = best("How many hours of overtime?", text=whole())

    assert (found.what, found.name, found.articles) == ("rule", "hours", ("Article 6 — Hours",))


def test_a_matter_on_which_the_charter_is_silent_is_no_answer() -> None:
    only_hiring = co_op('kind = "subjects"\nhire = "people"')

    found = ask(held(only_hiring), "borrow a loan dismiss hiring")

    assert [one.name for one in found if one.what == "matter"][:1] == ["hire"]
    assert [one for one in found if one.what == "matter" and one.articles == ()] == []


def test_a_matter_that_stands_twice_leaves_the_articles_to_answer() -> None:
    found = ask(held(co_op(SUBJECTS, 'kind = "subjects"\nhire = "everyday"')), "hire")

    assert {one.what for one in found} == {"article", "rule"}


def test_a_matter_of_the_co_op_s_own_answers_by_its_name() -> None:
    found = best("Who decides on the summer party?", text=co_op('kind = "subjects"\nsummer-party = "people"'))

    assert (found.what, found.name, found.articles) == ("matter", "summer-party", (WHO, WITH_PEOPLE))


@pytest.mark.parametrize("question", ["", "?", "who may do what", "zebra", "12345678901234567890", "0.123"])
def test_a_question_that_says_nothing_has_no_answer(question: str) -> None:
    assert ask(held(front() + "## Article 1 — Peace\nWe agree.\n"), question) == ()


@given(question=st.text(max_size=60), language=st.sampled_from(LANGUAGES))
def test_any_question_has_the_same_answer_twice(question: str, language: str) -> None:
    found = ask(OURS, question, language)

    assert found == ask(OURS, question, language)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_at_most_ten_answers_are_given() -> None:
    many = whole() + "".join(article(20 + n, f"Pay, part {n}") for n in range(12))

    assert len(ask(held(many), "pay")) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_every_matter_and_for_the_same_meanings(language: str) -> None:
    assert SEARCH[language].keys() == SEARCH["en"].keys()
    assert [matter for matter in MATTERS if not SEARCH[language].get(f"matter.{matter}")] == []


def test_a_word_is_known_whatever_its_ending_and_accents() -> None:
    assert list(stems("Hiring hire hired")) == ["hir"] * 3
    assert list(stems("dépenser DÉPENSE dépenses")) == ["depens"] * 3
