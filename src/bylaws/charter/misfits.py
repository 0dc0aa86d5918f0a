"""What does not fit a model, as faults of ours: each at its line, with a suggestion."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bylaws.charter.fields import WORD, FieldFault
from bylaws.charter.places import Places, spoken
from bylaws.kernel.faults import Fault, InputFault

Trail = tuple[int | str, ...]
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of TOML and where it stands: its file, the line before its first, and its article."""

    toml: str
    file: str
    line: int
    article: str | None


_EXPECTED = re.compile(r"'([^']*)'")
_SHAPES = {
    "string_type": "it holds text, in quotes",
    "bool_type": "it holds true or false, without quotes",
    "list_type": "it holds a list, in brackets",
    "model_type": "it holds a table of keys",
    "dict_type": "it holds a table of keys",
    "string_pattern_mismatch": "it does not have the form it should",
    "too_short": "it cannot be empty",
    "string_too_short": "it cannot be empty",
}


def misfits(error: ValidationError, *, model: type[BaseModel], page: Page, under: Trail = ()) -> list[Fault]:
    """Every misfit as a fault, in the order of their lines; of very many the first hundred.

    `under` is the table of the page that the model was read from, where it is not the whole page.
    """
    places, known = Places(page.toml), keys_of(model)
    if others_of(model):
        known += tuple(str(one["loc"][0]) for one in error.errors(include_url=False) if one["loc"])
    found = [
        (page.line + places.line_of((*under, *trail), missing=one["type"] == "missing"), trail, one)
        for trail, one in _told_apart(error, known).items()
    ]
    found.sort(key=lambda each: each[0])
    return [
        _fault(one, trail, known, where=f"{page.file}:{at}", article=page.article)
        for at, trail, one in found[:MOST_FAULTS]
    ]


@cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Every key of a model and of the models inside it, as it is written."""
    seen: dict[str, None] = {}
    waiting: list[Any] = [model]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, type) and issubclass(one, BaseModel):
            for name, field in one.model_fields.items():
                seen[field.alias or name] = None
                waiting.append(field.annotation)
            waiting.append(others_of(one))
        else:
            waiting.extend(getattr(one, "__args__", ()))
    return tuple(seen)


def others_of(model: type[BaseModel]) -> Any:
    """What keys hold that a model does not list; None where such keys are refused."""
    if model.model_config.get("extra") != "allow":
        return None
    return get_type_hints(model)["__pydantic_extra__"]


def _told_apart(error: ValidationError, known: tuple[str, ...]) -> dict[Trail, ErrorDetails]:
    """One finding for each place: of a choice of forms, the one that got furthest."""
    found: dict[Trail, ErrorDetails] = {}
    for one in error.errors(include_url=False):
        found.setdefault(_trail(one, known), one)
    shorter = {trail[:length] for trail in found for length in range(len(trail))}
    return {trail: one for trail, one in found.items() if trail not in shorter}


def _trail(one: ErrorDetails, known: tuple[str, ...]) -> Trail:
    """The keys and places that lead to a finding, without the names of the forms that were tried."""
    own = len(one["loc"]) - 1 if one["type"] == "extra_forbidden" else None
    return tuple(
        part for nth, part in enumerate(one["loc"]) if isinstance(part, int) or part in known or nth == own
    )


def _fault(
    one: ErrorDetails, trail: Trail, known: tuple[str, ...], *, where: str, article: str | None
) -> Fault:
    carried = _context(one).get("error")
    if isinstance(carried, FieldFault):
        return _placed(carried.fault, spoken(trail), where, article)
    key = spoken(trail)
    match one["type"]:
        case "extra_forbidden":
            return _unknown(str(trail[-1]), known, where, article)
        case "missing":
            return InputFault(
                "The key “{key}” is missing.",
                code="rule.missing-key",
                next_step="State it: silence is never filled in for you.",
                where=where,
                article=article,
                key=key,
            )
        case "literal_error":
            return _not_a_choice(one, key, where, article)
    return InputFault(
        "The key “{key}” does not hold what it should: {problem}.",
        code="rule.value",
        next_step="See it in the charter reference.",
        where=where,
        article=article,
        key=key,
        problem=_problem(one),
    )


def _unknown(key: str, known: tuple[str, ...], where: str, article: str | None) -> Fault:
    """The fault for a key that is misspelt, or is right in another table alone."""
    near = difflib.get_close_matches(key, known, n=1)
    now = "Did you mean “{near}”?" if near else "The keys are {keys}."
    return InputFault(
        "The key “{key}” is unknown here.",
        code="rule.unknown-key",
        next_step="It belongs in another table; see the charter reference." if key in known else now,
        where=where,
        article=article,
        key=key[:60],
        near=near[0] if near else "",
        keys=", ".join(known),
    )


def _problem(one: ErrorDetails) -> str:
    if _context(one).get("pattern") == WORD:
        return "it is one word of lower-case letters, digits and hyphens"
    return _SHAPES.get(one["type"], one["msg"][:1].lower() + one["msg"][1:])


def _not_a_choice(one: ErrorDetails, key: str, where: str, article: str | None) -> Fault:
    choices = _EXPECTED.findall(str(_context(one)["expected"]))
    near = difflib.get_close_matches(str(one["input"])[:60], choices, n=1)
    return InputFault(
        "The key “{key}” holds “{given}”, which is none of its choices.",
        code="rule.value",
        next_step="Did you mean “{near}”?" if near else "It holds one of {choices}.",
        where=where,
        article=article,
        key=key,
        given=str(one["input"])[:60],
        near=near[0] if near else "",
        choices=", ".join(choices),
    )


def _context(one: ErrorDetails) -> Mapping[str, Any]:
    return one.get("ctx", {})


def _placed(fault: Fault, path: str, where: str, article: str | None) -> Fault:
    """A fault of a value, told with the key it stands under."""
    says, now = fault.template, fault.next_step_template
    if not fault.values:
        says, now = (text.replace("{", "{{").replace("}", "}}") for text in (says, now))
    values = {**fault.values, "path": path}
    prefix = "{path}: " if path else ""
    return InputFault(prefix + says, code=fault.code, next_step=now, article=article, where=where, **values)
