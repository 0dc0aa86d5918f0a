"""Where an election stands: who is named, who stands, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_noop

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.rules import Rule
from bylaws.decisions.days import end_of
from bylaws.decisions.elections.dates import Dates, dates
from bylaws.kernel.faults import Refused
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import stops
from toadlane.elections.models import (
    Candidacy,
    CandidacyStep,
    Elected,
    Election,
    ElectionStep,
    LotNumber,
    Naming,
)
from toadlane.proposals.models import Outcome, Proposal

RULE_GONE: Final = gettext_noop(
    "The charter was amended, and nobody votes among candidates for this any more."
)
Said = CandidacyStep.Kind
Step = ElectionStep.Kind
SHORT: Final = 100
"""So many letters of its post the subject of a decision has."""
ENDS: Final = (Step.CALLED_OFF, Step.NOBODY_STANDS, Step.OVER)


@dataclass(frozen=True)
class Candidate:
    """Somebody who was named, and what they said to it last; None while they have said nothing."""

    row: Candidacy
    said: str | None

    @property
    def who(self) -> Participant:
        """Whoever was named."""
        found: Participant = self.row.participant
        return found

    @property
    def stands(self) -> bool:
        """Whether they stand."""
        return self.said == Said.ACCEPTED

    @property
    def words(self) -> str:
        """What they say of themselves; "" where they say nothing, or it was erased."""
        return self.row.statement.content if hasattr(self.row, "statement") else ""


@dataclass
class Standing:
    """Everything that is kept of one election, in order."""

    row: Election
    steps: dict[str, ElectionStep] = field(default_factory=dict)
    candidates: list[Candidate] = field(default_factory=list)
    numbers: list[LotNumber] = field(default_factory=list)
    elected: list[Elected] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)

    @property
    def proposal(self) -> Proposal | None:
        """The vote on it, once the list is closed."""
        step = self.steps.get(Step.PUT_TO_VOTE)
        return step.proposal if step else None

    @property
    def ended(self) -> ElectionStep | None:
        """What ended it."""
        return next((self.steps[kind] for kind in ENDS if kind in self.steps), None)

    @property
    def standing(self) -> list[Candidate]:
        """Those who stand, by name."""
        return [one for one in self.candidates if one.stands]

    @property
    def ballot(self) -> tuple[str, ...]:
        """The keys of those on the ballot, in its order."""
        step = self.steps.get(Step.PUT_TO_VOTE)
        return tuple(step.candidates) if step else ()

    def of(self, who: Participant) -> Candidate | None:
        """What there is of one of them."""
        return next((one for one in self.candidates if one.row.participant_id == who.pk), None)

    def names_open(self, at: dt.datetime) -> bool:
        """Whether people can still be named, and say whether they stand."""
        return not self.without_candidates and self.is_open(at)

    def is_open(self, at: dt.datetime) -> bool:
        """Whether it can still be called off; without candidates until somebody is proposed."""
        return not self.steps and (self.without_candidates or at < self.list_closes_at)

    @property
    def without_candidates(self) -> bool:
        """Whether nobody stands, and everybody names somebody with reasons."""
        return self.row.change_until is not None

    def round_at(self, at: dt.datetime) -> int:
        """Of one without candidates: in which round people name somebody, 1 or 2; 0 in none."""
        if not self.without_candidates or self.steps or at >= self.list_closes_at:
            return 0
        return 1 if at < end_of(self.row.nominations_until, self.row.coop.time_zone) else 2

    @property
    def last_namings(self) -> list[Naming]:
        """Whom everybody named last."""
        last = {one.by_id: one for one in sorted(self.namings, key=lambda one: one.nth)}
        return [one for one in self.namings if last[one.by_id] is one]

    @cached_property
    def list_closes_at(self) -> dt.datetime:
        """When nominations end, and the round in which they are changed."""
        return end_of(self.row.change_until or self.row.nominations_until, self.row.coop.time_zone)


def rule_of(text: InForce, name: str) -> Rule[Decision] | None:
    """The rule that elects; None where the text has none of that name."""
    return text.maybe("decision", Decision, name)


def dates_of(row: Election, says: Decision) -> Dates:
    """The days of an election by the rule that elects."""
    return dates(says, row.change_until or row.nominations_until, zone=row.coop.time_zone)


def standings(coop: Coop, rows: Collection[Election]) -> list[Standing]:
    """Some elections of one co-op, in as many questions as for one."""
    found = {row.pk: Standing(row) for row in rows}
    if not found:
        return []
    for row in rows:
        row.coop = coop
    mine = {"election__in": list(found)}
    for step in ElectionStep.objects.filter(**mine).select_related("proposal__outcome"):
        found[step.election_id].steps[step.kind] = step
    steps = CandidacyStep.objects.filter(candidacy__election__in=list(found)).order_by("happened_at", "pk")
    said: dict[UUID, str] = dict(steps.values_list("candidacy", "kind"))
    named = Candidacy.objects.filter(**mine).select_related("participant", "by", "statement")
    for one in named.order_by("participant__name", "participant__key"):
        found[one.election_id].candidates.append(Candidate(one, said.get(one.pk)))
    for number in LotNumber.objects.filter(**mine).select_related("participant").order_by("participant__key"):
        found[number.election_id].numbers.append(number)
    for elected in Elected.objects.filter(**mine).select_related("participant", "period").order_by("nth"):
        found[elected.election_id].elected.append(elected)
    for naming in (
        Naming.objects.filter(**mine)
        .select_related("participant", "by", "words")
        .order_by("participant__name", "participant__key", "by__name", "nth")
    ):
        found[naming.election_id].namings.append(naming)
    return list(found.values())


def standing_of(row: Election) -> Standing:
    """One of them."""
    (found,) = standings(row.coop, [row])
    return found


def why_not_yet(outcome: Outcome, at: Moment) -> Refused | None:
    """What keeps a result from taking effect for now; None where nothing does."""
    if outcome.authority is None:
        return None
    try:
        stops.refuse_stopped(outcome.authority, at)
    except Refused as fault:
        return fault
    return None
