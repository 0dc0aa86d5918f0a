"""From a fence to a rule: its kind, its keys, and each fault with its place."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from bylaws.charter.fields import WORD, RuleModel
from bylaws.charter.kinds import KINDS, Kind
from bylaws.charter.kinds.front import Front
from bylaws.charter.misfits import Page, misfits
from bylaws.charter.text import Article, Fence, Text, read_toml
from bylaws.kernel.faults import Fault, InputFault

_WORD = re.compile(WORD)
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
    version: str = "1"


def read_rules(article: Article, currency: str, faults: list[Fault]) -> tuple[Rule[RuleModel], ...]:
    """Every rule of an article; what is wrong is added to `faults`."""
    rules = [_rule(fence, article, currency, faults) for fence in article.fences]
    return tuple(rule for rule in rules if rule is not None)


def _rule(fence: Fence, article: Article, currency: str, faults: list[Fault]) -> Rule[RuleModel] | None:
    where = f"{article.where}:{fence.line}"
    try:
        written = read_toml(fence.toml, where=article.where, line=fence.line, article=article.citation)
        kind, version = _kind(written.pop("kind", None), where, article.citation)
        name = _name(written, kind, where, article.citation)
    except Fault as fault:
        faults.append(fault)
        return None
    try:
        says = kind.versions[version].model_validate(written, context={"currency": currency})
    except ValidationError as error:
        page = Page(fence.toml, article.where, fence.line, article.citation)
        faults += misfits(error, model=kind.versions[version], page=page)
        return None
    return Rule(kind.name, name, article.citation, article.number, where, says, version)


def read_front(text: Text, faults: list[Fault], written: dict[str, Any] | None = None) -> Front | None:
    """The front matter of a base text, or the front that an amendment replaces it with."""
    try:
        return Front.model_validate(text.front if written is None else written)
    except ValidationError as error:
        page = Page(text.front_toml, text.where, text.front_line, None)
        faults += misfits(error, model=Front, page=page, under=() if written is None else ("front",))
        return None


def _kind(written: object, where: str, article: str) -> tuple[Kind, str]:
    """The kind a rule states, and the version; without one it is the first."""
    name, slash, version = str(written or "").partition("/")
    kind = KINDS.get(name)
    if kind and not slash:
        return kind, "1"
    if kind and version in kind.versions:
        return kind, version
    if kind:
        raise InputFault(
            "There is no version “{given}” of the kind “{kind}”.",
            code="rule.version",
            next_step="The versions are {known}.",
            where=where,
            article=article,
            given=version[:20],
            kind=name,
            known=", ".join(f"“{name}/{one}”" for one in kind.versions),
        )
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


def _name(written: dict[str, Any], kind: Kind, where: str, article: str) -> str | None:
    """The name of a rule of a named kind; the key `name` means nothing in the others."""
    if not kind.named:
        return None
    name = written.pop("name", None)
    if isinstance(name, str) and _WORD.fullmatch(name):
        return name
    raise InputFault(
        "A rule of the kind “{kind}” needs a name.",
        code="rule.no-name",
        next_step="Add a line such as name = “wages”: one word of lower-case letters, digits and hyphens.",
        where=where,
        article=article,
        kind=kind.name,
    )
