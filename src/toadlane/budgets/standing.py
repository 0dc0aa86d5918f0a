"""Where a budget round stands: its projects, who voted, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_noop

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.budget_round import BudgetRound as Says
from bylaws.charter.rules import Rule
from bylaws.decisions.boxes import Ballot
from bylaws.decisions.days import end_of
from bylaws.facts.people import Person
from bylaws.kernel.faults import Refused
from bylaws.kernel.money import Money
from toadlane.budgets.models import (
    BudgetRound,
    Grant,
    Paper,
    Project,
    ProjectFile,
    ProjectText,
    RoundBox,
    RoundNumber,
    RoundSealed,
    RoundStep,
    RoundVoted,
)
from toadlane.charter.reads import charter_of, charters_by
from toadlane.coops.models import FORMER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import stops
from toadlane.members.register import persons
from toadlane.proposals.models import Outcome, Proposal

Step = RoundStep.Kind
ENDS: Final = (Step.CALLED_OFF, Step.NO_PROJECTS, Step.NOT_CONFIRMED, Step.OVER)
KIND: Final = "budget-round"
RULE_GONE: Final = gettext_noop(
    "The charter was amended, and the rule that was to confirm the result is not there any more."
)
GONE: Final = (None, FORMER)
Marks = tuple[tuple[int, int], ...]
"""What one marked: the number of each project, with its points."""


@dataclass(frozen=True)
class Asked:
    """A project as it is asked for now."""

    row: Project
    text: ProjectText
    withdrawn: bool

    @property
    def nth(self) -> int:
        """Its number."""
        return int(self.row.nth)

    @property
    def cost(self) -> Money:
        """What it costs."""
        return Money(self.text.cost_minor, self.row.coop.currency)

    def is_of(self, who: Participant) -> bool:
        """Whether somebody put it in or looks after it, and so may change it."""
        return who.pk in (self.row.by_id, self.text.owner_id)


@dataclass(frozen=True, slots=True)
class Listed:
    """A project as it stands on the ballot."""

    nth: int
    title: str
    cost_minor: int

    @property
    def key(self) -> str:
        """What files of ballots call it."""
        return f"p{self.nth}"


@dataclass
class Standing:
    """Everything that is kept of one round, in order."""

    row: BudgetRound
    rule: Rule[Says]
    steps: dict[str, RoundStep] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    papers: dict[UUID, Paper] = field(default_factory=dict)
    """The last ballot of each, by the key of their row."""
    voted: set[UUID] = field(default_factory=set)
    """Who voted in secret."""
    box: list[Ballot] = field(default_factory=list)
    sealed: RoundSealed | None = None
    numbers: list[RoundNumber] = field(default_factory=list)
    grants: dict[int, Grant] = field(default_factory=dict)
    """By the number of the project."""

    @property
    def says(self) -> Says:
        """What the charter says of it."""
        return self.rule.says

    @property
    def ended(self) -> RoundStep | None:
        """What ended it."""
        return next((self.steps[kind] for kind in ENDS if kind in self.steps), None)

    @property
    def there(self) -> list[Asked]:
        """Projects that were not withdrawn."""
        return [one for one in self.asked if not one.withdrawn]

    @cached_property
    def ballot(self) -> tuple[Listed, ...]:
        """The projects on the ballot, in its order."""
        step = self.steps.get(Step.PUT_TO_VOTE)
        return tuple(Listed(one["nth"], one["title"], one["cost"]) for one in step.projects) if step else ()

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that confirms what was counted, where the charter asks for one."""
        step = self.steps.get(Step.COUNTED)
        return step.proposal if step else None

    @property
    def seed(self) -> str:
        """From what the lot was drawn, if it was."""
        step = self.steps.get(Step.DRAWN)
        return step.seed if step else ""

    @property
    def secret(self) -> bool:
        """Whether nobody sees who marked what."""
        return self.says.secret

    @property
    def many(self) -> int:
        """How many voted."""
        return len(self.voted) if self.secret else len(self.papers)

    @cached_property
    def gathered_at(self) -> dt.datetime:
        """When no more projects are put in, and the vote opens."""
        return end_of(self.row.gather_until, self.row.coop.time_zone)

    @cached_property
    def closes_at(self) -> dt.datetime:
        """When the vote closes."""
        return end_of(self.row.vote_until, self.row.coop.time_zone)

    @property
    def budget(self) -> Money:
        """What is shared out."""
        return Money(self.row.budget_minor, self.row.coop.currency)

    def gathers(self, at: dt.datetime) -> bool:
        """Whether projects are put in now."""
        return not self.steps and at < self.gathered_at

    def votes(self, at: dt.datetime) -> bool:
        """Whether people vote now."""
        return Step.PUT_TO_VOTE in self.steps and not self.is_closed(at)

    def is_closed(self, at: dt.datetime) -> bool:
        """Whether the vote is over; once it was found to be, no clock that is put back opens it again."""
        return bool({Step.TIED, Step.COUNTED} & self.steps.keys()) or at >= self.closes_at

    def has_voted(self, who: Participant) -> bool:
        """Whether somebody voted."""
        return who.pk in (self.voted if self.secret else self.papers)

    def of(self, nth: int) -> Asked | None:
        """The project of a number."""
        return next((one for one in self.asked if one.nth == nth), None)

    def as_brought(self, file: ProjectFile) -> list[Asked]:
        """The projects of a file that nobody withdrew or wrote anew since."""
        return [one for one in self.there if one.row.file_id == file.pk and one.text.nth == 1]

    def marks(self) -> list[Marks] | None:
        """The ballots that count; None where they were not kept."""
        if not self.secret:
            return [as_marks(one.marks) for one in self.papers.values()]
        if self.sealed is None:
            return [of_box(one) for one in self.box]
        if self.sealed.cast and not self.sealed.ballots:
            return None
        return [of_box(one) for one in ballots(self.sealed.ballots)]


