"""From a fence to a rule: its kind, its keys, and each fault with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bylaws.charter.fields import FieldFault, RuleModel
from bylaws.charter.kinds import KINDS, Kind
from bylaws.charter.kinds.front import Front
from bylaws.charter.text import Article, Fence, Text, read_toml
from bylaws.kernel.faults import Fault, InputFault

M_co = TypeVar("M_co", bound=RuleModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Rule(Generic[M_co]):
    """One rule in force: what it says, and the article it stands in."""

    kind: str
    name: str | None
    article: str
    number: int
    where: str
    says: M_co


def read_rules(article: Article, currency: str, faults: list[Fault]) -> tuple[Rule[RuleModel], ...]:
    """Every rule of an article; what is wrong is added to `faults`."""
    rules: list[Rule[RuleModel]] = []
    for fence in article.fences:
        try:
            written = read_toml(fence.toml, where=article.where, line=fence.line, article=article.citation)
            rules.append(_rule(written, fence, article, currency))
        except Fault as fault:
            faults.append(fault)
        except ValidationError as error:
            faults.extend(_faults(error, fence, article.where, article.citation))
    return tuple(rules)


def read_front(text: Text, faults: list[Fault], written: dict[str, Any] | None = None) -> Front | None:
    """The front matter of a base text, or the front that an amendment replaces it with."""
    try:
        return Front.model_validate(text.front if written is None else written)
    except ValidationError as error:
        fence = Fence(text.source, text.front_line - 1)
        faults.extend(_faults(error, fence, text.where, None))
        return None


def _rule(written: dict[str, Any], fence: Fence, article: Article, currency: str) -> Rule[RuleModel]:
    where = f"{article.where}:{fence.line}"
    kind = _kind(written.pop("kind", None), where, article.citation)
    name = written.pop("name", None) if kind.named else None
    if kind.named and not (isinstance(name, str) and name):
        raise InputFault(
            "A rule of the kind “{kind}” needs a name.",
            code="rule.no-name",
            next_step="Add a line such as name = “wages”.",
            where=where,
            article=article.citation,
            kind=kind.name,
        )
    says = kind.model.model_validate(written, context={"currency": currency})
    return Rule(kind.name, name, article.citation, article.number, where, says)


def _kind(written: object, where: str, article: str) -> Kind:
    name, _, version = str(written or "").partition("/")
    kind = KINDS.get(name)
    if kind and version in ("", str(kind.version)):
        return kind
    near = difflib.get_close_matches(name, KINDS, n=1)
    raise InputFault(
        "“{given}” is not a kind of rule." if written else "The rule does not say its kind.",
        code="rule.kind",
        next_step="Did you mean “{near}”?" if near else "The kinds are {kinds}.",
        where=where,
        article=article,
        given=str(written)[:60],
        near=near[0] if near else "",
        kinds=", ".join(KINDS),
    )


def _faults(error: ValidationError, fence: Fence, where: str, article: str | None) -> Iterator[Fault]:
    """Each of pydantic's findings as a fault of ours, at its line, with a suggestion."""
    keys = _known_keys(error)
    for found in error.errors():
        path = [str(part) for part in found["loc"] if isinstance(part, int) or part not in _SCAFFOLD]
        key = next((part for part in reversed(path) if not part.isdigit()), "")
        place = f"{where}:{fence.line + _line_of(key, found['loc'], fence.toml)}"
        carried = (found.get("ctx") or {}).get("error")
        if isinstance(carried, FieldFault):
            yield _placed(carried.fault, place, article, ".".join(path))
        else:
            yield _plain(
                found["type"],
                found["msg"],
                key=key,
                path=".".join(path),
                keys=keys,
                where=place,
                article=article,
            )


_SCAFFOLD = frozenset({"list[Part]", "literal"})


def _placed(fault: Fault, where: str, article: str | None, path: str) -> Fault:
    prefix = f"{path}: " if path else ""
    values = fault.values
    template = (
        prefix.replace("{", "{{").replace("}", "}}") + fault.template if values else prefix + fault.template
    )
    return InputFault(
        template, code=fault.code, next_step=fault.next_step_template, article=article, where=where, **values
    )


def _plain(
    kind: str, message: str, *, key: str, path: str, keys: list[str], where: str, article: str | None
) -> InputFault:
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(key, keys, n=1)
        return InputFault(
            "The key “{key}” is unknown here.",
            code="rule.unknown-key",
            next_step="Did you mean “{near}”?" if near else "The keys are {keys}.",
            where=where,
            article=article,
            key=key,
            near=near[0] if near else "",
            keys=", ".join(keys),
        )
    if kind == "missing":
        return InputFault(
            "The key “{key}” is missing.",
            code="rule.missing-key",
            next_step="State it: silence is never filled in for you.",
            where=where,
            article=article,
            key=path,
        )
    return InputFault(
        "The key “{key}” does not hold what it should: {problem}.",
        code="rule.value",
        next_step="See this kind in the charter reference.",
        where=where,
        article=article,
        key=path,
        problem=message[:1].lower() + message[1:],
    )


def _known_keys(error: ValidationError) -> list[str]:
    """Every key of the model that was being read, and of the models inside it."""
    models: list[type[BaseModel]] = [*(kind.model for kind in KINDS.values()), Front]
    top = next((model for model in models if model.__name__ == error.title), Front)
    seen: dict[str, None] = {}
    waiting: list[Any] = [top]
    while waiting:
        model = waiting.pop()
        if isinstance(model, type) and issubclass(model, BaseModel):
            for name, field in model.model_fields.items():
                seen[field.alias or name] = None
                waiting.append(field.annotation)
        else:
            waiting.extend(getattr(model, "__args__", ()))
    return list(seen)


def _line_of(key: str, path: tuple[int | str, ...], toml: str) -> int:
    """The line on which a key stands, the right one of several tables of a list."""
    nth = next((part for part in path if isinstance(part, int)), 0)
    lines = toml.split("\n")
    found = (
        [n for n, line in enumerate(lines, 1) if re.search(rf"(^|[\s{{,]){re.escape(key)}\s*=", line)]
        if key
        else []
    )
    tables = [n for n, line in enumerate(lines, 1) if line.strip().startswith("[[")]
    if tables and nth < len(tables):
        end = tables[nth + 1] if nth + 1 < len(tables) else len(lines) + 1
        inside = [n for n in found if tables[nth] <= n < end]
        return inside[0] if inside else tables[nth]
    return found[min(nth, len(found) - 1)] if found else 0
