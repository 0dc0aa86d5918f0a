"""What was done is told once: kept with what was done, told by the queue, by whichever worker comes first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

from tests.toadlane.conftest import NOON, join
from tests.toadlane.crowds import all_at_once
from tests.toadlane.notices.conftest import prove
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.mail import outbox
from toadlane.mail.models import Letter
from toadlane.notices import hearing, posting
from toadlane.notices.hearing import Said, Settled
from toadlane.notices.models import Notice, Untold
from toadlane.notices.telling import Telling, here_on
from toadlane.record.models import Entry
from toadlane.record.verbs import append

COOKED, EATEN = "supper.cooked.v1", "supper.eaten.v1"


class Spilt(RuntimeError):
    """The kitchen fails."""


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everybody here is told of a supper, but for the cook; what is in the list makes the kitchen fail."""
    spills: list[str] = []

    def cooked(entry: Entry, what: Said) -> Iterator[Telling]:
        here = here_on(entry.coop, Moment.of(entry.happened_at, coop=entry.coop).day)
        yield Telling("supper", here, "set", "accounts", values=what, subject="1", except_for=entry.actor)
        if spills:
            raise Spilt(spills.pop())

    monkeypatch.setattr(hearing, "_listeners", {})
    hearing.hear(COOKED, "kitchen", cooked)
    hearing.hear(EATEN, "kitchen", lambda _entry, _what: [Settled("supper", "1")])
    return spills


def cook(by: Participant, *, at: dt.datetime | None = None, kind: str = COOKED) -> Entry:
    instant = at or timezone.now()
    with transaction.atomic():
        return append(
            kind=kind, what={"day": "2025-03-04", "dish": "soup"}, by=by, at=Moment.of(instant, coop=by.coop)
        )


def readers() -> list[str]:
    return list(Notice.objects.order_by("participant__key").values_list("participant__key", flat=True))


def test_everybody_but_whoever_did_it_is_told(ada: Participant, bo: Participant) -> None:
    entry = cook(ada)

    hearing.work_off()

    notice = Notice.objects.get()
    assert (notice.participant, notice.told_at, notice.says) == (
        bo,
        entry.happened_at,
        "Supper of March 4, 2025: soup.",
    )
    assert (Untold.objects.count(), hearing.anything_untold()) == (0, False)


def test_what_was_rolled_back_is_told_to_nobody(ada: Participant, bo: Participant) -> None:
    with transaction.atomic():
        cook(ada)
        transaction.set_rollback(True)

    hearing.work_off()

    assert (Untold.objects.count(), readers()) == (0, [])


def test_what_happened_long_ago_is_no_news(ada: Participant, bo: Participant) -> None:
    cook(ada, at=timezone.now() - hearing.NEWS_FOR)
    cook(ada, at=timezone.now(), kind="supper.planned.v1")

    assert Untold.objects.count() == 0


def test_what_is_settled_is_neither_sent_nor_new(ada: Participant, bo: Participant) -> None:
    cook(bo)
    cook(bo, kind=EATEN)

    hearing.work_off()
    posting.post(timezone.now())

    notice = Notice.objects.get()
    assert (notice.went, notice.read_at is None, Letter.objects.count()) == ("held", False, 0)


def test_a_listener_that_fails_tells_nobody_and_is_asked_again_three_times_at_most(
    ada: Participant, bo: Participant, table: list[str]
) -> None:
    cook(ada)
    for spill in ("one", "two"):
        table.append(spill)
        with pytest.raises(Spilt):
            hearing.work_off()
        assert readers() == []

    hearing.work_off()

    assert (readers(), Untold.objects.count()) == (["bo"], 0)


def test_what_fails_at_every_try_holds_up_nothing_else(
    ada: Participant, bo: Participant, table: list[str]
) -> None:
    cook(ada)
    for spill in ("one", "two", "three"):
        table.append(spill)
        with pytest.raises(Spilt):
            hearing.work_off()

    cook(bo)
    hearing.work_off()

    assert (readers(), Untold.objects.get().tries, hearing.anything_untold()) == (["ada"], 3, False)


def test_what_was_given_up_is_tried_anew_while_it_is_news(
    ada: Participant, bo: Participant, table: list[str]
) -> None:
    cook(ada)
    Untold.objects.update(tries=hearing.TRIES)
    soon, late = timezone.now(), timezone.now() + hearing.NEWS_FOR

    hearing.take_up_again(soon)
    again = hearing.anything_untold()
    Untold.objects.update(tries=hearing.TRIES)
    hearing.take_up_again(late)

    assert (again, Untold.objects.count()) == (True, 0)


def test_an_entry_whose_words_were_erased_is_told_to_nobody(ada: Participant, bo: Participant) -> None:
    entry = cook(ada)
    entry.opening.delete()

    hearing.work_off()

    assert (readers(), Untold.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once_and_write_once(harbour: Coop) -> None:
    ada, bo = (join(harbour, key, "member", NOON.date()) for key in ("ada", "bo"))
    prove(bo)
    entry = cook(ada)
    row = Untold.objects.get(entry=entry)

    all_at_once([lambda: hearing.tell_of(row)] * 4)
    now = timezone.now()
    all_at_once([lambda: posting.post(now)] * 4)

    assert (readers(), Letter.objects.count(), Notice.objects.get().went) == (["bo"], 1, "written")


def test_killed_between_writing_the_letter_and_noting_it_neither_stands(
    ada: Participant, bo: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    cook(bo)
    hearing.work_off()

    def killed(**_drafts: object) -> None:
        raise Spilt

    with monkeypatch.context() as once:
        once.setattr(outbox, "write_all", killed)
        with pytest.raises(Spilt):
            posting.post(timezone.now())
    assert (Letter.objects.count(), Notice.objects.get().went) == (0, "waiting")

    posting.post(timezone.now())

    assert (Letter.objects.count(), Notice.objects.get().went) == (1, "written")
