"""Budget rounds as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status

from bylaws.decisions.elections.lots import GREATEST_NUMBER
from bylaws.kernel.money import Money
from toadlane.budgets import reads, verbs
from toadlane.budgets.bringing import BYTES, lines_of, look
from toadlane.budgets.counting import HIGHEST
from toadlane.budgets.models import LONGEST, BudgetRound
from toadlane.budgets.standing import Asked
from toadlane.budgets.verbs.asking import MOST, MOST_NUMBERS
from toadlane.budgets.views import at
from toadlane.coops.access import Place, absent
from toadlane.coops.api import Amount, AmountIn, Click, PersonKey, Slug, participant_at
from toadlane.members.register import persons
from toadlane.proposals.models import DECISIONS

router = Router()
Nth = Annotated[int, Field(ge=1, le=MOST_NUMBERS)]


class RoundOpenIn(Schema):
    """A round; its money and its days are the charter's."""

    says: str = Field("", max_length=LONGEST["says"])
    key: Click


class ProjectIn(Schema):
    """What a project is and costs, and who looks after it; oneself unless another is named."""

    title: str = Field(min_length=1, max_length=LONGEST["title"])
    cost: AmountIn
    description: str = Field("", max_length=LONGEST["description"])
    owner: PersonKey | None = None
    key: Click


class ProjectFileIn(Schema):
    """A `.pb` file or a table with headings (title, cost, description, owner), as text."""

    name: str = Field("", max_length=LONGEST["file"])
    content: str = Field(min_length=1, max_length=BYTES)
    key: Click


class MarkIn(Schema):
    """A project by its number, with its points; by marks one."""

    project: Nth
    points: int = Field(1, ge=1, le=HIGHEST)


class RoundVoteIn(Schema):
    """A ballot; without marks it is blank. `receipt`: the code of a secret one, else one is made."""

    marks: list[MarkIn] = Field(max_length=MOST)
    receipt: str = Field("", max_length=40)
    key: Click


class RoundNumberIn(Schema):
    """A number for a lot."""

    number: int = Field(ge=0, le=GREATEST_NUMBER)
    key: Click


class RoundEndIn(Schema):
    """Why it is called off."""

    because: str = Field(max_length=LONGEST["because"])
    key: Click


class RoundClickIn(Schema):
    """Nothing but a key."""

    key: Click


class ProjectOut(Schema):
    """A project by its number; `decision` is by what its money may be spent, once it is funded."""

    project: int
    title: str
    description: str
    cost: Amount
    owner: str
    put_in_by: str
    file: UUID | None
    withdrawn: bool
    funded: bool
    decision: UUID | None


class RoundCastOut(Schema):
    """The receipt of a vote; without a code for an open one, and where this one is not in the box."""

    code: str


class NumberOut(Schema):
    """A number somebody gave for a lot."""

    person: str
    number: int


class RoundShownOut(Schema):
    """A budget round; `proposal` confirms it, where the charter asks for that."""

    id: UUID
    phase: str
    fund: str
    article: str
    budget: Amount
    carried: Amount
    opened_by: str
    opened_on: dt.date
    gather_until: dt.date
    vote_until: dt.date
    closes_at: dt.datetime
    says: str
    ballot: str
    secret: bool
    voted: int
    projects: list[ProjectOut]
    numbers: list[NumberOut]
    left: Amount | None
    proposal: UUID | None
    seed: str


@router.get("/", response=list[RoundShownOut], summary="Budget rounds, the latest first")
def list_rounds(request: HttpRequest, coop: Path[Slug]) -> list[RoundShownOut]:
    """Those under way come first."""
    place = _inside(request, coop)
    going, over = reads.rounds(place)
    people = persons(place.coop)
    return [out(reads.Desk(one.standing, place, people)) for one in (*going, *over)]


