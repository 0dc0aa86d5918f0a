"""The charter reference: every kind and every key, from the models themselves."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import tomllib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bylaws.charter import examples
from bylaws.charter.amendments import AmendmentFront, ArticleNumber, NumberOrFront
from bylaws.charter.charter import read_charter
from bylaws.charter.counting import COUNTED
from bylaws.charter.fields import ClockSpan, Word, is_executed
from bylaws.charter.kinds import KINDS, Kind
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.front import Front
from bylaws.charter.kinds.membership import STAGES
from bylaws.charter.kinds.subjects import MATTERS
from bylaws.charter.kinds.transparency import AUDIENCES, CLASSES, CLOSED_UNLESS_SAID
from bylaws.charter.thresholds import Threshold
from bylaws.charter.words import governed, plain
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Span

INTRODUCTION = """\
# Charter reference

*Generated from the models by `bylaws.charter.reference`; a test holds this page equal to them, and says how
to write it anew.*

A charter is Markdown. Its rules stand in fences ` ```toml rule ` under numbered articles. Every key is either
required, or its absence has the one meaning given here. What is marked *not executed yet* is read, checked
and told in plain words, and the software does not act on it. Paths count from 1: `steps[2].cash` is the key
`cash` of the second `[[steps]]`.

| a value | is written | for instance |
|---|---|---|
| money | text, with the decimals of the currency | `"3000.00"` |
| share | text, a percentage or a fraction | `"75%"`, `"2/3"` |
| threshold | text, a share, or one to be exceeded | `"2/3"` is at least two thirds, `"more than 1/2"` |
| span | text, ISO 8601, in years, months, weeks and days | `"P9M"`, `"P1Y6M"`, `"P7D"` |
| working time | text, ISO 8601, in hours and minutes | `"PT7H30M"` |
| date | without quotes | `2025-01-01` |
| whole number | without quotes | `12` |
| word | text: lower-case letters, digits and hyphens | `"client-work"` |
| yes or no | without quotes | `true`, `false` |
"""

NOT_EXECUTED = "not executed yet"

SIMPLE: tuple[tuple[Any, str], ...] = (
    (ClockSpan, "working time"),
    (Word, "word"),
    (NumberOrFront, "number of an article, or `front`"),
    (ArticleNumber, "number of an article"),
    (Money, "money"),
    (Fraction, "share"),
    (Threshold, "threshold"),
    (Span, "span"),
    (dt.date, "date"),
    (bool, "yes or no"),
    (int, "whole number"),
    (str, "text"),
)
PUBLISHED: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "membership": (("stages", STAGES),),
    "subjects": (("matters", MATTERS),),
    "transparency": (("classes", CLASSES), ("audiences", AUDIENCES)),
}


def charter_reference() -> str:
    """The reference page, in Markdown."""
    kinds = [_kind(kind) for kind in KINDS.values()]
    return "\n".join([INTRODUCTION, _front(), _amendment(), *kinds])


def _front() -> str:
    head = ["## Front matter", "", _about(Front), "", f"**Which text:** {governed('front')}", ""]
    return "\n".join([*head, *_tables(Front, tomllib.loads(examples.FRONT)), *_fence("toml", examples.FRONT)])


def _amendment() -> str:
    head = ["## Front matter of an amendment", "", _about(AmendmentFront), ""]
    shown = tomllib.loads(examples.AMENDMENT)
    return "\n".join([*head, *_tables(AmendmentFront, shown), *_fence("toml", examples.AMENDMENT)])


def _kind(kind: Kind) -> str:
    toml = examples.RULES[kind.name]
    named = " Each rule of this kind has a `name`, one word." if kind.named else ""
    head = [f"## Kind `{kind.name}`", "", f"{_about(kind.model)}{named}", ""]
    head += [f"**Which text:** {governed(kind.name)}", ""]
    head += [f"**Versions:** {_versions(kind)}", ""]
    if not kind.executed:
        head += [
            f"**{NOT_EXECUTED}.** Such a rule is read, checked and told; the software does not act on it.",
            "",
        ]
    published = [f"Published {what}: {_choices(words)}." for what, words in PUBLISHED.get(kind.name, ())]
    published += (
        [f"Closed unless said, and then open to: {_closed()}."] if kind.name == "transparency" else []
    )
    shown = [toml, *examples.MORE.get(kind.name, ())]
    tables = _tables(kind.model, _merged([tomllib.loads(one) for one in shown]))
    tables += [COUNTED] if kind.model is Decision else []
    told = [line for one in shown for line in (*_fence("toml rule", one), *_in_words(one))]
    return "\n".join([*head, *tables, *published, *([""] if published else []), *told])


def _versions(kind: Kind) -> str:
    later = "".join(f", `{kind.name}/{number}`" for number in kind.versions if number != "1")
    return f"`{kind.name}/1`, also written `{kind.name}`{later}."


def _about(model: type[BaseModel]) -> str:
    return inspect.cleandoc(model.__doc__ or "")


def _in_words(toml: str) -> list[str]:
    text = f"---\n{examples.FRONT}---\n## Article 1\n```toml rule\n{toml}```\n"
    charter = read_charter(text)
    held = charter.on(charter.base_front.starts())
    told = [f"- {sentence}" for rule in held.standing[0].rules for sentence in plain(rule)]
    return ["In plain words:", "", *told, ""]


def _fence(says: str, toml: str) -> list[str]:
    return [f"```{says}", toml.rstrip("\n"), "```", ""]


def _tables(model: type[BaseModel], shown: Mapping[str, Any], path: str = "") -> list[str]:
    """The table of a model's keys, then those of the tables inside it."""
    lines = [f"Within `{path}`:", ""] if path else []
    lines += ["| key | says | holds | when it is absent | for instance |", "|---|---|---|---|---|"]
    inside: list[str] = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        lines.append(_row(key, field, shown.get(key)))
        for inner in _models(field.annotation):
            inside += _tables(inner, _merged(shown.get(key)), f"{path}.{key}" if path else key)
    return [*lines, "", *inside]


def _row(key: str, field: FieldInfo, shown: Any) -> str:
    extra = field.json_schema_extra
    absent = str(extra["absent"]) if isinstance(extra, dict) and "absent" in extra else "**required**"
    example = "" if _is_table(shown) else f"`{_toml(shown)}`"
    says = f"{field.description}{'' if is_executed(field) else f' (*{NOT_EXECUTED}*)'}"
    cells = [f"`{key}`", says, _holds(field), absent, example]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _is_table(shown: Any) -> bool:
    return isinstance(shown, dict) or (isinstance(shown, list) and isinstance(shown[0], dict))


def _merged(shown: Any) -> dict[str, Any]:
    """Every key that any of several tables shows; the first to show it is taken."""
    tables = shown if isinstance(shown, list) else [shown]
    return {
        key: value for table in reversed(tables) if isinstance(table, dict) for key, value in table.items()
    }


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _holds(field: FieldInfo) -> str:
    """What a key holds, in words; the limits of a whole number, and how long a list may be, with it."""
    # A field keeps the pattern of a word apart from its type.
    kind = Word if any(one in field.metadata for one in get_args(Word)[1].metadata) else field.annotation
    called = _called(kind)
    least, most = ("min_length", "max_length") if called.startswith("a list") else ("ge", "le")
    return f"{called}{_limit(field, least, 'at least')}{_limit(field, most, 'at most')}"


def _limit(field: FieldInfo, limit: str, says: str) -> str:
    return "".join(f", {says} {getattr(one, limit)}" for one in field.metadata if hasattr(one, limit))


def _called(annotation: Any) -> str:
    simple = next((name for known, name in SIMPLE if annotation == known), None)
    parts = [part for part in get_args(annotation) if part is not NoneType]
    origin = get_origin(annotation)
    if simple:
        called = simple
    elif origin is Annotated:
        called = _called(parts[0])
    elif origin is Literal:
        called = _choices(parts)
    elif origin is list:
        called = f"a list, each {_called(parts[0])}"
    elif parts and origin is not dict:
        called = " or ".join(_called(part) for part in parts)
    else:
        called = "a table"
    return called


def _closed() -> str:
    """Each class that is closed unless a charter opens it, with its usual audience."""
    told = ((name, _choices(to) or "nobody") for name, to in CLOSED_UNLESS_SAID.items())
    return "; ".join(f"`{name}` — {to}" for name, to in told)


def _choices(words: Any) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case list():
            return f"[{', '.join(_toml(item) for item in value)}]"
    return str(value)
