"""Who sees what: words that are known, and classes that must stay closed."""

from __future__ import annotations

from collections.abc import Iterator

from bylaws.charter.checks.finding import Finding, M, Spot, Version, listed
from bylaws.charter.checks.names import own_word, unknown
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.accountability import Accountability
from bylaws.charter.kinds.evaluation import Evaluation
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.transparency import (
    AUDIENCES,
    CANDIDATES,
    CLASSES,
    CLOSED_UNLESS_SAID,
    MEMBERS,
    NAMED,
    NEVER_OF_THE_WORLD,
    OPEN_TO_NOBODY_ELSE,
    SELF,
    WORLD,
    InformationClass,
    Transparency,
)
from bylaws.charter.rules import Rule

OF_A_THING = {SELF, NAMED}
FOR_A_ROLE = frozenset({"payment-details", "leave-reasons", "conflict-reports", "personal-details"})
"""Open to a role that needs it, or to nobody else: seldom to everyone of a stage."""


def transparency(version: Version) -> Iterator[Finding]:
    """Classes and audiences are published words, those of the charter, or named in the article's prose."""
    rule = version.only("transparency", Transparency)
    if rule is None:
        return
    audiences = known_audiences(version)
    names = [one.name for one in rule.says.classes]
    for n, one in enumerate(rule.says.classes):
        spot = version.at(rule, "classes", n, "name")
        if one.name in names[:n]:
            yield spot.ambiguous(
                "The class “{name}” stands twice.",
                code="transparency.class-twice",
                next_step="Name each class once.",
                name=one.name,
            )
        if one.name not in CLASSES:
            yield from own_word(
                version, rule, spot, one.name, CLASSES, what="class of information", serious=True
            )
        yield from _audience(version, rule, n, audiences)
        yield from _closed(version.at(rule, "classes", n, "audience"), one)
    if rule.says.otherwise not in audiences - OF_A_THING:
        spot = version.at(rule, "otherwise")
        yield unknown(
            spot, rule.says.otherwise, audiences - OF_A_THING, what="audience", source="the charter"
        )


def readers(version: Version) -> Iterator[Finding]:
    """Whoever a rule lets read statements or evaluations needs the openness rule to open them."""
    rule = version.only("transparency", Transparency)
    if rule is None:
        return
    said = {name: set(audience) for name, audience in CLOSED_UNLESS_SAID.items()}
    said |= {one.name: set(one.audience) for one in rule.says.classes}
    told: list[tuple[Rule[RuleModel], str, list[str]]] = [
        *(
            (one, "accountability", one.says.seen_by)
            for one in _of(version, "accountability", Accountability)
        ),
        *((one, "evaluations", one.says.seen_by) for one in _of(version, "evaluation", Evaluation)),
    ]
    for one, name, seen_by in told:
        missing = sorted(set(seen_by) - said[name] - OF_A_THING)
        if missing:
            yield version.at(one, "seen_by").odd(
                "{who} should read this, and {openness} does not open “{name}” to them.",
                code="transparency.not-opened",
                next_step="Name them there under the class “{name}”, or leave them out here.",
                who=listed([f"“{word}”" for word in missing]),
                openness=rule.article or "",
                name=name,
            )


def _of(version: Version, kind: str, model: type[M]) -> tuple[Rule[M], ...]:
    found = version.only(kind, model)
    return (found,) if found else ()


def known_audiences(version: Version) -> set[str]:
    """The published audiences, the people of each stage, and the roles and bodies the charter has."""
    track = version.only("membership", Membership)
    stages = {f"{stage.name}s" for stage in (track.says.stages if track else ())}
    held = {name for kind, name in version.held.rules if kind in {"role", "body"} and name}
    return {*AUDIENCES, *stages, *held, *(f"{name}s" for name in held)}


def _audience(version: Version, rule: Rule[Transparency], n: int, audiences: set[str]) -> Iterator[Finding]:
    for name in rule.says.classes[n].audience:
        if name not in audiences:
            place = version.at(rule, "classes", n, "audience")
            yield from own_word(version, rule, place, name, audiences, what="audience", serious=True)


def _closed(spot: Spot, one: InformationClass) -> Iterator[Finding]:
    """What must be closed is not opened; what is seldom open to everyone of a stage is pointed out."""
    always = OPEN_TO_NOBODY_ELSE.get(one.name)
    if always is not None and set(one.audience) - set(always):
        yield spot.wrong(
            "“{name}” is open to nobody else, whatever a charter says.",
            code="transparency.always-closed",
            next_step="Leave the class out.",
            name=one.name,
        )
    elif one.name in NEVER_OF_THE_WORLD and WORLD in one.audience:
        yield spot.wrong(
            "“{name}” is about people and cannot be open to everyone.",
            code="transparency.open-to-world",
            next_step="Name the role that needs it, or nobody but “self”.",
            name=one.name,
        )
    elif one.name in FOR_A_ROLE and {MEMBERS, CANDIDATES} & set(one.audience):
        yield spot.odd(
            "“{name}” is open to everyone of a stage; most charters open it to the role that needs it.",
            code="transparency.wide-open",
            next_step="Name the role that needs it, if that is enough.",
            name=one.name,
        )