def as_marks(said: Collection[Collection[int]]) -> Marks:
    """Marks as they are kept."""
    return tuple((int(nth), int(points)) for nth, points in said)


def ballots(said: Collection[tuple[str, Collection[Collection[int]]]]) -> list[Ballot]:
    """Ballots as they lie in the box."""
    told = ((code, as_marks(marks)) for code, marks in said)
    return [Ballot(code, "agree", tuple((f"p{nth}", given) for nth, given in marks)) for code, marks in told]


def of_box(ballot: Ballot) -> Marks:
    """What stands on a ballot of the box."""
    return tuple((int(key.removeprefix("p")), points) for key, points in ballot.marks)


def rule_on(coop: Coop, on: dt.date) -> Rule[Says]:
    """The rule of the text of a day; fault `CharterSilent` where it has none."""
    return charter_of(coop).on(on).rule(KIND, Says)


def rule_of(row: BudgetRound) -> Rule[Says]:
    """The rule by which a round was opened: no text that is adopted later changes it, for whatever day."""
    return rules_of(row.coop, [row])[row.pk]


def rules_of(coop: Coop, rows: Collection[BudgetRound]) -> dict[UUID, Rule[Says]]:
    """The same of some rounds of one co-op, in one question."""
    charters = charters_by(coop, [row.recorded_at for row in rows])
    return {row.pk: charters[row.recorded_at].on(row.opened_on).rule(KIND, Says) for row in rows}


def rule_in(text: InForce) -> Rule[Says] | None:
    """The same, or None."""
    return text.maybe(KIND, Says)


def may_vote(standing: Standing, people: Mapping[str, Person], key: str, on: dt.date) -> bool:
    """Whether somebody votes: of a stage the rule names on the day the vote opened, and still here."""
    who = people.get(key)
    if who is None or who.stage_on(on) in GONE:
        return False
    return who.stage_on(opened_on(standing)) in standing.says.voters


