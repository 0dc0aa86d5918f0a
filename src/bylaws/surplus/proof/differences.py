"""Where a pack's result is not what its texts and facts come to: person, step, and both figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import from_json

from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason, Value

MOST = 12
"""How many differences are told; the first say where to look."""
TOLD_AT_MOST = 80
KEYS = {"people": "person", "shares": "step", "steps": "number", "entry": "account"}
"""By what the items of a list are known, so that a missing one does not shift all after it."""
AMOUNTS = {
    "share": "share",
    "cash": "cash",
    "retained": "retained",
    "to_buy_in": "to-buy-in",
    "notice": "notices",
    "notices": "notices",
    "interest": "interest",
    "loss": "loss",
}
MONEY = {*AMOUNTS, "amount", "left", "surplus", "tax"}
Path = tuple[str, ...]
Found = tuple[Path, Any, Any]


def differences(ours: Mapping[str, Any], given: bytes, names: Mapping[str, str]) -> tuple[Reason, ...]:
    """What differs between a result reckoned again and the bytes of a result, at most `MOST` things.

    Reasons have the figures first and what follows from them, the reasons of the figures, last.
    """
    try:
        theirs = from_json(given, allow_inf_nan=False)
    except ValueError as error:
        return (Reason("difference.unreadable", {"problem": str(error)[:TOLD_AT_MOST]}),)
    found = sorted(_walk((), dict(ours), theirs), key=lambda one: "why" in one[0])[:MOST]
    if not found:
        return (Reason("difference.spelling"),)
    return tuple(_told(one, ours, names) for one in found)


ABSENT = object()


def _walk(path: Path, ours: Any, theirs: Any) -> Iterator[Found]:
    """Every place where two values differ; goes only as deep as ours."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in [*ours, *(key for key in theirs if key not in ours)]:
            yield from _walk((*path, key), ours.get(key, ABSENT), theirs.get(key, ABSENT))
    elif isinstance(ours, list) and isinstance(theirs, list):
        yield from _walk_list(path, ours, theirs)
    elif type(ours) is not type(theirs) or ours != theirs:
        yield path, ours, theirs


def _walk_list(path: Path, ours: list[Any], theirs: list[Any]) -> Iterator[Found]:
    known_by = KEYS.get(path[-1])
    mine, given = _by_key(ours, known_by), _by_key(theirs, known_by)
    if len(given) < len(theirs):
        yield path, len(ours), len(theirs)
        return
    for key in [*mine, *(key for key in given if key not in mine)]:
        yield from _walk((*path, key), mine.get(key, ABSENT), given.get(key, ABSENT))


def _by_key(items: list[Any], known_by: str | None) -> dict[str, Any]:
    """The items of a list by what they are known by, or by their place."""
    if known_by is None or not all(isinstance(item, dict) for item in items):
        return {str(nth): item for nth, item in enumerate(items, start=1)}
    return {str(item.get(known_by)): item for item in items}


def _told(found: Found, result: Mapping[str, Any], names: Mapping[str, str]) -> Reason:
    path, ours, theirs = found
    currency = str(result["currency"]) if path[-1:] and path[-1] in MONEY else None
    both: dict[str, Value] = {"theirs": _value(theirs, currency), "ours": _value(ours, currency)}
    match path:
        case ("people", key, *below):
            return _of_person(_short(names.get(key, key)), path, below, both, theirs)
        case ("steps", step, "amount"):
            return Reason("difference.step", {"step": step, **both})
        case ("entry", account, "amount"):
            return Reason("difference.entry", {"account": account, **both})
    return _elsewhere(path, both)


def _of_person(name: str, path: Path, below: list[str], both: dict[str, Value], theirs: Any) -> Reason:
    match below:
        case []:
            code = "difference.person-missing" if theirs is ABSENT else "difference.person-extra"
            return Reason(code, {"person": name})
        case [what] if what in AMOUNTS:
            return Reason("difference.sum", {"person": name, "what": AMOUNTS[what], **both})
        case ["shares", step, what] if what in AMOUNTS:
            about: dict[str, Value] = {"person": name, "step": step, "what": AMOUNTS[what]}
            return Reason("difference.share", {**about, **both})
    return _elsewhere(path, both)


def _elsewhere(path: Path, both: dict[str, Value]) -> Reason:
    return Reason("difference.value", {"place": _short(", ".join(path) or "result.json"), **both})


def _value(value: Any, currency: str | None) -> Value:
    """A value as it is told: money where it is that, a dash where there is none."""
    if value is ABSENT:
        return "—"
    if currency is None:
        return _short(str(value))
    try:
        return Money.parse(value, currency)
    except Fault:
        return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= TOLD_AT_MOST else f"{text[: TOLD_AT_MOST - 1]}…"
