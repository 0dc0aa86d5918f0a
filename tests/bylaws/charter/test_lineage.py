"""Which article of which model an article came from, however it was edited or renumbered since."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from bylaws.charter.lineage import (
    Origin,
    State,
    article_digest,
    heading,
    lone_article,
    origins,
    state,
    take_article,
    taken,
)
from bylaws.charter.text import Article, read_text
from bylaws.kernel.faults import Fault, InputFault

FRONT = '---\nname = "Harbour"\n---\n\nWe two.\n\n'
WAGES = """## Article 7 — Pay

An hour is paid at twenty dollars, to each of us.

```toml rule
kind = "pay"
```
"""
ENDS = "## Article 20 — If we end\n\nIt goes to others.\n"
MODEL = f"{FRONT}{WAGES}\n{ENDS}"
FILLED = MODEL.replace("twenty", "thirty")
THEIRS = f"{FRONT}## Article 3 — Boats\n\nWe row.\n\n## Section 4: Sails ##\n\nWe sail.\n"


def articles(source: str) -> dict[int, Article]:
    faults: list[Fault] = []
    return {one.number: one for one in read_text(source, where="charter.md", faults=faults).articles}


def told(source: str, drafted: str = FILLED) -> dict[int, tuple[str, State]]:
    """By number in a text: the article of the model, and what became of it."""
    kept = taken(MODEL, drafted, key="small", title="Small")
    stands = articles(source)
    return {one.number: (one.citation, state(one, stands[one.number])) for one in origins(source, kept)}


def test_an_adopted_copy_names_the_model_its_digest_and_each_article() -> None:
    first, _ = origins(FILLED, taken(MODEL, FILLED, key="small", title="Small"))

    assert first == Origin(
        7,
        "small",
        "Small",
        hashlib.sha256(MODEL.encode()).hexdigest(),
        "Article 7 — Pay",
        article_digest(articles(MODEL)[7]),
        article_digest(articles(FILLED)[7]),
    )


def test_one_article_for_an_amendment_has_ones_own_number_and_its_origin() -> None:
    text, one = lone_article(MODEL, 20, own=8, key="small", title="Small")

    assert text == "## Article 8 — If we end\n\nIt goes to others.\n"
    assert (one.origin.number, one.origin.citation) == (8, "Article 20 — If we end")
    assert [(found.number, state(found, articles(text)[8])) for found in origins(text, [one])] == [
        (8, "same")
    ]


def test_an_article_a_model_does_not_have_cannot_be_taken_into_an_amendment() -> None:
    with pytest.raises(InputFault) as met:
        lone_article(MODEL, 21, own=8, key="small", title="Small")

    assert met.value.code == "lineage.no-article"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (MODEL, {7: ("Article 7 — Pay", "same"), 20: ("Article 20 — If we end", "same")}),
        (FILLED, {7: ("Article 7 — Pay", "answered"), 20: ("Article 20 — If we end", "same")}),
        (
            FILLED.replace("Article 7", "Article 2"),
            {2: ("Article 7 — Pay", "answered"), 20: ("Article 20 — If we end", "same")},
        ),
        (
            FILLED.replace("each of us", "whoever works"),
            {7: ("Article 7 — Pay", "changed"), 20: ("Article 20 — If we end", "same")},
        ),
        (
            FILLED.replace("— Pay", "— Wages"),
            {7: ("Article 7 — Pay", "changed"), 20: ("Article 20 — If we end", "same")},
        ),
        (
            FILLED.replace("— Pay", "— Wages").replace("each of us", "whoever works"),
            {7: ("Article 7 — Pay", "changed"), 20: ("Article 20 — If we end", "same")},
        ),
        (
            FILLED.replace(ENDS, "## Article 20 — Boats\n\nWe row at dawn.\n"),
            {7: ("Article 7 — Pay", "answered")},
        ),
        (
            FILLED.replace(WAGES.replace("twenty", "thirty"), ""),
            {20: ("Article 20 — If we end", "same")},
        ),
        ("not yet a charter", {}),
    ],
)
def test_what_became_of_an_article_is_seen_from_the_texts(
    source: str, found: dict[int, tuple[str, State]]
) -> None:
    assert told(source) == found


def test_an_article_is_found_once_where_two_look_like_it() -> None:
    twice = FILLED + "\n## Article 21 — Pay\n\nAnd more.\n"

    assert told(twice) == {7: ("Article 7 — Pay", "answered"), 20: ("Article 20 — If we end", "same")}


def test_an_article_left_out_of_the_draft_was_not_taken() -> None:
    kept = taken(MODEL, FILLED.replace(ENDS, ""), key="small", title="Small")

    assert [one.origin.number for one in kept] == [7]


@pytest.mark.parametrize(
    ("citation", "says"),
    [("Article 9 — Surplus", "Surplus"), ("Section 4: Sails", "Sails"), ("Artículo 2", "")],
)
def test_a_heading_is_known_without_its_number(citation: str, says: str) -> None:
    article = replace(articles(MODEL)[7], citation=citation)

    assert heading(article) == says


def test_an_article_of_another_model_takes_the_place_and_the_number_of_ones_own() -> None:
    source, one = take_article(FILLED, THEIRS, 4, instead_of=7, key="boats", title="Boats")

    assert source == f"{FRONT}## Section 7: Sails ##\n\nWe sail.\n\n{ENDS}"
    assert one is not None
    assert origins(source, [one]) == (
        Origin(
            7,
            "boats",
            "Boats",
            hashlib.sha256(THEIRS.encode()).hexdigest(),
            "Section 4: Sails",
            article_digest(articles(THEIRS)[4]),
            article_digest(articles(source)[7]),
        ),
    )
    assert state(one.origin, articles(source)[7]) == "same"


def test_an_article_can_take_the_place_of_the_last_or_come_after_it() -> None:
    last, _ = take_article(FILLED, THEIRS, 3, instead_of=20, key="boats", title="Boats")
    further, _ = take_article(FILLED, THEIRS, 3, instead_of=None, key="boats", title="Boats")
    first, _ = take_article(FRONT, THEIRS, 3, instead_of=None, key="boats", title="Boats")

    assert last == FILLED.replace(ENDS, "## Article 20 — Boats\n\nWe row.\n")
    assert further == FILLED + "\n## Article 21 — Boats\n\nWe row.\n"
    assert first == f"{FRONT}## Article 1 — Boats\n\nWe row.\n"


def test_an_article_taken_twice_is_there_once() -> None:
    once, _ = take_article(FILLED, THEIRS, 3, instead_of=None, key="boats", title="Boats")

    assert take_article(once, THEIRS, 3, instead_of=None, key="boats", title="Boats") == (once, None)


@pytest.mark.parametrize(("number", "instead_of"), [(5, None), (3, 8)])
def test_only_what_is_there_can_be_taken_or_replaced(number: int, instead_of: int | None) -> None:
    with pytest.raises(InputFault) as fault:
        take_article(FILLED, THEIRS, number, instead_of=instead_of, key="boats", title="Boats")

    assert fault.value.code == "lineage.no-article"
