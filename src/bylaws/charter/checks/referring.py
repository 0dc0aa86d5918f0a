"""Names that bodies, roles, meetings and the other rules of living together use: each exists, or is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bylaws.charter.checks.finding import Finding, Version, listed, near
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.surplus import Surplus
from bylaws.charter.places import Path
from bylaws.charter.rules import Rule

EVERYONE = "members"
STAGES, DECISION, BODY, ROLE = "stages", "decision", "body", "role"
HOLDER, WORK, FUND = "holder", "work", "fund"
REFERS: dict[str, dict[str, str]] = {
    "decision": {"body": BODY, "delegate": HOLDER},
    "body": {
        "open_to": STAGES,
        "elected_by": DECISION,
        "appointed_by": BODY,
        "decides_by": DECISION,
        "part_of": BODY,
        "reports_to": BODY,
        "recall_by": DECISION,
    },
    "role": {
        "open_to": STAGES,
        "elected_by": DECISION,
        "appointed_by": BODY,
        "recall_by": DECISION,
        "when_vacant": HOLDER,
    },
    "meeting": {"who": STAGES, "body": BODY, "logged_as": WORK, "roles": ROLE},
    "billing": {"set_by": HOLDER, "below_by": DECISION, "subsidy_fund": FUND},
    "membership": {"on_site_exceptions_by": DECISION, "led_by": ROLE},
    "hours": {"billable": WORK, "approved_by": HOLDER},
    "pay": {"bonus.amount_by": DECISION},
    "shares": {"approved_by": DECISION, "pool_by": DECISION},
    "dues": {"fund": FUND},
    "duty": {"open_to": STAGES, "logged_as": WORK, "urgencies.escalates_to": HOLDER},
    "leads": {"intake": ROLE, "hops.name": HOLDER},
    "accountability": {
        "filed_by": STAGES,
        "of": STAGES,
        "reviewed_by": HOLDER,
        "mediation_by": HOLDER,
    },
    "evaluation": {"of": STAGES, "led_by": HOLDER},
    "check-in": {"who": STAGES, "logged_as": WORK, "tells": ROLE},
    "budget-round": {
        "fund": FUND,
        "proposals_by": STAGES,
        "voters": STAGES,
        "confirmed_by": DECISION,
    },
}
"""What each key of a kind names; a key of a table in a list is written with a point."""
CALLED = {
    STAGES: "stage of the membership rule",
    DECISION: "rule of the kind “decision”",
    BODY: "rule of the kind “body”",
    ROLE: "rule of the kind “role”",
    HOLDER: "rule of the kind “role” or “body”",
    WORK: "kind of work of the hours rule",
    FUND: "fund that a step of the surplus fills",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A name a rule uses: of what, which, and where it stands."""

    rule: Rule[RuleModel]
    of: str
    name: str
    path: Path


def referring(version: Version) -> Iterator[Finding]:
    """Each name that a rule of living together uses is one that the charter gives."""
    known = {what: _known(version, what) for what in CALLED}
    for one in named(version):
        if one.name not in known[one.of]:
            meant = near(one.name, known[one.of])
            yield version.at(one.rule, *one.path).wrong(
                "“{name}” is the name of no {what}.",
                code=f"name.{one.of}",
                next_step="Did you mean “{near}”?"
                if meant
                else "Use one of {known}, or add it."
                if known[one.of]
                else "Add it: there is none yet.",
                name=one.name,
                what=CALLED[one.of],
                near=meant or "",
                known=listed(known[one.of]),
            )


def named(version: Version) -> Iterator[Named]:
    """Every name that the rules of living together use, in the order in which they stand."""
    for (kind, _), rules in version.held.rules.items():
        for rule in rules:
            for key, of in REFERS.get(kind, {}).items():
                yield from _under(rule, key, of)


def _under(rule: Rule[RuleModel], key: str, of: str) -> Iterator[Named]:
    table, _, inner = key.rpartition(".")
    if table:
        held = getattr(rule.says, table)
        for nth, one in enumerate(held if isinstance(held, list) else [held]):
            name = getattr(one, inner, None)
            if name is not None:
                yield Named(rule, of, name, (table, nth, inner) if held is not one else (table, inner))
        return
    value = getattr(rule.says, key)
    for name in value if isinstance(value, list) else [value] if value is not None else []:
        yield Named(rule, of, name, (key,))


def _known(version: Version, what: str) -> frozenset[str]:
    track, hours = version.only("membership", Membership), version.only("hours", Hours)
    surplus = version.only("surplus", Surplus)
    match what:
        case "stages":
            return frozenset(stage.name for stage in (track.says.stages if track else ()))
        case "work":
            return frozenset(kind.name for kind in (hours.says.kinds if hours else ()))
        case "fund":
            return frozenset(step.name for step in (surplus.says.steps if surplus else ()) if step.name)
        case "holder":
            return _names(version, "role") | _names(version, "body") | {EVERYONE}
    return _names(version, what)


def _names(version: Version, kind: str) -> frozenset[str]:
    return frozenset(rule.name for rule in version.held.of_kind(kind) if rule.name)