@router.post("/", response={201: RoundShownOut}, summary="Open a budget round")
def open_round(request: HttpRequest, coop: Path[Slug], body: RoundOpenIn) -> Status[RoundShownOut]:
    """For whoever may raise a matter, as often as the charter says."""
    place = _inside(request, coop)
    row = verbs.open_round(by=place.member, at=place.moment, **body.dict())
    return Status(201, out(reads.desk(place, row)))


@router.get("/{budget_round}", response=RoundShownOut, summary="One budget round")
def read_round(request: HttpRequest, coop: Path[Slug], budget_round: UUID) -> RoundShownOut:
    """Brought up to now."""
    place = _inside(request, coop)
    return out(reads.desk(place, at(place, budget_round)))


@router.post("/{budget_round}/projects", response={201: RoundShownOut}, summary="Put in a project")
def put_in(
    request: HttpRequest, coop: Path[Slug], budget_round: UUID, body: ProjectIn
) -> Status[RoundShownOut]:
    """For the stages the charter names, while projects are gathered."""
    return _done(request, coop, budget_round, verbs.put_in, **_project(body))


@router.post(
    "/{budget_round}/projects/{project}", response={201: RoundShownOut}, summary="Write a project anew"
)
def rewrite(
    request: HttpRequest, coop: Path[Slug], budget_round: UUID, project: Path[Nth], body: ProjectIn
) -> Status[RoundShownOut]:
    """For whoever put it in, and whoever looks after it."""
    return _done(request, coop, budget_round, verbs.rewrite, project=project, **_project(body))


@router.post(
    "/{budget_round}/projects/{project}/withdrawal",
    response={201: RoundShownOut},
    summary="Withdraw a project",
)
def withdraw(
    request: HttpRequest, coop: Path[Slug], budget_round: UUID, project: Path[Nth], body: RoundClickIn
) -> Status[RoundShownOut]:
    """For whoever put it in, and whoever looks after it."""
    return _done(request, coop, budget_round, verbs.withdraw, project=project, **body.dict())


@router.post("/{budget_round}/files", response={201: RoundShownOut}, summary="Put in the projects of a file")
def bring(
    request: HttpRequest, coop: Path[Slug], budget_round: UUID, body: ProjectFileIn
) -> Status[RoundShownOut]:
    """All of them or none: what is wrong with the first that is names its place. Ballots are not taken."""
    place = _inside(request, coop)
    row = at(place, budget_round)
    found = reads.desk(place, row)
    text, _notes = lines_of(body.name, body.content.encode(), place.coop.currency)
    lines = look(text, found.standing, found.people, found.me.key, place.moment)
    for line in lines:
        if line.fault is not None:
            raise line.fault
    projects = [line.said for line in lines if line.said]
    return _done(
        request, coop, budget_round, verbs.bring, file_name=body.name, projects=projects, key=body.key
    )


@router.post(
    "/{budget_round}/files/{file}/withdrawal",
    response={201: RoundShownOut},
    summary="Take back the projects of a file",
)
def take_back(
    request: HttpRequest, coop: Path[Slug], budget_round: UUID, file: UUID, body: RoundClickIn
) -> Status[RoundShownOut]:
    """For whoever brought them in; those that somebody wrote anew since stay."""
    of = reads.file_of(_inside(request, coop), budget_round, file)
    return _done(request, coop, budget_round, verbs.take_back, file=of, **body.dict())


@router.post("/{budget_round}/vote", response={201: RoundCastOut}, summary="Fill in a ballot")
def vote(
    request: HttpRequest, coop: Path[Slug], budget_round: UUID, body: RoundVoteIn
) -> Status[RoundCastOut]:
    """An open one can be changed until the close; a secret one is final."""
    place = _inside(request, coop)
    cast = verbs.vote(
        budget_round=at(place, budget_round),
        marks=[(one.project, one.points) for one in body.marks],
        receipt=body.receipt,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, RoundCastOut(code=cast.code))


