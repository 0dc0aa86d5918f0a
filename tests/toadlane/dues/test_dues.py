"""Dues as they are kept: what comes in, what is open, what follows, and who may know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
import time_machine

from bylaws.kernel.faults import Fault
from bylaws.kernel.periods import Period
from bylaws.membership.dues import Owed
from tests.toadlane.conftest import NOON, join
from tests.toadlane.dues.conftest import PAYERS_CHOOSE, YEAR, click, usd
from toadlane.books.journal import balances
from toadlane.books.models import JournalEntry
from toadlane.books.verbs import How, reverse_payment
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.dues import telling, verbs, waiting
from toadlane.dues.models import DuesBand, DuesPaid
from toadlane.dues.reads import Line, line_of, voters
from toadlane.leaving.models import Departure
from toadlane.members.entering import Spell
from toadlane.members.verbs.periods import correct, void
from toadlane.notices.hearing import work_off
from toadlane.notices.models import Notice
from toadlane.record.models import Entry
from toadlane.record.verbs import append

Receive = Callable[..., DuesPaid]


def on(day: dt.date, noon: Moment) -> Moment:
    return replace(noon, day=day, instant=noon.instant + (day - noon.day))


def open_now(who: Participant, day: dt.date = dt.date(2025, 3, 3)) -> list[int]:
    found = line_of(who, day).found
    return [one.open.minor for one in found.value.owed] if found else []


def test_nothing_is_held_against_anybody_until_the_bookkeeper_keeps_dues_here(
    orchard: Participant, fay: Participant, ada: Participant, noon: Moment, receive: Receive
) -> None:
    assert line_of(orchard, noon.day).found is None
    assert voters(orchard.coop, noon.day)["orchard"].value
    with pytest.raises(Fault) as refused:
        receive(orchard, 20_000)
    assert refused.value.code == "dues.not-kept"
    with pytest.raises(Fault) as refused:
        verbs.keep_dues(coop=orchard.coop, from_day=YEAR, by=fay, at=noon, key="fay")
    assert refused.value.code == "books.not-bookkeeper"

    verbs.keep_dues(coop=orchard.coop, from_day=noon.day, by=ada, at=noon, key="late")
    assert open_now(orchard) == []  # the year had begun

    verbs.keep_dues(coop=orchard.coop, from_day=YEAR, by=ada, at=noon, key="earlier")
    assert open_now(orchard) == [20_000]


def test_dues_that_come_in_stand_in_the_books_and_are_taken_back_like_any_payment(
    kept: Coop, orchard: Participant, ada: Participant, noon: Moment, receive: Receive
) -> None:
    paid = receive(orchard, 15_000, key="once")
    again = receive(orchard, 15_000, key="once", how=How(noon.day, "bank", paid.payment.reference))

    assert again == paid
    assert open_now(orchard) == [5_000]
    assert balances(kept) == {"bank": 15_000, "fund/machines": -15_000}
    entry = Entry.objects.get(kind="dues.received.v1")
    assert entry.subject == str(paid.payment.entry_id)  # never whom it is about

    reverse_payment(payment=paid.payment, because="returned", on=noon.day, by=ada, at=noon, key="back")

    assert open_now(orchard) == [20_000]
    assert balances(kept) == {}


@pytest.mark.usefixtures("kept")
def test_what_is_no_part_of_what_is_open_is_not_taken_in(orchard: Participant, receive: Receive) -> None:
    tried = [
        (20_001, YEAR, "dues.more"),
        (0, YEAR, "dues.more"),
        (-1, YEAR, "dues.more"),
        (100, dt.date(2024, 6, 1), "dues.time"),  # before dues were kept
        (100, dt.date(2999, 1, 1), "dues.time"),
    ]
    found = []
    for minor, due_for, _code in tried:
        with pytest.raises(Fault) as refused:
            receive(orchard, minor, due_for=due_for)
        found.append((minor, due_for, refused.value.code))
    assert found == tried
    assert not JournalEntry.objects.exists()


def test_dues_of_the_next_year_can_be_paid_before_it_begins_and_people_here_pay_none(
    kept: Coop, orchard: Participant, fay: Participant, receive: Receive
) -> None:
    receive(orchard, 20_000, due_for=dt.date(2026, 1, 1))

    assert open_now(orchard) == [20_000]
    assert open_now(orchard, dt.date(2026, 1, 1)) == [20_000, 0]
    with pytest.raises(Fault) as refused:
        receive(fay, 20_000)
    assert refused.value.code == "dues.time"


def test_a_band_that_is_asked_for_is_entered_by_the_bookkeeper_alone(
    kept: Coop, orchard: Participant, fay: Participant, ada: Participant, noon: Moment
) -> None:
    for who in (orchard, fay):
        with pytest.raises(Fault) as refused:
            verbs.choose_band(
                participant=orchard, band="small", from_day=noon.day, by=who, at=noon, key=click()
            )
        assert refused.value.code == "dues.band-asked-for"
    with pytest.raises(Fault) as refused:
        verbs.choose_band(participant=orchard, band="tiny", from_day=noon.day, by=ada, at=noon, key=click())
    assert refused.value.code == "dues.band"

    verbs.choose_band(participant=orchard, band="small", from_day=noon.day, by=ada, at=noon, key="small")
    assert DuesBand.objects.get().valid_from == YEAR  # the whole year that the day lies in
    assert open_now(orchard) == [5_000]

    verbs.choose_band(participant=orchard, band="", from_day=noon.day, by=ada, at=noon, key="usual")
    assert open_now(orchard) == [20_000]


def test_where_whoever_pays_chooses_they_choose_for_the_time_that_runs_and_not_for_what_is_over(
    harbour: Coop, ada: Participant, fay: Participant, noon: Moment
) -> None:
    adopt_charter(coop=harbour, source=PAYERS_CHOOSE, by=ada, at=noon, key="charter")
    orchard = join(harbour, "orchard", "member", dt.date(2024, 1, 1))
    verbs.enter_organisation(participant=orchard, speaker="Nia", by=fay, at=noon, key="orchard")
    verbs.keep_dues(coop=harbour, from_day=YEAR, by=ada, at=noon, key="kept")
    next_year = on(dt.date(2026, 2, 1), noon)

    with pytest.raises(Fault) as refused:
        verbs.choose_band(
            participant=orchard, band="small", from_day=YEAR, by=orchard, at=next_year, key="old"
        )
    assert refused.value.code == "dues.band-over"
    with pytest.raises(Fault) as refused:
        verbs.choose_band(participant=orchard, band="small", from_day=noon.day, by=fay, at=noon, key="fay")
    assert refused.value.code == "dues.band-asked-for"

    verbs.choose_band(
        participant=orchard, band="small", from_day=next_year.day, by=orchard, at=next_year, key="own"
    )
    assert open_now(orchard, next_year.day) == [20_000, 5_000]
    verbs.receive_dues(
        participant=orchard,
        due_for=YEAR,
        amount=usd(20_000),
        how=How(noon.day, "bank"),
        by=ada,
        at=noon,
        key="in",
    )
    assert balances(harbour) == {"bank": 20_000, "collective": -20_000}


@time_machine.travel(NOON, tick=False)
def test_late_dues_take_the_vote_by_themselves_and_end_the_membership_once_somebody_has_looked(
    kept: Coop, orchard: Participant, fay: Participant, ada: Participant, noon: Moment
) -> None:
    # thirty days after 1 January is the 31st; thirty more end on 2 March: today, the 3rd, it has followed
    before = on(dt.date(2025, 3, 1), noon)
    assert voters(kept, before.day)["orchard"].value
    with pytest.raises(Fault) as refused:
        verbs.end_membership(participant=orchard, by=fay, at=before, key="early")
    assert refused.value.code == "dues.not-ended"
    assert {key: one.value for key, one in voters(kept, noon.day).items()} == {
        "ada": True,
        "fay": True,
        "orchard": False,
    }
    assert [item.title for item in waiting.for_today(fay, noon)] == [
        "By the charter a membership has ended: Orchard"
    ]
    assert [item.title for item in waiting.for_today(ada, noon)][1:] == ["Dues of 1 member are late"]
    assert [item.title for item in waiting.for_today(orchard, noon)] == ["Your dues are to be paid"]

    for who in (orchard, ada):  # not oneself, and not whoever says what was paid
        with pytest.raises(Fault) as refused:
            verbs.end_membership(participant=orchard, by=who, at=noon, key=who.key)
        assert refused.value.code == "dues.second-member"
    clicked = [verbs.end_membership(participant=orchard, by=fay, at=noon, key="end") for _ in range(2)]

    left = Departure.objects.get(participant=orchard)
    assert clicked == [left.pk, left.pk]
    assert (left.way, left.leaves_on, left.article, hasattr(left, "done")) == (
        "dues",
        noon.day,
        "Article 6 — Dues",
        True,
    )
    assert orchard.stage_on(noon.day) == "former"
    assert "orchard" not in voters(kept, noon.day)
    assert Entry.objects.filter(kind="departure.recorded.v1").count() == 1
    work_off()
    assert Notice.objects.get(participant=orchard, code="dues").says == (
        "By the charter your membership ended on March 3, 2025: dues were not paid."
    )


def test_no_bookkeeper_makes_themselves_or_a_friend_the_second_member(
    kept: Coop, orchard: Participant, fay: Participant, ada: Participant, noon: Moment
) -> None:
    books = RolePeriod.objects.get(participant=ada, role="bookkeeper")
    gil = join(kept, "gil", "member", dt.date(2024, 1, 1))
    append(kind="stage.begun.v1", what={"participant": "gil"}, by=ada, at=noon, subject="gil")

    def ends(by: Participant) -> str:
        with pytest.raises(Fault) as refused:
            verbs.end_membership(participant=orchard, by=by, at=noon, key=click())
        return refused.value.code

    assert ends(gil) == "members.fresh"
    put_downs: list[Callable[[], object]] = [
        lambda: correct(
            books,
            spell=Spell("bookkeeper", books.valid_from, noon.day),
            because="Over.",
            by=ada,
            at=noon,
            key=click(),
        ),
        lambda: void(RolePeriod.objects.get(participant=ada), because="Never.", by=fay, at=noon, key=click()),
    ]
    for put_down in put_downs:
        put_down()
        assert ends(ada) == "dues.second-member"


def test_what_is_paid_in_time_keeps_them_in(
    kept: Coop, orchard: Participant, fay: Participant, noon: Moment, receive: Receive
) -> None:
    receive(orchard, 20_000)

    with pytest.raises(Fault) as refused:
        verbs.end_membership(participant=orchard, by=fay, at=noon, key="end")
    assert refused.value.code == "dues.not-ended"
    assert voters(kept, noon.day)["orchard"].value
    assert [*waiting.for_today(fay, noon), *waiting.for_today(orchard, noon)] == []


OWED = Owed(Period(YEAR, dt.date(2026, 1, 1)), usd(1), usd(0), dt.date(2025, 1, 31), dt.date(2025, 3, 2))


@pytest.mark.parametrize(
    ("day", "unpaid", "code"),
    [
        ("2025-01-16", "no-use", None),
        ("2025-01-17", "no-use", "soon"),
        ("2025-01-30", "no-use", "soon"),
        ("2025-01-31", "no-use", "due"),
        ("2025-02-15", "no-use", "due"),
        ("2025-02-16", "no-use", "no-use-soon"),
        ("2025-03-02", "no-use", "no-use"),
        ("2025-03-02", "ends-membership", "ends-membership"),
        ("2025-03-02", "tolerated", "due"),
    ],
)
def test_each_day_tells_what_is_due_or_follows(day: str, unpaid: str, code: str | None) -> None:
    assert telling.code_of(OWED, unpaid, dt.date.fromisoformat(day)) == code
    assert code is None or code in {**telling.DUE.words, **telling.FOLLOWS.words}


def test_each_thing_is_told_once(kept: Coop, orchard: Participant, noon: Moment) -> None:
    for _ in range(2):
        telling.remind(kept, on(dt.date(2025, 1, 31), noon))

    told = Notice.objects.filter(kind__startswith="dues-")
    assert [(one.participant.key, one.code) for one in told] == [("orchard", "due")]


@time_machine.travel(NOON, tick=False)
def test_what_is_paid_whole_needs_no_letter_any_more(
    kept: Coop, orchard: Participant, noon: Moment, receive: Receive
) -> None:
    telling.remind(kept, noon)
    receive(orchard, 20_000)
    work_off()
    telling.remind(kept, noon)

    notice = Notice.objects.get(kind="dues-follow")
    assert notice.read_at is not None
    assert notice.went != Notice.Went.WAITING


@pytest.mark.usefixtures("kept")
def test_whose_dues_are_open_is_for_them_and_the_bookkeeper(
    orchard: Participant, fay: Participant, ada: Participant, noon: Moment, receive: Receive
) -> None:
    paid = receive(orchard, 5_000)
    seen = {who.key: Sight.of(who, coop=fay.coop, on=noon.day).may_see(paid) for who in (orchard, fay, ada)}
    assert seen == {"orchard": True, "fay": False, "ada": True}


def test_a_line_knows_what_is_late(kept: Coop, orchard: Participant, noon: Moment) -> None:
    line: Line = line_of(orchard, noon.day)
    assert (line.late, line.ends_since) == (usd(20_000), dt.date(2025, 3, 2))
