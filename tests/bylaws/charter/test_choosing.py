"""A few questions, made of what the models' own rules say, and which model comes nearest to the answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import get_args

import pytest

from bylaws.charter.charter import InForce, read_charter
from bylaws.charter.choosing import (
    BANDS,
    READINGS,
    Answer,
    Fit,
    Question,
    Trait,
    answer_words,
    question_words,
    questions,
    ranked,
    traits,
)
from bylaws.charter.kinds import decision, pay, surplus, tax
from bylaws.charter.wording import LANGUAGES
from bylaws.kernel.faults import InputFault

SHELF = Path(__file__).resolve().parents[3] / "charters" / "models"
FRONT = """---
name = "Small"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
"""


def charter(*rules: str) -> InForce:
    """A model whose articles are these rules, one each."""
    articles = (
        f"\n## Article {n} — On {n}\n\n```toml rule\n{rule}\n```\n" for n, rule in enumerate(rules, 1)
    )
    return read_charter(FRONT + "".join(articles)).on(dt.date(2025, 1, 1))


def buy_in(amount: str, plan: str = "") -> str:
    return f'kind = "buy-in"\namount = "{amount}"\n{plan}'


def shared(*steps: str) -> str:
    return 'kind = "surplus"\n' + "\n".join(f"[[steps]]\n{step}" for step in steps)


MEMBERS = 'to = "members"\nshare = "100%"\nof = "left"\nby = "hours"\neligible = ["member"]\ncash = "100%"'
EQUALLY = MEMBERS.replace('"hours"', '"equal"')
NOTHING, AT_ONCE, MONTHLY = (
    buy_in("0.00"),
    buy_in("500.00"),
    buy_in("500.00", 'plan = { count = 5, first = "P1M", every = "P1M" }'),
)


def said(*rules: str) -> dict[str, tuple[str, ...]]:
    return {trait.question: trait.answers for trait in traits(charter(*rules))}


@pytest.mark.parametrize(
    ("rules", "answers"),
    [
        ([NOTHING], {"buy-in": ("none",)}),
        ([AT_ONCE], {"buy-in": ("at-once",)}),
        ([MONTHLY], {"buy-in": ("instalments",)}),
        (
            [AT_ONCE, shared(MEMBERS.replace('"100%"\n', '"100%"\noffset_open_buy_in = true\n', 1))],
            {"buy-in": ("at-once", "from-shares"), "shared-by": ("hours",), "in-common": ("nothing",)},
        ),
        (
            [shared('to = "collective"\nshare = "10%"\nof = "left"', EQUALLY)],
            {"shared-by": ("equal",), "in-common": ("tenth",)},
        ),
        (
            [
                shared(
                    'to = "collective"\nshare = "20%"\nof = "left"',
                    'to = "fund"\nname = "rainy"\nshare = "10%"\nof = "left"',
                    MEMBERS,
                )
            ],
            {"shared-by": ("hours",), "in-common": ("more",)},
        ),
        (
            [
                shared(
                    'to = "collective"\nshare = "25%"\nof = "opening"',
                    MEMBERS.replace(
                        '"hours"', '[{ base = "hours", share = "50%" }, { base = "equal", share = "50%" }]'
                    ),
                )
            ],
            {"shared-by": ("hours", "equal"), "in-common": ("quarter",)},
        ),
        (
            ['kind = "pay"\nname = "wages"\nplan = "hourly"\nperiod = "month"\nrates = [{ rate = "20.00" }]'],
            {"pay": ("same",)},
        ),
        (
            [
                (
                    'kind = "pay"\nname = "wages"\nplan = "hourly"\nperiod = "month"\n'
                    'rates = [{ rate = "20.00", stages = ["member"], work = ["shop"] }]'
                )
            ],
            {"pay": ("by-stage", "by-work")},
        ),
        (
            [
                (
                    'kind = "pay"\nname = "bids"\nplan = "shared-bid"\nperiod = "month"\n'
                    'bid_shared_by = "hours"\nrate_at_least = "20.00"'
                )
            ],
            {"pay": ("shared-bid",)},
        ),
        (
            ['kind = "membership"\n[[stages]]\nname = "member"\nrights = ["vote"]'],
            {"candidacy": ("none",)},
        ),
        (
            [
                (
                    'kind = "membership"\n[[stages]]\nname = "trainee"\nlasts = "P3M"\nnext_by = "go-on"\n'
                    '[[stages]]\nname = "candidate"\nlasts = "P1Y7D"\nnext_by = "admit-member"\n'
                    '[[stages]]\nname = "member"\nrights = ["vote"]'
                )
            ],
            {"candidacy": ("P15M7D",)},
        ),
        (
            ['kind = "membership"\n[[stages]]\nname = "worker"'],
            {"candidacy": ("none",)},
        ),
        (
            ['kind = "transparency"\notherwise = "members"\nclasses = []'],
            {"openness": ("charter-members", "accounts-members")},
        ),
        (
            [
                (
                    'kind = "transparency"\notherwise = "candidates"\n'
                    '[[classes]]\nname = "charter"\naudience = ["world"]'
                )
            ],
            {"openness": ("charter-world", "accounts-candidates")},
        ),
        (['kind = "tax"\nmode = "us-partnership"'], {"tax": ("us-partnership",)}),
        (
            [
                'kind = "subjects"\notherwise = "all"',
                'kind = "decision"\nname = "all"\nmethod = "delegated"\ndelegate = "treasurer"',
            ],
            {"deciding": ("delegated",)},
        ),
        (['kind = "subjects"\nhire = "individual"'], {}),
        (['kind = "subjects"\notherwise = "nobody-knows"'], {}),
    ],
)
def test_what_a_charter_answers_is_read_from_its_rules(
    rules: list[str], answers: dict[str, tuple[str, ...]]
) -> None:
    assert said(*rules) == answers


def test_an_answer_cites_every_article_it_stands_on() -> None:
    held = charter(
        'kind = "subjects"\notherwise = "all"',
        'kind = "decision"\nname = "all"\nmethod = "delegated"\ndelegate = "treasurer"',
    )

    assert traits(held) == (Trait("deciding", ("delegated",), ("Article 1 — On 1", "Article 2 — On 2")),)


def test_only_what_sets_models_apart_is_asked() -> None:
    tax_rule = 'kind = "tax"\nmode = "none"'
    models = {"ours": charter(NOTHING, tax_rule), "theirs": charter(MONTHLY, tax_rule), "bare": charter()}

    assert questions(models) == (
        Question("buy-in", (Answer("instalments", ("theirs",)), Answer("none", ("ours",)))),
    )
    assert questions({"ours": models["ours"]}) == ()


def test_lengths_and_parts_are_offered_by_their_size() -> None:
    def candidacy(lasts: str) -> str:
        stages = f'[[stages]]\nname = "candidate"\n{lasts}[[stages]]\nname = "member"\nrights = ["vote"]'
        return f'kind = "membership"\n{stages}'

    lasts = ('lasts = "P9M"\nnext_by = "in"\n', 'lasts = "P1Y"\nnext_by = "in"\n', "")
    kept = ("30%", "5%", "20%")
    models = {
        part: charter(candidacy(long), shared(f'to = "collective"\nshare = "{part}"\nof = "left"', MEMBERS))
        for part, long in zip(kept, lasts, strict=True)
    }

    assert {one.name: [answer.value for answer in one.answers] for one in questions(models)} == {
        "in-common": ["tenth", "quarter", "more"],
        "candidacy": ["none", "P9M", "P1Y"],
    }


def test_models_come_by_how_many_answers_they_meet_and_silence_counts_less_against_them() -> None:
    models = {
        "against": charter(NOTHING, shared(MEMBERS)),
        "silent": charter(shared(MEMBERS)),
        "nearest": charter(MONTHLY, shared(MEMBERS)),
        "other": charter(NOTHING, shared(EQUALLY)),
    }

    found = ranked(models, {"shared-by": "hours", "buy-in": "instalments"})

    assert [(one.model, one.met) for one in found] == [
        ("nearest", 2),
        ("silent", 1),
        ("against", 1),
        ("other", 0),
    ]
    assert found[1].fits == (
        Fit("buy-in", "instalments", (), ()),
        Fit("shared-by", "hours", ("hours",), ("Article 1 — On 1",)),
    )
    assert [(fit.meets, fit.silent) for fit in found[1].fits] == [(False, True), (True, False)]


def test_without_an_answer_models_stay_as_they_were() -> None:
    models = {"second": charter(NOTHING), "first": charter(MONTHLY)}

    assert [one.model for one in ranked(models, {})] == ["second", "first"]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"colour": "red"}, "choosing.question"),
        ({"tax": "none"}, "choosing.question"),
        ({"buy-in": "a-cow"}, "choosing.answer"),
    ],
)
def test_what_is_not_asked_cannot_be_answered(answers: dict[str, str], code: str) -> None:
    models = {"ours": charter(NOTHING), "theirs": charter(MONTHLY)}

    with pytest.raises(InputFault) as fault:
        ranked(models, answers)

    assert fault.value.code == code


def test_the_models_on_the_shelf_are_told_apart_in_a_few_questions() -> None:
    shelf = {
        folder.name: read_charter((folder / "charter.md").read_text("utf-8")).on(dt.date(2025, 1, 1))
        for folder in sorted(SHELF.iterdir())
        if (folder / "blanks.toml").exists()
    }

    asked = questions(shelf)

    assert 5 <= len(asked) <= len(READINGS)
    for question in asked:
        for answer in question.answers:
            best = ranked(shelf, {question.name: answer.value})
            assert {one.model for one in best if one.met} == set(answer.models)
            assert all(fit.articles for one in best for fit in one.fits if not fit.silent)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_answer_there_can_be_has_words(language: str) -> None:
    values = {
        "deciding": get_args(decision.Method),
        "buy-in": ("none", "at-once", "instalments", "from-shares"),
        "pay": (
            "same",
            "by-stage",
            "by-work",
            *(set(get_args(pay.Pay.model_fields["plan"].annotation)) - {"hourly"}),
        ),
        "shared-by": get_args(surplus.Base),
        "in-common": (*(name for name, _ in BANDS), "more"),
        "candidacy": ("none", "P9M"),
        "openness": ("charter-world", "charter-members", "accounts-candidates", "accounts-members"),
        "tax": get_args(tax.Tax.model_fields["mode"].annotation),
    }

    words = [answer_words(name, value, language) for name, given in values.items() for value in given]

    assert values.keys() == READINGS.keys()
    assert all(question_words(name, language).endswith("?") for name in READINGS)
    assert len(set(words)) >= len(words) - 2  # “nothing” is put in, and is kept
