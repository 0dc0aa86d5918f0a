"""One spelling for every value, so that equal content has equal bytes (RFC 8785, without fractions)."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any, TypeAlias

from bylaws.kernel.faults import InputFault

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

# Beyond this a reader that keeps numbers as doubles would read another number (RFC 7493).
LARGEST = 2**53 - 1
DEEPEST = 200
_PLAIN = frozenset({str, int, bool, type(None), list, tuple, dict})


def canonical(value: Json) -> bytes:
    """The canonical bytes of a value: UTF-8, no spaces, names in the order of their UTF-16 units.

    Takes text, whole numbers up to 2^53 - 1 either way, yes, no, nothing, lists and objects.
    Fault `record.not-canonical` for anything else: a fraction has more than one spelling, so amounts
    and shares are written as text. Rule: RFC 8785.
    """
    if plain(value):
        try:
            return _IN_ONE_GO(value).encode("utf-8")
        except UnicodeEncodeError:
            pass  # half a character: the slow way says where it stands
    return spelled(value, "the content").encode("utf-8")


def canonical_of_plain(value: Json) -> bytes:
    """The same bytes for a value that is plain by how it was made, without looking through it first.

    For what types already promise: text, whole numbers a co-op counts in, names in ASCII.
    """
    return _IN_ONE_GO(value).encode("utf-8")


def plain(value: object) -> bool:
    """Whether the standard encoder spells a value the same in one go, at twenty times the speed.

    It does when every number and name is beyond doubt: names in ASCII sort alike in any encoding.
    Looked at level by level, so that a large co-op's year takes a few loops and not millions of calls.
    """
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        if not level:
            return True
        kinds = set(map(type, level))
        numbers = [part for part in level if type(part) is int] if int in kinds else [0]
        objects = [part for part in level if type(part) is dict] if dict in kinds else []
        if not kinds <= _PLAIN or min(numbers) < -LARGEST or max(numbers) > LARGEST:
            return False
        if not all(type(name) is str and name.isascii() for name in chain.from_iterable(objects)):
            return False
        nested = list in kinds or tuple in kinds
        lists = [part for part in level if type(part) is list or type(part) is tuple] if nested else []
        level = [*chain.from_iterable(lists), *chain.from_iterable(map(dict.values, objects))]
    return False


_IN_ONE_GO = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


def spelled(value: object, where: str) -> str:
    """The canonical text of one value; `where` names it in a fault."""
    match value:
        case None | bool():
            return json.dumps(value)
        case int():
            return number(value, where)
        case str():
            return text(value, where)
        case list() | tuple():
            return (
                "[" + ",".join(spelled(part, f"{where}, item {n}") for n, part in enumerate(value, 1)) + "]"
            )
        case dict():
            return "{" + ",".join(members(value, where)) + "}"
        case _:
            raise refusal(
                "{content} is of a kind that has no one spelling: {kind}.", where, type(value).__name__
            )


def members(value: dict[object, object], where: str) -> list[str]:
    """The name and value pairs of an object, in canonical order."""
    names = [name for name in value if isinstance(name, str)]
    if len(names) != len(value):
        raise refusal("{content} has a name that is not text.", where)
    pairs = [
        (text(name, where), spelled(value[name], f"{where}, “{name}”")) for name in sorted(names, key=units)
    ]
    return [f"{name}:{part}" for name, part in pairs]


def units(name: str) -> bytes:
    """What RFC 8785 sorts names by: their UTF-16 code units; big-endian bytes sort the same way."""
    return name.encode("utf-16-be", "surrogatepass")


def number(value: int, where: str) -> str:
    """A whole number that every reader reads as the same number."""
    if abs(value) > LARGEST:
        raise refusal("{content} is a number too large to be read the same everywhere.", where)
    return str(value)


def text(value: str, where: str) -> str:
    """Quoted text with the escapes of RFC 8785; half a character is refused."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise refusal("{content} holds half a character.", where) from None
    return json.dumps(value, ensure_ascii=False)


def refusal(says: str, where: str, kind: str = "") -> InputFault:
    """The fault of this module, with its cure."""
    return InputFault(
        says,
        code="record.not-canonical",
        next_step="Write it as text, a whole number, yes or no, a list or an object.",
        content=where,
        kind=kind,
    )
