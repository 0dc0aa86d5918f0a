"""What was adopted for a later day takes effect when that day comes."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from tests.toadlane.charter import texts
from tests.toadlane.charter.conftest import Amend
from toadlane.charter import tasks, verbs
from toadlane.charter.models import CharterText, Followed
from toadlane.coops import sight
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record import reads as record
from toadlane.record.models import Entry

CLOSED = {"draft-talk": frozenset({"members", "candidates"}), "otherwise": frozenset({"members"})}
OPEN = {
    **CLOSED,
    "charter": frozenset({"world"}),
    "accounts": frozenset({"members", "candidates"}),
}


def on(day: str, coop: Coop) -> Moment:
    return Moment.of(dt.datetime.fromisoformat(f"{day}T17:00+00:00"), coop=coop)


def test_an_amendment_for_today_takes_effect_at_once(harbour: Coop, amend: Amend) -> None:
    amend("2025-closed", texts.closed("2025-03-03"))

    assert sight.opened_in(harbour) == CLOSED


def test_an_amendment_for_tomorrow_changes_nothing_today(harbour: Coop, amend: Amend) -> None:
    amend("2025-closed", texts.closed("2025-03-04"))

    assert (verbs.take_effect(coop=harbour, at=on("2025-03-03", harbour)), sight.opened_in(harbour)) == (
        False,
        OPEN,
    )


def test_it_takes_effect_on_its_day_once(harbour: Coop, amend: Amend) -> None:
    amend("2025-closed", texts.closed("2025-03-04"))

    changed = [verbs.take_effect(coop=harbour, at=on("2025-03-04", harbour)) for _ in range(2)]

    assert (changed, sight.opened_in(harbour)) == ([True, False], CLOSED)
    entry = Entry.objects.get(kind="charter.followed.v1")
    assert ((record.content(entry) or {})["what"], entry.actor) == (
        {"amendments": ["2025-closed"], "day": "2025-03-04"},
        "",
    )


def test_the_coop_moves_to_another_zone_on_the_day_it_decided_for(harbour: Coop, amend: Amend) -> None:
    amend("2025-west", texts.elsewhere("2025-03-04"))
    before = Coop.objects.get(pk=harbour.pk).time_zone

    verbs.take_effect(coop=harbour, at=on("2025-03-04", harbour))

    assert (before, Coop.objects.get(pk=harbour.pk).time_zone) == ("America/New_York", "America/Los_Angeles")


def test_a_charter_for_next_year_is_followed_from_its_adoption(
    harbour: Coop, ada: Participant, noon: Moment
) -> None:
    source = texts.HARBOUR.replace("from = 2025-01-01", "from = 2026-01-01")

    verbs.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="k")

    assert sight.opened_in(harbour) == OPEN


@pytest.mark.parametrize(
    ("clock", "waits"),
    [("2025-03-03T09:59+00:00", False), ("2025-03-03T10:00+00:00", True), ("2025-06-01T00:00+00:00", True)],
    ids=["nowhere yet", "in the easternmost zone", "the house slept for months"],
)
def test_the_house_looks_when_the_day_may_have_come(
    harbour: Coop, amend: Amend, clock: str, *, waits: bool
) -> None:
    amend("2025-closed", texts.closed("2025-03-04"))

    with time_machine.travel(clock, tick=False):
        assert tasks.something_takes_effect() is waits


def test_the_house_lets_it_take_effect_in_the_coops_own_zone(harbour: Coop, amend: Amend) -> None:
    amend("2025-closed", texts.closed("2025-03-04"))

    with time_machine.travel("2025-03-04T04:59+00:00", tick=False):
        tasks.follow_charters.call()
    early = sight.opened_in(harbour)
    with time_machine.travel("2025-03-04T05:00+00:00", tick=False):
        tasks.follow_charters.call()
        waits = tasks.something_takes_effect()

    assert (early, sight.opened_in(harbour), waits) == (OPEN, CLOSED, False)


def test_a_coop_is_followed_through_the_day_it_was_last_looked_at(
    harbour: Coop, charter: CharterText
) -> None:
    assert Followed.objects.get(coop=harbour).through == dt.date(2025, 3, 3)
