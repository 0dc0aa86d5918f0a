"""What one person notes for others is not yet their word: they can say that it is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.kernel.faults import NotThere, RecordMoved, Refused
from tests.toadlane.charter import texts
from tests.toadlane.conftest import join
from tests.toadlane.minutes.conftest import HELD, House
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import StagePeriod
from toadlane.coops.moment import Moment
from toadlane.meetings.planned_rows import Meeting
from toadlane.minutes import tasks, verbs
from toadlane.minutes.models import Approval, ApprovalContested, Frozen, Minutes
from toadlane.record.models import Entry
from toadlane.record.reads import content

MEETING = """
## Article 4 — We meet

```toml rule
kind = "meeting"
name = "monday"
purpose = "business"
who = ["member"]
every = "P7D"
place = "either"
time = "unpaid"
decides = true
minutes = ["issues", "decisions", "actions"]
minutes_contested = "P5D"
```
"""


@pytest.fixture
def sent(house: House) -> Minutes:
    return house.sent()


@pytest.fixture
def later(house: House, sent: Minutes) -> Meeting:
    return house.after("ada", "bo", "dee")


def stands(house: House, row: Minutes) -> tuple[str, tuple[str, ...], int]:
    now = house.life(row).now.value
    return now.phase, now.approved_by, now.lacks


def settled(house: House, row: Minutes) -> bool:
    verbs.settle(minutes=row, at=house.at)
    return Frozen.objects.filter(minutes=row).exists()


def test_what_is_noted_for_others_counts_two_days_later_and_freezes_them(
    house: House, sent: Minutes, later: Meeting
) -> None:
    house.note(sent, later, "ada", "bo")
    assert stands(house, sent) == ("corrections", ("ada",), 2)
    for _day in range(2):
        house.later(1)
        assert not settled(house, sent)
    house.later(1)
    assert settled(house, sent)

    entry = Entry.objects.get(pk=Frozen.objects.get().entry)
    assert (entry.actor, (content(entry) or {})["what"]["approved_by"]) == ("", ["ada", "bo"])
    assert Approval.objects.filter(in_meeting=later, said_by=house.ada).count() == 2


def test_the_charter_says_how_many_days(house: House) -> None:
    source = texts.HARBOUR.replace("\n## Article 6", f"{MEETING}\n## Article 6", 1)
    adopt_charter(coop=house.coop, source=source, by=house.ada, at=house.noon, key="charter")
    Meeting.objects.filter(pk=house.meeting.pk).update(rule="monday")
    house.meeting.refresh_from_db()
    row = house.sent()
    house.note(row, house.after("ada", "bo", "dee"), "bo", "dee")
    house.approve(row, house.ada)
    house.later(5)
    assert not settled(house, row)

    house.later(1)

    assert settled(house, row)


def test_who_scribes_alone_and_lists_twenty_approves_nothing_at_once_nor_against_their_word(
    house: House, sent: Minutes
) -> None:
    twenty = [join(house.coop, f"m{nth:02}", "member", dt.date(2024, 2, 1)) for nth in range(20)]
    row = house.plan("Big", HELD + dt.timedelta(hours=2))
    names = [one.key for one in twenty]
    big = verbs.begin(meeting=row, by=house.ada, at=house.at)
    verbs.set_attendance(minutes=big.pk, there=["ada", *names], by=house.ada, at=house.at)
    for part in ("issues", "decisions", "actions"):
        verbs.say_none(minutes=big.pk, part=part, none=True, by=house.ada, at=house.at)
    verbs.send_out(minutes=big.pk, by=house.ada, at=house.at)
    house.note(big, house.after("ada", *names), "ada", *names)
    assert (stands(house, big), settled(house, big)) == (("corrections", ("ada",), 20), False)

    house.contest(big, *twenty)
    house.later(3)

    assert (stands(house, big), settled(house, big)) == (("corrections", ("ada",), 20), False)
    house.later(9)
    assert (stands(house, big), settled(house, big)) == (("ready", ("ada",), 1), False)
    said = [content(one) or {} for one in Entry.objects.filter(kind="minutes.contested.v1").order_by("pk")]
    undone = [one["what"]["undone"] for one in said]
    assert (undone.count(True), undone[-1]) == (1, True)


def test_enough_who_do_not_contest_are_enough(house: House, sent: Minutes, later: Meeting) -> None:
    house.note(sent, later, "ada", "bo", "dee")
    house.contest(sent, house.dee)
    house.later(3)

    assert stands(house, sent) == ("ready", ("ada", "bo"), 0)
    assert settled(house, sent)


def test_who_says_it_themselves_counts_at_once(house: House, sent: Minutes, later: Meeting) -> None:
    house.note(sent, later, "ada", "bo", "dee")

    row = house.approve(sent, house.bo, house.dee, house.dee)

    assert stands(house, row) == ("approved", ("ada", "bo", "dee"), 0)
    assert Approval.objects.filter(participant=house.dee).count() == 2


def test_who_contested_approves_themselves_and_nobody_notes_it_for_them_again(
    house: House, sent: Minutes, later: Meeting
) -> None:
    house.note(sent, later, "bo")
    house.contest(sent, house.bo, house.bo)
    with pytest.raises(Refused, match="Bo said that an approval noted for them was not theirs"):
        house.note(sent, later, "ada", "bo")
    assert ApprovalContested.objects.count() == 1

    house.approve(sent, house.bo)

    assert stands(house, sent)[1] == ("bo",)
    house.note(sent, later, "ada", "bo")
    assert stands(house, sent)[1] == ("ada", "bo")


def test_who_was_noted_by_another_and_writes_the_next_minutes_notes_themselves(
    house: House, sent: Minutes, later: Meeting
) -> None:
    house.note(sent, later, "bo")

    house.note(sent, later, "ada", "bo", by=house.bo)

    assert stands(house, sent)[1] == ("bo",)
    assert set(Approval.objects.values_list("participant__key", "said_by__key")) == {
        ("ada", "bo"),
        ("bo", "ada"),
        ("bo", "bo"),
    }


def test_noted_twice_they_are_noted_once(house: House, sent: Minutes, later: Meeting) -> None:
    for _ in range(2):
        house.note(sent, later, "ada", "bo")
    for _ in range(2):
        verbs.approve_in_meeting(
            minutes=sent.pk, meeting=later.pk, those=["dee"], by=house.ada, at=house.at, key="once"
        )

    assert Approval.objects.count() == 3
    assert Entry.objects.filter(kind="minutes.approved-by.v1").count() == 2


def test_only_who_it_was_noted_for_says_that_it_is_not_theirs(
    house: House, sent: Minutes, later: Meeting
) -> None:
    house.note(sent, later, "ada", "bo")

    for who in (house.ada, house.dee, house.fay):
        with pytest.raises(RecordMoved, match="is noted for you"):
            house.contest(sent, who)
    with pytest.raises(RecordMoved, match="as they read now, is noted for you"):
        verbs.contest(minutes=sent.pk, edition=7, by=house.bo, at=house.at)
    house.approve(sent, house.bo)
    with pytest.raises(RecordMoved, match="is noted for you"):
        house.contest(sent, house.bo)

    assert not ApprovalContested.objects.exists()


def test_once_they_are_approved_it_is_too_late_and_the_refusal_says_what_is_left(
    house: House, sent: Minutes, later: Meeting
) -> None:
    house.note(sent, later, "ada", "bo")
    house.later(3)
    for frozen in (False, True):
        assert not frozen or settled(house, sent)
        with pytest.raises(RecordMoved, match="approved by now") as refused:
            house.contest(sent, house.bo)
        assert "late correction" in refused.value.next_step

    wrong = house.suggest(sent, house.bo, part="issues", text="I was not in that meeting.")
    house.answer(sent, wrong, house.dee)
    assert house.life(sent).corrections[0].late


def test_till_they_are_approved_it_can_be_contested_also_when_it_counts(
    house: House, sent: Minutes, later: Meeting
) -> None:
    house.note(sent, later, "bo")
    house.later(9)
    assert stands(house, sent) == ("ready", ("bo",), 1)

    house.contest(sent, house.bo)

    assert stands(house, sent) == ("ready", (), 2)


def test_another_text_asks_anew_also_those_it_was_noted_for(
    house: House, sent: Minutes, later: Meeting
) -> None:
    house.note(sent, later, "ada", "bo", "dee")
    one = house.suggest(sent, house.bo, part="issues", text="The roof.")
    house.later(3)
    assert not settled(house, sent)  # while a correction waits
    house.answer(sent, one, house.ada)

    assert (stands(house, sent)[1:], settled(house, sent)) == (((), 3), False)
    with pytest.raises(RecordMoved, match="is noted for you"):
        house.contest(sent, house.bo)


def test_whoever_has_left_neither_approves_nor_contests(house: House, sent: Minutes, later: Meeting) -> None:
    house.note(sent, later, "bo", "dee")
    StagePeriod.objects.create(
        coop=house.coop,
        participant=house.dee,
        stage="member",
        valid_from=dt.date(2024, 2, 1),
        valid_until=house.at.day,
        replaces=StagePeriod.objects.get(participant=house.dee),
    )

    with pytest.raises(NotThere):
        house.contest(sent, house.dee)
    house.later(3)

    assert stands(house, sent) == ("ready", ("bo",), 1)
    assert not settled(house, sent)
    house.approve(sent, house.ada)
    assert Frozen.objects.get().minutes_id == sent.pk


def test_only_those_there_who_may_approve_can_be_noted(house: House, sent: Minutes) -> None:
    later = house.after("ada", "bo", "fay")

    with pytest.raises(Refused, match="approved by those who were there"):
        house.note(sent, later, "ada", "fay")
    with pytest.raises(Refused, match="dee cannot be said"):
        house.note(sent, later, "ada", "dee")
    with pytest.raises(Refused, match="scribe"):
        house.note(sent, later, "bo", by=join(house.coop, "gil", "member", dt.date(2025, 2, 26)))

    assert not Approval.objects.exists()


def test_the_house_freezes_by_what_was_noted_when_its_days_are_over(
    house: House, sent: Minutes, later: Meeting, clock: Callable[[Moment], None]
) -> None:
    house.note(sent, later, "ada", "bo")
    for day, frozen in enumerate((False, False, False, True)):
        clock(Moment.of(house.at.instant + dt.timedelta(days=day), coop=house.coop))
        assert tasks.something_waits() or frozen
        tasks.settle_all.call()
        assert Frozen.objects.exists() is frozen
