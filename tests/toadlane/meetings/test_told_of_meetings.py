"""People are invited in time, told of moves, reminded; *Today* and the calendar show what is next."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from bylaws.kernel.faults import NotThere
from tests.toadlane.notices.conftest import post, prove
from toadlane.coops import clock
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import coming_up, plan_telling
from toadlane.meetings.arranging import Frame, Hours
from toadlane.meetings.coming_back import Rhythm
from toadlane.meetings.planned_rows import Invited, Meeting, Part, Series
from toadlane.meetings.verbs import answer, begin_series, cancel_meeting, move_meeting
from toadlane.meetings.verbs.parts import write_part
from toadlane.notices import calendars, hearing
from toadlane.notices.models import Notice
from toadlane.record.models import Entry

HOSTILE = "<script>x</script>\nEND:VEVENT"
RHYTHM = Rhythm("P7D", dt.date(2025, 3, 10), notice="P5D")


@pytest.fixture
def mondays(ada: Participant, bo: Participant, noon: Moment) -> Series:
    frame = Frame(title=HOSTILE.replace("\n", " "), place=HOSTILE, who=("candidate", "member"))
    return begin_series(frame=frame, rhythm=RHYTHM, by=ada, at=noon, key="begin")


def first(series: Series) -> Meeting:
    return Meeting.objects.select_related("coop", "series").get(series=series, nth=1)


def later(at: Moment, **by: int) -> Moment:
    return replace(at, instant=at.instant + dt.timedelta(**by))


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("pk").values_list("kind", "participant__key"))


def test_people_are_invited_once_in_time_with_their_parts_and_reminded_once(
    mondays: Series, ada: Participant, bo: Participant, noon: Moment
) -> None:
    due = plan_telling.due(noon.instant)
    assert [row.nth for row in due] == [1]
    for _twice in range(2):
        plan_telling.bring_up_to(first(mondays), noon)
    assert told() == [("meeting-called", "ada"), ("meeting-called", "bo")]
    assert Part.objects.filter(meeting__nth=1).count() == 4
    assert not plan_telling.due(noon.instant).filter(nth=1).exists()
    answer(meeting=first(mondays), says="not", by=bo, at=noon)
    eve = later(noon, days=6)
    for _twice in range(2):
        plan_telling.bring_up_to(first(mondays), eve)
    assert told()[2:] == [("meeting-soon", "ada")]


def test_the_letter_of_the_day_before_names_ones_part_and_no_script_of_a_title_runs(
    mondays: Series, ada: Participant, bo: Participant, noon: Moment, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "toadlane.mail.direct.Direct"
    for who in (ada, bo):
        prove(who)
    for role in ("scribe", "vibes"):
        write_part(first(mondays), role, bo, Part.Way.TOOK, at=noon)
    for role in ("facilitator", "timekeeper"):
        write_part(first(mondays), role, ada, Part.Way.TOOK, at=noon)
    answer(meeting=first(mondays), says="not", by=ada, at=noon)
    Meeting.objects.update(invited_at=noon.instant)

    plan_telling.bring_up_to(first(mondays), later(noon, days=6))

    [letter] = post(dt.timedelta(days=6, hours=12))
    assert letter.to == "bo@harbour.example"
    assert "Your part: scribe, vibes." in letter.body
    assert "Your part: scribe, vibes." in letter.html
    assert ("<script" in letter.html, "&lt;script&gt;x&lt;/script&gt;" in letter.html) == (False, True)


def test_others_are_told_that_it_is_cancelled(mondays: Series, ada: Participant, noon: Moment) -> None:
    cancel_meeting(meeting=first(mondays), because="ill", by=ada, at=noon, key="c")
    hearing.tell_whom_it_concerns(Entry.objects.get(kind="meeting.cancelled.v1"))
    found = Notice.objects.get()
    assert (found.kind, found.participant.key) == ("meeting-invited", "bo")
    assert found.of_kind.says(found.code, found.values).startswith("Cancelled: ")


def test_today_shows_the_next_and_asks_for_an_answer(mondays: Series, bo: Participant, noon: Moment) -> None:
    monday = later(noon, days=3)
    (shown,) = coming_up.for_today(bo, monday)
    assert (shown.verb, shown.due_on) == ("Say whether you come", dt.date(2025, 3, 10))
    answer(meeting=first(mondays), says="coming", by=bo, at=noon)
    Part.objects.create(
        coop=bo.coop, meeting=first(mondays), role="scribe", participant=bo, way="took", since=noon.instant
    )
    (shown,) = coming_up.for_today(bo, monday)
    at_the_door = replace(monday, instant=first(mondays).starts_at - coming_up.AT_THE_DOOR)
    assert list(coming_up.for_today(bo, at_the_door)) == []
    assert (shown.verb, shown.detail) == ("Look at the agenda", "Your part: scribe")


def test_a_calendar_has_hours_in_their_zone_and_nobody_writes_into_it(
    mondays: Series, ada: Participant, bo: Participant, noon: Moment
) -> None:
    cancel_meeting(meeting=first(mondays), by=ada, at=noon, key="c")
    answer(meeting=Meeting.objects.get(nth=2), says="not", by=bo, at=noon)
    own = Calendar.from_ical(calendars.written(bo, noon))
    whole = Calendar.from_ical(calendars.written(bo, noon, whole=True))
    events = list(own.walk("VEVENT"))
    assert (len(events), len(list(whole.walk("VEVENT")))) == (12, 13)
    assert [str(zone["TZID"]) for zone in own.walk("VTIMEZONE")] == ["America/New_York"]
    assert (str(events[0]["STATUS"]), str(events[0]["SEQUENCE"])) == ("CANCELLED", "1")
    assert b"DTSTART;TZID=America/New_York:20250324T100000" in events[1].to_ical()
    assert str(events[1]["LOCATION"]) == HOSTILE


@pytest.mark.parametrize("whole", [False, True])
def test_a_calendar_program_has_every_meeting_at_its_hour_on_both_sides_of_the_change_of_clocks(
    ada: Participant, bo: Participant, noon: Moment, monkeypatch: pytest.MonkeyPatch, *, whole: bool
) -> None:
    autumn = later(noon, days=224)
    autumn = Moment.of(autumn.instant, coop=ada.coop)
    monkeypatch.setattr(clock, "now", lambda _coop: autumn)
    series = begin_series(
        frame=Frame(title="Monday", who=("candidate", "member")),
        rhythm=Rhythm("P7D", dt.date(2025, 10, 20)),
        by=ada,
        at=autumn,
        key="begin",
    )
    second, third = (Meeting.objects.select_related("coop", "series").get(nth=nth) for nth in (2, 3))
    tuesday = dt.datetime(2025, 10, 28, 20, 30, tzinfo=dt.UTC)
    move_meeting(
        meeting=second,
        hours=Hours(tuesday, tuesday + dt.timedelta(hours=2)),
        place="Barn",
        link="",
        presence="in-person",
        by=ada,
        at=autumn,
        key="move",
    )
    cancel_meeting(meeting=third, by=ada, at=autumn, key="cancel")
    address = calendars.make(by=bo, at=autumn)
    path = address[address.index("/notices/") :] + ("?of=coop" if whole else "")

    read = Calendar.from_ical(Client().get(path).content)

    [zone] = Calendar.from_ical(read.to_ical()).timezones
    by_itself = zone.to_tz(lookup_tzid=False)  # as a program that knows no zones by name
    found: dict[str, tuple[str, dt.timedelta, tuple[str, str, str]]] = {}
    for one in read.walk("VEVENT"):
        begins, ends = one.decoded("dtstart"), one.decoded("dtend")
        at_utc = begins.replace(tzinfo=by_itself).astimezone(dt.UTC)
        as_told = (str(one["SEQUENCE"]), str(one["STATUS"]), str(one.get("LOCATION", "")))
        found[str(one["UID"])] = (f"{at_utc:%m-%d %H:%M}", ends - begins, as_told)
    rows = Meeting.objects.filter(series=series).order_by("nth")[:4]
    hour = dt.timedelta(hours=1)
    assert [found[f"{row.pk}@toad-lane"] for row in rows] == [
        ("10-20 14:00", hour, ("0", "CONFIRMED", "")),
        ("10-28 20:30", 2 * hour, ("1", "CONFIRMED", "Barn")),
        ("11-03 15:00", hour, ("1", "CANCELLED", "")),
        ("11-10 15:00", hour, ("0", "CONFIRMED", "")),
    ]
    assert len(found) == Meeting.objects.count()


def test_an_address_that_was_renewed_leads_nowhere_as_it_was(ada: Participant, noon: Moment) -> None:
    old = calendars.make(by=ada, at=noon)
    new = calendars.renew(by=ada, at=noon)
    assert old != new
    with pytest.raises(NotThere):
        calendars.whose(old.rsplit("/", 1)[-1].removesuffix(".ics"))


def test_the_series_grows_as_time_goes_and_takes_in_who_joins(
    mondays: Series, ada: Participant, noon: Moment
) -> None:
    Invited.objects.filter(participant=ada, meeting__nth=3).delete()
    spring = later(noon, days=30)
    before = Meeting.objects.count()
    for _twice in range(2):
        plan_telling.grow_one(mondays, spring)
    assert Meeting.objects.count() == before + 4
    assert Meeting.objects.get(nth=before + 1).invited.count() == 2
