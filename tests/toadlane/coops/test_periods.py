"""Who is what, from which day to which: half-open, one stage at a time, never rewritten."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from bylaws.kernel.faults import Refused
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod

JULY, AUGUST, DECEMBER = dt.date(2024, 7, 1), dt.date(2024, 8, 1), dt.date(2024, 12, 1)
DAY = dt.timedelta(days=1)


def test_a_period_holds_on_its_first_day_and_not_on_the_day_it_ends(harbour: Coop, bo: Participant) -> None:
    [candidacy] = StagePeriod.objects.filter(participant=bo)
    StagePeriod.objects.create(
        coop=harbour,
        participant=bo,
        stage="candidate",
        valid_from=JULY,
        valid_until=DECEMBER,
        replaces=candidacy,
    )
    StagePeriod.objects.create(coop=harbour, participant=bo, stage="member", valid_from=DECEMBER)

    stages = [bo.stage_on(day) for day in (JULY - DAY, JULY, DECEMBER - DAY, DECEMBER)]

    assert stages == [None, "candidate", "candidate", "member"]


def test_nobody_is_in_two_stages_on_one_day(harbour: Coop, bo: Participant) -> None:
    with pytest.raises(Refused) as refused:
        StagePeriod.objects.create(coop=harbour, participant=bo, stage="member", valid_from=DECEMBER)

    assert (refused.value.says, refused.value.next_step) == (
        "Bo is already “candidate” from 2024-07-01.",
        "End that period first, or begin after it.",
    )


def test_stages_that_touch_do_not_overlap(harbour: Coop, bo: Participant) -> None:
    before = StagePeriod.objects.create(
        coop=harbour,
        participant=bo,
        stage="trainee",
        valid_from=JULY - 30 * DAY,
        valid_until=JULY,
    )

    assert [row.stage for row in StagePeriod.objects.filter(participant=bo).order_by("valid_from")] == [
        before.stage,
        "candidate",
    ]


def test_a_correction_replaces_and_both_stay_written(harbour: Coop, bo: Participant) -> None:
    [wrong] = StagePeriod.objects.filter(participant=bo)
    right = StagePeriod.objects.create(
        coop=harbour, participant=bo, stage="candidate", valid_from=AUGUST, replaces=wrong
    )

    assert (list(StagePeriod.objects.filter(participant=bo)), StagePeriod.written.count()) == ([right], 2)
    assert (bo.stage_on(JULY), bo.stage_on(AUGUST)) == (None, "candidate")


def test_a_period_that_never_was_is_replaced_by_one_without_days(harbour: Coop, bo: Participant) -> None:
    [wrong] = StagePeriod.objects.filter(participant=bo)
    StagePeriod.objects.create(
        coop=harbour, participant=bo, stage="candidate", valid_from=JULY, valid_until=JULY, replaces=wrong
    )
    StagePeriod.objects.create(coop=harbour, participant=bo, stage="member", valid_from=JULY)

    assert bo.stage_on(JULY) == "member"


def test_several_roles_at_once_but_each_only_once(harbour: Coop, ada: Participant) -> None:
    RolePeriod.objects.create(coop=harbour, participant=ada, role="facilitator", valid_from=JULY)

    with pytest.raises(Refused, match="bookkeeper"):
        RolePeriod.objects.create(coop=harbour, participant=ada, role="bookkeeper", valid_from=JULY)

    assert ada.roles_on(JULY) == {"bookkeeper", "facilitator"}
    assert ada.roles_on(JULY - DAY) == {"bookkeeper"}


def test_periods_written_together_meet_each_other(harbour: Coop, bo: Participant) -> None:
    two = [
        RolePeriod(coop=harbour, participant=bo, role="scribe", valid_from=JULY),
        RolePeriod(coop=harbour, participant=bo, role="scribe", valid_from=AUGUST),
    ]

    with pytest.raises(Refused, match="scribe"):
        RolePeriod.objects.bulk_create(two)

    assert RolePeriod.objects.filter(participant=bo).count() == 0


def test_periods_that_leave_each_other_room_are_written_together(harbour: Coop, bo: Participant) -> None:
    two = [
        RolePeriod(coop=harbour, participant=bo, role="scribe", valid_from=JULY, valid_until=AUGUST),
        RolePeriod(coop=harbour, participant=bo, role="scribe", valid_from=DECEMBER),
    ]

    written = RolePeriod.objects.bulk_create(two)

    assert written == list(RolePeriod.objects.filter(participant=bo).order_by("valid_from"))


def test_coops_and_participants_are_called_by_their_names(harbour: Coop, ada: Participant) -> None:
    assert (str(harbour), str(ada)) == ("Harbour Web Cooperative", "Ada")


def test_a_period_belongs_to_the_coop_of_its_participant(bo: Participant) -> None:
    other = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")

    with pytest.raises(ValidationError, match="co-op of its participant"):
        StagePeriod.objects.create(coop=other, participant=bo, stage="member", valid_from=JULY)
