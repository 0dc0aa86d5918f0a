"""Elections as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status

from bylaws.decisions.elections.lots import GREATEST_NUMBER
from toadlane.coops.access import Place, absent
from toadlane.coops.api import Click, Day, PersonKey, Slug, participant_at
from toadlane.elections import listing, reads, vacancy_reads, verbs
from toadlane.elections.models import LONGEST, Election
from toadlane.elections.vacancies import Going
from toadlane.elections.views import at
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.polling import MOST
from toadlane.roles.api import PostKey

router = Router()


class ElectionCallIn(Schema):
    """An election of a role or of the seats of a body; the other days follow from the charter."""

    post: PostKey
    nominations_until: Day
    change_until: Day | None = None
    from_day: Day
    says: str = Field("", max_length=LONGEST["says"])
    key: Click


class ElectionNameIn(Schema):
    """Who is named; oneself to stand."""

    person: PersonKey
    key: Click


class ElectionAnswerIn(Schema):
    """Whether one stands."""

    stands: bool
    key: Click


class ElectionStatementIn(Schema):
    """What one who stands says of oneself."""

    says: str = Field(max_length=LONGEST["statement"])
    key: Click


class ElectionNumberIn(Schema):
    """A number for a lot."""

    number: int = Field(ge=0, le=GREATEST_NUMBER)
    key: Click


class ElectionEndIn(Schema):
    """Why it is called off."""

    because: str = Field(max_length=LONGEST["because"])
    key: Click


class ElectionReasonIn(Schema):
    """Whom one would have, and why."""

    person: PersonKey
    because: str = Field(max_length=LONGEST["why"])
    key: Click


class ElectionProposeIn(Schema):
    """Whomever the reasons speak for."""

    people: list[PersonKey] = Field(max_length=MOST)
    because: str = Field(max_length=LONGEST["why"])
    key: Click


class NamingOut(Schema):
    """Whom somebody named in a round, and why; without reasons where they were erased."""

    person: str
    by: str
    round: int
    because: str


class ElectionClickIn(Schema):
    """Nothing but a key."""

    key: Click


class CandidateOut(Schema):
    """Who is named: `said` is accepted, declined or withdrawn, and missing before they answered."""

    person: str
    named_by: str
    said: str | None
    says: str


class ElectedOut(Schema):
    """Who was elected; without days where the charter no longer lets them hold it."""

    person: str
    valid_from: dt.date | None
    valid_until: dt.date | None


class LotNumberOut(Schema):
    """A number somebody gave for a lot."""

    person: str
    number: int


class VacancyOut(Schema):
    """A seat that fell vacant: who left it, who is asked until when, who stands, who sits there now."""

    id: UUID
    left_by: str
    until: dt.date
    asked: list[str]
    standing: list[str]
    over: bool
    person: str | None
    valid_from: dt.date | None
    valid_until: dt.date | None
    seed: str


class VacancyIn(Schema):
    """Whose seat, and the last day on which those asked answer."""

    person: PersonKey
    until: Day
    key: Click


class ElectionOut(Schema):
    """An election; `proposal` is the vote on it, with the same key under proposals."""

    id: UUID
    post: str
    phase: str
    seats: int
    rule: str
    article: str
    called_by: str
    called_on: dt.date
    nominations_until: dt.date
    change_until: dt.date | None
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    from_day: dt.date
    says: str
    secret: bool
    candidates: list[CandidateOut]
    namings: list[NamingOut]
    numbers: list[LotNumberOut]
    proposal: UUID | None
    elected: list[ElectedOut]
    seed: str
    vacancies: list[VacancyOut]


@router.get("/", response=list[ElectionOut], summary="Elections, the latest first")
def list_elections(request: HttpRequest, coop: Path[Slug]) -> list[ElectionOut]:
    """Those under way come first."""
    place = _inside(request, coop)
    going, over = listing.elections(place)
    return [out(one) for one in reads.desks(place, [line.standing for line in (*going, *over)])]


@router.post("/", response={201: ElectionOut}, summary="Call an election")
def call(request: HttpRequest, coop: Path[Slug], body: ElectionCallIn) -> Status[ElectionOut]:
    """For whoever may raise a matter, where the charter has people vote among candidates."""
    place = _inside(request, coop)
    row = verbs.call_election(by=place.member, at=place.moment, **body.dict())
    return Status(201, out(reads.desk(place, row)))


@router.get("/{election}", response=ElectionOut, summary="One election")
def read_election(request: HttpRequest, coop: Path[Slug], election: UUID) -> ElectionOut:
    """Brought up to now."""
    place = _inside(request, coop)
    return out(reads.desk(place, at(place, election)))


@router.post("/{election}/names", response={201: ElectionOut}, summary="Name somebody, or stand")
def name(request: HttpRequest, coop: Path[Slug], election: UUID, body: ElectionNameIn) -> Status[ElectionOut]:
    """Whoever names themselves stands; others are asked."""
    return _done(request, coop, election, verbs.name_candidate, body)


@router.post("/{election}/reasons", response={201: ElectionOut}, summary="Name somebody, and say why")
def reason(
    request: HttpRequest, coop: Path[Slug], election: UUID, body: ElectionReasonIn
) -> Status[ElectionOut]:
    """In an election without candidates, once in each of its two rounds."""
    return _done(request, coop, election, verbs.name_with_reasons, body)


@router.post(
    "/{election}/proposal", response={201: ElectionOut}, summary="Propose whom the reasons speak for"
)
def propose(
    request: HttpRequest, coop: Path[Slug], election: UUID, body: ElectionProposeIn
) -> Status[ElectionOut]:
    """For whoever called an election without candidates, when both rounds are over; the others consent."""
    return _done(request, coop, election, verbs.propose, body)


@router.post("/{election}/answer", response={201: ElectionOut}, summary="Say whether you stand")
def answer(
    request: HttpRequest, coop: Path[Slug], election: UUID, body: ElectionAnswerIn
) -> Status[ElectionOut]:
    """For whoever was named."""
    return _done(request, coop, election, verbs.answer, body)


@router.post("/{election}/withdrawal", response={201: ElectionOut}, summary="Stand no longer")
def withdraw(
    request: HttpRequest, coop: Path[Slug], election: UUID, body: ElectionClickIn
) -> Status[ElectionOut]:
    """Before the list is closed."""
    return _done(request, coop, election, verbs.withdraw, body)


@router.post("/{election}/statement", response={201: ElectionOut}, summary="Say something of yourself")
def state(
    request: HttpRequest, coop: Path[Slug], election: UUID, body: ElectionStatementIn
) -> Status[ElectionOut]:
    """For whoever stands, until the list is closed."""
    return _done(request, coop, election, verbs.write_statement, body)


@router.post("/{election}/numbers", response={201: ElectionOut}, summary="Give a number for a lot")
def give_number(
    request: HttpRequest, coop: Path[Slug], election: UUID, body: ElectionNumberIn
) -> Status[ElectionOut]:
    """Once, before the vote is over."""
    return _done(request, coop, election, verbs.give_number, body)


@router.post("/{election}/lot", response={201: ElectionOut}, summary="Draw the lot that settles a tie")
def draw(
    request: HttpRequest, coop: Path[Slug], election: UUID, body: ElectionClickIn
) -> Status[ElectionOut]:
    """For those who decide, where the rule settles ties by lot."""
    return _done(request, coop, election, verbs.draw, body)


@router.post("/{election}/end", response={201: ElectionOut}, summary="Call an election off")
def call_off(
    request: HttpRequest, coop: Path[Slug], election: UUID, body: ElectionEndIn
) -> Status[ElectionOut]:
    """For whoever called it, before the list is closed."""
    return _done(request, coop, election, verbs.call_off, body)


@router.get("/{election}/count", response=dict[str, Any], summary="Every round of the count")
def read_count(request: HttpRequest, coop: Path[Slug], election: UUID) -> dict[str, Any]:
    """As `bylaws elect --json --why` tells it, with other methods to compare; where ballots may be seen."""
    place = _inside(request, coop)
    found = reads.desk(place, at(place, election))
    if found.count is None:
        raise absent()
    return dict(reads.whole(found.count, found.compared))


@router.post(
    "/{election}/vacancies", response={201: ElectionOut}, summary="Fill a vacant seat by the ballots"
)
def take_up(request: HttpRequest, coop: Path[Slug], election: UUID, body: VacancyIn) -> Status[ElectionOut]:
    """Where the charter has it so: those who stood and were not elected are asked whether they stand."""
    return _done(request, coop, election, verbs.take_up, body)


@router.post(
    "/{election}/vacancies/{vacancy}/answer",
    response={201: ElectionOut},
    summary="Say whether you stand for a vacant seat",
)
def answer_on_vacancy(
    request: HttpRequest, coop: Path[Slug], election: UUID, vacancy: UUID, body: ElectionAnswerIn
) -> Status[ElectionOut]:
    """For whoever is asked, once; when all have answered the ballots are counted back."""
    place = _inside(request, coop)
    row = at(place, election)
    going = vacancy_reads.vacancy(place, row, vacancy).going
    verbs.stand_for_vacancy(vacancy=going.row, by=place.member, at=place.moment, **body.dict())
    return Status(201, out(reads.desk(place, row)))


@router.get(
    "/{election}/vacancies/{vacancy}/count",
    response=dict[str, Any],
    summary="Every round of a countback",
)
def read_countback(request: HttpRequest, coop: Path[Slug], election: UUID, vacancy: UUID) -> dict[str, Any]:
    """As `bylaws elect --countback --json --why` tells it; where the ballots may be seen."""
    place = _inside(request, coop)
    found = vacancy_reads.vacancy(place, at(place, election), vacancy).count
    if found is None:
        raise absent()
    return dict(found.as_json(why=True))


def _inside(request: HttpRequest, coop: str) -> Place:
    return participant_at(request, coop, DECISIONS)


def _done(
    request: HttpRequest, coop: str, election: UUID, verb: Callable[..., object], body: Schema
) -> Status[ElectionOut]:
    """What is done to one, and how it stands then."""
    place = _inside(request, coop)
    row: Election = at(place, election)
    verb(election=row, by=place.member, at=place.moment, **body.dict())
    return Status(201, out(reads.desk(place, row)))


def out(found: reads.Desk) -> ElectionOut:
    """One as it is told."""
    row, standing, days = found.row, found.standing, found.dates
    return ElectionOut(
        id=row.pk,
        post=row.post,
        phase=found.phase,
        seats=row.seats,
        rule=row.rule,
        article=row.article,
        called_by=row.called_by.key,
        called_on=row.called_on,
        nominations_until=row.nominations_until,
        change_until=row.change_until,
        opens_at=days.opens_at if days else None,
        closes_at=days.closes_at if days else None,
        from_day=row.from_day,
        says=row.says,
        secret=found.is_secret,
        candidates=[
            CandidateOut(person=one.who.key, named_by=one.row.by.key, said=one.said, says=one.words)
            for one in standing.candidates
        ],
        namings=[
            NamingOut(
                person=one.participant.key,
                by=one.by.key,
                round=one.nth,
                because=one.words.content if hasattr(one, "words") else "",
            )
            for one in standing.namings
        ],
        numbers=[LotNumberOut(person=one.participant.key, number=one.number) for one in standing.numbers],
        proposal=standing.proposal.pk if standing.proposal else None,
        elected=[
            ElectedOut(
                person=one.participant.key,
                valid_from=one.period.valid_from if one.period else None,
                valid_until=one.period.valid_until if one.period else None,
            )
            for one in standing.elected
        ],
        seed=found.seed,
        vacancies=[_vacancy_out(one) for one in found.vacancies],
    )


def _vacancy_out(one: Going) -> VacancyOut:
    period = one.over.period if one.over else None
    return VacancyOut(
        id=one.key,
        left_by=one.left.key,
        until=one.row.until,
        asked=[who.key for who, _said in one.asked],
        standing=one.willing,
        over=one.over is not None,
        person=one.over.participant.key if one.over and one.over.participant else None,
        valid_from=period.valid_from if period else None,
        valid_until=period.valid_until if period else None,
        seed=one.over.seed if one.over else "",
    )
