"""Why an answer is what it is: a tree of codes and values, each with its article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar, assert_never

from bylaws.kernel.money import Money

T = TypeVar("T")
Value = str | int | bool | None | Money | Fraction | dt.date


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an argument. `code` names the sentence; catalogues at the edge hold its words."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    article: str | None = None
    parts: tuple[Reason, ...] = ()

    def walk(self) -> Iterator[Reason]:
        """This reason and every reason below it, top first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def articles(self) -> tuple[str, ...]:
        """Each article this reason stands on, once, in the order it is first cited."""
        return tuple(dict.fromkeys(r.article for r in self.walk() if r.article))


@dataclass(frozen=True, slots=True)
class Explained(Generic[T]):
    """An answer and the reason for it."""

    value: T
    reason: Reason


Json = str | int | bool | None | dict[str, "Json"] | list["Json"]


def as_json(reason: Reason) -> dict[str, Json]:
    """A reason as plain JSON: money, shares and days as exact strings."""
    out: dict[str, Json] = {
        "code": reason.code,
        "values": {name: value_as_json(value) for name, value in sorted(reason.values.items())},
    }
    if reason.article:
        out["article"] = reason.article
    if reason.parts:
        out["parts"] = [as_json(part) for part in reason.parts]
    return out


def value_as_json(value: Value) -> Json:
    """One value as JSON: money as its decimal string, a share as "n/d", a day as ISO 8601."""
    match value:
        case bool() | int() | str() | None:
            return value
        case Money():
            return value.decimal()
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case dt.date():
            return value.isoformat()
        case _:
            assert_never(value)
