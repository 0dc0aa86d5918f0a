"""Values as a charter writes them, and a rule as a flat list of the keys it states."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bylaws.charter.fields import is_time, stands_for
from bylaws.charter.thresholds import Threshold
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Span
from bylaws.kernel.shares import write_share

NO_FIELD = FieldInfo()
"""Of a key that a model does not list."""


def keys_written(says: BaseModel) -> dict[str, str]:
    """Each key of a rule that says something, as a path such as `steps[2].cash`, with its value as text.

    A key that says no more than its absence does is left out, so two rules that mean the same have the
    same keys. Items of a list that have names go by them, the others by their place, counted from 1.
    """
    found: dict[str, str] = {}
    for name, field in type(says).model_fields.items():
        value = getattr(says, name)
        if value is not None and (field.is_required() or value != stands_for(field)):
            found.update(_under(field.alias or name, value, field))
    for other, value in sorted((says.model_extra or {}).items()):
        listed = _under(other, value, NO_FIELD)
        found.update({other: only} if (only := listed.get(f"{other}[1].by")) and len(listed) == 1 else listed)
    return found


def _under(key: str, value: Any, field: FieldInfo) -> dict[str, str]:
    match value:
        case BaseModel():
            return {f"{key}.{inner}": text for inner, text in keys_written(value).items()}
        case [BaseModel(), *_]:
            found: dict[str, str] = {}
            for nth, item in enumerate(value, start=1):
                place = getattr(item, "name", None) if "name" in _required(item) else None
                for inner, text in keys_written(item).items():
                    found[f"{key}[{place or nth}].{inner}"] = text
            return found
        case list():
            return {key: ", ".join(_text(item, field) for item in value)}
    return {key: _text(value, field)}


def _required(item: BaseModel) -> set[str]:
    return {name for name, field in type(item).model_fields.items() if field.is_required()}


def _text(value: Any, field: FieldInfo) -> str:
    match value:
        case Money():
            return value.decimal()
        case Fraction():
            return write_share(value)
        case dt.date():
            return value.isoformat()
        case bool():
            return "true" if value else "false"
        case int() if is_time(field):
            return _clock(value)
        case Span() | Threshold() | int() | str():
            return str(value)
    raise TypeError(f"no way to write {type(value).__name__}")


def _clock(seconds: int) -> str:
    """A length of working time as ISO 8601 writes it."""
    hours, minutes = divmod(seconds // 60, 60)
    return "PT" + (f"{hours}H" if hours or not minutes else "") + (f"{minutes}M" if minutes else "")