def voters(standing: Standing, people: Mapping[str, Person], on: dt.date) -> list[str]:
    """The keys of all who vote."""
    return [key for key in people if may_vote(standing, people, key, on)]


def numbers_open(standing: Standing, at: Moment) -> bool:
    """Whether the vote is not over: whoever knows the ballots could choose a number to suit."""
    return standing.gathers(at.instant) or standing.votes(at.instant)


def is_tied(standing: Standing, at: Moment) -> bool:
    """Whether the count waits for a lot: the vote is over, and was not counted when it closed."""
    steps = standing.steps
    over = Step.PUT_TO_VOTE in steps and standing.is_closed(at.instant)
    return over and Step.COUNTED not in steps and Step.DRAWN not in steps


def may_draw(standing: Standing, by: Participant, at: Moment) -> bool:
    """Whether somebody who votes can have the lot drawn."""
    return is_tied(standing, at) and may_vote(standing, persons(by.coop), by.key, at.day)


def bounds(standing: Standing) -> tuple[Money, Money]:
    """The least and the most a project of the round may cost."""
    says, budget = standing.says, standing.budget
    least = says.project_at_least or Money(1, budget.currency)
    most = says.project_at_most
    return least, most if most is not None and most.minor < budget.minor else budget


def stopped(outcome: Outcome, at: Moment) -> Refused | None:
    """What keeps it from taking effect for now; None where nothing does."""
    if outcome.authority is None:
        return None
    try:
        stops.refuse_stopped(outcome.authority, at)
    except Refused as fault:
        return fault
    return None


def opened_on(standing: Standing) -> dt.date:
    """The first day of the vote."""
    return standing.row.gather_until + dt.timedelta(days=1)


def standings(coop: Coop, rows: Collection[BudgetRound]) -> list[Standing]:
    """Some rounds of one co-op, in as many questions as for one."""
    for row in rows:
        row.coop = coop
    if not rows:
        return []
    rules = rules_of(coop, rows)
    found = {row.pk: Standing(row, rules[row.pk]) for row in rows}
    mine = {"round__in": list(found)}
    for step in RoundStep.objects.filter(**mine).select_related("proposal__outcome"):
        found[step.round_id].steps[step.kind] = step
    _projects(coop, found)
    for paper in Paper.objects.filter(**mine).select_related("participant").order_by("cast_at", "pk"):
        found[paper.round_id].papers[paper.participant_id] = paper
    for of_round, who in RoundVoted.objects.filter(**mine).values_list("round", "participant"):
        found[of_round].voted.add(who)
    for box in RoundBox.objects.filter(**mine):
        found[box.round_id].box = ballots(box.ballots)
    for sealed in RoundSealed.objects.filter(**mine):
        found[sealed.round_id].sealed = sealed
    for number in (
        RoundNumber.objects.filter(**mine).select_related("participant").order_by("participant__key")
    ):
        found[number.round_id].numbers.append(number)
    grants = Grant.objects.filter(project__round__in=list(found)).select_related("project", "authority__use")
    for grant in grants:
        found[grant.project.round_id].grants[grant.project.nth] = grant
    return list(found.values())


def _projects(coop: Coop, found: Mapping[UUID, Standing]) -> None:
    texts = ProjectText.objects.filter(project__round__in=list(found)).select_related("owner")
    last = {one.project_id: one for one in texts.order_by("nth")}
    rows = (
        Project.objects.filter(round__in=list(found))
        .select_related("by", "withdrawal", "file")
        .order_by("nth")
    )
    for row in rows:
        row.coop = coop
        asked = Asked(row, last[row.pk], hasattr(row, "withdrawal"))
        found[row.round_id].asked.append(asked)


def standing_of(row: BudgetRound) -> Standing:
    """One of them."""
    (found,) = standings(row.coop, [row])
    return found
