"""On the way in: whoever leads hears who asks; those who go along hear of it, and whoever it is about."""

from __future__ import annotations

import datetime as dt

import pytest

from toadlane.candidacy import verbs
from toadlane.candidacy.models import Application
from toadlane.candidacy.standings import standing_of
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.notices import hearing
from toadlane.notices.models import Notice


@pytest.fixture(autouse=True)
def _any_day_is_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)


def heard(kind: str) -> list[tuple[str, str]]:
    hearing.work_off()
    told = Notice.objects.filter(kind=kind).select_related("participant").order_by("participant__key")
    return [(one.participant.key, one.says) for one in told]


def test_whoever_leads_people_in_hears_that_somebody_asks(
    bo: Participant, dee: Participant, applied: Application
) -> None:
    said = "Somebody asks to join, and has shown that the address is theirs."

    assert heard("joining-asked") == [("ada", said)]


def test_whoever_goes_along_hears_of_it_as_does_the_candidate(
    ready: Participant, dee: Participant, ada: Participant, noon: Moment
) -> None:
    verbs.name_mentor(participant=ready, mentor=dee, from_day=noon.day, by=ada, at=noon, key="mentor")

    assert heard("way-in") == [
        ("bo", "Somebody goes along with you on your way in, from March 3, 2025."),
        ("dee", "You go along with somebody on their way in, from March 3, 2025."),
    ]


def test_whoever_holds_an_evaluation_hears_of_it_as_does_the_candidate(
    bo: Participant, dee: Participant, ada: Participant, noon: Moment
) -> None:
    day = noon.day + dt.timedelta(days=20)
    (first, *_) = standing_of(bo, noon.day).value.evaluations
    verbs.arrange(participant=bo, due_on=first.due_on, on=day, by_whom=[dee], by=ada, at=noon, key="arranged")

    assert heard("way-in") == [
        ("bo", "Your evaluation is held on March 23, 2025."),
        ("dee", "You hold an evaluation on March 23, 2025."),
    ]
