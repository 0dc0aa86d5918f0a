"""The hours of a meeting: whoever was there logs them with one click, once, as the charter says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

import pytest
from django.test import Client

from bylaws.kernel.faults import NotThere
from bylaws.work.hours import counts_for
from tests.toadlane.work.texts import HARBOUR
from toadlane.charter.reads import charter_of
from toadlane.charter.verbs import adopt_charter
from toadlane.coops import clock
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import doors
from toadlane.meetings.coming_back import of_the_charter
from toadlane.meetings.planned_rows import Invited, Meeting
from toadlane.meetings.verbs import begin_meeting, begin_series, end_meeting
from toadlane.minutes.verbs import begin as begin_minutes
from toadlane.minutes.verbs import set_attendance
from toadlane.record.models import Entry
from toadlane.work import from_meetings
from toadlane.work.from_meetings import log_meeting
from toadlane.work.models import TimeEntry

Enter = Callable[[Participant], Client]
PAGES = "/c/harbour/meetings/minutes/"
AFTER = dt.datetime(2025, 3, 10, 17, tzinfo=dt.UTC)

MEETS = """
## Article 3 — Members

Candidates work with us and become members.

```toml rule
kind = "membership"
[[stages]]
name = "candidate"
rights = ["speak"]
[[stages]]
name = "member"
rights = ["speak", "vote", "raise"]
```

## Article 14 — Meeting

Every Monday members and candidates meet for an hour; once a month there is an evening for politics, unpaid.

```toml rule
kind = "meeting"
name = "monday"
purpose = "business"
who = ["member", "candidate"]
every = "P7D"
on = "monday"
lasts = "PT1H"
place = "either"
time = "paid"
logged_as = "administration"
decides = true
```

```toml rule
kind = "meeting"
name = "politics"
purpose = "political"
who = ["member", "candidate"]
every = "P1M"
place = "either"
time = "unpaid"
logged_as = "political"
decides = false
```
"""
WORK = HARBOUR.replace(
    '[[kinds]]\nname = "leave"', '[[kinds]]\nname = "political"\ncounts_for = []\n[[kinds]]\nname = "leave"'
)


@pytest.fixture
def meets(harbour: Coop, ada: Participant, bo: Participant, noon: Moment) -> None:
    """Harbour with two meetings in its charter."""
    adopt_charter(coop=harbour, source=WORK + MEETS, by=ada, at=noon, key="charter")


def begun(rule: str, *, by: Participant, at: Moment) -> Meeting:
    """The first of a series of the charter, a week ahead, to which everybody says that they come."""
    as_it_says = of_the_charter(by.coop, rule, at.day)
    series = begin_series(**as_it_says(dt.date(2025, 3, 10), "10:00"), by=by, at=at, key=f"begin-{rule}")
    row = Meeting.objects.select_related("coop").get(series=series, nth=1)
    Invited.objects.filter(meeting=row).update(answer="coming")
    return row


def held(rule: str, *, by: Participant, at: Moment, away: Sequence[Participant] = ()) -> Meeting:
    """The same, held: it took seventy minutes."""
    row = begun(rule, by=by, at=at)
    Invited.objects.filter(meeting=row, participant__in=away).update(answer="not")
    begin_meeting(meeting=row, by=by, at=Moment.of(row.starts_at, coop=by.coop))
    ended = row.starts_at + dt.timedelta(minutes=70)
    return end_meeting(meeting=row, by=by, at=Moment.of(ended, coop=by.coop))


@pytest.fixture(autouse=True)
def _afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are looked at two hours after the meeting."""
    monkeypatch.setattr(clock, "now", lambda coop: Moment.of(AFTER, coop=coop))


@pytest.mark.usefixtures("meets")
@pytest.mark.parametrize(
    ("rule", "work", "paid"), [("monday", "administration", True), ("politics", "political", False)]
)
def test_one_click_logs_the_time_of_a_meeting_once_as_the_work_the_charter_says(
    rule: str, work: str, *, paid: bool, ada: Participant, noon: Moment, signed_in: Enter
) -> None:
    meeting, browser = held(rule, by=ada, at=noon), signed_in(ada)
    at = Moment.of(AFTER, coop=ada.coop)
    page = f"/c/harbour/meetings/{meeting.pk}/"
    log = f"/c/harbour/work/meetings/{meeting.pk}/"
    (offered,) = from_meetings.for_today(ada, at)
    before = browser.get(page).content.decode()

    sent = [browser.post(log).status_code for _twice in range(2)]

    rows = TimeEntry.objects.values_list("participant__key", "work", "day", "seconds", "note")
    assert list(rows) == [("ada", work, dt.date(2025, 3, 10), 70 * 60, meeting.title)]
    assert (sent, list(from_meetings.for_today(ada, at))) == ([302, 404], [])
    assert Entry.objects.filter(kind="hours.logged.v1").count() == 1
    assert (offered.verb, offered.url) == ("Log them", page)
    assert (f"as {work}" in before, "unpaid, as the charter says" in before) == (True, not paid)
    assert log not in browser.get(page).content.decode()
    counted = counts_for(work, charter=charter_of(ada.coop), on=meeting.ends_at.date())
    assert ("pay" in counted.value) is paid


