"""A rule as a form: one slot for each key of its kind, as the schema of charters has it."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, Literal

from bylaws.charter.describing import described
from bylaws.charter.schema import charter_schema
from bylaws.charter.text import read_toml
from bylaws.kernel.faults import Fault

Form = Literal["text", "whole", "choice", "yes-no", "date", "lines", "several", "table", "rows", "as-written"]
Path = tuple[str | int, ...]
FORMS: Final[dict[str, Form]] = {
    "boolean": "yes-no",
    "integer": "whole",
    "string": "text",
    "object": "table",
}
Said = Mapping[str, list[str]]
"""What was sent: by the name of a control, its values."""
KEPT_AS: Final = {"text": str, "whole": int, "yes-no": bool, "table": dict}


@dataclass(frozen=True, slots=True)
class Slot:
    """One key: what it says, what its absence means, and what stands there now."""

    path: Path
    form: Form
    says: str
    absent: str = ""
    choices: tuple[str, ...] = ()
    example: str = ""
    value: str = ""
    values: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    """Of a table."""
    rows: tuple[tuple[Slot, ...], ...] = field(default=())

    @property
    def key(self) -> str:
        """The key as it is written."""
        return str(self.path[-1])

    @property
    def is_stated(self) -> bool:
        """Whether it has to be said, or is: what may be left out and is waits folded away."""
        return not self.absent or self.is_said

    @property
    def is_said(self) -> bool:
        """Whether anything stands there."""
        return bool(self.value or self.values or self.rows) or any(one.is_said for one in self.slots)

    @property
    def name(self) -> str:
        """The name of its control; also says where it stands: `steps.0.share`."""
        return ".".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class RuleForm:
    """The form of one rule; `why_not` says why there is none."""

    kind: str
    about: str
    slots: tuple[Slot, ...] = ()
    others: str = ""
    """What a key holds that the kind does not list, such as a matter; empty where there are none."""
    why_not: Literal["", "toml", "kind"] = ""


def form_of(toml: str) -> RuleForm:
    """The form of a rule as it is written; what is nested deeper than anybody reads has none."""
    try:
        return _form_of(toml)
    except RecursionError:
        return RuleForm("", "", why_not="toml")


def _form_of(toml: str) -> RuleForm:
    try:
        read_toml(toml, where="", line=0, article=None)  # what no charter may hold has no form
        table = tomllib.loads(toml)
    except (Fault, ValueError):
        return RuleForm("", "", why_not="toml")
    kind = table.get("kind")
    schema = of_kind(kind) if isinstance(kind, str) else None
    if schema is None:
        return RuleForm(str(kind or ""), "", why_not="kind")
    others = schema.get("additionalProperties") or {}
    return RuleForm(
        str(kind),
        str(schema.get("description", "")).partition("\n\n")[0],
        tuple(_slots(schema, table, (), skip=("kind",))),
        others="text" if others else "",
    )


def told_in(form: RuleForm, language: str) -> RuleForm:
    """The form with what its keys say in a language."""
    return replace(
        form,
        about=described(form.about, language),
        slots=tuple(_slot_told_in(slot, language) for slot in form.slots),
    )


def _slot_told_in(slot: Slot, language: str) -> Slot:
    return replace(
        slot,
        says=described(slot.says, language),
        absent=described(slot.absent, language),
        slots=tuple(_slot_told_in(one, language) for one in slot.slots),
        rows=tuple(tuple(_slot_told_in(one, language) for one in row) for row in slot.rows),
    )


def of_kind(kind: str) -> dict[str, Any] | None:
    """The schema of a kind, as a rule writes it: “surplus”, “surplus/2”; None where there is no such."""
    return _kinds().get(kind)


def kinds() -> tuple[str, ...]:
    """Every kind a rule can be of, in the words of the first version."""
    return tuple(kind for kind in _kinds() if "/" not in kind)


@lru_cache(maxsize=1)  # changes with the software alone
def _schema() -> dict[str, Any]:
    return charter_schema()


@lru_cache(maxsize=1)
def _kinds() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one in _schema()["$defs"]["Rule"]["oneOf"]:
        schema = _meant(one)
        for kind in schema["properties"]["kind"]["enum"]:
            found[kind] = schema
    return found


def _meant(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What a schema that refers to another says, with its own words over it."""
    if "$ref" not in schema:
        return dict(schema)
    named = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
    return {**named, **{key: value for key, value in schema.items() if key != "$ref"}}


