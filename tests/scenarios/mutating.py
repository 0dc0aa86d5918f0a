"""Every clause of a model charter changed a little, one at a time: another valid value, or left out."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from bylaws.charter.amendments import AmendmentFront
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds import KINDS
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.front import Front
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.subjects import INDIVIDUAL
from bylaws.charter.kinds.transparency import AUDIENCES
from bylaws.charter.misfits import others_of
from bylaws.kernel.shares import parse_share
from tests.scenarios.stories import CHARTERS, charter_of

BASE = "charter.md"
OPENS, CLOSES = "```toml rule\n", "```\n"
RULE = re.compile(rf"^{OPENS}(?P<toml>.*?)^{CLOSES}", re.DOTALL | re.MULTILINE)
FRONT = re.compile(r"\A---\n(?P<toml>.*?)^---$", re.DOTALL | re.MULTILINE)
ARTICLE = re.compile(r"^## Article (?P<number>\d+)", re.MULTILINE)
MONEY = re.compile(r"\d+\.\d\d")
SHARE = re.compile(r"\d+(\.\d+)?%|\d+/\d+")
SPAN = re.compile(r"(?P<head>PT?(?:\d+[A-Z])*?)(?P<last>\d+)(?P<unit>[A-Z])")
IN_ORDER = ("steps", "from", "stages", "scale", "hops", "urgencies")
"""Lists of tables whose order says something."""
ABOVE = "more than "
FRONT_VALUES = {
    "jurisdiction": "US-VT",
    "currency": "EUR",
    "time_zone": "Pacific/Auckland",
    "fiscal_year_starts": "10-01",
}
Path = tuple[str | int, ...]


class Gone:
    """In place of a value: the key is left out."""


GONE = Gone()


@dataclass(frozen=True)
class Mutant:
    """A model with one clause changed."""

    model: str
    file: str
    article: int
    rule: str
    path: str
    change: str
    texts: Mapping[str, str]
    acted_on: bool = True
    """Whether the software acts on rules of this kind by now; on some of their keys it may not."""

    def __str__(self) -> str:
        where = f"article {self.article}, {self.rule}" if self.article else self.rule
        return f"{self.model}/{self.file}, {where}: {self.path} {self.change}"


@dataclass(frozen=True)
class Clause:
    """A fence or a front matter, as it stands in a file of a model."""

    model: str
    file: str
    source: str
    start: int
    end: int

    @cached_property
    def keys(self) -> dict[str, Any]:
        return tomllib.loads(self.source[self.start : self.end])

    @property
    def holds(self) -> type[BaseModel]:
        """The model of what it states."""
        if "kind" in self.keys:
            return KINDS[self.keys["kind"]].model
        return Front if self.file == BASE else AmendmentFront

    @property
    def article(self) -> int:
        found = [int(one["number"]) for one in ARTICLE.finditer(self.source[: self.start])]
        return found[-1] if found else 0

    @property
    def called(self) -> str:
        kind = self.keys.get("kind", "front matter")
        named = kind in KINDS and KINDS[kind].named
        return f"{kind} “{self.keys['name']}”" if named else kind

    def without(self) -> str:
        """Its file without the whole rule."""
        return self.source[: self.start - len(OPENS)] + self.source[self.end + len(CLOSES) :]

    def changed(self, keys: dict[str, Any]) -> str:
        """Its file with these keys in its place."""
        written = "".join(f"{_key(key)} = {_toml(value)}\n" for key, value in keys.items())
        return self.source[: self.start] + written + self.source[self.end :]


@cache
def files_of(model: str) -> dict[str, str]:
    """The texts of a model: `charter.md` and its amendments."""
    folder = CHARTERS / "models" / model
    found = {BASE: (folder / "charter.md").read_text()}
    return found | {
        f"amendments/{one.name}": one.read_text() for one in sorted(folder.glob("amendments/*.md"))
    }


def clauses(model: str) -> Iterator[Clause]:
    """Every rule of a model and of its amendments, and their front matter."""
    for file, source in files_of(model).items():
        for one in (*FRONT.finditer(source), *RULE.finditer(source)):
            yield Clause(model, file, source, one.start("toml"), one.end("toml"))


def mutants(model: str) -> Iterator[Mutant]:
    """Every change of one clause, and every rule left out whole; what a reader refuses is among them."""
    words = vocabularies(model)
    for clause in clauses(model):
        if "kind" in clause.keys:
            yield _mutant(clause, "the rule", "left out", clause.without())
        for path, value, change in changes(clause, words):
            keys = json_like(clause.keys)
            put(keys, path, value)
            yield _mutant(clause, spoken(path), change, clause.changed(keys))


def _mutant(clause: Clause, path: str, change: str, source: str) -> Mutant:
    acted_on = "kind" not in clause.keys or KINDS[clause.keys["kind"]].executed
    texts = files_of(clause.model) | {clause.file: source}
    return Mutant(
        clause.model, clause.file, clause.article, clause.called, path, change, texts, acted_on=acted_on
    )


def changes(clause: Clause, words: tuple[tuple[str, ...], ...]) -> Iterator[tuple[Path, Any, str]]:
    """Each path of a clause with another value for it, and how that is told."""
    for path, value, annotation in leaves(clause.keys, clause.holds):
        if path == ("kind",):
            continue
        yield path, GONE, "left out"
        if path[-1] in FRONT_VALUES and clause.holds is Front:
            others: Iterable[Any] = [FRONT_VALUES[str(path[-1])]]
        else:
            others = other_values(path, value, annotation, words)
        for other in others:
            yield path, other, _told(value, other)


def leaves(keys: dict[str, Any], model: Any) -> Iterator[tuple[Path, Any, Any]]:
    """Every key of a table and of the tables in it, with its value and the annotation of its field."""
    fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    extra = others_of(model)
    for key, value in keys.items():
        annotation = fields.get(key, extra)
        yield (key,), value, annotation
        inner = next(iter(models_in(annotation)), None)
        for nth, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(item, dict) and inner is not None:
                under: Path = (key,) if nth is None else (key, nth)
                yield from ((under + path, at, of) for path, at, of in leaves(item, inner))


def models_in(annotation: Any) -> Iterator[type[RuleModel]]:
    """The tables an annotation may hold."""
    if isinstance(annotation, type) and issubclass(annotation, RuleModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def choices(annotation: Any) -> tuple[str, ...]:
    """The words an annotation leaves to choose from; none where any word may stand."""
    if get_origin(annotation) is Literal:
        return tuple(one for one in get_args(annotation) if isinstance(one, str))
    return tuple(one for inner in get_args(annotation) for one in choices(inner))


def other_values(
    path: Path, value: Any, annotation: Any, words: tuple[tuple[str, ...], ...]
) -> Iterator[Any]:
    """Other valid values, by the type of the value; a list loses one item, or its steps change places."""
    match value:
        case bool():
            yield not value
        case int():
            yield from (value + 1, value - 1)
        case dt.date():
            yield from (value + dt.timedelta(days=1), value - dt.timedelta(days=1))
        case str():
            yield from other_texts(value, annotation, words)
        case list():
            yield from (value[:nth] + value[nth + 1 :] for nth in range(len(value)))
            if path[-1] in IN_ORDER:
                yield from (
                    [*value[:nth], value[nth + 1], value[nth], *value[nth + 2 :]]
                    for nth in range(len(value) - 1)
                )


def other_texts(value: str, annotation: Any, words: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Other amounts, shares, spans and words."""
    span = SPAN.fullmatch(value)
    if allowed := choices(annotation):
        yield from (one for one in allowed if one != value)
    elif MONEY.fullmatch(value):
        cents = int(value.replace(".", ""))
        yield from (f"{one // 100}.{one % 100:02}" for one in (cents + 1, cents - 1) if one >= 0)
    elif SHARE.fullmatch(value.removeprefix(ABOVE)):
        yield from other_shares(value)
    elif span:
        last, unit = int(span["last"]), span["unit"]
        yield from (f"{span['head']}{one}{unit}" for one in (last + 1, last - 1) if one >= 0)
    else:
        known = [one for vocabulary in words if value in vocabulary for one in vocabulary if one != value]
        yield from dict.fromkeys(known) or [f"{value}-other" if " " not in value else f"{value} or so"]


