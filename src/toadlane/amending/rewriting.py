"""Writing a rule anew from its form: only what changed changes, to the comment and the space."""

from __future__ import annotations

import copy
import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

import tomlkit
from django.utils.translation import gettext_noop
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from bylaws.kernel.faults import InputFault
from toadlane.amending.slots import Form, Path, RuleForm, Said, Slot, form_of

KEY: Final = re.compile(r"[a-z][a-z0-9_-]{0,62}")
WHOLE: Final = re.compile(r"-?[0-9]{1,18}")
STEPS: Final = {"up": -1, "down": 1}
DO: Final = re.compile(r"(?:add:[a-z][a-z0-9_.-]*|(?:up|down|remove):[a-z][a-z0-9_.-]*\.[0-9]{1,4})?")


def rewritten(toml: str, said: Said, *, do: str = "") -> str:
    """A rule with what its form says now; `do` adds, moves or removes a row: `add:steps`, `up:steps.1`.

    Whatever the form leaves as it was stays as it is written. Faults: `form.cannot` where the rule cannot
    be shown as a form or written so that it says just this, `form.value` for a number or a date that is none.
    """
    form = form_of(toml)
    if form.why_not or not DO.fullmatch(do):
        raise cannot()
    wanted = tomllib.loads(toml)
    try:
        written = tomlkit.parse(toml)
        for slot in _changed(form, said):
            for held in (wanted, written):
                _put(held, slot.path, _value(slot, said))
        for held in (wanted, written):
            _other(held, form, said)
            _row(held, do)
        text = tomlkit.dumps(written)
        if tomllib.loads(text) == wanted:
            return text
    except (TOMLKitError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise cannot() from error
    raise cannot()


def cannot() -> InputFault:
    """The form gives way to the text."""
    return InputFault(
        gettext_noop("This rule says something that its form cannot write."),
        code="form.cannot",
        next_step=gettext_noop("Change it in the text; nothing of it was touched."),
    )


def _changed(form: RuleForm, said: Said) -> Iterator[Slot]:
    """The slots whose control says something else than what stands there."""
    for slot in _all(form.slots):
        if slot.name not in said:
            continue
        given = _given(slot.form, said[slot.name])
        before = list(slot.values) if slot.form in {"lines", "several"} else [slot.value]
        if given != before and not (slot.form == "several" and sorted(given) == sorted(before)):
            yield slot


def _all(slots: tuple[Slot, ...]) -> Iterator[Slot]:
    for slot in slots:
        if slot.form == "table":
            yield from _all(slot.slots)
        elif slot.form == "rows":
            for row in slot.rows:
                yield from _all(row)
        elif slot.form != "as-written":
            yield slot


def _given(form: Form, values: list[str]) -> list[str]:
    if form == "lines":
        return [line.strip() for value in values for line in value.splitlines() if line.strip()]
    if form == "several":
        return [value for value in values if value]
    return [values[-1].strip() if values else ""]


def _value(slot: Slot, said: Said) -> Any:
    """What a control says, as TOML holds it; None where it is empty."""
    given = _given(slot.form, said[slot.name])
    if slot.form in {"lines", "several"}:
        return given or None
    [text] = given
    if not text:
        return None
    match slot.form:
        case "yes-no":
            return text == "true"
        case "whole":
            if not WHOLE.fullmatch(text):
                raise _no_value(slot, text)
            return int(text)
        case "date":
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                raise _no_value(slot, text) from None
    return text


def _no_value(slot: Slot, text: str) -> InputFault:
    return InputFault(
        gettext_noop("“{given}” cannot stand at “{key}”."),
        code="form.value",
        next_step=gettext_noop("Write a whole number in digits, or a day as in 2025-03-31."),
        given=text[:60],
        key=slot.name,
    )


def _put(held: Any, path: Path, value: Any) -> None:
    """Put a value at its place, or take it away; a table it needs comes with it, an empty one goes."""
    *above, key = path
    place = held
    trail = []
    for at, step in enumerate(above):
        if isinstance(step, str) and step not in place:
            if value is None:
                return
            place[step] = tomlkit.inline_table() if at or _is_written(held) else {}
        trail.append((place, step))
        place = place[step]
    if value is None:
        place.pop(key, None)
        for outer, step in reversed(trail):
            if isinstance(step, str) and outer[step] == {}:
                del outer[step]
    else:
        place[key] = copy.deepcopy(value)


def _is_written(held: Any) -> bool:
    return isinstance(held, tomlkit.TOMLDocument)


def _other(held: Any, form: RuleForm, said: Said) -> None:
    """A key of one's own, such as a matter, where the kind has room for such."""
    key, value = ((said.get(name) or [""])[-1].strip() for name in ("other-key", "other-value"))
    if not form.others or not key or not value:
        return
    if not KEY.fullmatch(key) or key in held:
        raise KeyError(key)
    held[key] = value


def _row(held: Any, do: str) -> None:
    """Add, move or remove a row."""
    act, _, where = do.partition(":")
    if not act:
        return
    *above, last = [int(step) if step.isdigit() else step for step in where.split(".")]
    place = held
    for step in above:
        place = place[step]
    if act == "add":
        _add(held, place, last)
    elif act == "remove":
        del place[last]
        if not place:
            outer = held
            for step in above[:-1]:
                outer = outer[step]
            del outer[above[-1]]
    else:
        _move(place, int(last), STEPS[act])


def _add(held: Any, place: Any, key: str | int) -> None:
    if _is_written(held):
        if key not in place:
            place[key] = tomlkit.aot() if place is held else tomlkit.array()
        rows = place[key]
        rows.append(tomlkit.table() if isinstance(rows, AoT) else tomlkit.inline_table())
    else:
        place.setdefault(key, []).append({})


def _move(rows: Any, at: int, step: int) -> None:
    there = at + step
    if not 0 <= there < len(rows):
        return
    row = rows[at]
    del rows[at]
    rows.insert(there, row)
