"""Budget rounds as somebody has them before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext

from bylaws.charter.words import plain
from bylaws.decisions.budgets.funded import Funded
from bylaws.facts.people import Person
from bylaws.kernel.faults import Refused
from bylaws.kernel.money import Money
from toadlane.books.models import ACCOUNTS
from toadlane.budgets import counting, words
from toadlane.budgets.models import BudgetRound, Paper, ProjectFile
from toadlane.budgets.standing import (
    RULE_GONE,
    Asked,
    Listed,
    Standing,
    Step,
    bounds,
    is_tied,
    may_draw,
    may_vote,
    numbers_open,
    standing_of,
    standings,
    stopped,
    voters,
)
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.members.register import persons
from toadlane.proposals.models import POSITIONS
from toadlane.proposals.secrecy import too_few
from toadlane.ui.languages import rules_language


@dataclass(frozen=True)
class Line:
    """One round in a list."""

    standing: Standing
    phase: str

    @property
    def title(self) -> str:
        """What it is called."""
        return words.title(self.standing.row)

    @property
    def says(self) -> str:
        """Where it stands."""
        return str(words.PHASES[self.phase][0])

    @property
    def badge(self) -> str:
        """The kind of its badge."""
        return words.PHASES[self.phase][1].replace("plain", "")

    @property
    def given(self) -> Money | None:
        """What was given to projects, once it was."""
        standing = self.standing
        if Step.OVER not in standing.steps:
            return None
        minor = sum(one.cost_minor for one in standing.grants.values())
        return Money(minor, standing.row.coop.currency)


@dataclass(frozen=True)
class Choice:
    """A project on the ballot, before whoever fills it in."""

    listed: Listed
    asked: Asked
    points: int

    @property
    def cost(self) -> Money:
        """What it costs, as it stands on the ballot."""
        return Money(self.listed.cost_minor, self.asked.row.coop.currency)


@dataclass
class Desk:
    """One round before somebody."""

    standing: Standing
    place: Place
    people: Mapping[str, Person]

    @property
    def row(self) -> BudgetRound:
        """What was opened."""
        return self.standing.row

    @property
    def me(self) -> Participant:
        """Whoever looks."""
        return self.place.member

    @property
    def phase(self) -> str:
        """Where it stands, in one word of ours."""
        if is_tied(self.standing, self.place.moment):
            return "tied"
        return phase_of(self.standing)

    @property
    def line(self) -> Line:
        """The same as in a list."""
        return Line(self.standing, self.phase)

    @property
    def gathers(self) -> bool:
        """Whether projects are put in now."""
        return self.standing.gathers(self.place.moment.instant)

    @property
    def votes(self) -> bool:
        """Whether people vote now."""
        return self.standing.votes(self.place.moment.instant)

    @property
    def may_put_in(self) -> bool:
        """Whether whoever looks may put in a project now."""
        return self.gathers and self.place.sight.standing.stage in self.standing.says.proposals_by

    @property
    def brought(self) -> list[tuple[ProjectFile, int]]:
        """The files whoever looks brought in, with how many of their projects can be taken back together."""
        if not self.gathers:
            return []
        files = (one.row.file for one in self.standing.there)
        mine = {file.pk: file for file in files if file is not None and file.by_id == self.me.pk}
        found = [(file, len(self.standing.as_brought(file))) for file in mine.values()]
        return [(file, many) for file, many in found if many]

    @cached_property
    def is_voter(self) -> bool:
        """Whether whoever looks votes in it, now or when it opens."""
        on = self.place.moment.day
        if self.gathers:
            return self.place.sight.standing.stage in self.standing.says.voters
        return may_vote(self.standing, self.people, self.me.key, on)

    @property
    def has_voted(self) -> bool:
        """Whether whoever looks has."""
        return self.standing.has_voted(self.me)

    @property
    def may_fill_in(self) -> bool:
        """Whether whoever looks can fill in a ballot now."""
        return self.votes and self.is_voter and not (self.standing.secret and self.has_voted)

    @property
    def may_draw(self) -> bool:
        """Whether whoever looks can have the lot drawn."""
        return self.phase == "tied" and may_draw(self.standing, self.me, self.place.moment)

    @property
    def numbers_open(self) -> bool:
        """Whether a number for a lot can still be given."""
        return numbers_open(self.standing, self.place.moment)

    @cached_property
    def many_voters(self) -> int:
        """How many can vote."""
        return len(voters(self.standing, self.people, self.place.moment.day))

    @property
    def too_few(self) -> bool:
        """Whether so few can vote that it cannot be secret."""
        return too_few(self.many_voters)

    @property
    def bounds(self) -> tuple[Money, Money]:
        """The least and the most a project may cost."""
        return bounds(self.standing)

    @property
    def asked_for(self) -> Money:
        """What all projects cost together."""
        minor = sum(one.text.cost_minor for one in self.standing.there)
        return Money(minor, self.row.coop.currency)

    @property
    def carried(self) -> Money | None:
        """What of it the round before left over; None where it left nothing."""
        return Money(self.row.carried_minor, self.row.coop.currency) if self.row.carried_minor else None

    @property
    def choices(self) -> list[Choice]:
        """The ballot, with what whoever looks marked before."""
        mine = self.standing.papers.get(self.me.pk)
        marked = {int(nth): int(points) for nth, points in mine.marks} if mine else {}
        asked = {one.nth: one for one in self.standing.asked}
        return [Choice(one, asked[one.nth], marked.get(one.nth, 0)) for one in self.standing.ballot]

    @property
    def by_points(self) -> bool:
        """Whether a project is given points."""
        return self.standing.says.ballot == "points"

    @property
    def rule_says(self) -> tuple[str, ...]:
        """The rule in sentences."""
        return tuple(plain(self.standing.rule, rules_language()))

    @property
    def sees_papers(self) -> bool:
        """Whether whoever looks sees who marked what."""
        return not self.standing.secret and self.place.sight.may_see_class(POSITIONS)

    @property
    def papers(self) -> list[Paper]:
        """Who voted, by name, where that may be seen."""
        if not self.sees_papers:
            return []
        return sorted(self.standing.papers.values(), key=lambda one: one.participant.name)

    @property
    def sees_count(self) -> bool:
        """Whether whoever looks may see how it was counted."""
        if Step.COUNTED not in self.standing.steps:
            return False
        sees = self.place.sight.may_see_class(POSITIONS) or self.is_voter
        return sees and self.standing.marks() is not None

    @property
    def sees_box(self) -> bool:
        """Whether whoever looks finds the ballots of a secret vote by their codes."""
        return self.standing.sealed is not None and self.sees_count and bool(self.standing.sealed.ballots)

    @property
    def sees_accounts(self) -> bool:
        """Whether whoever looks sees what is paid."""
        return self.place.sight.may_see_class(ACCOUNTS)

    @cached_property
    def count(self) -> Funded | None:
        """The count, where it may be seen."""
        if not self.sees_count:
            return None
        found = counting.shared(self.standing, title=words.title(self.row))
        return counting.counted(self.standing, found) if found is not None else None

    @property
    def funded(self) -> list[Choice]:
        """What is funded, in the order it was."""
        step = self.standing.steps.get(Step.COUNTED)
        by_key = {one.listed.key: one for one in self.choices}
        return [by_key[key] for key in step.result["funded"]] if step else []

    @property
    def left(self) -> Money | None:
        """What was not given away, once it is counted."""
        step = self.standing.steps.get(Step.COUNTED)
        return Money.parse(step.result["left"], self.row.coop.currency) if step else None

    @property
    def why_ended(self) -> str:
        """Why it was called off, as whoever did wrote it, or why nobody can confirm it, as we say it."""
        because = self.standing.ended.because if self.standing.ended else ""
        return gettext(because) if because == RULE_GONE else because

    @property
    def not_yet(self) -> Refused | None:
        """What keeps a result that was confirmed from taking effect."""
        proposal = self.standing.proposal
        waits = proposal is not None and self.standing.ended is None and hasattr(proposal, "outcome")
        return stopped(proposal.outcome, self.place.moment) if waits and proposal else None


def phase_of(standing: Standing) -> str:
    """Where a round stands, in one word of ours."""
    if standing.ended is not None:
        kind = str(standing.ended.kind)
        return "nothing-funded" if kind == Step.OVER and not standing.grants else kind
    if Step.COUNTED in standing.steps:
        return "counted"
    return "voting" if Step.PUT_TO_VOTE in standing.steps else "gathering"


def rounds(place: Place) -> tuple[list[Line], list[Line]]:
    """Those under way, and the last that are over, in a fixed number of questions."""
    rows = BudgetRound.objects.filter(coop=place.coop).select_related("opened_by")
    latest = list(place.visible(rows.order_by("-opened_on", "-pk"))[:50])
    found = [Line(one, phase_of(one)) for one in standings(place.coop, latest)]
    going = [one for one in found if one.standing.ended is None]
    return going, [one for one in found if one.standing.ended is not None]


def round_at(place: Place, key: UUID) -> BudgetRound:
    """The round of that key for whoever may see it."""
    return place.find(BudgetRound.objects.select_related("coop", "opened_by"), pk=key)


def file_of(place: Place, budget_round: UUID, key: UUID) -> ProjectFile:
    """The file of that key which was brought into a round; absent otherwise."""
    return place.find(ProjectFile.objects.all(), round=budget_round, pk=key)


def desk(place: Place, row: BudgetRound) -> Desk:
    """One round with where it stands at this moment."""
    return Desk(standing_of(row), place, persons(place.coop))
