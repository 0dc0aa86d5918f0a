"""Somebody is taken in because a proposal was adopted: it names nobody, and is carried out on their page."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.candidacy.conftest import apply
from tests.toadlane.candidacy.test_applying import take_in
from tests.toadlane.candidacy.words import HIRING
from tests.toadlane.conftest import join
from tests.toadlane.proposals.passing import agreed, later, raised
from toadlane.candidacy import hiring, verbs
from toadlane.candidacy.hiring_effect import TakingIn
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds, doing
from toadlane.decisions.models import Authority, Deed
from toadlane.proposals.asking import ask


def test_it_says_as_what_and_nobody_s_name_and_is_done_once(
    harbour: Coop, ada: Participant, noon: Moment
) -> None:
    adopt_charter(coop=harbour, source=HIRING, by=ada, at=noon, key="charter")
    dee = join(harbour, "dee", "member", dt.date(2024, 1, 1))
    verbs.state_page(coop=harbour, is_open=True, says="Come!", by=ada, at=noon, key="page")
    asked = apply(harbour, noon)
    subject = hiring.subject_of(asked)
    proposal = raised("hire", subject, dee, noon)
    deed = Deed.objects.get()
    at = later(noon, days=8)
    adopted = agreed(proposal, [ada, dee], noon, ends=at)
    page = TakingIn().page(adopted)
    items = [item.title for item in doing.for_today(ada, at)]
    with pytest.raises(Fault) as elsewhere:
        deeds.carry_out(authority=adopted, by=ada, at=at, key="here")
    joined = take_in(asked, ada, at, authority=adopted, key="decided")

    text = proposal.revisions.get().text
    assert TakingIn().lines(deed) == (
        ("Application", subject.removeprefix("application ")),
        ("Asked on", "March 3, 2025"),
        ("Comes in as", "candidate"),
    )
    assert (asked.name in text, asked.email in text) == (False, False)
    assert page == f"/c/harbour/joining/applications/{asked.pk}/"
    assert (items, elsewhere.value.code) == ([f"Take somebody in: {subject}"], "deed.none")
    assert (joined.key, Authority.objects.get(pk=adopted.pk).state) == ("ida", Authority.State.USED)
    assert [code(subject, dee, at), code("application 00000000", dee, at)] == [
        "candidacy.answered-already",
        "not-there",
    ]


def code(subject: str, by: Participant, at: Moment) -> str:
    """Why nobody is asked about an application."""
    with pytest.raises(Fault) as refused:
        ask(acts="hire", subject=subject, given={}, by=by, at=at, key=f"k {subject}")
    return refused.value.code
