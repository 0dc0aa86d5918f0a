"""Every key of a charter is described in each language."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from bylaws.charter.describing import catalogue, described
from bylaws.charter.schema import charter_schema
from bylaws.charter.wording import LANGUAGES
from bylaws.kernel.faults import InputFault

OTHERS = [language for language in LANGUAGES if language != "en"]
SIGNS = re.compile(r"`[^`]+`|\[\[[a-z]+\]\]|\[front\]|\*")


def said(schema: Any) -> Iterator[str]:
    """Every description and every meaning of an absence in a schema, as it is shown in English."""
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if key in {"description", "absent"} and isinstance(value, str):
            yield described(value.partition("\n\n")[0])
        elif isinstance(value, dict | list):
            yield from said(value)


ENGLISH = frozenset(said(charter_schema()["$defs"]))


@pytest.mark.parametrize("language", OTHERS)
def test_every_key_is_described_in_each_language_and_nothing_else_is(language: str) -> None:
    missing, dead = ENGLISH - catalogue(language).keys(), catalogue(language).keys() - ENGLISH

    assert (sorted(missing), sorted(dead)) == ([], [])


@pytest.mark.parametrize("language", OTHERS)
def test_a_description_names_the_same_keys_in_each_language_and_is_not_left_in_english(language: str) -> None:
    words = catalogue(language).items()

    assert [one for one, told in words if sorted(SIGNS.findall(one)) != sorted(SIGNS.findall(told))] == []
    assert [one for one, told in words if one == told or not told.strip(string.whitespace)] == []


def test_where_a_rule_comes_from_is_not_for_those_who_fill_in_a_form() -> None:
    assert described("Flat dues (S2-108, S2-002, S2-216).") == "Flat dues."
    assert described("Flat dues (S2-108, S2-002, S2-216).", "es") == "Cuotas fijas."
    assert [one for one in ENGLISH if re.search(r"S\d-\d", one)] == []


def test_a_text_without_words_in_a_language_stays_english_and_a_language_without_words_is_refused() -> None:
    assert described("what our own key says", "fr") == "what our own key says"
    with pytest.raises(InputFault, match="There are no words in “de”"):
        described("how it is decided", "de")


def test_reading_a_charter_does_not_wait_for_the_words_of_forms() -> None:
    asks = "import sys, bylaws.charter.words; print('describing' in ' '.join(sys.modules))"

    told = subprocess.run([sys.executable, "-c", asks], check=True, capture_output=True, text=True)

    assert told.stdout == "False\n"
