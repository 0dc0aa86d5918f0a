"""What is odd or cannot be in the rules of living together, one kind after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from bylaws.charter.checks.finding import Finding, Version
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.accountability import Accountability
from bylaws.charter.kinds.billing import Billing
from bylaws.charter.kinds.body import Body
from bylaws.charter.kinds.budget_round import BudgetRound
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.duty import Duty
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.meeting import Meeting
from bylaws.charter.kinds.role import Role
from bylaws.charter.kinds.shares import Shares
from bylaws.charter.rules import Rule
from bylaws.kernel.periods import Span

M = TypeVar("M", bound=RuleModel)

CONSENTS = ("consent", "consensus")
CADENCES = ("every", "when_busy", "reports_every", "term", "people_every", "co_op_every", "lasts")


def _of(version: Version, kind: str, model: type[M]) -> list[tuple[Rule[RuleModel], M]]:
    """The rules of a kind, each with what it says."""
    return [(rule, rule.says) for rule in version.held.of_kind(kind) if isinstance(rule.says, model)]


def no_time(span: Span) -> bool:
    """Whether a span is no time at all, so that what comes back after it never rests."""
    return not span.months and not span.days


def cadences(version: Version) -> Iterator[Finding]:
    """What comes back comes back after some time."""
    for rules in version.held.rules.values():
        for rule in rules:
            for key in CADENCES:
                span = getattr(rule.says, key, None)
                if isinstance(span, Span) and no_time(span):
                    yield version.at(rule, key).wrong(
                        "`{key}` holds no time at all.",
                        code="cadence.none",
                        next_step="Write a span, such as “P7D” or “P1M”.",
                        key=key,
                    )


def bodies(version: Version) -> Iterator[Finding]:
    """Bodies that are part of one another, represent without answering, or sit for ever."""
    above = {rule.name: (rule, says.part_of) for rule, says in _of(version, "body", Body)}
    for name, (rule, _) in above.items():
        if name in _upwards(above, name):
            yield version.at(rule, "part_of").wrong(
                "The body “{name}” is part of itself.",
                code="body.circle",
                next_step="Let one of the bodies above it belong to no other.",
                name=name or "",
            )
    for rule, says in _of(version, "body", Body):
        yield from _answering(version, rule, says)


def _upwards(above: dict[str | None, tuple[Rule[RuleModel], str | None]], name: str | None) -> set[str]:
    """Every body above one, as far as the charter names them."""
    seen: set[str] = set()
    at = above[name][1]
    while at is not None and at not in seen:
        seen.add(at)
        at = above[at][1] if at in above else None
    return seen


def _answering(version: Version, rule: Rule[RuleModel], says: Body) -> Iterator[Finding]:
    decides = bool(says.mandate) and says.form != "assembly"
    if decides and says.reports_every is None:
        yield version.at(rule).odd(
            "“{name}” decides for the others and owes them no regular report.",
            code="body.no-report",
            next_step="Add `reports_every`, such as “P3M”.",
            name=rule.name or "",
        )
    if decides and says.recall_by is None and says.filled == "election":
        yield version.at(rule).odd(
            "“{name}” is elected and nobody in it can be called back.",
            code="body.no-recall",
            next_step="Add `recall_by`, the name of a decision rule.",
            name=rule.name or "",
        )
    if says.filled == "election" and says.term is None:
        yield version.at(rule, "filled").odd(
            "“{name}” is elected once and for ever: it has no term.",
            code="body.no-term",
            next_step="Add `term`, such as “P2Y”.",
            name=rule.name or "",
        )
    yield from _counting_back(version, rule, says)
    yield from _consenting(version, rule, says)


def _consenting(version: Version, rule: Rule[RuleModel], says: Body | Role) -> Iterator[Finding]:
    """Whoever is proposed without candidates is consented to, or not."""
    by = _electing(version, says)
    if says.without_candidates and by is not None and by.method not in CONSENTS:
        yield version.at(rule, "without_candidates").wrong(
            "“{name}” is to be elected without candidates, and its rule does not ask for consent.",
            code=f"{rule.kind}.consent",
            next_step="Name a rule with `method = “consent”` in `elected_by`, or let people stand.",
            name=rule.name or "",
        )


def _electing(version: Version, says: Body | Role) -> Decision | None:
    """The rule a body or role is elected by; None where there is none, or two: that is told apart."""
    found = [by for rule, by in _of(version, "decision", Decision) if rule.name == says.elected_by]
    return found[0] if len(found) == 1 else None


def _counting_back(version: Version, rule: Rule[RuleModel], says: Body) -> Iterator[Finding]:
    """Ballots say who comes after somebody where several seats are filled by ranking, and nowhere else."""
    by = _electing(version, says)
    if says.vacancies == "countback" and by is not None and (by.method != "ranked" or says.seats == 1):
        yield version.at(rule, "vacancies").wrong(
            "A vacant seat of “{name}” cannot be counted back: no ballots elect one person alone.",
            code="body.countback",
            next_step="Rank candidates for several seats (`method = “ranked”`), or leave `vacancies` out.",
            name=rule.name or "",
        )


def roles(version: Version) -> Iterator[Finding]:
    """Roles that stand in for themselves, or take longer to hand over than to hold."""
    for rule, says in _of(version, "role", Role):
        yield from _consenting(version, rule, says)
        if says.when_vacant == rule.name:
            yield version.at(rule, "when_vacant").wrong(
                "While nobody holds the role “{name}”, it is to do its own work.",
                code="role.own-stand-in",
                next_step="Name another role or a body, or leave `when_vacant` out.",
                name=rule.name or "",
            )
        if says.term and says.hand_over_takes and _days(says.hand_over_takes) > _days(says.term):
            yield version.at(rule, "hand_over_takes").odd(
                "The role “{name}” takes longer to hand over than one holds it.",
                code="role.long-hand-over",
                next_step="Shorten `hand_over_takes`, or lengthen `term`.",
                name=rule.name or "",
            )


def _days(span: Span) -> int:
    """Its length in days, a month counted as thirty; enough to tell a longer from a shorter one."""
    return 30 * span.months + span.days


def meetings(version: Version) -> Iterator[Finding]:
    """A meeting that decides keeps minutes of it; paid time counts for pay, unpaid time does not."""
    hours = version.only("hours", Hours)
    paid = hours.says.counting_for("pay") if hours else frozenset()
    for rule, says in _of(version, "meeting", Meeting):
        if says.decides and "decisions" not in says.minutes:
            yield version.at(rule).odd(
                "The meeting “{name}” may decide, and its minutes do not hold what it decides.",
                code="meeting.no-minutes",
                next_step="Add “decisions” to `minutes`.",
                name=rule.name or "",
            )
        if hours and says.logged_as and (says.time == "paid") != (says.logged_as in paid):
            yield version.at(rule, "logged_as").odd(
                "The time of the meeting “{name}” is {time}, and “{work}” is logged as the other.",
                code="meeting.pay",
                next_step="Log it as a kind of work that fits, or change `time`.",
                name=rule.name or "",
                time=says.time,
                work=says.logged_as,
            )


def billing(version: Version) -> Iterator[Finding]:
    """Steps of the scale have different names, and go down."""
    rule = version.only("billing", Billing)
    steps = rule.says.scale if rule else []
    for nth, step in enumerate(steps):
        if rule and step.name in [earlier.name for earlier in steps[:nth]]:
            yield version.at(rule, "scale", nth, "name").ambiguous(
                "The step “{name}” stands twice.",
                code="billing.twice",
                next_step="Name each step once.",
                name=step.name,
            )
        if rule and nth and step.rate.minor >= steps[nth - 1].rate.minor:
            yield version.at(rule, "scale", nth, "rate").odd(
                "The step “{name}” asks for no less than the one before it.",
                code="billing.order",
                next_step="List the steps from the highest rate to the lowest.",
                name=step.name,
            )


def shares(version: Version) -> Iterator[Finding]:
    """Shares that expire each have terms of their own, and no place in the steps of a surplus yet."""
    rule = version.only("shares", Shares)
    if rule is None:
        return
    names = [lot.name for lot in rule.says.lots]
    for nth, name in enumerate(names):
        if name in names[:nth]:
            yield version.at(rule, "lots", nth, "name").ambiguous(
                "Shares for “{name}” are given by two sets of terms.",
                code="shares.twice",
                next_step="Let one of them stand.",
                name=name,
            )
        if name != "labour" and not rule.says.counsel_reviewed:
            yield version.at(rule, "lots", nth).odd(
                "Shares for “{name}” may be securities under the law, and no lawyer has read these terms.",
                code="shares.counsel",
                next_step="Have a lawyer read them, then write counsel_reviewed = true.",
                name=name,
            )


def duty(version: Version) -> Iterator[Finding]:
    """Urgencies have different names, and the most urgent is answered first."""
    rule = version.only("duty", Duty)
    urgencies = rule.says.urgencies if rule else []
    soonest: int | None = None
    for nth, one in enumerate(urgencies):
        if rule and one.name in [earlier.name for earlier in urgencies[:nth]]:
            yield version.at(rule, "urgencies", nth, "name").ambiguous(
                "The urgency “{name}” stands twice.",
                code="duty.urgency-twice",
                next_step="Name each urgency once.",
                name=one.name,
            )
        if rule and one.answered_within is not None:
            if soonest is not None and one.answered_within < soonest:
                yield version.at(rule, "urgencies", nth, "answered_within").odd(
                    "“{name}” is answered sooner than what is more urgent.",
                    code="duty.urgency-order",
                    next_step="List the urgencies with the most urgent first.",
                    name=one.name,
                )
            soonest = one.answered_within
        if rule and one.escalates_to and one.answered_within is None:
            yield version.at(rule, "urgencies", nth, "escalates_to").wrong(
                "“{name}” goes on to “{to}” when nobody answers in time, and no time is promised.",
                code="duty.no-time",
                next_step="Add `answered_within`, or leave `escalates_to` out.",
                name=one.name,
                to=one.escalates_to,
            )


def accountability(version: Version) -> Iterator[Finding]:
    """A statement nobody reviews leaves the two alone with it."""
    rule = version.only("accountability", Accountability)
    if rule and rule.says.reviewed_by is None:
        yield version.at(rule).odd(
            "Nobody looks at a statement with the two people it is between.",
            code="accountability.no-reviewer",
            next_step="Add `reviewed_by`, the name of a role or body.",
        )


def budget_rounds(version: Version) -> Iterator[Finding]:
    """A round whose voting takes longer than the time between two; projects dearer than the round."""
    rule = version.only("budget-round", BudgetRound)
    if rule is None:
        return
    says = rule.says
    if _days(says.gather_for) + _days(says.vote_for) > _days(says.every):
        yield version.at(rule, "every").odd(
            "A round begins before the one before it is over.",
            code="budget-round.overlap",
            next_step="Shorten `gather_for` or `vote_for`, or lengthen `every`.",
        )
    if says.amount and says.project_at_least and says.project_at_least.minor > says.amount.minor:
        yield version.at(rule, "project_at_least").wrong(
            "No project can be paid: each costs more than the round shares out.",
            code="budget-round.too-dear",
            next_step="Lower `project_at_least`, or raise `amount`.",
        )


CHECKS = (cadences, bodies, roles, meetings, billing, shares, duty, accountability, budget_rounds)
