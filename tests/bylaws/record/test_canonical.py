"""Equal content has equal bytes, in the one spelling of RFC 8785."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.record.canonical import DEEPEST, LARGEST, Json, canonical, canonical_of_plain, plain

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        (None, "null"),
        (True, "true"),
        (0, "0"),
        (-7, "-7"),
        (LARGEST, "9007199254740991"),
        ("", '""'),
        ([], "[]"),
        ({}, "{}"),
        ([1, [True, None], "a"], '[1,[true,null],"a"]'),
        ({"b": 1, "a": {"d": 2, "c": 3}}, '{"a":{"c":3,"d":2},"b":1}'),
        ({"": 1, "a": 2}, '{"":1,"a":2}'),
    ],
)
def test_each_kind_of_value_has_one_spelling(value: Json, spelling: str) -> None:
    assert canonical(value) == spelling.encode()


def test_content_nested_very_deep_is_spelled_like_any_other() -> None:
    value: Json = []
    for _ in range(DEEPEST + 10):
        value = [value]

    assert canonical(value) == b"[" * (DEEPEST + 11) + b"]" * (DEEPEST + 11)


def nested(levels: int) -> Json:
    value: Json = 1
    for _ in range(levels - 1):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "in_one_go"),
    [
        (None, True),
        ([None, True, 1, "é", [LARGEST], (-LARGEST,), {"a": [{"b": ()}]}], True),
        (nested(DEEPEST - 1), True),
        (nested(DEEPEST + 1), False),
        (0.5, False),
        ([(0.5,)], False),
        (LARGEST + 1, False),
        ([-LARGEST - 1, 0], False),
        ({"é": 1}, False),
        ([{1: "one"}], False),
    ],
)
def test_what_is_beyond_doubt_is_spelled_in_one_go(value: Any, *, in_one_go: bool) -> None:
    assert plain(value) is in_one_go


def test_the_escapes_are_those_of_rfc_8785_section_3_2_2() -> None:
    given_string = '€$\x0f\nA\'B"\\\\"/'

    assert canonical({"string": given_string}) == b'{"string":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'


def test_literals_are_spelled_as_in_rfc_8785_section_3_2_2() -> None:
    assert canonical({"literals": [None, True, False]}) == b'{"literals":[null,true,false]}'


def test_names_stand_in_the_order_of_their_utf16_units_as_in_rfc_8785_section_3_2_3() -> None:
    given_object: dict[str, Json] = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }

    assert list(json.loads(canonical(given_object)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0.5, "the content is of a kind that has no one spelling: float."),
        (
            {"share": [Fraction(1, 2)]},
            "the content, “share”, item 1 is of a kind that has no one spelling: Fraction.",
        ),
        ({"sum": LARGEST + 1}, "the content, “sum” is a number too large to be read the same everywhere."),
        ([-LARGEST - 1], "the content, item 1 is a number too large to be read the same everywhere."),
        (["a", "\ud800"], "the content, item 2 holds half a character."),
        ({"\udead": 1}, "the content holds half a character."),
        ({1: "one"}, "the content has a name that is not text."),
    ],
)
def test_what_has_no_one_spelling_is_refused_with_its_place(value: Any, says: str) -> None:
    with pytest.raises(InputFault) as refused:
        canonical(value)

    assert (refused.value.code, refused.value.says) == ("record.not-canonical", says)


@given(VALUES)
def test_every_reader_of_json_reads_the_same_value_back(value: Json) -> None:
    assert json.loads(canonical(value)) == value


@given(VALUES)
def test_reading_and_spelling_again_changes_nothing(value: Json) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(TEXTS, st.integers(-LARGEST, LARGEST)))
def test_the_order_in_which_names_were_given_never_matters(value: dict[str, Json]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@given(st.lists(st.tuples(st.text("abc-é€", max_size=9), st.none() | st.integers(-LARGEST, LARGEST))))
def test_what_is_plain_by_how_it_was_made_has_the_same_bytes(rows: list[Any]) -> None:
    value: Json = {"rows": [list(row) for row in rows], "text": "Zoë"}

    assert canonical_of_plain(value) == canonical(value)
