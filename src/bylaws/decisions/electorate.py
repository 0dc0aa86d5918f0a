"""Who takes part in a decision: each who is there on the day it opens, with their part and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.body import Body
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.routes import mandated
from bylaws.charter.rules import Rule
from bylaws.decisions.proposal import BY_ONE, VOICES, Elector, Part
from bylaws.facts.joining import NOTHING_TOLD, Joining
from bylaws.facts.people import Person, Spell
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Reason
from bylaws.membership.rights import has_right
from bylaws.membership.time import SABBATICAL, paused_stage
from bylaws.membership.votes import VOTE, dues_vote

BLOCK = "block"
GONE = frozenset({None, "former"})


@dataclass(frozen=True, slots=True)
class Register:
    """Who is there, with their stages, and what else is known of them on the day it opens.

    `holders`: who holds each role and sits in each body; `on_leave`: who is on leave besides those on
    a sabbatical; `joining`: what is told of dues.
    """

    people: Collection[Person]
    holders: Mapping[str, Collection[str]] = field(default_factory=dict)
    on_leave: Collection[str] = ()
    joining: Mapping[str, Joining] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the electorate of one opening turns on."""

    charter: Charter
    rule: Rule[Decision]
    on: dt.date
    raised_by: str
    about: Collection[str]
    register: Register
    mandate: Rule[Body] | None = None
    """The body that decides it, where the charter gives the matter to one and anybody sits in it."""

    def holds(self, who: Person, name: str | None) -> bool:
        """Whether somebody holds a role or sits in a body."""
        return name is not None and who.key in self.register.holders.get(name, ())


def electorate(
    charter: Charter,
    register: Register,
    *,
    rule: str | Rule[Decision],
    raised_on: dt.date,
    on: dt.date,
    raised_by: str = "",
    about: Collection[str] = (),
    matter: str = "",
    within: str = "",
) -> tuple[Elector, ...]:
    """Everybody who is there on a day, in the order of the register, each with their part and why.

    The decision rule is that of the day the matter was raised, or given as it is; stages and their rights are
    those of `on`, the day it opens. `about`: the keys of those it is about. Whoever has left, or is not there
    yet, is not in it. A `matter` in the mandate of a body is decided by those of its people whom the rule
    lets decide, while anybody sits in it (`routes.mandated`); so is what a body chooses for itself alone, who
    leads it for one, `within` which it is decided. Faults: `CharterSilent` without the rule or a
    membership track, `route.two-bodies`, and those of dues.
    """
    text = charter.on(raised_on)
    found = text.rule("decision", Decision, rule) if isinstance(rule, str) else rule
    body = mandated(text, matter, found.name or "") if matter and found.says.body is None else None
    if within and found.says.body is None:
        body = text.maybe("body", Body, within)
    given = body if body and body.name and register.holders.get(body.name) else None
    asked = _Asked(charter, found, on, raised_by, about, register, given)
    return tuple(_elector(who, asked) for who in register.people if who.stage_on(on) not in GONE)


def _elector(who: Person, asked: _Asked) -> Elector:
    says = asked.rule.says
    belongs = _decides_alone(who, asked) if says.method in BY_ONE else _belongs(who, asked)
    part, why = _part(who, belongs, asked)
    decider = _settles_ties(who, part, asked) or (says.method in BY_ONE and part in VOICES)
    advises = says.method == "advice" and _advises(who, asked) and not (decider or part in ("heard", "away"))
    values = {"person": who.name}
    reason = Reason(f"elector.part.{part}", values, asked.rule.article, why)
    if advises:
        reason = Reason("elector.advises", values, asked.rule.article, why)
    blocks = part in VOICES and says.method not in BY_ONE and _may_block(who, asked)
    return Elector(who.key, who.name, who.stage_on(asked.on), part, reason, blocks, decider, advises)


def _settles_ties(who: Person, part: Part, asked: _Asked) -> bool:
    """Whether a tie is theirs to settle: by their role, but not about themselves, nor while they are away."""
    says = asked.rule.says
    concerned = who.key in asked.about and says.recusal is not None
    return (
        says.ties == "casting-vote" and asked.holds(who, says.delegate) and part != "away" and not concerned
    )


