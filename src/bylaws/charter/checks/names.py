"""Names that one rule uses and another gives: stages, kinds of work, classes of information."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from bylaws.charter.checks.finding import Finding, Spot, Version, listed, named_in, near
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds import KINDS
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.membership import STAGES, Membership
from bylaws.charter.kinds.pay import Pay
from bylaws.charter.kinds.surplus import Surplus
from bylaws.charter.places import Path
from bylaws.charter.rules import Rule

MEMBER = "member"


def stated_twice(version: Version) -> Iterator[Finding]:
    """Two rules of one kind, or of one kind and name."""
    for (kind, name), rules in version.held.rules.items():
        if len(rules) > 1 and not KINDS[kind].split:
            yield version.at(rules[-1]).ambiguous(
                "{articles} each state a rule of the kind “{kind}”."
                + (" Both are named “{name}”." if name else ""),
                code="charter.ambiguous",
                next_step="Let one of them stand, in the one article that the others may refer to.",
                articles=" and ".join(rule.article for rule in rules),
                kind=kind,
                name=name or "",
            )


def stages(version: Version) -> Iterator[Finding]:
    """Stages named by the surplus, its losses and pay are those of the membership rule."""
    track = version.only("membership", Membership)
    known = {stage.name for stage in track.says.stages} if track else set()
    for rule, path, name in _stages_named(version):
        if track is None:
            yield version.at(rule, *path).silent(
                "The stage “{name}” is named, and no rule of the kind “membership” says which there are.",
                code="stage.no-membership",
                next_step="Add a membership rule with its stages.",
                name=name,
            )
        elif name not in known:
            yield unknown(version.at(rule, *path), name, known, what="stage", source="the membership rule")


def _stages_named(version: Version) -> Iterator[tuple[Rule[RuleModel], Path, str]]:
    surplus = version.only("surplus", Surplus)
    if surplus:
        for n, step in enumerate(surplus.says.steps):
            for name in step.eligible or ():
                yield surplus, ("steps", n, "eligible"), name
        for n, loss in enumerate(surplus.says.losses.steps if surplus.says.losses else ()):
            for name in loss.eligible or ():
                yield surplus, ("losses", "from", n, "eligible"), name
    for plan in version.held.of_kind("pay"):
        for n, rate in enumerate(plan.says.rates if isinstance(plan.says, Pay) else ()):
            for name in rate.stages or ():
                yield plan, ("rates", n, "stages"), name


def unknown(spot: Spot, name: str, known: Collection[str], *, what: str, source: str) -> Finding:
    """A word that nothing in the charter knows, with the one that was most likely meant."""
    meant = near(name, known)
    return spot.wrong(
        "“{name}” is no {what} that {source} knows.",
        code=f"{what.replace(' ', '-')}.unknown",
        next_step="Did you mean “{near}”?" if meant else "Use one of {known}, or add it there.",
        name=name,
        what=what,
        source=source,
        near=meant or "",
        known=listed(known),
    )


def membership(version: Version) -> Iterator[Finding]:
    """A member stage exists, each stage once, and those with a known meaning in their order."""
    rule = version.only("membership", Membership)
    if rule is None:
        return
    names = [stage.name for stage in rule.says.stages]
    if MEMBER not in names:
        yield version.at(rule, "stages").silent(
            "None of the stages is “member”.",
            code="membership.no-member",
            next_step="Add a stage with name = “member”: owners, whatever they are called in prose.",
        )
    for n, name in enumerate(names):
        spot = version.at(rule, "stages", n, "name")
        if name in names[:n]:
            yield spot.ambiguous(
                "The stage “{name}” stands twice.",
                code="membership.stage-twice",
                next_step="Name each stage once.",
                name=name,
            )
        later = [other for other in names[:n] if name in STAGES and other in STAGES[STAGES.index(name) + 1 :]]
        if later:
            yield spot.wrong(
                "The stage “{name}” comes after “{other}”.",
                code="membership.order",
                next_step="List the stages in the order in which people go through them.",
                name=name,
                other=later[0],
            )
        if name not in STAGES:
            yield from own_word(version, rule, spot, name, STAGES, what="stage", serious=False)


def work(version: Version) -> Iterator[Finding]:
    """Each kind of work stands once; pay names only kinds of work that count for pay."""
    rule = version.only("hours", Hours)
    known = [kind.name for kind in rule.says.kinds] if rule else []
    for name, times in Counter(known).items():
        if rule and times > 1:
            yield version.at(rule, "kinds", len(known) - 1 - known[::-1].index(name), "name").ambiguous(
                "The kind of work “{name}” stands twice.",
                code="work.twice",
                next_step="Name each kind of work once, with everything it counts for.",
                name=name,
            )
    paid = rule.says.counting_for("pay") if rule else frozenset()
    for plan in version.held.of_kind("pay"):
        for n, rate in enumerate(plan.says.rates if rule and isinstance(plan.says, Pay) else ()):
            for name in rate.work or ():
                path = ("rates", n, "work")
                if name not in known:
                    spot = version.at(plan, *path)
                    yield unknown(spot, name, known, what="kind of work", source="the hours rule")
                elif name not in paid:
                    yield version.at(plan, *path).odd(
                        "There is a rate for “{name}”, which does not count for pay.",
                        code="work.unpaid",
                        next_step="Let it count for pay in the hours rule, or leave it out here.",
                        name=name,
                    )


def own_word(
    version: Version,
    rule: Rule[RuleModel],
    spot: Spot,
    name: str,
    known: Collection[str],
    *,
    what: str,
    serious: bool,
) -> Iterator[Finding]:
    """A word of the co-op's own is taken if its article names it; else it is most likely misspelt."""
    if named_in(version.article(rule).prose, name):
        return
    meant = near(name, known)
    tell = spot.wrong if serious and meant else spot.odd
    yield tell(
        "“{name}” is not a published {what}, and the article does not name it in prose.",
        code=f"{what.replace(' ', '-')}.own",
        next_step="Did you mean “{near}”? Else say in the article what it is."
        if meant
        else "Say in the article what it is; the published words are {known}.",
        name=name,
        what=what,
        near=meant or "",
        known=listed(known),
    )
