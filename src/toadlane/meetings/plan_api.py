"""Meetings to come as JSON: the same verbs as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from toadlane.coops.access import Place
from toadlane.coops.api import participant_at
from toadlane.meetings import agenda_paper, coming_back, plan_reads, verbs
from toadlane.meetings.arranging import Hours
from toadlane.meetings.plan_reads import Shown
from toadlane.meetings.plan_shapes import (
    AgendaChangeIn,
    AgendaFateIn,
    AgendaOrderIn,
    AgendaPutIn,
    AttendanceAnswerIn,
    CharterSeriesIn,
    MeetingAskIn,
    MeetingCancelIn,
    MeetingIn,
    MeetingKeyIn,
    MeetingLineOut,
    MeetingMoveIn,
    MeetingOut,
    MeetingPartIn,
    MeetingUndoIn,
    SeriesEndIn,
    SeriesIn,
    SeriesMoveIn,
    SeriesOut,
    line_out,
    meeting_out,
    series_out,
)

Verb = Callable[..., Any]

AN_AGENDA: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The agenda as a PDF",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}

router = Router()
MOST = 100


@router.get("", response=list[MeetingLineOut], summary="The next meetings")
def list_meetings(request: HttpRequest, coop: Path[str]) -> list[MeetingLineOut]:
    """Those that may be seen, the first first."""
    rows = plan_reads.ahead(participant_at(request, coop), most=MOST)
    return [MeetingLineOut(**line_out(row)) for row in rows]


@router.get("/past", response=list[MeetingLineOut], summary="Earlier meetings, the latest first")
def list_past_meetings(
    request: HttpRequest, coop: Path[str], q: Query[str] = "", skip: Query[int] = 0
) -> list[MeetingLineOut]:
    """`q` are words of their titles or agendas; a hundred at once."""
    rows = plan_reads.past(participant_at(request, coop), q[:200])
    start = max(0, min(skip, 1_000_000))
    return [MeetingLineOut(**line_out(row)) for row in rows[start : start + MOST]]


@router.post("", response={201: MeetingOut}, summary="Plan a meeting")
def plan_meeting(request: HttpRequest, coop: Path[str], body: MeetingIn) -> Status[MeetingOut]:
    """For whoever may raise a matter."""
    place = participant_at(request, coop)
    made = verbs.plan_meeting(wanted=body.wanted(), by=place.member, at=place.moment, key=body.key)
    return Status(201, whole(place, made.pk))


@router.get("/series", response=list[SeriesOut], summary="Series of meetings")
def list_series(request: HttpRequest, coop: Path[str]) -> list[SeriesOut]:
    """Those that have not ended."""
    return [series_out(row) for row in plan_reads.all_series(participant_at(request, coop))]


@router.post("/series", response={201: SeriesOut}, summary="Begin a series")
def begin_series(request: HttpRequest, coop: Path[str], body: SeriesIn) -> Status[SeriesOut]:
    """One of your own."""
    place = participant_at(request, coop)
    made = verbs.begin_series(
        frame=body.frame(),
        rhythm=body.rhythm(),
        agenda=tuple(one.wanted() for one in body.items),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, series_out(made))


@router.post("/series/of-the-charter", response={201: SeriesOut}, summary="Begin a meeting of the charter")
def begin_charter_series(request: HttpRequest, coop: Path[str], body: CharterSeriesIn) -> Status[SeriesOut]:
    """It comes back as the charter says, once."""
    place = participant_at(request, coop)
    as_it_says = coming_back.of_the_charter(place.coop, body.rule, place.moment.day)
    made = verbs.begin_series(
        **as_it_says(body.from_day, body.starts), by=place.member, at=place.moment, key=body.key
    )
    return Status(201, series_out(made))


@router.put("/series/{series}", response=SeriesOut, summary="Let a series come back otherwise")
def move_series(request: HttpRequest, coop: Path[str], series: UUID, body: SeriesMoveIn) -> SeriesOut:
    """From one of its meetings on; those moved by themselves stay."""
    named = ("every", "from_day", "starts", "lasts", "days", "weekdays", "monthly_by")
    changes = {name: getattr(body, name) for name in named}
    more = {name: getattr(body, name) for name in ("from_nth", "because", "key")}
    return _series(request, coop, series, verbs.move_series, changes=changes, **more)


@router.post("/series/{series}/end", response=SeriesOut, summary="End a series")
def end_series(request: HttpRequest, coop: Path[str], series: UUID, body: SeriesEndIn) -> SeriesOut:
    """What is planned of it from then on is cancelled."""
    return _series(request, coop, series, verbs.end_series, **body.dict())


@router.post("/series/{series}/undoing", response=SeriesOut, summary="Undo the last change of a series")
def undo_series(request: HttpRequest, coop: Path[str], series: UUID, body: MeetingUndoIn) -> SeriesOut:
    """As it was before it was moved or ended."""
    return _series(request, coop, series, verbs.undo_series, **body.dict())


@router.get("/{meeting}", response=MeetingOut, summary="One meeting with its agenda")
def read_meeting(request: HttpRequest, coop: Path[str], meeting: UUID) -> MeetingOut:
    """Who is invited, who does what, what is on it."""
    return whole(participant_at(request, coop), meeting)


@router.get("/{meeting}/agenda.pdf", openapi_extra=AN_AGENDA, summary="The agenda on paper")
def read_agenda(request: HttpRequest, coop: Path[str], meeting: UUID) -> HttpResponse:
    """For whoever may see the meeting."""
    place = participant_at(request, coop)
    return agenda_paper.as_file(Shown(place, plan_reads.meeting_at(place, meeting)))


@router.put("/{meeting}", response=MeetingOut, summary="Move a meeting")
def move_meeting(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingMoveIn) -> MeetingOut:
    """This one alone."""
    hours = Hours(body.starts_at, body.ends_at, body.all_day)
    said = body.dict(include={"place", "link", "presence", "because", "key"})
    return _done(request, coop, meeting, verbs.move_meeting, hours=hours, **said)


@router.post("/{meeting}/cancelling", response=MeetingOut, summary="Cancel a meeting")
def cancel_meeting(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingCancelIn) -> MeetingOut:
    """What was on its agenda comes over to the next of its series."""
    return _done(request, coop, meeting, verbs.cancel_meeting, **body.dict())


@router.post("/{meeting}/undoing", response=MeetingOut, summary="Undo the last change of a meeting")
def undo_meeting(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingUndoIn) -> MeetingOut:
    """As it was before it was moved or cancelled."""
    return _done(request, coop, meeting, verbs.undo_meeting, **body.dict())


@router.post("/{meeting}/end", response=MeetingOut, summary="Say that a meeting is over")
def end_meeting(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingKeyIn) -> MeetingOut:  # noqa: ARG001 - twice is once
    """What is open on its agenda comes over to the next of its series."""
    return _done(request, coop, meeting, verbs.end_meeting)


@router.put("/{meeting}/answer", response=MeetingOut, summary="Say whether you come")
def answer_meeting(
    request: HttpRequest, coop: Path[str], meeting: UUID, body: AttendanceAnswerIn
) -> MeetingOut:
    """Anew until it is over."""
    return _done(request, coop, meeting, verbs.answer, **body.dict())


@router.post("/{meeting}/invited", response=MeetingOut, summary="Ask people by name")
def ask_also(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingAskIn) -> MeetingOut:
    """Whom neither stage nor body invites."""
    return _done(request, coop, meeting, verbs.ask_also, **body.dict())


@router.put("/{meeting}/parts", response=MeetingOut, summary="Take a part, or hand it to somebody")
def give_part(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingPartIn) -> MeetingOut:
    """Somebody who is invited, and whom the charter's role is open to."""
    return _done(request, coop, meeting, verbs.give_part, **body.dict())


