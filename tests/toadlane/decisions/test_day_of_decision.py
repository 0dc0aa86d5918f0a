"""A decision was taken on a day the co-op can have met: up to a year before its charter took effect."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client

from bylaws.kernel.faults import InputFault
from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import MINUTES, Enter
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import reads
from toadlane.decisions.models import Authority

FIRST = dt.date(2024, 1, 1)


def test_founders_decide_up_to_a_year_before_the_charter_takes_effect(enter: Enter) -> None:
    assert enter(decided_on=FIRST).decided_on == FIRST


@pytest.mark.parametrize("day", [FIRST - dt.timedelta(days=1), dt.date(1899, 12, 31), dt.date.min])
def test_day_before_that_is_a_slip(enter: Enter, day: dt.date) -> None:
    with pytest.raises(InputFault) as refused:
        enter(decided_on=day)

    assert (refused.value.code, refused.value.values) == (
        "authority.day",
        {"day": day.isoformat(), "first": "2024-01-01"},
    )
    assert Authority.objects.count() == 0


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("1900-01-02", "1900-01-02"), dt.date(1900, 1, 1)),
        (("1900-06-30", "1901-01-01"), dt.date(1900, 1, 1)),
        (("2020-02-29", "2020-02-29"), dt.date(2019, 2, 28)),
    ],
)
def test_an_old_charter_lets_older_decisions_in(
    harbour: Coop, ada: Participant, noon: Moment, days: tuple[str, str], first: dt.date
) -> None:
    adopted, since = days
    source = texts.HARBOUR.replace("adopted = 2024-11-30", f"adopted = {adopted}")
    source = source.replace("from = 2025-01-01", f"from = {since}")
    charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")

    assert reads.earliest(harbour) == first


def test_page_says_which_day_is_the_first_and_keeps_the_words(governed: Coop, browser: Client) -> None:
    said = {
        "matter": "close-year",
        "subject": "2024",
        "article": "Article 9 — Surplus",
        "decided_on": "0001-01-01",
        "text": MINUTES,
        "key": "a" * 32,
    }

    answer = browser.post("/c/harbour/decide/entry/", said)

    page = answer.content.decode()
    assert (answer.status_code, "2024-01-01 or later" in page, MINUTES in page) == (422, True, True)
    assert Authority.objects.count() == 0


def test_api_refuses_the_day_in_the_same_words(governed: Coop, browser: Client) -> None:
    said = {
        "matter": "close-year",
        "subject": "2024",
        "article": "9",
        "decided_on": "0001-01-01",
        "text": MINUTES,
        "key": "b" * 32,
    }

    answer = browser.post(
        "/api/v1/coops/harbour/decisions", json.dumps(said), content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "authority.day")
