"""Suggested changes of a text, and every text with what differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.people.models import Person
from toadlane.proposals import verbs
from toadlane.proposals.models import Proposal, Revision, Suggestion, SuggestionAnswer
from toadlane.proposals.verbs import suggesting

Enter = Callable[[Participant | Person], Client]
ROOM, API = "/c/harbour/decide/proposals/", "/api/v1/coops/harbour/proposals"
NOON_ON = {"title": "Fridays are quiet", "text": "No meetings from noon on Fridays.", "because": "Clients."}


@pytest.fixture(autouse=True)
def _now(clock: Callable[[Moment], None]) -> None:
    """Noon."""


def suggest(proposal: Proposal, by: Participant, at: Moment, **other: Any) -> Suggestion:
    said: dict[str, Any] = {**NOON_ON, "key": f"{by.key} {other}"[:99], **other}
    return verbs.suggest(proposal=proposal, by=by, at=at, **said)


def answer(row: Suggestion, by: Participant, at: Moment, **other: Any) -> SuggestionAnswer:
    said: dict[str, Any] = {"accepted": True, "because": "", "key": f"{by.key} {row.pk} {other}", **other}
    return verbs.answer_suggestion(suggestion=row, by=by, at=at, **said)


def code(act: Callable[..., object], *args: Any, **said: Any) -> str:
    with pytest.raises(Fault) as fault:
        act(*args, **said)
    return fault.value.code


def test_an_accepted_change_is_the_text_and_everybody_is_asked_anew(
    house: House, raised: Raise, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)  # these days are long past
    proposal = raised()
    take(proposal, "agree", house.fay, noon)
    row, again = (suggest(proposal, house.dee, noon) for _ in "ab")
    other = suggest(proposal, house.fay, noon, text="Fridays are free.")
    strange = code(answer, row, house.dee, noon)
    answer(row, house.ada, later(noon, hours=1))
    twice = code(answer, row, house.ada, later(noon, hours=2), because="Again.")
    stale = code(answer, other, house.ada, later(noon, hours=2))
    silent = code(answer, other, house.ada, later(noon, hours=2), accepted=False)
    answer(other, house.ada, later(noon, hours=3), accepted=False, because="Too much.")
    hearing.work_off()
    text = Revision.objects.get(proposal=proposal, nth=2)

    assert row == again
    assert (strange, twice, stale) == (
        "proposals.not-yours",
        "proposals.suggestion-answered",
        "proposals.text-changed",
    )
    assert silent == "proposals.suggestion-why"
    assert (text.text, text.because, text.written_by) == (NOON_ON["text"], "Dee: Clients.", house.ada)
    assert SuggestionAnswer.objects.count() == 2
    told = Notice.objects.filter(kind="proposal-suggestion").values_list("participant__key", "code")
    asked = [("ada", "suggested")] * 2
    assert sorted(told) == [*asked, ("dee", "accepted"), ("fay", "declined")]


def test_what_cannot_be_suggested_changes_nothing(
    house: House, raised: Raise, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = raised()
    refused = [
        code(suggest, proposal, house.dee, noon, **other)
        for other in (
            {"because": " "},
            {"text": "No meetings on Fridays."},
            {"title": ""},
            {"text": "x" * 10_001},
            {"revision": 2},
        )
    ]
    stranger = code(suggest, proposal, house.bo, noon)
    monkeypatch.setattr(suggesting, "MOST", 0)
    full = code(suggest, proposal, house.dee, noon)
    verbs.take_back(proposal=proposal, because="", by=house.ada, at=noon, key="back")
    late = code(suggest, proposal, house.dee, noon)

    assert refused == [
        "proposals.suggestion-why",
        "proposals.same-text",
        "proposals.incomplete",
        "proposals.long",
        "proposals.text-changed",
    ]
    assert (stranger, full, late) == (
        "proposals.may-not-suggest",
        "proposals.suggestions-many",
        "proposals.closed",
    )
    assert not Suggestion.objects.exists()


def test_the_page_and_the_api(house: House, raised: Raise, signed_in: Enter) -> None:
    proposal = raised()
    ada, dee, bo = (signed_in(who) for who in (house.ada, house.dee, house.bo))
    page, api = f"{ROOM}{proposal.pk}/texts/", f"{API}/{proposal.pk}"

    made = dee.post(page, {**NOON_ON, "text": "<i>Quiet</i> from noon.", "revision": 1, "key": "s"})
    wrong = dee.post(page, {**NOON_ON, "because": "", "revision": 1, "key": "w"})
    row = Suggestion.objects.get()
    shown = ada.get(page).content.decode()
    silent = ada.post(f"{page}{row.pk}/", {"accepted": "no", "because": "", "key": "n"})
    other = dee.post(f"{page}{row.pk}/", {"accepted": "yes", "because": "", "key": "o"})
    done = ada.post(f"{page}{row.pk}/", {"accepted": "yes", "because": "Good.", "key": "y"})
    said = {**NOON_ON, "revision": 2, "key": "t"}
    second = dee.post(f"{api}/suggestions", said, content_type="application/json")
    key = second.json()[0]["id"]
    no = {"accepted": False, "because": "Later.", "key": "l"}
    declined = ada.post(f"{api}/suggestions/{key}/answer", no, content_type="application/json").json()
    after = dee.get(f"{page}?from=1&to=2").content.decode()

    assert (made.status_code, wrong.status_code, done.status_code) == (302, 422, 302)
    assert (silent.status_code, other.status_code) == (422, 409)
    assert "&lt;i&gt;" in shown
    assert "<ins>" in after
    assert [one["revision"] for one in dee.get(f"{api}/versions").json()] == [1, 2]
    assert [one["accepted"] for one in declined] == [False, True]
    assert [bo.get(page).status_code, bo.get(f"{api}/versions").status_code] == [404, 404]
    assert bo.post(f"{page}{row.pk}/", {"accepted": "yes", "key": "b"}).status_code == 404
