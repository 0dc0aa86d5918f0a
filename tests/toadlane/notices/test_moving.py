"""What people were told, and how soon they want to be, moves with their co-op and comes back equal."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.toadlane.broom import sweep
from tests.toadlane.conftest import NOON
from tests.toadlane.notices.conftest import Tell
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import exporting, importing
from toadlane.notices import verbs
from toadlane.notices.models import Choice, Notice, Untold
from toadlane.notices.timing import When
from toadlane.record.verbs import append, sequence


@pytest.mark.django_db(transaction=True)
def test_notices_choices_and_what_is_still_to_be_told_arrive_equal(
    harbour: Coop, ada: Participant, noon: Moment, told: Tell, tmp_path: Path
) -> None:
    told(ada, about=ada)
    told(
        ada,
        kind="lease",
        words="ends",
        values={"day": "2025-06-30", "of": [1, None]},
        key="two",
        needed_by=NOON,
    )
    verbs.choose(choices={"supper": When.WEEKLY}, by=ada, at=NOON)
    with transaction.atomic():
        entry = append(kind="test.said.v1", what={}, by=ada, at=noon)
        Untold.objects.create(coop=harbour, entry=entry, tries=2)
    sequence(coop=harbour)
    left = exporting.export("harbour", tmp_path, at=NOON)
    sweep(connection)

    importing.bring_in(left.file)

    came = exporting.export("harbour", tmp_path, at=NOON)
    assert (came.digest, came.rows) == (left.digest, left.rows)
    assert [model.objects.count() for model in (Notice, Choice, Untold)] == [2, 1, 1]
    assert Notice.objects.get(key="two").says == "The lease ends on June 30, 2025."
