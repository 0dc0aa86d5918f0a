"""Faults say what, why and what now; nobody's text can break one."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bylaws
from bylaws.kernel.faults import (
    CharterAmbiguous,
    CharterSilent,
    Fault,
    InputFault,
    NotThere,
    RecordBroken,
    RecordMoved,
    Refused,
    fill,
)

CLASSES = [InputFault, NotThere, Refused, CharterSilent, CharterAmbiguous, RecordMoved, RecordBroken]
SOURCE = Path(bylaws.__file__).parent
OWN_ARGUMENTS = {"code", "next_step", "article", "where"}
HOSTILE = ["{", "}", "{0}", "{name}", "{name.__class__}", "{{}}", "%s", "{!r:>{width}}", "\\N{dash}"]


def test_every_class_of_fault_is_tried_here() -> None:
    assert set(Fault.__subclasses__()) == set(CLASSES)


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.parametrize("text", HOSTILE)
def test_braces_in_what_people_write_never_break_a_fault(kind: type[Fault], text: str) -> None:
    fault = kind(
        "“{name}” is not known.",
        code="x",
        next_step="Ask {name}.",
        article=text,
        where=f"{text}:1",
        name=text,
    )

    assert (fault.says, fault.next_step, fault.article, str(fault)) == (
        f"“{text}” is not known.",
        f"Ask {text}.",
        text,
        f"{text}:1: “{text}” is not known.",
    )


@given(text=st.text())
def test_no_text_whatever_breaks_a_fault(text: str) -> None:
    fault = InputFault("“{name}” is not known.", code="x", next_step="Ask {name}.", name=text)

    assert (str(fault), fault.next_step) == (f"“{text}” is not known.", f"Ask {text}.")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_sentence_without_values_is_taken_as_it_stands(text: str) -> None:
    assert fill(text, {}) == text


def test_a_fault_keeps_its_sentence_apart_from_its_values_so_that_it_can_be_translated() -> None:
    fault = Refused("{day} is too late.", code="vote.closed", next_step="Propose it again.", day="3 May")

    assert (fault.template, fault.values, fault.code, fault.article, fault.where) == (
        "{day} is too late.",
        {"day": "3 May"},
        "vote.closed",
        None,
        None,
    )


# Every fault raised anywhere in the library, read from its source


def test_every_written_sentence_is_given_the_values_it_names() -> None:
    lacking = [
        f"{path.name}:{call.lineno} {missing}"
        for path, call in _calls()
        if (missing := _named_by(call) - {one.arg for one in call.keywords}) and not _open_ended(call)
    ]

    assert lacking == []


def test_no_sentence_with_values_is_pasted_together_from_other_peoples_text() -> None:
    pasted = [
        f"{path.name}:{call.lineno}"
        for path, call in _calls()
        if _has_values(call) and any(isinstance(part, ast.JoinedStr) for part in _sentences(call))
    ]

    assert pasted == []


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    names = {kind.__name__ for kind in CLASSES}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield path, node


def _sentences(call: ast.Call) -> Iterator[ast.AST]:
    """Every piece of the two templates of a fault, as it is written in the source."""
    for argument in [*call.args[:1], *(one.value for one in call.keywords if one.arg == "next_step")]:
        yield from ast.walk(argument)


def _named_by(call: ast.Call) -> set[str | None]:
    written = [part.value for part in _sentences(call) if isinstance(part, ast.Constant)]
    if not _has_values(call):
        return set()
    return {
        name
        for text in written
        if isinstance(text, str)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }


def _has_values(call: ast.Call) -> bool:
    return any(one.arg not in OWN_ARGUMENTS for one in call.keywords)


def _open_ended(call: ast.Call) -> bool:
    return any(one.arg is None for one in call.keywords)
