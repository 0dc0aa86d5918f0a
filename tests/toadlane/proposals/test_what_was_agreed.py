"""What was agreed holds until a later proposal ends or replaces it, and is looked at again on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.people.models import Person
from toadlane.proposals import reviewing, verbs
from toadlane.proposals.models import AgreementEnded, Outcome, Proposal
from toadlane.record.models import Entry

Enter = Callable[[Participant | Person], Client]
Clock = Callable[[Moment], None]
ROOM = "/c/harbour/decide/"
REGISTER = f"{ROOM}agreements/"
API = "/api/v1/coops/harbour/proposals"
IN_A_MONTH = dt.date(2025, 4, 3)
LATER = {"title": "Fridays are loud", "text": "Meetings on Fridays.", "matter": "premises"}


def adopted(house: House, proposal: Proposal, at: Moment, *, reserved: dt.date | None = None) -> Proposal:
    """Two agree, Dee with a reservation where a day is given; three days on it is concluded."""
    take(proposal, "agree", house.ada, at)
    if reserved:
        take(proposal, "reservation", house.dee, at, review_on=reserved)
    else:
        take(proposal, "agree", house.dee, at)
    verbs.bring_up_to(proposal=proposal, at=later(at, days=9))
    assert Outcome.objects.get(proposal=proposal).passed
    return Proposal.objects.get(pk=proposal.pk)


def states_of_decisions() -> dict[str, str]:
    """What can still be acted on, by what was agreed."""
    rows = Authority.objects.exclude(outcome=None).select_related("outcome__revision")
    return {one.outcome.revision.title: str(one.state) for one in rows}


@pytest.fixture
def quiet(house: House, raised: Raise, noon: Moment) -> Proposal:
    """Quiet Fridays are agreed, for a year; Dee wants to look again in a month."""
    return adopted(house, raised(), noon, reserved=IN_A_MONTH)


def test_a_later_proposal_ends_it_when_it_is_adopted_and_the_register_tells_both(
    house: House, quiet: Proposal, *, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    ten, twenty = later(noon, days=10), later(noon, days=20)
    loud = raised(**LATER, ends=str(quiet.pk), at=ten)
    before = AgreementEnded.objects.count()
    adopted(house, loud, ten)
    clock(twenty)
    ada = signed_in(house.ada)
    register, over = ada.get(REGISTER).content.decode(), ada.get(f"{ROOM}proposals/{quiet.pk}/")
    listed = {one["title"]: one for one in ada.get(f"{API}/agreements").json()}

    ended = AgreementEnded.objects.get()
    entry = Entry.objects.get(kind="proposal.agreement-ended.v1")
    states = {
        state: [one["title"] for one in ada.get(f"{API}/agreements?state={state}").json()]
        for state in ("in-force", "ended")
    }

    assert before == 0
    assert (ended.outcome.proposal_id, ended.decided_by.proposal_id) == (quiet.pk, loud.pk)
    assert entry.subject == str(quiet.pk)
    assert states_of_decisions() == {"Fridays are quiet": "withdrawn", "Fridays are loud": "confirmed"}
    assert states == {"in-force": ["Fridays are loud"], "ended": ["Fridays are quiet"]}
    assert listed["Fridays are quiet"]["ended_by"] == listed["Fridays are loud"]["proposal"] == str(loud.pk)
    assert listed["Fridays are loud"]["ends"] == str(quiet.pk)
    assert "in place of" in register
    assert "It no longer holds" in over.content.decode()
    assert "It stands in place of this" in ada.get(f"{ROOM}proposals/{loud.pk}/").content.decode()


def test_it_holds_when_the_later_proposal_is_not_adopted(
    house: House, quiet: Proposal, raised: Raise, noon: Moment
) -> None:
    ten = later(noon, days=10)
    loud = raised(**LATER, ends=str(quiet.pk), at=ten)
    for who in (house.ada, house.dee, house.fay):
        take(loud, "disagree", who, ten)

    verbs.bring_up_to(proposal=loud, at=later(noon, days=20))

    assert Outcome.objects.get(proposal=loud).passed is False
    assert not AgreementEnded.objects.exists()


def test_of_two_that_end_the_same_the_first_adopted_ends_it(
    house: House, quiet: Proposal, raised: Raise, noon: Moment
) -> None:
    ten = later(noon, days=10)
    both = [raised(**{**LATER, "title": f"{n}"}, ends=str(quiet.pk), at=ten) for n in range(2)]
    for one in both:
        adopted(house, one, ten)

    assert AgreementEnded.objects.get().decided_by.proposal_id == both[0].pk


def test_only_what_was_adopted_here_and_holds_can_be_ended(
    house: House, quiet: Proposal, raised: Raise, noon: Moment
) -> None:
    ten, twenty = later(noon, days=10), later(noon, days=20)
    open_one = raised(title="Open", at=ten)
    adopted(house, raised(**LATER, ends=str(quiet.pk), at=ten), ten)
    told = {}
    for words, ends in {"ended": quiet.pk, "open": open_one.pk, "junk": "x"}.items():
        with pytest.raises(Fault) as refused:
            raised(**{**LATER, "title": words}, ends=str(ends), at=twenty)
        told[words] = refused.value.code

    assert told == {"ended": "proposals.not-in-force", "open": "not-there", "junk": "not-there"}


def test_it_is_chosen_on_the_page_and_goes_into_the_draft(
    house: House, quiet: Proposal, signed_in: Enter, noon: Moment, clock: Clock
) -> None:
    clock(later(noon, days=10))
    ada = signed_in(house.ada)
    over = ada.get(f"{ROOM}proposals/{quiet.pk}/").content.decode()
    form = ada.get(f"{ROOM}raise/?matter=policy&ends={quiet.pk}").content.decode()
    sent = ada.post(f"{ROOM}raise/", {**LATER, "ends": str(quiet.pk), "key": "draft"}, follow=True)

    assert "Raise it again, to confirm, change or end it" in over
    assert f'<option value="{quiet.pk}" selected>Fridays are quiet' in form
    assert "When it is adopted, this no longer holds" in sent.content.decode()


def test_whoever_raised_it_and_whoever_had_a_reservation_look_again_on_their_day_until_it_is_ended(
    house: House, quiet: Proposal, raised: Raise, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)  # these days are long past
    url = f"{ROOM}proposals/{quiet.pk}/"
    month, year = later(noon, days=31), later(noon, days=380)

    def asked(who: Participant, at: Moment) -> list[dt.date | None]:
        found = [one for one in providers.waiting(who, at) if one.url == url]
        return [one.due_on for one in found if one.verb == "Look at it again"]

    days = {
        who.key: [asked(who, at) for at in (later(noon, days=30), month, year)]
        for who in (house.ada, house.dee, house.fay)
    }
    for _twice in range(2):
        reviewing.remind(house.coop, month)
    told = [(one.participant.key, one.code) for one in Notice.objects.filter(kind="agreement-review")]
    loud = adopted(house, raised(**LATER, ends=str(quiet.pk), at=month), month)
    hearing.work_off()
    unread = Notice.objects.filter(kind="agreement-review", read_at__isnull=True)

    in_a_year = Outcome.objects.get(proposal=quiet).review_on
    assert days == {
        "ada": [[], [], [in_a_year]],
        "dee": [[], [IN_A_MONTH], [IN_A_MONTH]],
        "fay": [[], [], []],
    }
    assert told == [("dee", "due")]
    assert loud.ends_id == quiet.pk
    assert not unread.exists()
    assert [asked(who, year) for who in (house.ada, house.dee)] == [[], []]
