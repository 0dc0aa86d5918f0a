"""Minutes, decisions and actions as JSON: the same verbs as the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from toadlane.coops.access import Place
from toadlane.coops.api import Slug, participant_at
from toadlane.minutes import finding, reads, register, verbs
from toadlane.minutes.models import Correction, Line
from toadlane.minutes.reads import Approved
from toadlane.minutes.shapes import (
    MeetingActionIn,
    MeetingActionOut,
    MeetingDecidedOut,
    MeetingFoundOut,
    MeetingsAsked,
    MinutesAnswerIn,
    MinutesApprovalIn,
    MinutesAttendanceIn,
    MinutesClosedIn,
    MinutesCorrectionIn,
    MinutesCorrectionOut,
    MinutesLineIn,
    MinutesLineOut,
    MinutesNoneIn,
    MinutesNotedOut,
    MinutesOut,
    MinutesStrikeIn,
    MinutesTogetherIn,
)
from toadlane.ui.reasons import told

router = Router()


def minutes_out(place: Place, key: UUID) -> MinutesOut:
    """Minutes as they stand for whoever asks."""
    row = reads.minutes_at(place, key)
    found = reads.shown(place, row)
    now, frozen = found.life.now, getattr(row, "frozen", None)
    return MinutesOut(
        id=row.pk,
        meeting=row.meeting_id,
        session=row.nth,
        title=str(row),
        phase=now.value.phase,
        edition=row.edition,
        present=found.life.there,
        apologies=[one.participant.key for one in found.apologies],
        guests=row.guests,
        quorum=[told(one, place.coop.currency).sentence for one in found.quorum],
        none=row.said_none,
        missing=list(found.life.missing),
        lines=[_line(one) for one in found.life.lines],
        corrections=[_correction(one) for one in found.life.corrections],
        window_to=now.value.window_to,
        entitled=list(now.value.entitled),
        approved_by=list(now.value.approved_by),
        lacks=now.value.lacks,
        noted=[_noted(one) for one in found.approvals if one.row in found.life.noted],
        contested_by=sorted(found.life.contested_by),
        may_contest=found.noted is not None,
        may_approve=found.approving.value,
        why=told(now.reason, place.coop.currency).sentence,
        digest=frozen.digest if frozen else None,
        entry=frozen.entry if frozen else None,
    )


def _noted(one: Approved) -> MinutesNotedOut:
    said = one.row
    return MinutesNotedOut(
        who=said.participant.key,
        noted_by=said.said_by.key,
        meeting=said.in_meeting_id,
        until=one.counts_after,
    )


def _line(one: Line) -> MinutesLineOut:
    who = one.who.key if one.who else None
    said = {name: getattr(one, name) for name in ("part", "title", "text", "due_on", "edition")}
    return MinutesLineOut(id=one.pk, who=who, proposal=one.proposal_id, **said)


def _correction(one: Correction) -> MinutesCorrectionOut:
    words, answer = getattr(one, "words", None), getattr(one, "answer", None)
    return MinutesCorrectionOut(
        id=one.pk,
        part=one.part,
        line=one.line_id,
        by=one.by.key,
        text=words.text if words else None,
        because=words.because if words else None,
        whose=one.whose.key if one.whose else None,
        there=one.there,
        late=one.late,
        accepted=answer.accepted if answer else None,
        carried_out=bool(answer and answer.carried_out),
        answer=answer.because if answer else "",
    )


def _done(
    request: HttpRequest, coop: str, minutes: UUID, verb: Callable[..., object], said: Mapping[str, Any]
) -> Status[MinutesOut]:
    """Do what was asked for, and answer with the minutes as they stand then."""
    place = participant_at(request, coop)
    row = reads.minutes_at(place, minutes)
    verb(minutes=row.pk, by=place.member, at=place.moment, **said)
    return Status(201, minutes_out(place, row.pk))


@router.post("/of/{meeting}", response={201: MinutesOut}, summary="Begin the minutes of a meeting")
def begin_minutes(request: HttpRequest, coop: Path[Slug], meeting: UUID) -> Status[MinutesOut]:
    """With its agenda and what was captured in it; those that are there already stay."""
    place = participant_at(request, coop)
    held = reads.meeting_at(place, meeting)
    row = verbs.begin(meeting=held, by=place.member, at=place.moment)
    return Status(201, minutes_out(place, row.pk))


@router.get(
    "/found", response=list[MeetingFoundOut], summary="Find in minutes, decisions, actions and documents"
)
def find_in_meetings(
    request: HttpRequest, coop: Path[Slug], asked: Query[MeetingsAsked]
) -> list[MeetingFoundOut]:
    """The latest first: what was decided, when, who was there, and why."""
    place = participant_at(request, coop)
    kind = asked.kind if asked.kind in finding.KINDS else ""
    names = ("kind", "text", "on", "where", "there", "why", "url")
    found = finding.find(place, register.as_asked(asked.dict(exclude_none=True)), kind)[asked.slice]
    return [
        MeetingFoundOut(**{name: getattr(one, name) for name in names})
        for one in finding.say_who_was_there(found)
    ]


@router.get(
    "/decided", response=list[MeetingDecidedOut], summary="What was decided, in meetings and by proposals"
)
def list_decided(
    request: HttpRequest, coop: Path[Slug], asked: Query[MeetingsAsked]
) -> list[MeetingDecidedOut]:
    """The latest first."""
    place = participant_at(request, coop)
    names = ("title", "text", "on", "where", "state", "proposal", "minutes", "url")
    rows = register.decisions(place, register.as_asked(asked.dict(exclude_none=True)))[asked.slice]
    return [MeetingDecidedOut(**{name: getattr(one, name) for name in names}) for one in rows]


@router.get("/actions", response=list[MeetingActionOut], summary="What people promised")
def list_actions(
    request: HttpRequest, coop: Path[Slug], asked: Query[MeetingsAsked]
) -> list[MeetingActionOut]:
    """What is due first comes first; `state` is mine, open, overdue or done."""
    place = participant_at(request, coop)
    rows = register.actions(place, register.as_asked(asked.dict(exclude_none=True)))[asked.slice]
    names = ("text", "due_on", "over_on", "done", "where", "url")
    return [
        MeetingActionOut(
            id=one.action.pk if one.action else None,
            who=one.who.key if one.who else None,
            **{name: getattr(one, name) for name in names},
        )
        for one in rows
    ]


@router.post("/actions/{action}", response={204: None}, summary="Say what became of an action")
def step_action(request: HttpRequest, coop: Path[Slug], action: UUID, body: MeetingActionIn) -> Status[None]:
    """Done, dropped, reopened, given to somebody else, or moved to another day."""
    place = participant_at(request, coop)
    verbs.step(action=action, by=place.member, at=place.moment, **body.dict())
    return Status(204, None)


@router.get("/{minutes}", response=MinutesOut, summary="One set of minutes")
def read_minutes(request: HttpRequest, coop: Path[Slug], minutes: UUID) -> MinutesOut:
    """With its corrections and approvals."""
    return minutes_out(participant_at(request, coop), minutes)


@router.put("/{minutes}/attendance", response={201: MinutesOut}, summary="Say who was there")
def say_who_was_there(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesAttendanceIn
) -> Status[MinutesOut]:
    """The last that is said holds."""
    return _done(request, coop, minutes, verbs.set_attendance, body.dict())


@router.post("/{minutes}/lines", response={201: MinutesOut}, summary="Write a line, or change one")
def write_a_line(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesLineIn
) -> Status[MinutesOut]:
    """What a line said before stays."""
    return _done(request, coop, minutes, verbs.write_line, body.handed())


@router.post("/{minutes}/striking", response={201: MinutesOut}, summary="Strike a line out")
def strike_a_line(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesStrikeIn
) -> Status[MinutesOut]:
    """Its words stay readable."""
    return _done(request, coop, minutes, verbs.strike_line, body.dict())


@router.put("/{minutes}/none", response={201: MinutesOut}, summary="Say that there was nothing of a part")
def say_there_was_none(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesNoneIn
) -> Status[MinutesOut]:
    """Or that there was, after all."""
    return _done(request, coop, minutes, verbs.say_none, body.dict())


@router.post("/{minutes}/sending", response={201: MinutesOut}, summary="Send minutes out")
def send_minutes_out(request: HttpRequest, coop: Path[Slug], minutes: UUID) -> Status[MinutesOut]:
    """From then on they are corrected and approved."""
    return _done(request, coop, minutes, verbs.send_out, {})


@router.post("/{minutes}/corrections", response={201: MinutesOut}, summary="Suggest a correction")
def suggest_a_correction(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesCorrectionIn
) -> Status[MinutesOut]:
    """It changes nothing until it is accepted."""
    return _done(request, coop, minutes, verbs.suggest_correction, body.handed())


@router.post("/{minutes}/answers", response={201: MinutesOut}, summary="Accept or decline a correction")
def answer_a_correction(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesAnswerIn
) -> Status[MinutesOut]:
    """A correction that is declined needs a reason."""
    return _done(request, coop, minutes, verbs.answer_correction, body.dict())


@router.post("/{minutes}/approval", response={201: MinutesOut}, summary="Approve minutes")
def approve_minutes(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesApprovalIn
) -> Status[MinutesOut]:
    """The edition that was read, for oneself."""
    return _done(request, coop, minutes, verbs.approve, body.dict())


@router.post("/{minutes}/approvals", response={201: MinutesOut}, summary="Note who approved them together")
def approve_minutes_together(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesTogetherIn
) -> Status[MinutesOut]:
    """Each was there, and may approve. Others than you are told, and can say that it is not theirs."""
    return _done(request, coop, minutes, verbs.approve_in_meeting, body.dict())


@router.post(
    "/{minutes}/contesting", response={201: MinutesOut}, summary="Say that a noted approval is not yours"
)
def contest_a_noted_approval(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesApprovalIn
) -> Status[MinutesOut]:
    """Of the edition that was read; it does not count then."""
    return _done(request, coop, minutes, verbs.contest, body.dict())


@router.post("/{minutes}/closed", response={201: MinutesOut}, summary="Begin the minutes of a closed session")
def begin_closed_session(
    request: HttpRequest, coop: Path[Slug], minutes: UUID, body: MinutesClosedIn
) -> Status[MinutesOut]:
    """Those who were in it see them, and whoever the charter names."""
    place = participant_at(request, coop)
    row = reads.minutes_at(place, minutes)
    made = verbs.begin_closed(minutes=row.pk, by=place.member, at=place.moment, **body.dict())
    return Status(201, minutes_out(place, made.pk))