def _part(who: Person, belongs: tuple[bool, Reason], asked: _Asked) -> tuple[Part, tuple[Reason, ...]]:
    """What somebody's part is, with each step that led to it."""
    says, cited = asked.rule.says, asked.rule.article
    takes_part, why = belongs
    if not takes_part:
        return "none", (why,)
    if who.key in asked.about and says.recusal is not None:
        part: Part = says.recusal
        return part, (why, Reason(f"elector.about.{part}", {"person": who.name}, cited))
    if _away(who, asked):
        values = {"person": who.name}
        if says.on_leave == "away":
            return "away", (why, Reason("elector.leave.away", values, cited))
        if says.on_leave is None:
            return "if-they-speak", (why, Reason("elector.leave.if-they-speak", values, cited))
        return "decides", (why, Reason("elector.leave.counted", values, cited))
    return "decides", (why,)


def _away(who: Person, asked: _Asked) -> bool:
    return who.key in asked.register.on_leave or who.stage_on(asked.on) == SABBATICAL


def _belongs(who: Person, asked: _Asked) -> tuple[bool, Reason]:
    """Whether somebody is of those who decide: by the body, by their stage, or by their right to vote."""
    says, cited = asked.rule.says, asked.rule.article
    if says.body is not None:
        sits = asked.holds(who, says.body)
        code = "elector.sits" if sits else "elector.sits-not"
        return sits, Reason(code, {"person": who.name, "body": says.body}, cited)
    given = asked.mandate
    if given is not None and not asked.holds(who, given.name):
        return False, Reason("elector.sits-not", {"person": who.name, "body": given.name}, given.article)
    stage = _counts_as(who, asked)
    values = {"person": who.name, "stage": stage}
    if says.eligible is not None:
        of_it = stage in says.eligible
        reason = Reason("elector.stage" if of_it else "elector.stage-not", values, cited)
    else:
        held = has_right(_as_of(who, stage, asked.on), VOTE, charter=asked.charter, on=asked.on)
        of_it, reason = held.value, held.reason
    told = asked.register.joining.get(who.key, NOTHING_TOLD)
    paid = dues_vote(who, told, charter=asked.charter, on=asked.on) if of_it else None
    return (of_it, reason) if paid is None or paid.value else (False, paid.reason)


def _counts_as(who: Person, asked: _Asked) -> str | None:
    """The stage somebody takes part as: on a sabbatical the one they come back to.

    But where the membership track names the sabbatical as a stage of its own, its rights say whether they
    take part at all, and whether they may block.
    """
    stage, says = who.stage_on(asked.on), asked.rule.says
    if stage != SABBATICAL or SABBATICAL in (says.eligible or ()):
        return stage
    of_its_own = _rights_on_sabbatical(asked)
    if of_its_own is not None and VOTE not in of_its_own:
        return stage
    return paused_stage(who, asked.on) or stage


def _rights_on_sabbatical(asked: _Asked) -> Collection[str] | None:
    """What the membership track says of a sabbatical; None where it names none."""
    track = asked.charter.on(asked.on).rule("membership", Membership).says
    return next((one.rights for one in track.stages if one.name == SABBATICAL), None)


def _as_of(who: Person, stage: str | None, on: dt.date) -> Person:
    """Somebody as if of the stage they come back to."""
    if stage is None or stage == who.stage_on(on):
        return who
    return Person(who.key, who.name, (Spell(stage, Period(on, None)),))


def _decides_alone(who: Person, asked: _Asked) -> tuple[bool, Reason]:
    """Whether it is somebody's alone: by the role or body it is entrusted to, or for having raised it."""
    says, cited = asked.rule.says, asked.rule.article
    if says.delegate is None:
        raised = who.key == asked.raised_by
        code = "elector.raised-it" if raised else "elector.raised-it-not"
        return raised, Reason(code, {"person": who.name}, cited)
    holds = asked.holds(who, says.delegate)
    code = "elector.holds" if holds else "elector.holds-not"
    return holds, Reason(code, {"person": who.name, "role": says.delegate}, cited)


def _advises(who: Person, asked: _Asked) -> bool:
    """Whether somebody is asked for advice; where the rule names nobody, whoever is there may be asked."""
    named = asked.rule.says.advice_of
    if named is None:
        return True
    stage = who.stage_on(asked.on)
    return any(one == stage or asked.holds(who, one) for one in named)


def _may_block(who: Person, asked: _Asked) -> bool:
    says = asked.rule.says
    if says.blocks in (None, "none"):
        return False
    stage = _counts_as(who, asked)
    if says.may_block is not None:
        return stage in says.may_block
    of_its_own = _rights_on_sabbatical(asked) if who.stage_on(asked.on) == SABBATICAL else None
    if of_its_own is not None and BLOCK not in of_its_own:
        return False
    return has_right(_as_of(who, stage, asked.on), BLOCK, charter=asked.charter, on=asked.on).value
