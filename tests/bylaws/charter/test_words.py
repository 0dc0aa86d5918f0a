"""Plain words: what each rule says, and what it means where it says nothing."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import get_args

import pytest
from pydantic import BaseModel

from bylaws.charter import words
from bylaws.charter.amendments import Standing
from bylaws.charter.fields import RuleModel
from bylaws.charter.governing import GOVERNS
from bylaws.charter.kinds import KINDS
from bylaws.charter.kinds.front import Front
from bylaws.charter.rules import Rule
from bylaws.charter.wording import CATALOGUES, LANGUAGES, en, es, fr
from bylaws.charter.wording.phrases import Phrases, Value
from bylaws.charter.words import TELLERS, governed, plain, plain_front
from bylaws.kernel.faults import InputFault
from tests.bylaws.charter.samples import ABSENT, BARE, FULL, SAID_BY
from tests.bylaws.charter.samples_of_living import choices
from tests.bylaws.charter.texts import PAY, article, day, front, read

ENGLISH = CATALOGUES["en"]


def rules(text: str, on: str = "2025-06-01") -> list[Rule[RuleModel]]:
    standing: tuple[Standing, ...] = read(text).on(day(on)).standing
    return [rule for one in standing for rule in one.rules]


def told(rule: str, language: str = "en", **changes: str) -> list[str]:
    """What one rule says, without the last sentence, on the day that governs it."""
    (only,) = rules(front(**changes) + article(1, "Rule", rule))
    return plain(only, language)[:-1]


# Every key


def test_every_kind_of_rule_is_told() -> None:
    assert set(TELLERS) == set(KINDS)


def keys(kind: str, model: type[BaseModel], above: str = "") -> Iterator[tuple[str, bool]]:
    """Every key of a kind and of the models inside it, as a path, and whether it must be stated."""
    for name, field in model.model_fields.items():
        path = f"{above}.{field.alias or name}" if above else f"{kind}.{field.alias or name}"
        inner = list(_models(field.annotation))
        yield path, field.is_required()
        for one in inner:
            yield from keys(kind, one, path)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


class Noting(Phrases):
    """Phrases that note which keys of the catalogue are needed."""

    def __init__(self) -> None:
        super().__init__("en")
        self.found: set[str] = set()

    def part(self, key: str, **values: Value) -> str:
        self.found.add(key)
        return super().part(key, **values)


@cache
def used(which: str) -> frozenset[str]:
    """The keys of the catalogue that are needed to tell the texts that state every key, or none."""
    noting = Noting()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words, "Phrases", lambda _: noting)
        for text in {"full": FULL, "bare": BARE}[which]:
            for rule in rules(text):
                plain(rule)
            plain_front(read(text).base_front)
    return frozenset(noting.found)


EVERY_KEY = [
    *(pair for kind in KINDS.values() for pair in keys(kind.name, kind.model)),
    *keys("front", Front),
]


@pytest.mark.parametrize("path", [path for path, _ in EVERY_KEY])
def test_every_key_that_is_stated_is_told(path: str) -> None:
    expected = SAID_BY.get(path, path)

    assert [key for key in used("full") if key == expected or key.startswith(f"{expected}.")] != []


@pytest.mark.parametrize("path", [path for path, required in EVERY_KEY if not required])
def test_the_absence_of_every_key_is_told(path: str) -> None:
    assert ABSENT.get(path, f"{path}.absent") in used("bare")


def test_every_sentence_of_the_catalogue_is_needed_by_some_rule() -> None:
    apart = {*en.names.SENTENCES, *en.values.SENTENCES, *en.matters.SENTENCES, *en.choosing.SENTENCES}
    sentences = ENGLISH.keys() - apart - choices().keys()

    assert sentences - used("full") - used("bare") == set()


def test_every_choice_of_a_rule_of_living_together_has_its_sentence() -> None:
    assert [key for key, told in choices().items() if not told] == []


# Every language


@pytest.mark.parametrize("catalogue", [en, es, fr], ids=LANGUAGES)
def test_no_sentence_stands_in_two_subjects(catalogue: ModuleType) -> None:
    stated = [key for subject in catalogue.SUBJECTS for key in subject.SENTENCES]

    assert [key for key, times in Counter(stated).items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_values(language: str) -> None:
    catalogue = CATALOGUES[language]

    assert catalogue.keys() == ENGLISH.keys()
    assert [key for key in ENGLISH if _values(catalogue[key]) != _values(ENGLISH[key])] == []


def _values(sentence: str) -> set[str]:
    if "\\b" in sentence or sentence == "(?!)":
        return set()
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_every_rule_in_as_many_sentences(language: str) -> None:
    for text in [*FULL, *BARE]:
        found = rules(text)
        assert [len(plain(rule, language)) for rule in found] == [len(plain(rule)) for rule in found]


@pytest.mark.parametrize("language", [other for other in LANGUAGES if other != "en"])
def test_no_sentence_is_left_in_english(language: str) -> None:
    same = {key for key in ENGLISH if CATALOGUES[language][key] == ENGLISH[key] and " " in ENGLISH[key]}

    assert {key for key in same if not key.startswith(("style.", "span."))} == set()


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(InputFault) as refused:
        told(PAY, "eu")

    assert (refused.value.code, refused.value.says, refused.value.next_step) == (
        "words.language",
        "There are no words in “eu”.",
        "The languages are en, es, fr.",
    )


# What people read


def test_a_surplus_is_told_step_by_step() -> None:
    assert told(FULL_SURPLUS) == [
        "Before the steps, surplus from the work of people who do not share goes to the collective account.",
        "Step 1: the tax is paid, as stated in the books.",
        "Step 2: 12.5% of the whole surplus goes to the collective account.",
        "This step takes at most $500.00 in a year.",
        "It stops when the account holds $10,000.00.",
        "This money may later be divided among members.",
        "Step 3: all that is left goes to the members.",
        "This step has no yearly limit.",
        "Each one's share is measured by the hours worked this fiscal year that count for patronage.",
        "Those share who were members and “senior partner” on the day of the work.",
        "Who worked less than 16 hours in the year does not share.",
        "40% of each share is paid in money, and never less than the law's floor, which rounds up.",
        "The rest is kept for the member, with a qualified written notice.",
        "What is kept first pays what is still open of the buy-in.",
        (
            "The money is paid in four parts, counted from the day of the close: the first after one month,"
            " the others two months apart."
        ),
        "Each payment waits for the members' word that the cash is there.",
        "Of a loss, step 1: two thirds of the whole loss is borne by the collective account.",
        "The account bears no more once it is down to $0.00.",
        "Of a loss, step 2: all that is left of it is borne by those who were members.",
        "Each one's part is measured by heads, all alike.",
    ]


FULL_SURPLUS = """
kind = "surplus"
from_others_work = "collective"
[[steps]]
to = "tax"
[[steps]]
to = "collective"
share = "12.5%"
of = "opening"
at_most = "500.00"
until_balance = "10000.00"
divisible = true
[[steps]]
to = "members"
share = "100%"
of = "left"
by = "hours"
eligible = ["member", "senior-partner"]
hours_at_least = 16
cash = "40%"
retained = "qualified-notice"
offset_open_buy_in = true
instalments = { count = 4, first = "P1M", every = "P2M", after = "close", gate = "release" }
[losses]
from = [
  { account = "collective", share = "2/3", down_to = "0.00" },
  { account = "members", share = "100%", of = "left", by = "equal", eligible = ["member"] },
]
"""


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "Each member contributes $3,000.00 to the capital.",
                (
                    "It is paid in four parts, counted from admission: the first after one year and six"
                    " months, the others ten days apart."
                ),
                "A late payment has no consequence.",
            ],
        ),
        (
            "es",
            [
                "Cada socio aporta $3,000.00 al capital.",
                (
                    "Se paga en cuatro partes contadas desde el ingreso: la primera al cabo de un año y seis"
                    " meses, las demás con diez días entre una y otra."
                ),
                "Un pago tardío no tiene consecuencias.",
            ],
        ),
        (
            "fr",
            [
                "Chaque membre apporte 3\u202f000,00\u00a0$ au capital.",
                (
                    "C’est payé en quatre parts comptées depuis l’admission\u00a0: la première au bout d’un"
                    " an et six mois, les autres avec dix jours entre deux."
                ),
                "Un retard de paiement est sans conséquence.",
            ],
        ),
    ],
)
def test_the_same_rule_reads_naturally_in_each_language(language: str, sentences: list[str]) -> None:
    plan = 'plan = { count = 4, first = "P1Y6M", every = "P10D" }\narrears = "tolerated"'

    assert told(f'kind = "buy-in"\namount = "3000.00"\n{plan}', language) == sentences


def test_the_day_that_governs_is_told_last() -> None:
    (rule,) = rules(front() + article(7, "Pay", PAY))

    assert plain(rule)[-1] == "The text of the first day of the pay period holds for all of it."
    assert {governed(kind) for kind in GOVERNS} == {
        ENGLISH[key] for key in ENGLISH if key.startswith("governs.")
    }


def test_front_matter_is_told_too() -> None:
    co_op = read(front(name='"{Harbour}"', fiscal_year_starts='"07-01"', languages='["en", "eu"]')).base_front

    assert plain_front(co_op) == [
        "The co-op is called “{Harbour}”.",
        "It is registered in US-MA.",
        "All its money is reckoned in USD.",
        "It lives by the days of America/New_York.",
        "Its fiscal year starts on 1 July and is named by the calendar year it ends in.",
        "Its members use English and eu; the charter is written in the first of them.",
        "The text was adopted on 30 November 2024.",
        "It takes effect on 1 January 2025.",
        "It is a co-op's own charter, not a model.",
        "It was written afresh.",
    ]


def test_names_of_the_co_op_s_own_are_told_as_they_are_written() -> None:
    stipends = PAY.replace("wages", "night-stipends") + 'work = ["on-call", "x1"]'

    assert told(stipends)[0:3:2] == [
        "Under the plan “night stipends” pay is by the hour: hours that count for pay, times the rate.",
        "$30.00 an hour for “on call” and “x1”, for people of every stage.",
    ]


def test_what_is_said_about_drafts_is_told_once_whether_the_charter_names_it_or_not() -> None:
    opened = """
kind = "transparency"
otherwise = "members"
[[classes]]
name = "draft-talk"
audience = ["candidates"]
"""

    named, unnamed = told(opened), told(opened.replace("draft-talk", "member-money"))

    assert [sum("draft" in one for one in lines) for lines in (named, unnamed)] == [1, 1]
