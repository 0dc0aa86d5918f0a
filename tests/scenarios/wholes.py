"""What holds for everyone or everything at once: rights by stage, work by kind, sight by class, all roles."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.transparency import AUDIENCES, WORLD, Transparency
from bylaws.facts.people import Person
from bylaws.kernel.periods import Span
from bylaws.membership.posts import COUNTBACK, Post, posts
from bylaws.membership.rights import has_right
from bylaws.membership.sight import may_see
from bylaws.work.hours import counts_for
from tests.scenarios.stories import Given, Someone, Stage, facts_of

RIGHTS = {"speak", "propose", "vote", "block", "share"}
NOT_NAMED = "everything-else"
Whole = tuple[dict[str, Any], list[str]]


def rights(charter: Charter, on: dt.date) -> Whole:
    """What somebody of each stage may do."""
    rule = charter.on(on).rule("membership", Membership)
    asked = sorted(RIGHTS.union(*(stage.rights for stage in rule.says.stages)))
    found = {
        stage: [right for right in asked if has_right(who, right, charter=charter, on=on).value]
        for stage, who in _one_of_each_stage(charter, on).items()
    }
    return found, [rule.article]


def work(charter: Charter, on: dt.date) -> Whole:
    """What an hour of each kind of work counts for."""
    rule = charter.on(on).rule("hours", Hours)
    found = {
        kind.name: sorted(counts_for(kind.name, charter=charter, on=on).value) for kind in rule.says.kinds
    }
    return found, [rule.article]


def sight(charter: Charter, on: dt.date) -> Whole:
    """Who sees each class the charter names, and what it does not name: the world, stages and roles."""
    rule = charter.on(on).rule("transparency", Transparency)
    named = [one.name for one in rule.says.classes]
    people: dict[str, tuple[Person | None, frozenset[str]]] = {WORLD: (None, frozenset())}
    people |= {stage: (who, frozenset()) for stage, who in _one_of_each_stage(charter, on).items()}
    of_stages = {f"{stage}s" for stage in people} | {"self", "named", WORLD}
    said = {audience for one in rule.says.classes for audience in one.audience}
    people |= {role: (None, frozenset({role})) for role in sorted((said | {*AUDIENCES}) - of_stages)}
    found = {
        name: [
            who
            for who, (person, roles) in people.items()
            if may_see(
                person,
                "record" if name == NOT_NAMED else name,
                about=None,
                charter=charter,
                on=on,
                roles=roles,
            ).value
        ]
        for name in [*named, NOT_NAMED]
    }
    return found, [rule.article]


def _one_of_each_stage(charter: Charter, on: dt.date) -> dict[str, Person]:
    """Somebody of each stage, by its name, since that day."""
    stages = charter.on(on).rule("membership", Membership).says.stages
    given = Given(people={s.name: Someone(stages=[Stage(stage=s.name, since=on)]) for s in stages})
    return dict(facts_of(given, charter.base_front.currency).people)


def held(charter: Charter, on: dt.date) -> Whole:
    """Every role and every body's seats at once: how many, filled how, for how long, what is handed over."""
    text = charter.on(on)
    found = posts(text)
    said = {f"{one.name}~{one.held_for}" if one.held_for else one.name: _post(one) for one in found}
    return said, sorted({one.article for one in found})


def _post(one: Post) -> str:
    parts = [
        f"{one.seats or 'any'} of {', '.join(one.open_to)}",
        one.filled + (f" by {one.chosen_by}" if one.chosen_by else ""),
        "without candidates" if one.without_candidates else "",
        f"vacancies by {one.vacancies}" if one.vacancies == COUNTBACK else "",
        f"for {one.term}" if one.term else "",
        f"{one.terms_at_most} terms at most" if one.terms_at_most else "",
        f"paused for {one.pause}" if one.pause else "",
        f"in {one.parts} parts" if one.parts > 1 else "",
        f"called back by {one.recall_by}" if one.recall_by else "",
        f"handing over {', '.join(one.hand_over)}" if one.hand_over else "",
        f"within {one.overlap}" if one.overlap != Span() else "",
        f"else {one.when_vacant}" if one.when_vacant else "",
    ]
    return "; ".join(part for part in parts if part)
