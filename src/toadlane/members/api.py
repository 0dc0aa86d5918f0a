"""People as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place, absent
from toadlane.coops.api import Click, Day, PersonKey, Slug, participant_at
from toadlane.coops.models import Participant, RolePeriod, StagePeriod
from toadlane.members import reads, verbs
from toadlane.members.entering import NewPerson, Spell
from toadlane.members.models import Invitation
from toadlane.members.narrowing import narrowed
from toadlane.members.verbs.bringing import MOST
from toadlane.members.verbs.periods import BECAUSE_AT_MOST, Period

router = Router()
Word = Field(
    min_length=1, max_length=40, description="a stage such as “member”, or a role such as “bookkeeper”"
)


class SpellIn(Schema):
    """A stage or a role from a day on; a stage lasts until the next one unless it says until when."""

    word: str = Word
    valid_from: Day
    valid_until: Day | None = None

    def spell(self) -> Spell:
        """The same for the verbs."""
        return Spell(self.word, self.valid_from, self.valid_until)


class NewcomerIn(Schema):
    """Somebody to bring in."""

    name: str = Field(min_length=1, max_length=120)
    email: str = Field(
        "", max_length=254, description="they are invited there; empty for somebody who will not sign in"
    )
    stages: list[SpellIn] = Field([], max_length=50)
    roles: list[SpellIn] = Field([], max_length=50)


class PeopleIn(Schema):
    """Everybody or nobody."""

    people: list[NewcomerIn] = Field(min_length=1, max_length=MOST)
    send: bool = Field(default=True, description="send the invitations by e-mail now")
    key: Click


class NameIn(Schema):
    """What somebody is called; the books know them by their key."""

    name: str = Field(min_length=1, max_length=120)
    key: Click


class PeriodIn(SpellIn):
    """A stage or a role that begins."""

    key: Click


class PeriodCorrectionIn(SpellIn):
    """A stage or a role as it should have been entered; `never` takes it back altogether."""

    never: bool = False
    because: str = Field(min_length=1, max_length=BECAUSE_AT_MOST)
    key: Click


class InviteIn(Schema):
    """Where to invite somebody."""

    email: str = Field(min_length=3, max_length=254)
    send: bool = True
    key: Click


class InvitationWithdrawalIn(Schema):
    """Nothing but the click."""

    key: Click


class PeriodOut(Schema):
    """A stage or a role; `state` is now, past, ahead, replaced or void."""

    id: UUID
    word: str
    valid_from: dt.date
    valid_until: dt.date | None
    state: str


class InvitationOut(Schema):
    """An invitation; `state` is open, expired, accepted or withdrawn; the link is for handing over."""

    id: UUID
    email: str
    state: str
    sent_at: dt.datetime | None
    expires_at: dt.datetime
    trouble: str
    link: str


class ParticipantOut(Schema):
    """Somebody, with everything ever entered of their stages and roles, the latest first."""

    key: str
    name: str
    signs_in: bool
    stages: list[PeriodOut]
    roles: list[PeriodOut]
    invitations: list[InvitationOut]


class ListedOut(Schema):
    """Somebody as the list shows them: what they are today."""

    key: str
    name: str
    stage: str | None
    since: dt.date | None
    roles: list[str]
    signs_in: bool


class PeopleAsked(Schema):
    """Whom to find."""

    name: str = Field("", max_length=120, description="words that the name holds, accents and capitals aside")
    role: str = Field("", max_length=80, description="what they hold today, such as “bookkeeper”")


@router.get("", response=list[ListedOut], summary="Who takes part, and as what today")
def list_people(request: HttpRequest, coop: Path[Slug], asked: Query[PeopleAsked]) -> list[ListedOut]:
    """By name."""
    place = at_people(request, coop)
    return [
        ListedOut(
            key=line.participant.key,
            name=line.participant.name,
            stage=line.stage_word or None,
            since=line.since,
            roles=line.role_words,
            signs_in=line.signs_in,
        )
        for line in narrowed(reads.people(place), name=asked.name, role=asked.role)
    ]


@router.post("", response={201: list[ParticipantOut]}, summary="Bring people in")
def bring_in(request: HttpRequest, coop: Path[Slug], body: PeopleIn) -> Status[list[ParticipantOut]]:
    """For founders and bookkeepers; everybody or nobody."""
    place = participant_at(request, coop)
    people = [
        NewPerson(
            one.name,
            one.email,
            tuple(spell.spell() for spell in one.stages),
            tuple(spell.spell() for spell in one.roles),
        )
        for one in body.people
    ]
    joined = verbs.bring_in(
        coop=place.coop, people=people, send=body.send, by=place.member, at=place.moment, key=body.key
    )
    return Status(201, [as_out(place, who) for who in joined])


@router.get("/{person}", response=ParticipantOut, summary="One person")
def read_person(request: HttpRequest, coop: Path[Slug], person: Path[PersonKey]) -> ParticipantOut:
    """Stages, roles and, for founders and bookkeepers, invitations."""
    place = participant_at(request, coop)
    return as_out(place, found(place, person))


@router.put("/{person}/name", response=ParticipantOut, summary="Put somebody's name right")
def rename(request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: NameIn) -> ParticipantOut:
    """For founders and bookkeepers; the key stays."""
    place = participant_at(request, coop)
    who = verbs.rename(
        participant=found(place, person), name=body.name, by=place.member, at=place.moment, key=body.key
    )
    return as_out(place, who)


@router.post("/{person}/stages", response={201: PeriodOut}, summary="A stage begins")
def begin_stage(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: PeriodIn
) -> Status[PeriodOut]:
    """The stage they are in on that day ends with it."""
    return begun(participant_at(request, coop), person, StagePeriod, body)


@router.post("/{person}/roles", response={201: PeriodOut}, summary="A role is given")
def give_role(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: PeriodIn
) -> Status[PeriodOut]:
    """Several roles may be held at once."""
    return begun(participant_at(request, coop), person, RolePeriod, body)


@router.post("/{person}/stages/{period}/correction", response={201: PeriodOut}, summary="Put a stage right")
def correct_stage(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], period: UUID, body: PeriodCorrectionIn
) -> Status[PeriodOut]:
    """A new row replaces the one that was wrong."""
    return corrected(participant_at(request, coop), person, StagePeriod, period, body)


@router.post("/{person}/roles/{period}/correction", response={201: PeriodOut}, summary="Put a role right")
def correct_role(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], period: UUID, body: PeriodCorrectionIn
) -> Status[PeriodOut]:
    """A new row replaces the one that was wrong."""
    return corrected(participant_at(request, coop), person, RolePeriod, period, body)


@router.post("/{person}/invitations", response={201: InvitationOut}, summary="Invite somebody, perhaps anew")
def invite(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: InviteIn
) -> Status[InvitationOut]:
    """An invitation that was open is withdrawn by it."""
    place = participant_at(request, coop)
    made = verbs.invite(
        participant=found(place, person),
        email=body.email,
        send=body.send,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, as_invited(place, made))


@router.post(
    "/{person}/invitations/{invitation}/withdrawal", response=InvitationOut, summary="Withdraw an invitation"
)
def withdraw(
    request: HttpRequest,
    coop: Path[Slug],
    person: Path[PersonKey],
    invitation: UUID,
    body: InvitationWithdrawalIn,
) -> InvitationOut:
    """Its link leads nowhere from now on."""
    place = participant_at(request, coop)
    row = Invitation.objects.filter(participant=found(place, person), pk=invitation).first()
    if row is None or not reads.may_enter(place):
        raise absent()
    return as_invited(place, verbs.withdraw(invitation=row, by=place.member, at=place.moment, key=body.key))


def at_people(request: HttpRequest, coop: str) -> Place:
    """Where whoever asks stands, if they may see who works here."""
    place = participant_at(request, coop)
    reads.require_people(place)
    return place


def found(place: Place, key: str) -> Participant:
    """The person they asked for, if they may see who works here, or it is themselves."""
    if key != place.member.key:
        reads.require_people(place)
    return place.someone(key)


def begun(place: Place, key: str, kind: type[Period], body: PeriodIn) -> Status[PeriodOut]:
    """A stage or a role that began."""
    row = verbs.begin(
        kind,
        participant=found(place, key),
        spell=body.spell(),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, as_period(place, row))


def corrected(
    place: Place, key: str, kind: type[Period], period: UUID, body: PeriodCorrectionIn
) -> Status[PeriodOut]:
    """A stage or a role that was put right, or taken back."""
    row = kind.written.filter(participant=found(place, key), pk=period).first()
    if row is None:
        raise absent()
    if body.never:
        done = verbs.void(row, because=body.because, by=place.member, at=place.moment, key=body.key)
    else:
        done = verbs.correct(
            row, spell=body.spell(), because=body.because, by=place.member, at=place.moment, key=body.key
        )
    return Status(201, as_period(place, done))


def as_period(place: Place, row: Period) -> PeriodOut:
    """A row as it stands now."""
    return as_shown(reads.shown_of(row, place.moment.day))


def as_shown(one: reads.PeriodShown) -> PeriodOut:
    """A stage or a role."""
    row = one.row
    return PeriodOut(
        id=row.pk, word=str(row), valid_from=row.valid_from, valid_until=row.valid_until, state=one.state
    )


def as_invited(place: Place, row: Invitation) -> InvitationOut:
    """An invitation with its link."""
    (shown,) = [one for one in reads.invitations(place, row.participant) if one.row.pk == row.pk]
    return InvitationOut(
        id=row.pk,
        email=row.email,
        state=shown.state,
        sent_at=row.sent_at,
        expires_at=row.expires_at,
        trouble=row.trouble,
        link=shown.link,
    )


def as_out(place: Place, who: Participant) -> ParticipantOut:
    """Somebody with everything entered of them."""
    return ParticipantOut(
        key=who.key,
        name=who.name,
        signs_in=who.person_id is not None,
        stages=[as_shown(one) for one in reads.stages(who, place.moment.day)],
        roles=[as_shown(one) for one in reads.roles(who, place.moment.day)],
        invitations=[as_invited(place, one.row) for one in reads.invitations(place, who)],
    )