def other_shares(value: str) -> Iterator[str]:
    """A hundredth more and less; “more than” a share is also that share."""
    share, above = parse_share(value.removeprefix(ABOVE)), ABOVE if value.startswith(ABOVE) else ""
    if above:
        yield value.removeprefix(ABOVE)
    for other in (share + Fraction(1, 100), share - Fraction(1, 100)):
        if other >= 0:
            yield f"{above}{other.numerator}/{other.denominator}"


def vocabularies(model: str) -> tuple[tuple[str, ...], ...]:
    """The words of a model that can stand in each other's place."""
    charter = charter_of(model)
    rules = [rule for standing in charter.base_standing.values() for rule in standing.rules]
    stages = [s.name for r in rules if isinstance(r.says, Membership) for s in r.says.stages]
    rights = {
        right for r in rules if isinstance(r.says, Membership) for s in r.says.stages for right in s.rights
    }
    work = [k.name for r in rules if isinstance(r.says, Hours) for k in r.says.kinds]
    decisions = [r.name or "" for r in rules if isinstance(r.says, Decision)]
    bodies = [r.name or "" for r in rules if r.kind in ("body", "role")]
    return (
        tuple(stages),
        tuple(sorted(rights)),
        tuple(work),
        (*decisions, INDIVIDUAL),
        tuple(bodies),
        tuple(sorted(AUDIENCES)),
    )


def put(keys: Any, path: Path, value: Any) -> None:
    """Put a value at a path of a table, or take the key away."""
    for step in path[:-1]:
        keys = keys[step]
    if value is GONE:
        del keys[path[-1]]
    else:
        keys[path[-1]] = value


def json_like(value: Any) -> Any:
    """The same tables and lists once more, so that a change of one leaves the other."""
    match value:
        case dict():
            return {key: json_like(one) for key, one in value.items()}
        case list():
            return [json_like(one) for one in value]
    return value


def spoken(path: Path) -> str:
    """A path as the charter reference writes it, counted from 1."""
    said = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return said.removeprefix(".")


def _told(value: Any, other: Any) -> str:
    """How a change is told; of a list of tables, which are left out or stand elsewhere."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        kept = [value.index(one) + 1 for one in other]
        return f"→ of {len(value)} only {kept}" if len(kept) < len(value) else f"→ in the order {kept}"
    return f"{_toml(value)} → {_toml(other)}"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key)


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dt.date():
            return value.isoformat()
        case list():
            return f"[{', '.join(_toml(one) for one in value)}]"
        case dict():
            return "{ " + ", ".join(f"{_key(key)} = {_toml(one)}" for key, one in value.items()) + " }"
        case int():
            return str(value)
    return json.dumps(value, ensure_ascii=False)
