"""What the charter says of a matter before anything is written: rule, article, who decides, how long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.decision import SECRET_UNDER, Decision
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.subjects import INDIVIDUAL, MATTERS
from bylaws.charter.routes import Route, matters, route
from bylaws.charter.rules import Rule
from bylaws.charter.words import plain
from bylaws.decisions.electorate import Register, electorate
from bylaws.decisions.proposal import BY_ONE, Elector, poll_rule, polled
from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained, Reason
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place
from toadlane.coops.models import MEMBER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.register import holding, persons, tenures, terms
from toadlane.proposals import refusals
from toadlane.proposals.polling import chooses
from toadlane.ui.languages import rules_language

PROPOSE, VOTE = "propose", "vote"


@dataclass(frozen=True)
class Way:
    """Where a matter would go if it were raised now, and who would decide."""

    found: Explained[Route]
    electors: tuple[Elector, ...]
    says: tuple[str, ...]
    """The rule that decides first, in sentences."""

    @property
    def deciding(self) -> list[Elector]:
        """Those who decide, or those to whom it is entrusted."""
        says = self.found.value.legs[0].says
        by_one = says is not None and says.method in BY_ONE
        return [one for one in self.electors if (one.decider if by_one else one.part == "decides")]

    @property
    def too_few(self) -> bool:
        """Whether so few would decide that it could not be secret."""
        return len(self.deciding) < SECRET_UNDER

    @property
    def article(self) -> str:
        """The article it would be decided under."""
        return self.found.value.legs[0].article


def way_of(coop: Coop, matter: str, amount: Money | None, *, by: Participant, at: Moment) -> Way:
    """The way of a matter raised now. Faults: those of `route`, and `proposals.alone`."""
    charter = charter_of(coop)
    found = route(charter.on_or_first(at.day), matter, amount)
    refuse_unrunnable(found.value)
    rule = found.value.rule
    deciding = electors_of(coop, charter, rule, by=by.key, raised_on=at.day, on=at.day, matter=matter)
    says = charter.on_or_first(at.day).rule("decision", Decision, rule)
    return Way(found, deciding, in_words(says))


def way_of_poll(coop: Coop, says: Decision, *, by: Participant, at: Moment) -> Way:
    """The way of a poll raised now: no article gives it one, it asks whoever has a vote."""
    charter = charter_of(coop)
    asked = polled(charter, says, at=at.instant, by=by.key)
    rule = poll_rule(charter.on_or_first(at.day), says)
    reason = Reason("poll.open", {}, rule.article)
    asks = electors_of(coop, charter, rule, by=by.key, raised_on=at.day, on=at.day)
    return Way(Explained(asked.route, reason), asks, in_words(rule))


def in_words(rule: Rule[Decision]) -> tuple[str, ...]:
    """A decision rule in sentences of the reader's language."""
    return tuple(plain(rule, rules_language()))


def refuse_unrunnable(way: Route) -> None:
    """Faults `proposals.alone`, and `proposals.method` where only some rules choose."""
    if way.rule == INDIVIDUAL:
        raise refusals.alone(way.legs[0].article)
    for leg in way.legs:
        if chooses(leg.says) != chooses(way.legs[0].says):
            raise refusals.another_way(leg.says.method if leg.says else "", leg.article)


def electors_of(
    coop: Coop,
    charter: Charter,
    rule: str | Rule[Decision],
    *,
    by: str,
    raised_on: dt.date,
    on: dt.date,
    about: Participant | None = None,
    matter: str = "",
    within: str = "",
) -> tuple[Elector, ...]:
    """Everybody who is there on a day, with their part in what a rule decides, and why."""
    people = persons(coop)
    holders = holding(charter.on(on), people, tenures(coop), on=on)
    return electorate(
        charter,
        Register(tuple(people.values()), holders, joining=terms(coop, on)),
        rule=rule,
        raised_on=raised_on,
        on=on,
        raised_by=by,
        about={about.key} if about else (),
        matter=matter,
        within=within,
    )


def offered(text: InForce) -> list[str]:
    """The matters a charter names, then those everybody knows, where it says who decides whatever else."""
    try:
        named = [one.name for one in matters(text)]
    except Fault:
        return []
    return named + [name for name in MATTERS if name not in named and text.of_kind("subjects")]


def may_raise(text: InForce, stage: str | None) -> bool:
    """Whoever has the right “propose”, where the charter gives it to any stage; else whoever may vote."""
    rule = text.maybe("membership", Membership)
    if rule is None:
        return stage == MEMBER
    rights = {one.name: set(one.rights) for one in rule.says.stages}
    right = PROPOSE if any(PROPOSE in held for held in rights.values()) else VOTE
    return right in rights.get(stage or "", set())


def may_raise_here(place: Place) -> bool:
    """Whether the charter lets whoever looks raise a matter; asks nothing that is not known already."""
    try:
        text = charter_of(place.coop).on_or_first(place.moment.day)
    except Fault:
        return False
    return may_raise(text, place.sight.standing.stage)


def refuse_who_may_not(by: Participant, at: Moment) -> None:
    """Fault `proposals.raise`."""
    text = charter_of(by.coop).on_or_first(at.day)
    if not may_raise(text, by.stage_on(at.day)):
        rule = text.maybe("membership", Membership)
        raise refusals.may_not_raise(rule.article if rule else None)
