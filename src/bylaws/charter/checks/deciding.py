"""Deciding: every matter leads to a rule that is there, can be met and comes to an end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from bylaws.charter.charter import Charter
from bylaws.charter.checks.finding import Finding, Spot, Version, listed, named_in, near
from bylaws.charter.checks.referring import DECISION, named
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.fitting import HALF, KEYS
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.subjects import INDIVIDUAL, MATTERS, Subjects, Way
from bylaws.charter.places import Path
from bylaws.charter.rules import Rule
from bylaws.charter.thresholds import Threshold

A_DAY = dt.date(2001, 1, 1)


def _decisions(version: Version) -> dict[str, Rule[Decision]]:
    """Each decision rule by its name; of two of one name, which are told elsewhere, the first."""
    found: dict[str, Rule[Decision]] = {}
    for rule in version.held.of_kind("decision"):
        found.setdefault(rule.name or "", rule)  # type: ignore[arg-type]  # the kind says which model it is
    return found


def _subjects(version: Version) -> list[Rule[Subjects]]:
    return [rule for rule in version.held.of_kind("subjects") if isinstance(rule.says, Subjects)]  # type: ignore[misc]


def subjects(version: Version) -> Iterator[Finding]:
    """Each matter stands once, is a published word or named in prose, and leads to a rule that is there."""
    seen: dict[str, Rule[Subjects]] = {}
    for rule in _subjects(version):
        stated = [*rule.says.matters, *(["otherwise"] if rule.says.otherwise else [])]
        for matter in stated:
            if matter in seen:
                yield _twice(version.at(rule, matter), seen[matter], rule, matter)
            seen.setdefault(matter, rule)
        for matter, ways in rule.says.matters.items():
            yield from _own(version, rule, matter)
            yield from _increasing(version, rule, matter, ways)
    yield from _names(version)
    yield from _unnamed(version, set(seen))


def _twice(spot: Spot, first: Rule[Subjects], second: Rule[Subjects], matter: str) -> Finding:
    return spot.ambiguous(
        "{articles} each say who decides “{matter}”.",
        code="subjects.matter-twice",
        next_step="Let one of them stand.",
        articles=" and ".join(rule.article for rule in (first, second)),
        matter=matter,
    )


def _own(version: Version, rule: Rule[Subjects], matter: str) -> Iterator[Finding]:
    if (
        matter in MATTERS
        or matter in _of_membership(version)
        or named_in(version.article(rule).prose, matter)
    ):
        return
    meant = near(matter, MATTERS)
    yield version.at(rule, matter).odd(
        "“{name}” is not a published matter, and the article does not name it in prose.",
        code="matter.own",
        next_step="Did you mean “{near}”? Else say in the article what it is."
        if meant
        else "Say in the article what it is; the published words are {known}.",
        name=matter,
        near=meant or "",
        known=listed(MATTERS),
    )


def _of_membership(version: Version) -> dict[str, tuple[Rule[Membership], Path]]:
    """The matters of the way into membership, such as leaving a stage, and where they stand."""
    track = version.only("membership", Membership)
    return {matter: (track, path) for path, matter in track.says.matters()} if track else {}


def _increasing(
    version: Version, rule: Rule[Subjects], matter: str, ways: tuple[Way, ...]
) -> Iterator[Finding]:
    """Amounts go up; nothing stands behind the one without a limit."""
    for n, (way, following) in enumerate(pairwise(ways), start=1):
        if way.up_to is None:
            yield version.at(rule, matter, n).wrong(
                "What stands behind a line without `up_to` never applies to “{matter}”.",
                code="subjects.unreached",
                next_step="Let the line without `up_to` be the last.",
                matter=matter,
            )
        elif following.up_to is not None and following.up_to.minor <= way.up_to.minor:
            yield version.at(rule, matter, n).wrong(
                "For “{matter}”, up to {second} follows up to {first}, and never applies.",
                code="subjects.not-increasing",
                next_step="List the amounts from the smallest to the largest.",
                matter=matter,
                first=way.up_to.decimal(),
                second=following.up_to.decimal(),
            )
    most = ways[-1].up_to
    if most is not None and all(way.up_to is not None for way in ways):
        yield version.at(rule, matter).odd(
            "The charter does not say who decides “{matter}” above {most}.",
            code="subjects.open-end",
            next_step="Add a last line without `up_to`.",
            matter=matter,
            most=most.decimal(),
        )


def _names(version: Version) -> Iterator[Finding]:
    """The rules that matters and fallbacks lead to are there; no rule is left that nothing leads to."""
    decisions = _decisions(version)
    known = {*decisions, INDIVIDUAL}
    led_to = {one.name for one in named(version) if one.of == DECISION}
    for rule in _subjects(version):
        steps: list[tuple[Path, str]] = [
            ((matter, n, "by") if len(ways) > 1 else (matter,), way.by)
            for matter, ways in rule.says.matters.items()
            for n, way in enumerate(ways)
        ]
        steps += [(("otherwise",), rule.says.otherwise)] if rule.says.otherwise else []
        for path, name in steps:
            led_to.add(name)
            if name not in known:
                yield _no_rule(version.at(rule, *path), name, known)
    for decision in decisions.values():
        if decision.says.fallback:
            led_to.add(decision.says.fallback.to)
            if decision.says.fallback.to not in decisions:
                spot = version.at(decision, "fallback", "to")
                yield _no_rule(spot, decision.says.fallback.to, set(decisions))
    for name, decision in decisions.items():
        if name not in led_to:
            yield version.at(decision).odd(
                "No matter leads to the rule “{name}”.",
                code="decision.unused",
                next_step="Name it in a rule of the kind “subjects”, or leave it out.",
                name=name,
            )


def _no_rule(spot: Spot, name: str, known: set[str]) -> Finding:
    meant = near(name, known)
    return spot.silent(
        "There is no decision rule “{name}”.",
        code="decision.no-rule",
        next_step="Did you mean “{near}”?" if meant else "Add such a rule, or use one of {known}.",
        name=name,
        near=meant or "",
        known=listed(known),
    )


def _unnamed(version: Version, seen: set[str]) -> Iterator[Finding]:
    """Without `otherwise` there are matters nobody can decide."""
    rules = _subjects(version)
    if not rules or "otherwise" in seen:
        return
    for matter, (track, path) in _of_membership(version).items():
        if matter not in seen:
            yield version.at(track, *path).silent(
                "The charter does not say who decides “{matter}”.",
                code="subjects.no-way",
                next_step="Name it in the rule “subjects”, or add `otherwise`.",
                matter=matter,
            )
    missing = [matter for matter in MATTERS if matter not in seen]
    if missing:
        yield version.at(rules[0]).odd(
            "The charter does not say who decides: {matters}.",
            code="subjects.no-otherwise",
            next_step="Name them, or add `otherwise`.",
            matters=", ".join(missing),
        )


def decisions(version: Version) -> Iterator[Finding]:
    """Each decision rule can be met, stops for what it says, and knows who takes part."""
    for name, rule in _decisions(version).items():
        if name == INDIVIDUAL:
            yield version.at(rule, "name").wrong(
                "“individual” stands for whoever meets a matter, alone; no rule can be named so.",
                code="decision.individual",
                next_step="Give the rule another name.",
            )
        yield from _loops(version, rule)
        for path, threshold in _thresholds(rule.says):
            yield from _met(version.at(rule, *path), threshold)
        yield from _binding(version, rule)
        yield from _people(version, rule)


def _loops(version: Version, rule: Rule[Decision]) -> Iterator[Finding]:
    """A way of fallbacks that comes back to this rule."""
    known, way = _decisions(version), [rule.name or ""]
    following = rule
    while following.says.fallback and following.says.fallback.to in known:
        name = following.says.fallback.to
        if name == rule.name:
            yield version.at(rule, "fallback", "to").wrong(
                "The fallbacks go in a circle: {names}. Nothing is ever decided.",
                code="decision.loop",
                next_step="Let one of them fall back to a rule that decides.",
                names=" → ".join(f"“{one}”" for one in [*way, name]),
            )
        if name in way:
            return
        way.append(name)
        following = known[name]


def _thresholds(says: Decision) -> Iterator[tuple[Path, Threshold]]:
    stated: tuple[tuple[Path, Threshold | None], ...] = (
        (("threshold",), says.threshold),
        (("quorum",), says.quorum),
        (("approval_quorum",), says.approval_quorum),
        (("second_call", "quorum"), says.second_call.quorum if says.second_call else None),
        (("override", "threshold"), says.override.threshold if says.override else None),
    )
    for path, threshold in stated:
        if threshold is not None:
            yield path, threshold


def _met(spot: Spot, threshold: Threshold) -> Iterator[Finding]:
    if not threshold.reachable:
        yield spot.wrong(
            "“{given}” can never be met, not even by all together.",
            code="decision.never-met",
            next_step="Write a share of at most 100%, or more than a share below it.",
            given=str(threshold),
        )
    elif threshold.share == 0 and not threshold.above:
        yield spot.odd(
            "“{given}” is always met, even by nobody.",
            code="decision.always-met",
            next_step="Leave it out, or write a share above 0%.",
            given=str(threshold),
        )


def _lapsing(version: Version, rule: Rule[Decision]) -> Iterator[Finding]:
    """A failed attempt still counts when the next could fail at the earliest, or nothing ever falls back."""
    says, back = rule.says, rule.says.fallback
    if back is None or back.lapses_after is None:
        return
    next_one = A_DAY
    for span in (back.cooling_off, says.open_for):
        next_one = span.after(next_one) if span else next_one
    if back.lapses_after.after(A_DAY) <= next_one:
        yield version.at(rule, "fallback", "lapses_after").odd(
            "An attempt that failed counts no more before the next can fail, so nothing ever falls back.",
            code="decision.lapses-too-soon",
            next_step="Write a longer time than the pause and the time it is open together, or leave it out.",
        )


def _binding(version: Version, rule: Rule[Decision]) -> Iterator[Finding]:
    says = rule.says
    yield from _lapsing(version, rule)
    if says.stand_asides_at_most is not None and says.stand_asides_at_most >= 1:
        yield version.at(rule, "stand_asides_at_most").odd(
            "A limit of {given} on standing aside never binds.",
            code="decision.stand-asides",
            next_step="Write a smaller share, or leave it out.",
            given=str(Threshold(says.stand_asides_at_most)),
        )
    if says.method == "majority" and says.threshold == Threshold(HALF) and says.of == "votes-cast":
        yield version.at(rule, "threshold").odd(
            "With at least half of the votes cast a tie passes.",
            code="decision.tie-passes",
            next_step="Write threshold = “more than 1/2”, unless a tie should pass.",
        )


def _people(version: Version, rule: Rule[Decision]) -> Iterator[Finding]:
    """The stages that take part and may block are there, and some stage has the right that is needed."""
    track, says = version.only("membership", Membership), rule.says
    known = {stage.name for stage in track.says.stages} if track else set()
    rights = {right for stage in (track.says.stages if track else ()) for right in stage.rights}
    for key in ("eligible", "may_block"):
        for name in getattr(says, key) or ():
            if name not in known:
                meant = near(name, known)
                yield version.at(rule, key).wrong(
                    "“{name}” is no stage that the membership rule knows.",
                    code="decision.stage",
                    next_step="Did you mean “{near}”?"
                    if meant
                    else "Use one of its stages, or add it there.",
                    name=name,
                    near=meant or "",
                )
    all_vote = "eligible" in KEYS[says.method] and says.eligible is None and says.body is None
    if all_vote and "vote" not in rights:
        yield _no_right(version.at(rule), "vote", "eligible")
    if says.blocks not in (None, "none") and says.may_block is None and "block" not in rights:
        yield _no_right(version.at(rule, "blocks"), "block", "may_block")


def _no_right(spot: Spot, right: str, key: str) -> Finding:
    return spot.silent(
        "Whoever has the right “{right}” is asked, and no stage has it.",
        code="decision.no-right",
        next_step="Give the right to a stage in the membership rule, or state `{key}`.",
        right=right,
        key=key,
    )


def unreachable(charter: Charter, day: dt.date, members: int) -> tuple[Finding, ...]:
    """What the decision rules in force on a day cannot do while so many people take part.

    A threshold or quorum that all together do not reach, a matter about the only member, blocks that
    stop nothing.
    """
    version = Version(charter, charter.on(day))
    return tuple(
        one for rule in _decisions(version).values() for one in _out_of_reach(version, rule, members)
    )


def _out_of_reach(version: Version, rule: Rule[Decision], members: int) -> Iterator[Finding]:
    says = rule.says
    for path, threshold in _thresholds(says):
        needed = max(threshold.needed(members), 1)
        if needed > members:
            yield version.at(rule, *path).odd(
                "“{given}” takes {needed}, and {members} can take part.",
                code="decision.too-few",
                next_step="Amend the rule, or decide such matters when there are more members.",
                given=str(threshold),
                needed=needed,
                members=members,
            )
    if says.recusal and members == 1:
        yield version.at(rule, "recusal").odd(
            "A matter about the only person who takes part leaves nobody to decide it.",
            code="decision.nobody-left",
            next_step="Amend the rule, or decide such matters when there are more members.",
        )
    if says.blocks_at_most and says.blocks_at_most >= members:
        yield version.at(rule, "blocks_at_most").odd(
            "{n} blocks do not stop a matter, and {members} can take part: nobody can stop anything.",
            code="decision.blocks-idle",
            next_step="Lower `blocks_at_most`.",
            n=says.blocks_at_most,
            members=members,
        )