def _slots(
    schema: Mapping[str, Any], table: Mapping[str, Any], path: Path, skip: Sequence[str] = ()
) -> list[Slot]:
    known = schema.get("properties", {})
    found = [
        slot_of((*path, key), said, table.get(key), required=key in schema.get("required", ()))
        for key, said in known.items()
        if key not in skip
    ]
    others = schema.get("additionalProperties")
    for key, value in table.items():
        if key not in known:
            said = others if isinstance(others, dict) else {}
            found.append(slot_of((*path, key), said, value, required=False))
    return found


def slot_of(path: Path, said: Mapping[str, Any], value: Any, *, required: bool) -> Slot:
    """One key with what stands there; what its form cannot hold is left as it is written."""
    meant = _chosen(said, value)
    shape = _form(meant)
    if value is not None and not _fits(shape, value, meant):
        shape = "as-written"
    plain = Slot(
        path,
        shape,
        str(said.get("description", "")),
        "" if required else str(said.get("absent", "")),
        example=", ".join(map(str, meant.get("examples", ()))),
    )
    match shape:
        case "table":
            return replace(plain, slots=tuple(_slots(meant, value or {}, path)))
        case "rows":
            each = _meant(meant["items"])
            rows = [tuple(_slots(each, row, (*path, at))) for at, row in enumerate(value or ())]
            return replace(plain, rows=tuple(rows))
        case "lines" | "several":
            return replace(plain, choices=_choices(meant["items"]), values=tuple(value or ()))
        case "as-written":
            return replace(plain, value=_as_written(value))
    return replace(plain, choices=_choices(meant), value=_shown(value))


def _chosen(said: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """Of several forms a key may have, the one that fits what stands there; the first where nothing does."""
    meant = _meant(said)
    several = [_meant(one) for one in meant.get("anyOf", ())]
    for one in several:
        if _form(one) == "rows" and isinstance(value, list):
            return one
        if isinstance(value, str) and one.get("type") == "string":
            return one
    return several[0] if several else meant


def _form(meant: Mapping[str, Any]) -> Form:
    if "enum" in meant or "const" in meant:
        return "choice"
    kind = meant.get("type")
    if kind == "array":
        return _form_of_a_list(_meant(meant["items"]))
    if kind == "string" and meant.get("format") == "date":
        return "date"
    return FORMS.get(str(kind), "as-written")


def _form_of_a_list(each: Mapping[str, Any]) -> Form:
    if "enum" in each or "const" in each:
        return "several"
    if each.get("type") == "object":
        return "rows"
    return "lines" if each.get("type") == "string" else "as-written"


def _choices(meant: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(map(str, meant.get("enum", [meant["const"]] if "const" in meant else ())))


def _fits(shape: Form, value: Any, meant: Mapping[str, Any]) -> bool:
    """Whether what stands there can be shown in the form of its key."""
    match shape:
        case "choice":
            return isinstance(value, str) and value in _choices(meant)
        case "date":
            return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        case "rows" | "lines" | "several":
            each = dict if shape == "rows" else str
            return isinstance(value, list) and all(isinstance(one, each) for one in value)
        case "as-written":
            return True
    return type(value) is KEPT_AS[shape]


def _as_written(value: Any) -> str:
    """A value as one line of TOML."""
    if value is None:
        return ""
    import tomlkit  # noqa: PLC0415 — slow to load, and few visitors change a rule

    line = tomlkit.array()
    line.append(value)
    return line.as_string()[1:-1]


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dt.date():
            return value.isoformat()
    return str(value)
