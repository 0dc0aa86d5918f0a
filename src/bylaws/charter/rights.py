"""What an amendment takes away from members: rights, what leaving is paid, what they may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.exit import Exit
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.subjects import INDIVIDUAL, Subjects
from bylaws.charter.kinds.transparency import CLOSED_UNLESS_SAID, Transparency
from bylaws.charter.rules import Rule

MEMBER = "member"
AMEND = "amend-charter"
RIGHTS = "members-rights"
"""A matter of its own where a charter names it: decides on whatever takes a right from members."""
OPEN_TO_MEMBERS = frozenset({"world", "members", "candidates"})


@dataclass(frozen=True, slots=True)
class Lowered:
    """One thing members had and would have no longer."""

    kind: Literal["right", "exit", "seen"]
    what: str
    article: str
    """Of the rule that gave it."""


@dataclass(frozen=True, slots=True)
class Way:
    """By which articles of a charter something is decided, and under which matter it names it."""

    matter: str
    articles: tuple[str, ...]


def lowered(old: InForce, new: InForce) -> list[Lowered]:
    """What members have under one text and not under another.

    Rights of the stage “member”, what is paid back to whoever leaves, and classes of information that
    members could see. What is changed for money or time alone is not among them.
    """
    return [*_rights(old, new), *_exit(old, new), *_seen(old, new)]


def _rights(old: InForce, new: InForce) -> Iterator[Lowered]:
    rule = old.maybe("membership", Membership)
    for right in sorted(_given(rule) - _given(new.maybe("membership", Membership))):
        yield Lowered("right", right, rule.article if rule else "")


def _given(rule: Rule[Membership] | None) -> set[str]:
    stages = rule.says.stages if rule else []
    return {right for stage in stages if stage.name == MEMBER for right in stage.rights}


def _exit(old: InForce, new: InForce) -> Iterator[Lowered]:
    was, now = old.maybe("exit", Exit), new.maybe("exit", Exit)
    if was:
        kept = now.says.pays if now else []
        yield from (Lowered("exit", part, was.article) for part in was.says.pays if part not in kept)


def _seen(old: InForce, new: InForce) -> Iterator[Lowered]:
    was = old.maybe("transparency", Transparency)
    if was:
        closed = _opened(old, new) - _opened(new, old)
        yield from (Lowered("seen", name, was.article) for name in sorted(closed))


def _opened(text: InForce, other: InForce) -> set[str]:
    """Of the classes that either text names, those members may see under one."""
    rules = [rule for rule in (text, other) if rule.maybe("transparency", Transparency)]
    names = {one.name for held in rules for one in held.rule("transparency", Transparency).says.classes}
    own = text.maybe("transparency", Transparency)
    if own is None:
        return names
    said = {name: set(audience) for name, audience in CLOSED_UNLESS_SAID.items()}
    said |= {one.name: set(one.audience) for one in own.says.classes}
    return {name for name in names if said.get(name, {own.says.otherwise}) & OPEN_TO_MEMBERS}


def way_to_amend(held: InForce, *, lowers: bool) -> Way | None:
    """By which articles a charter lets itself be amended; None where it does not say.

    Whatever `lowers` a right goes by the matter “members-rights” where the charter names it by name, and
    by “amend-charter” otherwise; a matter it does not name goes where `otherwise` sends it. The decision
    may cite the article that sends it there or the one that says how it is decided.
    """
    for matter in (RIGHTS, AMEND) if lowers else (AMEND,):
        for rule in held.of_kind("subjects"):
            says = rule.says
            if isinstance(says, Subjects) and matter in says.matters:
                by = [way.by for way in says.matters[matter]]
                return Way(matter, _articles(held, rule.article, by))
    for rule in held.of_kind("subjects"):
        says = rule.says
        if isinstance(says, Subjects) and says.otherwise:
            return Way(AMEND, _articles(held, rule.article, [says.otherwise]))
    return None


def _articles(held: InForce, article: str, names: list[str]) -> tuple[str, ...]:
    found = {article: None}
    for name in names:
        for rule in held.rules.get(("decision", name), ()) if name != INDIVIDUAL else ():
            found[rule.article] = None
    return tuple(found)
