"""Seats that fell vacant before their term was over, and what the ballots of the election say of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from bylaws.decisions.days import end_of
from bylaws.decisions.elections.countback import countback
from bylaws.decisions.elections.counted import Counted
from bylaws.decisions.elections.papers import Election as Papers
from bylaws.membership.posts import COUNTBACK
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.elections import counting
from toadlane.elections.models import Elected, Election, Vacancy, VacancyAnswer, VacancyOver
from toadlane.elections.standing import Standing, Step
from toadlane.proposals.life import Life, life_of
from toadlane.roles.held import Held, post_in

NEXT_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True)
class Seat:
    """A seat that nobody holds any more: whose ballots fill it, and what was held until it was left."""

    elected: Elected
    vacated: RolePeriod | None

    @property
    def since(self) -> dt.date:
        """The first day on which nobody of its own holds it."""
        first: dt.date = self.elected.election.from_day
        left = self.vacated.valid_until if self.vacated else None
        return left or first

    @property
    def runs_until(self) -> dt.date | None:
        """The end of the term for which it was filled; None where it has none, or nobody ever sat there."""
        found: dt.date | None = self.elected.period.valid_until if self.elected.period else None
        return found

    @property
    def who(self) -> Participant:
        """Who held it last, or was elected to it and never sat."""
        found: Participant = self.vacated.participant if self.vacated else self.elected.participant
        return found


@dataclass(frozen=True)
class Going:
    """A vacant seat that is being filled, or was, with what people answered."""

    row: Vacancy
    answers: Mapping[str, VacancyAnswer]
    over: VacancyOver | None
    people: Mapping[str, Participant]

    @property
    def key(self) -> UUID:
        """How an address names it."""
        found: UUID = self.row.pk
        return found

    @property
    def left(self) -> Participant:
        """Who held it last."""
        return Seat(self.row.elected, self.row.vacated).who

    @property
    def asked(self) -> list[tuple[Participant, VacancyAnswer | None]]:
        """Who was asked, with their answers, by name."""
        who = (self.people[key] for key in self.row.asked)
        return [(one, self.answers.get(one.key)) for one in sorted(who, key=lambda one: (one.name, one.key))]

    @property
    def willing(self) -> list[str]:
        """The keys of those who stand for it."""
        return sorted(key for key, one in self.answers.items() if one.stands)

    def closes_at(self, zone: str) -> dt.datetime:
        """When nobody can answer any more."""
        return end_of(self.row.until, zone)

    def is_due(self, at: Moment, zone: str) -> bool:
        """Whether all have answered, or nobody can any more."""
        if self.over is not None:
            return False
        return len(self.answers) == len(self.row.asked) or at.instant >= self.closes_at(zone)

    def may_answer(self, who: Participant, at: Moment, zone: str) -> bool:
        """Whether somebody is asked now."""
        asked = who.key in self.row.asked and who.key not in self.answers
        return asked and self.over is None and at.instant < self.closes_at(zone)


def refills(held: Held, post: str) -> bool:
    """Whether the charter has the seats of a body filled by the ballots that were cast for them."""
    of = post_in(held, post)
    return of is not None and of.vacancies == COUNTBACK


def goings(standing: Standing) -> list[Going]:
    """The vacant seats of an election that were taken up, in their order."""
    return goings_of([standing])[standing.row.pk]


def goings_of(found: Collection[Standing]) -> dict[UUID, list[Going]]:
    """The same of some elections by their keys, in as many questions as of one; none where none is over."""
    told: dict[UUID, list[Going]] = {one.row.pk: [] for one in found}
    over = [one.row.pk for one in found if Step.OVER in one.steps]
    if over:
        rows = Vacancy.objects.filter(election__in=over).select_related(
            "elected__participant", "vacated__participant", "opened_by", "over__participant", "over__period"
        )
        for one in of_rows(list(rows.order_by("opened_at", "pk"))):
            told[one.row.election_id].append(one)
    return told


def of_rows(rows: list[Vacancy]) -> list[Going]:
    """The same for some of them."""
    answers: dict[UUID, dict[str, VacancyAnswer]] = {}
    for one in VacancyAnswer.objects.filter(vacancy__in=rows).select_related("participant"):
        answers.setdefault(one.vacancy_id, {})[one.participant.key] = one
    asked = {key for row in rows for key in row.asked}
    coops = {row.coop_id for row in rows}
    found = Participant.objects.filter(coop__in=coops, key__in=asked)
    people: dict[tuple[Any, str], Participant] = {(one.coop_id, one.key): one for one in found}
    return [
        Going(
            row,
            answers.get(row.pk, {}),
            getattr(row, "over", None),
            {key: people[row.coop_id, key] for key in row.asked},
        )
        for row in rows
    ]


def refill_is_due(election: Election, at: Moment) -> bool:
    """Whether the time to answer is over for a seat of an election; for whoever looks."""
    return Vacancy.objects.filter(election=election, over=None, until__lt=at.day).exists()


def vacant(standing: Standing, going: list[Going], day: dt.date) -> list[Seat]:
    """The seats of an election that were left before their term was over, and that nobody has taken up."""
    name, _sign, held_for = standing.row.post.partition("~")
    rows = RolePeriod.written.filter(coop=standing.row.coop, role=name, held_for=held_for)
    later = {row.replaces_id: row for row in rows.select_related("participant") if row.replaces_id}
    taken_up = {(one.row.elected_id, one.row.vacated_id): one for one in going}
    return [seat for one in standing.elected for seat in _left(one, later, taken_up, day)]


def _left(
    elected: Elected,
    later: Mapping[Any, RolePeriod],
    taken_up: Mapping[tuple[Any, Any], Going],
    day: dt.date,
) -> Iterator[Seat]:
    """Whoever sat there, and whoever came after them, until somebody sits there or nobody took it up."""
    period = elected.period
    while True:
        seat = _seat(elected, period, later, day)
        if seat is None:
            return
        found = taken_up.get((elected.pk, seat.vacated.pk if seat.vacated else None))
        if found is None:
            yield seat
        if found is None or found.over is None or found.over.period is None:
            return
        period = found.over.period


def _seat(
    elected: Elected, period: RolePeriod | None, later: Mapping[Any, RolePeriod], day: dt.date
) -> Seat | None:
    """A seat that was left, while its term still runs."""
    if period is None:
        return Seat(elected, None)
    last = period
    while last.pk in later:
        last = later[last.pk]
    early = last.valid_until is not None and (
        period.valid_until is None or last.valid_until < period.valid_until
    )
    runs = period.valid_until is None or day < period.valid_until
    return Seat(elected, last) if early and runs else None


def counts_back(standing: Standing, at: Moment) -> bool:
    """Whether the ballots of an election say who comes after somebody."""
    proposal = standing.proposal
    return proposal is not None and counting.kept_papers(life_of(proposal), at) is not None


def count_back(
    papers: Papers, life: Life, elected: Elected, willing: list[str], *, order: Sequence[str] = ()
) -> Counted:
    """Who comes after somebody, of those who stand for it; all others who stood are passed over.

    `order`: the keys of those who stood as they were drawn, should a lot settle it.
    """
    stands = {life.label_of(key) for key in willing}
    without = [label for label in papers.candidates if label not in stands]
    whose = life.label_of(elected.participant.key)
    return countback(
        papers,
        whose,
        without=[label for label in without if label != whose],
        lot=counting.lot(life),
        again=[life.label_of(key) for key in order] or None,
    )
