"""Every fault in the house can say its sentence: what it names is what it passes."""

from __future__ import annotations

import pytest

from tests.architecture.tree import Page, pages, python
from tests.bylaws.words.sentences import amiss, fault_calls, fault_codes


def test_every_fault_passes_what_its_sentences_name() -> None:
    assert [found for page in python("src/bylaws", "src/toadlane") for found in amiss(page)] == []


def test_the_faults_of_the_house_are_many() -> None:
    raised = [call for page in python("src/bylaws") for call in fault_calls(page)]

    assert len(raised) > 100


@pytest.mark.parametrize(
    ("raised", "says"),
    [
        (
            'InputFault("{path} is {problem}.", code="a", next_step="Look.", path="x")',
            ["raised.py:1 names {problem} and does not pass it: {path} is {problem}."],
        ),
        (
            'InputFault("Wrong.", code="a", next_step="See {path}.")',
            ["raised.py:1 names {path} and does not pass it: See {path}."],
        ),
        (
            'InputFault("Wrong: {says}", code="a", next_step="Look.", says="x")',
            [
                "raised.py:1 passes a value named says, which is the sentence itself",
                "raised.py:1 names {says} and does not pass it: Wrong: {says}",
            ],
        ),
        (
            'InputFault("At {where}.", code="a", next_step="Look.", where="x", other="y")',
            ["raised.py:1 names {where} and does not pass it: At {where}."],
        ),
        (
            'spot.wrong("Wrong.", code="a", next_step="Look.", article="x")',
            ["raised.py:1 passes a value named article or where, which the spot states itself"],
        ),
        (
            'Refused("One {a} " + ("or {b}." if late else "."), code="a", next_step="Look.", a="x")',
            ["raised.py:1 names {b} and does not pass it: One {a} or {b}."],
        ),
        (
            'Refused("Write {a = {b}.", code="a", next_step="Look.", b="x")',
            ["raised.py:1 has a sentence with braces that do not pair up: Write {a = {b}."],
        ),
    ],
)
def test_a_fault_that_cannot_say_its_sentence_is_found(raised: str, says: list[str]) -> None:
    assert amiss(Page("raised.py", raised)) == says


@pytest.mark.parametrize(
    "raised",
    [
        'InputFault("{path} is wrong.", code="a", next_step="Look at {path}.", where="f", path="x")',
        'InputFault("Write from = [{ account = “x” }].", code="a", next_step="Look.")',
        'InputFault(fault.template, code="a", next_step=fault.next_step_template, **fault.values)',
        "print('code', next_step)",
    ],
)
def test_a_fault_that_can_is_not(raised: str) -> None:
    assert amiss(Page("raised.py", raised)) == []


ROOMS = tuple(f"src/bylaws/{room}/" for room in ("facts", "membership", "work", "surplus", "words", "app"))


def test_every_fault_of_these_rooms_has_a_story() -> None:
    """A story names the code of the fault it is about, in a test or in a scenario."""
    told = "".join(page.text for page in pages() if page.path.startswith(("tests/", "charters/scenarios/")))

    raised = {code for page in python(*ROOMS) for code in fault_codes(page)}

    assert len(raised) > 80
    assert {code for code in raised if f'"{code}"' not in told} == set()
