"""An exception is recorded because a proposal was adopted: in those words, for that time, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.proposals.passing import agreed, later, raised
from toadlane.amending import excepting
from toadlane.amending.exception_effect import AgreeingOnAnException
from toadlane.amending.models import RuleException
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds
from toadlane.decisions.models import Deed
from toadlane.proposals.asking import ask
from toadlane.proposals.models import ProposalDraft

GIVEN = {
    "says": "Eli works from abroad.",
    "because": "His mother is ill.",
    "from_day": "2025-03-03",
    "until": "2025-09-01",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: noon)


def test_it_is_recorded_in_the_words_that_were_decided_and_no_others(
    ada: Participant, dee: Participant, noon: Moment
) -> None:
    at = later(noon, days=15)
    proposal = raised("rule-exception", "6", dee, noon, **GIVEN)
    lines = AgreeingOnAnException().lines(Deed.objects.get())
    adopted = agreed(proposal, [ada, dee], noon, ends=at)
    said: Any = {**GIVEN, "number": 6, "from_day": noon.day, "until": dt.date(2025, 9, 1)}
    of: Any = {"coop": ada.coop, "authority": adopted, "by": ada, "at": at}
    with pytest.raises(Fault) as other:
        excepting.record_exception(**{**said, "says": "Everybody does."}, **of, key="other")
    for _ in range(2):
        deeds.carry_out(authority=adopted, by=ada, at=at, key="record")

    [row] = RuleException.objects.all()
    assert (row.authority, row.says, row.because, row.until) == (
        adopted.pk,
        GIVEN["says"],
        GIVEN["because"],
        dt.date(2025, 9, 1),
    )
    assert other.value.code == "authority.changed"
    assert lines[1:] == (
        ("What is agreed instead", GIVEN["says"]),
        ("Why", GIVEN["because"]),
        ("From", "March 3, 2025"),
        ("The article holds again from", "September 1, 2025"),
    )


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("99", {}),
        ("", {}),
        ("6", {"says": ""}),
        ("6", {"until": "2025-03-03"}),
        ("6", {"until": "2029-01-01"}),
        ("6", {"from_day": "soon"}),
        ("6", {"because": "x" * 2_001}),
    ],
)
def test_what_is_no_exception_is_put_to_nobody(
    number: str, other: dict[str, str], dee: Participant, noon: Moment
) -> None:
    with pytest.raises(Fault):
        ask(acts="rule-exception", subject=number, given={**GIVEN, **other}, by=dee, at=noon, key="k")


def test_the_page_makes_a_draft_of_it_and_keeps_what_was_typed(
    dee: Participant, signed_in: Callable[[Participant], Client]
) -> None:
    browser = signed_in(dee)
    page = browser.get("/c/harbour/charter/new-exception/?article=6").content.decode()
    there = "/c/harbour/charter/new-exception/asking/"
    long = browser.post(there, {**GIVEN, "number": "6", "until": "2029-01-01", "key": "a"})
    made = browser.post(there, {**GIVEN, "number": "6", "key": "b"})
    draft = ProposalDraft.objects.get()

    assert ("Have it decided here" in page, "Record the exception" in page) == (True, False)
    assert (long.status_code, "His mother is ill." in long.content.decode()) == (422, True)
    assert made["Location"] == f"/c/harbour/decide/drafts/{draft.pk}/"
    assert (draft.acts, draft.subject) == ("rule-exception", "6")
