"""A period ends or corrects one of the same participant, and of nobody else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from toadlane.coops.models import Coop, Participant, StagePeriod


def test_nobodys_stage_is_replaced_by_that_of_another(
    harbour: Coop, ada: Participant, bo: Participant
) -> None:
    adas = StagePeriod.objects.get(participant=ada)

    with pytest.raises(ValidationError):
        StagePeriod.objects.create(
            coop=harbour,
            participant=bo,
            stage="trainee",
            valid_from=dt.date(2020, 1, 1),
            valid_until=dt.date(2020, 2, 1),
            replaces=adas,
        )

    assert ada.stage_on(dt.date(2025, 1, 1)) == "member"
