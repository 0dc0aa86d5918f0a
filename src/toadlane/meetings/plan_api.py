"""Meetings to come as JSON: the same verbs as the pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from toadlane.coops.access import Place
from toadlane.coops.api import participant_at
from toadlane.meetings import coming_back, plan_reads, verbs
from toadlane.meetings.arranging import Hours
from toadlane.meetings.plan_reads import Shown
from toadlane.meetings.plan_shapes import (
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
    place = participant_at(request, coop)
    named = ("every", "from_day", "starts", "lasts", "days", "weekdays", "monthly_by")
    moved = verbs.move_series(
        series=plan_reads.series_at(place, series),
        from_nth=body.from_nth,
        changes={name: getattr(body, name) for name in named},
        because=body.because,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return series_out(moved)


@router.post("/series/{series}/end", response=SeriesOut, summary="End a series")
def end_series(request: HttpRequest, coop: Path[str], series: UUID, body: SeriesEndIn) -> SeriesOut:
    """What is planned of it from then on is cancelled."""
    place = participant_at(request, coop)
    row = plan_reads.series_at(place, series)
    return series_out(verbs.end_series(series=row, **body.dict(), by=place.member, at=place.moment))


@router.post("/series/{series}/undoing", response=SeriesOut, summary="Undo the last change of a series")
def undo_series(request: HttpRequest, coop: Path[str], series: UUID, body: MeetingUndoIn) -> SeriesOut:
    """As it was before it was moved or ended."""
    place = participant_at(request, coop)
    row = plan_reads.series_at(place, series)
    return series_out(verbs.undo_series(series=row, **body.dict(), by=place.member, at=place.moment))


@router.get("/{meeting}", response=MeetingOut, summary="One meeting with its agenda")
def read_meeting(request: HttpRequest, coop: Path[str], meeting: UUID) -> MeetingOut:
    """Who is invited, who does what, what is on it."""
    return whole(participant_at(request, coop), meeting)


@router.put("/{meeting}", response=MeetingOut, summary="Move a meeting")
def move_meeting(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingMoveIn) -> MeetingOut:
    """This one alone."""
    place = participant_at(request, coop)
    verbs.move_meeting(
        meeting=plan_reads.meeting_at(place, meeting),
        hours=Hours(body.starts_at, body.ends_at, body.all_day),
        place=body.place,
        link=body.link,
        presence=body.presence,
        because=body.because,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return whole(place, meeting)


@router.post("/{meeting}/cancelling", response=MeetingOut, summary="Cancel a meeting")
def cancel_meeting(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingCancelIn) -> MeetingOut:
    """What was on its agenda comes over to the next of its series."""
    place = participant_at(request, coop)
    row = plan_reads.meeting_at(place, meeting)
    verbs.cancel_meeting(meeting=row, **body.dict(), by=place.member, at=place.moment)
    return whole(place, meeting)


@router.post("/{meeting}/undoing", response=MeetingOut, summary="Undo the last change of a meeting")
def undo_meeting(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingUndoIn) -> MeetingOut:
    """As it was before it was moved or cancelled."""
    place = participant_at(request, coop)
    row = plan_reads.meeting_at(place, meeting)
    verbs.undo_meeting(meeting=row, **body.dict(), by=place.member, at=place.moment)
    return whole(place, meeting)


@router.post("/{meeting}/end", response=MeetingOut, summary="Say that a meeting is over")
def end_meeting(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingKeyIn) -> MeetingOut:  # noqa: ARG001 - twice is once
    """What is open on its agenda comes over to the next of its series."""
    place = participant_at(request, coop)
    verbs.end_meeting(meeting=plan_reads.meeting_at(place, meeting), by=place.member, at=place.moment)
    return whole(place, meeting)


@router.put("/{meeting}/answer", response=MeetingOut, summary="Say whether you come")
def answer_meeting(
    request: HttpRequest, coop: Path[str], meeting: UUID, body: AttendanceAnswerIn
) -> MeetingOut:
    """Anew until it is over."""
    place = participant_at(request, coop)
    row = plan_reads.meeting_at(place, meeting)
    verbs.answer(meeting=row, **body.dict(), by=place.member, at=place.moment)
    return whole(place, meeting)


@router.post("/{meeting}/invited", response=MeetingOut, summary="Ask people by name")
def ask_also(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingAskIn) -> MeetingOut:
    """Whom neither stage nor body invites."""
    place = participant_at(request, coop)
    row = plan_reads.meeting_at(place, meeting)
    verbs.ask_also(meeting=row, **body.dict(), by=place.member, at=place.moment)
    return whole(place, meeting)


@router.put("/{meeting}/parts", response=MeetingOut, summary="Take a part, or hand it to somebody")
def give_part(request: HttpRequest, coop: Path[str], meeting: UUID, body: MeetingPartIn) -> MeetingOut:
    """Somebody who is invited, and whom the charter's role is open to."""
    place = participant_at(request, coop)
    row = plan_reads.meeting_at(place, meeting)
    verbs.give_part(meeting=row, **body.dict(), by=place.member, at=place.moment)
    return whole(place, meeting)


@router.post("/{meeting}/items", response={201: MeetingOut}, summary="Put something on the agenda")
def put_item(request: HttpRequest, coop: Path[str], meeting: UUID, body: AgendaPutIn) -> Status[MeetingOut]:
    """Whoever is invited may."""
    place = participant_at(request, coop)
    row = plan_reads.meeting_at(place, meeting)
    verbs.put_item(meeting=row, wanted=body.wanted(), by=place.member, at=place.moment, key=body.key)
    return Status(201, whole(place, meeting))


@router.put("/{meeting}/order", response=MeetingOut, summary="Put the agenda in order")
def order_items(request: HttpRequest, coop: Path[str], meeting: UUID, body: AgendaOrderIn) -> MeetingOut:
    """Items that came meanwhile stand last."""
    place = participant_at(request, coop)
    row = plan_reads.meeting_at(place, meeting)
    order = [str(one) for one in body.order]
    verbs.order_items(meeting=row, order=order, by=place.member, at=place.moment)
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


def whole(place: Place, key: UUID) -> MeetingOut:
    """A meeting with everything, as it is now."""
    return meeting_out(Shown(place, plan_reads.meeting_at(place, key)))
