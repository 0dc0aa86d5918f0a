"""Facts with half a character in them are refused in words."""

from __future__ import annotations

import json

import pytest

from bylaws.facts.file import read_facts
from bylaws.kernel.faults import InputFault

NAMED = {"facts": "toad-lane-facts/1", "currency": "USD", "years": [], "hours": []}


def facts_of(name: str) -> str:
    stages = [{"stage": "member", "from": "2025-01-01"}]
    return json.dumps({**NAMED, "people": [{"key": "ada", "name": name, "stages": stages}]})


@pytest.mark.parametrize("name", ["\ud800", "Ada \udc00"])
def test_half_a_character_is_refused(name: str) -> None:
    with pytest.raises(InputFault) as fault:
        read_facts(facts_of(name))

    assert fault.value.code == "facts.json"


def test_a_character_written_as_a_pair_is_read() -> None:
    assert read_facts(facts_of("Ada \U0001f438")).people["ada"].name == "Ada \U0001f438"