@pytest.mark.usefixtures("meets")
def test_two_who_were_there_log_it_each_and_nobody_who_was_not_or_before_it_is_over(
    ada: Participant, bo: Participant, noon: Moment
) -> None:
    at = Moment.of(AFTER, coop=ada.coop)
    ahead = begun("politics", by=ada, at=noon)
    over = held("monday", by=ada, at=noon, away=(bo,))
    with pytest.raises(NotThere):
        log_meeting(meeting=ahead, by=ada, at=at)
    with pytest.raises(NotThere):
        log_meeting(meeting=over, by=bo, at=at)
    Invited.objects.filter(meeting=over, participant=bo).update(answer="late")

    for who in (ada, bo):
        log_meeting(meeting=over, by=who, at=at)

    assert list(TimeEntry.objects.order_by("pk").values_list("participant__key", flat=True)) == ["ada", "bo"]


@pytest.mark.usefixtures("meets")
def test_where_only_the_minutes_say_who_was_there_they_offer_it(
    ada: Participant, bo: Participant, noon: Moment, signed_in: Enter
) -> None:
    over, at = held("monday", by=ada, at=noon), Moment.of(AFTER, coop=ada.coop)
    Invited.objects.filter(meeting=over).update(answer="not")
    row = begin_minutes(meeting=over, by=ada, at=at)
    assert doors.was_there(over) == frozenset()
    set_attendance(minutes=row.pk, there=["bo"], apologies=["ada"], by=ada, at=at)

    offered = {who.key: [one.url for one in from_meetings.for_today(who, at)] for who in (ada, bo)}
    page = signed_in(bo).get(f"/c/harbour/meetings/{over.pk}/").content.decode()

    assert offered == {"ada": [], "bo": [f"/c/harbour/meetings/{over.pk}/"]}
    [form] = re.findall(rf'<form method="post" action="/c/harbour/work/meetings/{over.pk}/">.+?</form>', page)
    assert "Log my 1:10 as administration</button>" in form
    assert f"/work/meetings/{over.pk}/" in signed_in(bo).get(f"{PAGES}{row.pk}/").content.decode()
    assert f"/work/meetings/{over.pk}/" not in signed_in(ada).get(f"{PAGES}{row.pk}/").content.decode()
    with pytest.raises(NotThere):
        log_meeting(meeting=over, by=ada, at=at)


@pytest.mark.usefixtures("meets")
def test_the_same_over_the_api(ada: Participant, bo: Participant, noon: Moment, signed_in: Enter) -> None:
    meeting = held("monday", by=ada, at=noon, away=(bo,))
    address = f"/api/v1/coops/harbour/work/meetings/{meeting.pk}"

    logged, twice, other = (signed_in(who).post(address) for who in (ada, ada, bo))

    assert [one.status_code for one in (logged, twice, other)] == [201, 404, 404]
    assert {name: logged.json()[name] for name in ("person", "day", "work", "seconds")} == {
        "person": "ada",
        "day": "2025-03-10",
        "work": "administration",
        "seconds": 4200,
    }
    assert TimeEntry.objects.count() == 1


@pytest.mark.usefixtures("meets")
def test_work_the_charter_knows_no_more_is_not_logged_and_the_page_says_so(
    ada: Participant, noon: Moment, signed_in: Enter
) -> None:
    meeting = held("monday", by=ada, at=noon)
    Meeting.objects.filter(pk=meeting.pk).update(logged_as="barn-raising")

    said = signed_in(ada).post(f"/c/harbour/work/meetings/{meeting.pk}/", follow=True)

    assert b"barn-raising" in said.content
    assert not TimeEntry.objects.exists()


@pytest.mark.parametrize(
    ("began", "over", "minutes"),
    [
        (None, None, 60),
        (0, 70, 70),
        (10, 40, 30),
        (0, 600, 120),
        (None, 45, 60),
        (0, 0, 60),
        (20, 20, 60),
        (59, 60, 1),
    ],
)
def test_it_takes_from_when_it_was_begun_to_when_it_was_over_and_twice_its_plan_at_most(
    began: int | None, over: int | None, minutes: int
) -> None:
    ten = dt.datetime(2025, 3, 10, 14, tzinfo=dt.UTC)

    def later(count: int | None) -> dt.datetime | None:
        return None if count is None else ten + dt.timedelta(minutes=count)

    row = Meeting(
        starts_at=ten, ends_at=ten + dt.timedelta(hours=1), began_at=later(began), over_at=later(over)
    )

    assert from_meetings.seconds_of(row) == minutes * 60
