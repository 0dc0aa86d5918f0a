"""The gate over all tests bites: a book row without an entry in its transaction fails whoever wrote it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from tests.toadlane import deeds
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.record import verbs


def given(ada: Participant) -> None:
    RolePeriod.objects.create(
        coop=ada.coop, participant=ada, role="secretary", valid_from=dt.date(2025, 1, 1)
    )


@transaction.atomic
def forgets(ada: Participant) -> None:
    given(ada)


@transaction.atomic
def records(ada: Participant, at: Moment) -> None:
    forgets(ada)
    verbs.append(kind="role.begun.v1", what={}, by=ada, at=at)


@transaction.atomic
def breaks(ada: Participant) -> None:
    given(ada)
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _as_if_of_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verbs above are taken for code of ours."""
    for verb in (forgets, records, breaks):
        monkeypatch.setattr(verb.__wrapped__, "__module__", "toadlane.roles.verbs")  # type: ignore[union-attr]


def test_a_verb_that_tells_the_record_nothing_fails(ada: Participant) -> None:
    with pytest.raises(
        deeds.Unrecorded, match=r"toadlane\.roles\.verbs\.forgets wrote coops\.RolePeriod and no"
    ):
        forgets(ada)


def test_an_entry_anywhere_in_the_transaction_is_enough(ada: Participant, noon: Moment) -> None:
    records(ada, noon)

    assert RolePeriod.objects.filter(role="secretary").count() == 1


def test_what_was_taken_back_needs_no_entry(ada: Participant) -> None:
    with pytest.raises(ZeroDivisionError):
        breaks(ada)


def test_a_row_outside_of_any_transaction_fails_as_well(
    ada: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "__name__", "toadlane.roles.verbs")

    with pytest.raises(deeds.Unrecorded, match=r"toadlane\.roles\.verbs\.given wrote"):
        given(ada)


def test_tests_may_write_rows_that_were_there_all_along(ada: Participant) -> None:
    given(ada)

    assert RolePeriod.objects.filter(role="secretary").count() == 1