@router.post(
    "/{budget_round}/numbers", response={201: RoundShownOut}, summary="Give a number for a round's lot"
)
def give_number(
    request: HttpRequest, coop: Path[Slug], budget_round: UUID, body: RoundNumberIn
) -> Status[RoundShownOut]:
    """Once, before the vote is over."""
    return _done(request, coop, budget_round, verbs.give_number, **body.dict())


@router.post("/{budget_round}/lot", response={201: RoundShownOut}, summary="Draw the lot of a budget round")
def draw(
    request: HttpRequest, coop: Path[Slug], budget_round: UUID, body: RoundClickIn
) -> Status[RoundShownOut]:
    """For those who vote, where projects are level that cannot all be paid."""
    return _done(request, coop, budget_round, verbs.draw, **body.dict())


@router.post("/{budget_round}/end", response={201: RoundShownOut}, summary="Call a budget round off")
def call_off(
    request: HttpRequest, coop: Path[Slug], budget_round: UUID, body: RoundEndIn
) -> Status[RoundShownOut]:
    """For whoever opened it, while projects are gathered."""
    return _done(request, coop, budget_round, verbs.call_off, **body.dict())


@router.get("/{budget_round}/count", response=dict[str, Any], summary="How a budget round was counted")
def read_count(request: HttpRequest, coop: Path[Slug], budget_round: UUID) -> dict[str, Any]:
    """As `bylaws fund --json --why` tells it; where the ballots were kept and may be seen."""
    place = _inside(request, coop)
    found = reads.desk(place, at(place, budget_round)).count
    if found is None:
        raise absent()
    return dict(found.as_json(why=True))


def _inside(request: HttpRequest, coop: str) -> Place:
    return participant_at(request, coop, DECISIONS)


def _project(body: ProjectIn) -> dict[str, Any]:
    """What the verb is told of it."""
    said: dict[str, Any] = body.dict()
    return {**said, "cost": str(said["cost"]), "owner": said["owner"] or ""}


def _done(
    request: HttpRequest, coop: str, budget_round: UUID, verb: Callable[..., object], **said: Any
) -> Status[RoundShownOut]:
    """What is done to one, and how it stands then."""
    place = _inside(request, coop)
    row: BudgetRound = at(place, budget_round)
    verb(budget_round=row, by=place.member, at=place.moment, **said)
    return Status(201, out(reads.desk(place, row)))


def out(found: reads.Desk) -> RoundShownOut:
    """One as it is told."""
    row, standing = found.row, found.standing
    currency = row.coop.currency
    return RoundShownOut(
        id=row.pk,
        phase=found.phase,
        fund=row.fund,
        article=row.article,
        budget=found.standing.budget.decimal(),
        carried=Money(row.carried_minor, currency).decimal(),
        opened_by=row.opened_by.key,
        opened_on=row.opened_on,
        gather_until=row.gather_until,
        vote_until=row.vote_until,
        closes_at=standing.closes_at,
        says=row.says,
        ballot=standing.says.ballot,
        secret=standing.secret,
        voted=standing.many,
        projects=[_project_out(found, one) for one in standing.asked],
        numbers=[NumberOut(person=one.participant.key, number=one.number) for one in standing.numbers],
        left=found.left.decimal() if found.left is not None else None,
        proposal=standing.proposal.pk if standing.proposal else None,
        seed=standing.seed,
    )


def _project_out(found: reads.Desk, asked: Asked) -> ProjectOut:
    """One project of it."""
    grant = found.standing.grants.get(asked.nth)
    return ProjectOut(
        project=asked.nth,
        title=asked.text.title,
        description=asked.text.description,
        cost=asked.cost.decimal(),
        owner=asked.text.owner.key,
        put_in_by=asked.row.by.key,
        file=asked.row.file_id,
        withdrawn=asked.withdrawn,
        funded=grant is not None,
        decision=grant.authority_id if grant is not None and found.sees_accounts else None,
    )
