"""Harbour after its Monday meeting of 24 February: Ada, Bo and Dee were there, Fay was not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from tests.toadlane.conftest import join
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.meetings.arranging import Frame, Hours, ItemWanted, Wanted
from toadlane.meetings.planned_rows import Meeting
from toadlane.meetings.verbs import plan_meeting
from toadlane.minutes import verbs
from toadlane.minutes.life import Life, life_of
from toadlane.minutes.models import Line, Minutes
from toadlane.minutes.verbs.correcting import Suggested
from toadlane.minutes.verbs.drafting import Worded

HELD = dt.datetime(2025, 2, 24, 15, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
keys = count()


def key() -> str:
    return f"click {next(keys)}"


def days(at: Moment, number: int, coop: Coop) -> Moment:
    """So many days later."""
    return Moment.of(at.instant + dt.timedelta(days=number), coop=coop)


@dataclass
class House:
    """Harbour, its meeting, and short ways to say who does what about its minutes."""

    coop: Coop
    ada: Participant
    bo: Participant
    dee: Participant
    fay: Participant
    meeting: Meeting
    noon: Moment
    at: Moment = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.noon

    def later(self, number: int) -> Moment:
        """From now on it is so many days later."""
        self.at = days(self.at, number, self.coop)
        return self.at

    def plan(self, title: str, starts: dt.datetime) -> Meeting:
        frame = Frame(title=title, who=("candidate", "member"))
        items = [ItemWanted("The van")] if title == "Monday" else []
        wanted = Wanted(frame, Hours(starts, starts + HOUR), items)
        before = days(self.noon, -30, self.coop)
        return plan_meeting(wanted=wanted, by=self.ada, at=before, key=key())

    def begin(self) -> Minutes:
        return verbs.begin(meeting=self.meeting, by=self.ada, at=self.at)

    def life(self, row: Minutes) -> Life:
        rows = Minutes.objects.select_related("coop", "meeting__coop", "begun_by", "frozen")
        return life_of(rows.get(pk=row.pk), self.at)

    def write(self, row: Minutes, part: str, text: str, by: Participant | None = None, **more: Any) -> Line:
        line, edition = more.pop("line", None), more.pop("edition", 0)
        return verbs.write_line(
            minutes=row.pk,
            worded=Worded(part, text, **more),
            line=line,
            edition=edition,
            by=by or self.ada,
            at=self.at,
            key=key(),
        )

    def written(self) -> Minutes:
        """Minutes with every part filled, not sent out yet."""
        row = self.begin()
        verbs.set_attendance(
            minutes=row.pk, there=["ada", "bo", "dee"], apologies=["fay"], by=self.ada, at=self.at
        )
        self.write(row, "decisions", "We buy the **van**.")
        self.write(row, "actions", "Get three offers", who="dee", due_on=dt.date(2025, 3, 10))
        return row

    def sent(self) -> Minutes:
        row = self.written()
        return verbs.send_out(minutes=row.pk, by=self.ada, at=self.at)

    def suggest(self, row: Minutes, by: Participant, **suggested: Any) -> UUID:
        said = Suggested(**{"part": "decisions", "because": "It was said so.", **suggested})
        return verbs.suggest_correction(minutes=row.pk, suggested=said, by=by, at=self.at, key=key()).pk

    def answer(self, row: Minutes, one: UUID, by: Participant, **said: Any) -> Any:
        told = {"accepted": True, "key": key(), **said}
        return verbs.answer_correction(minutes=row.pk, correction=one, by=by, at=self.at, **told)

    def approve(self, row: Minutes, *those: Participant) -> Minutes:
        edition = self.life(row).row.edition
        for who in those:
            row = verbs.approve(minutes=row.pk, edition=edition, by=who, at=self.at)
        return row

    def after(self, *those: str) -> Meeting:
        """A meeting three days after, whose draft says who was there; it is then, from now on."""
        later = self.plan("Next", HELD + dt.timedelta(days=3))
        self.at = Moment.of(max(self.at.instant, later.starts_at + HOUR), coop=self.coop)
        row = verbs.begin(meeting=later, by=self.ada, at=self.at)
        verbs.set_attendance(minutes=row.pk, there=[*those], by=self.ada, at=self.at)
        return later

    def note(self, row: Minutes, meeting: Meeting, *those: str, by: Participant | None = None) -> Minutes:
        """Whoever writes the minutes of that meeting notes that they approved."""
        noted_by = by or self.ada
        return verbs.approve_in_meeting(
            minutes=row.pk, meeting=meeting.pk, those=those, by=noted_by, at=self.at, key=key()
        )

    def contest(self, row: Minutes, *those: Participant) -> None:
        """Each of them says that what was noted is not theirs."""
        for who in those:
            edition = self.life(row).row.edition
            verbs.contest(minutes=row.pk, edition=edition, by=who, at=self.at)

    def frozen(self) -> Minutes:
        row = self.sent()
        return self.approve(row, self.ada, self.bo, self.dee)


@pytest.fixture
def house(harbour: Coop, ada: Participant, bo: Participant, noon: Moment) -> House:
    dee = join(harbour, "dee", "member", dt.date(2024, 2, 1))
    fay = join(harbour, "fay", "member", dt.date(2024, 3, 1))
    made = House(harbour, ada, bo, dee, fay, Meeting(), noon)
    made.meeting = made.plan("Monday", HELD)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> Callable[[Moment], None]:
    """Sets what time it is for pages; noon until it is set."""

    def at(moment: Moment) -> None:
        monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: moment)

    at(noon)
    return at
