"""Looks, emergencies and closures go along in a co-op's export and come back equal; details never do."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from tests.toadlane.broom import sweep
from tests.toadlane.privacy.conftest import BANK, HOME, Ask
from toadlane.coops.models import ExposurePeriod, Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import exporting, importing
from toadlane.privacy import verbs
from toadlane.privacy.models import Detail, Emergency, Look

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2025, 3, 3, 18, 0, tzinfo=dt.UTC)


def test_what_was_done_goes_along_and_what_people_keep_does_not(
    ask: Ask, kept: Participant, ada: Participant, noon: Moment, tmp_path: Path
) -> None:
    emergency = ask()
    verbs.agree_in_emergency(emergency=emergency, by=ada, at=noon, key="agree")
    verbs.look(about=kept, information_class="personal-details", by=ada, at=noon, key="look")
    verbs.end_emergency(emergency=emergency, by=ada, at=noon, key="end")

    left = exporting.export("harbour", tmp_path, at=AT)
    sweep(connection)
    importing.bring_in(left.file)

    came = exporting.export("harbour", tmp_path, at=AT + dt.timedelta(days=1))
    with zipfile.ZipFile(left.file) as packed:
        held = b"".join(packed.read(name) for name in packed.namelist()).decode(errors="replace")
    assert came.digest == left.digest
    assert (Look.objects.count(), Emergency.objects.get().words.because != "") == (1, True)
    assert (ExposurePeriod.written.count(), ExposurePeriod.objects.count()) == (4, 2)
    assert (Detail.objects.count(), BANK in held, HOME in held) == (0, False, False)