@router.post("/{meeting}/items", response={201: MeetingOut}, summary="Put something on the agenda")
def put_item(request: HttpRequest, coop: Path[str], meeting: UUID, body: AgendaPutIn) -> Status[MeetingOut]:
    """Whoever is invited may."""
    return Status(201, _done(request, coop, meeting, verbs.put_item, wanted=body.wanted(), key=body.key))


@router.put("/{meeting}/order", response=MeetingOut, summary="Put the agenda in order")
def order_items(request: HttpRequest, coop: Path[str], meeting: UUID, body: AgendaOrderIn) -> MeetingOut:
    """Items that came meanwhile stand last."""
    return _done(request, coop, meeting, verbs.order_items, order=[str(one) for one in body.order])


@router.put("/{meeting}/items/{item}", response=MeetingOut, summary="Change an item of an agenda")
def change_item(
    request: HttpRequest, coop: Path[str], meeting: UUID, item: UUID, body: AgendaChangeIn
) -> MeetingOut:
    """Whoever is invited may; what fills itself keeps its title."""
    place = participant_at(request, coop)
    one = plan_reads.item_at(place, plan_reads.meeting_at(place, meeting), item)
    verbs.change_item(item=one, wanted=body.wanted(), edition=body.edition, by=place.member, at=place.moment)
    return whole(place, meeting)


@router.put("/{meeting}/items/{item}/fate", response=MeetingOut, summary="Say what became of an item")
def set_fate(
    request: HttpRequest, coop: Path[str], meeting: UUID, item: UUID, body: AgendaFateIn
) -> MeetingOut:
    """Done, taken off, or open again."""
    place = participant_at(request, coop)
    one = plan_reads.item_at(place, plan_reads.meeting_at(place, meeting), item)
    verbs.set_fate(item=one, fate=body.fate, by=place.member, at=place.moment)
    return whole(place, meeting)


def _done(request: HttpRequest, coop: str, meeting: UUID, verb: Verb, **said: Any) -> MeetingOut:
    place = participant_at(request, coop)
    verb(meeting=plan_reads.meeting_at(place, meeting), by=place.member, at=place.moment, **said)
    return whole(place, meeting)


def _series(request: HttpRequest, coop: str, series: UUID, verb: Verb, **said: Any) -> SeriesOut:
    place = participant_at(request, coop)
    row = plan_reads.series_at(place, series)
    return series_out(verb(series=row, by=place.member, at=place.moment, **said))


def whole(place: Place, key: UUID) -> MeetingOut:
    """A meeting with everything, as it is now."""
    return meeting_out(Shown(place, plan_reads.meeting_at(place, key)))
