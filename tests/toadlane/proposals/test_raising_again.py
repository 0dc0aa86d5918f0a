"""What failed is raised again by those who find others to second it, for half a year."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, Refused
from tests.toadlane.crowds import all_at_once
from tests.toadlane.proposals import conftest
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.proposals import verbs
from toadlane.proposals.models import Proposal, ProposalDraft, Step
from toadlane.proposals.said import Asked

Enter = Callable[[Participant | Person], Client]
VOTE = 'name = "vote"\nmethod = "majority"'
VAN: Any = {"matter": "contract", "title": "A van", "text": "We lease it."}


@pytest.fixture(autouse=True)
def _asks_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    again = f'{VOTE}\nagain = {{ seconders = 2, within = "P6M" }}'
    monkeypatch.setattr(conftest, "RULES", conftest.RULES.replace(VOTE, again, 1))


@pytest.fixture
def failed(house: House, raised: Raise, noon: Moment) -> Proposal:
    """Dee and Fay are against it."""
    proposal = raised(**VAN)
    for who in (house.dee, house.fay):
        take(proposal, "disagree", who, noon)
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=4))
    return proposal


def drafted(house: House, at: Moment, **other: Any) -> ProposalDraft:
    asked = Asked(**{**VAN, **other})
    return verbs.keep_draft(asked=asked, by=house.ada, at=at, key=f"draft {other} {at.instant}")


def raise_it(draft: ProposalDraft, at: Moment) -> str:
    """The phase it is in, or why it is refused."""
    try:
        verbs.raise_proposal(draft=draft.pk, by=draft.author, at=at, key=f"raise {draft.pk} {at.instant}")
    except Refused as fault:
        return fault.code
    return "raised"


def second(draft: ProposalDraft, who: Participant, at: Moment) -> None:
    verbs.invite_writer(draft=draft.pk, person_key=who.key, by=draft.author, at=at, key=f"ask {who.key}")
    if who.key != "bo":
        verbs.answer_invitation(draft=draft.pk, agrees=True, by=who, at=at)


def test_it_takes_two_others_who_decide_and_write_it_along(
    house: House, failed: Proposal, signed_in: Enter, noon: Moment, clock: Callable[[Moment], None]
) -> None:
    at = later(noon, days=5)
    clock(at)
    ada, draft = signed_in(house.ada), drafted(house, at, title=" a  V\u200bA\u202eN")
    api = "/api/v1/coops/harbour/proposals/drafts"
    alone = raise_it(draft, at)
    page = ada.get(f"/c/harbour/decide/drafts/{draft.pk}/").content.decode()
    refused = ada.post(f"/c/harbour/decide/drafts/{draft.pk}/raising/", {"key": "r"})
    second(draft, house.dee, at)
    one = ada.get(api).json()[0]["seconding"]
    short = raise_it(draft, later(noon, days=6))
    second(draft, house.fay, at)
    enough = ada.get(api).json()[0]["seconding"]
    ready = ada.get(f"/c/harbour/decide/drafts/{draft.pk}/").content.decode()

    assert (alone, short) == ("proposals.unseconded", "proposals.unseconded")
    assert ("It failed before" in page, f"/decide/proposals/{failed.pk}/" in page) == (True, True)
    assert (refused.status_code, "It takes 2 others to second it" in refused.content.decode()) == (409, True)
    assert ["Raise it</button>" in one for one in (page, ready)] == [False, True]
    assert one == {"failed_on": "2025-03-06", "needed": 2, "seconders": ["dee"]}
    assert enough["seconders"] == ["dee", "fay"]
    assert raise_it(draft, later(noon, days=7)) == "raised"
    last = Proposal.objects.latest("pk")
    assert sorted(one.participant.key for one in last.coauthors.all()) == ["dee", "fay"]


def test_what_is_another_matter_another_title_or_long_ago_needs_nobody(
    house: House, failed: Proposal, raised: Raise, noon: Moment
) -> None:
    at, half_a_year = later(noon, days=5), later(noon, days=187)

    found = [
        raise_it(drafted(house, at, title="A red van"), at),
        raise_it(drafted(house, at, matter="policy"), at),
        raise_it(drafted(house, at), later(noon, days=150)),
        raise_it(drafted(house, half_a_year), half_a_year),
    ]

    assert found == ["raised", "raised", "proposals.unseconded", "raised"]


def test_what_was_adopted_since_is_raised_like_anything_else(
    house: House, failed: Proposal, noon: Moment
) -> None:
    at = later(noon, days=5)
    draft = drafted(house, at)
    for who in (house.dee, house.fay):
        second(draft, who, at)
    assert raise_it(draft, at) == "raised"
    row = Proposal.objects.latest("pk")
    for who in (house.ada, house.dee, house.fay):
        take(row, "agree", who, at)
    verbs.bring_up_to(proposal=row, at=later(noon, days=10))

    assert raise_it(drafted(house, later(noon, days=11)), later(noon, days=11)) == "raised"


def says_same(proposal: Proposal, before: Proposal, by: Participant, at: Moment) -> str:
    """What came of saying that it is the same as what failed."""
    key = f"same {by.key} {at.instant} {proposal.pk}"
    try:
        verbs.name_the_same(proposal=proposal, before=before.pk, by=by, at=at, key=key)
    except Fault as fault:
        return fault.code
    return verbs.bring_up_to(proposal=proposal, at=at).state(at.instant).value.phase


def seconds(proposal: Proposal, by: Participant, at: Moment) -> str:
    try:
        verbs.second(proposal=proposal, by=by, at=at, key=f"second {by.key} {at.instant}")
    except Fault as fault:
        return fault.code
    return "seconded"


def opens_again(proposal: Proposal, by: Participant, at: Moment) -> str:
    try:
        verbs.open_again(proposal=proposal, by=by, at=at, key=f"open {at.instant}")
    except Fault as fault:
        return fault.code
    return "open"


@pytest.fixture
def renamed(house: House, failed: Proposal, noon: Moment) -> Proposal:
    """Ada raises the van again as a car, and nobody has to second that."""
    at = later(noon, days=5)
    assert raise_it(drafted(house, at, title="A red car"), at) == "raised"
    return Proposal.objects.latest("pk")


def test_those_who_decide_say_that_it_is_the_same_under_another_title(
    house: House, failed: Proposal, renamed: Proposal, raised: Raise, noon: Moment
) -> None:
    """It takes two to second it, so it takes two to say so; then it waits for two who second it."""
    at = later(noon, days=5, hours=1)
    other = raised(title="A boat", at=at)
    refused = [
        says_same(renamed, failed, house.ada, at),
        says_same(renamed, other, house.dee, at),
        says_same(renamed, renamed, house.dee, at),
        says_same(renamed, failed, house.bo, at),
        seconds(renamed, house.dee, at),
    ]
    said = [says_same(renamed, failed, who, at) for who in (house.dee, house.dee, house.fay)]
    late = says_same(renamed, failed, house.dee, later(noon, days=5, hours=2))
    again = later(noon, days=7, hours=1)
    soon = later(noon, days=6)
    tries = [opens_again(renamed, house.ada, soon), seconds(renamed, house.ada, soon)]
    tries += [seconds(renamed, who, soon) for who in (house.dee, house.bo)]
    tries += [opens_again(renamed, house.ada, later(noon, days=6, hours=1))]
    tries += [seconds(renamed, house.fay, soon), seconds(renamed, house.fay, later(noon, days=6, hours=2))]
    tries += [opens_again(renamed, house.ada, later(noon, days=7))]

    third = says_same(renamed, failed, house.dee, again)

    assert third == "proposals.same-said"
    assert refused == [
        "proposals.not-the-same",
        "proposals.not-the-same",
        "proposals.not-the-same",
        "proposals.no-part",
        "proposals.not-to-second",
    ]
    assert said == ["open", "open", "pulled-back"]
    assert late == "proposals.not-open"
    assert tries == [
        "proposals.unseconded",
        "proposals.not-to-second",
        "seconded",
        "proposals.no-part",
        "proposals.unseconded",
        "seconded",
        "proposals.not-to-second",
        "open",
    ]


def test_the_page_and_the_api_tell_what_is_alike_who_says_so_and_who_seconds(  # noqa: PLR0917 - fixtures
    house: House,
    failed: Proposal,
    renamed: Proposal,
    signed_in: Enter,
    noon: Moment,
    clock: Callable[[Moment], None],
) -> None:
    at = later(noon, days=5, hours=1)
    clock(at)
    ada, dee, fay = (signed_in(who) for who in (house.ada, house.dee, house.fay))
    draft = ada.get(
        f"/c/harbour/decide/drafts/{drafted(house, at, title='Another van').pk}/"
    ).content.decode()
    plain = ada.get(f"/c/harbour/decide/drafts/{drafted(house, at, title='Tea').pk}/").content.decode()
    here, api = f"/c/harbour/decide/proposals/{renamed.pk}/", f"/api/v1/coops/harbour/proposals/{renamed.pk}"
    before = [client.get(here).content.decode() for client in (ada, dee)]
    nothing = dee.post(f"{here}same-as/", {"before": str(renamed.pk), "key": "1"})
    dee.post(f"{here}same-as/", {"before": str(failed.pk), "key": "2"})
    told = fay.get(here).content.decode()
    body: dict[str, Any] = {"before": str(failed.pk), "key": "3"}
    fay.post(f"{api}/same-as", body, content_type="application/json")
    waits, theirs = (client.get(here).content.decode() for client in (fay, ada))
    fay.post(f"{here}seconding/", {"key": "4"})
    out = dee.post(f"{api}/seconding", {"key": "5"}, content_type="application/json").json()
    ready = ada.get(here).content.decode()

    alike = "Is it the same as one of these, which failed?"
    assert ([alike in one for one in (draft, plain)], f"/proposals/{failed.pk}/" in draft) == (
        [True, False],
        True,
    )
    assert ["It is the same as something that failed" in one for one in before] == [False, True]
    assert (nothing.status_code, "1 of 2 who are needed says" in told) == (422, True)
    assert ("Pulled back until others second it" in waits, "I second it" in waits) == (True, True)
    assert ("Pulled back until others" in theirs, "announces it first" in theirs) == (True, False)
    assert out["same_as"] == {
        "before": str(failed.pk),
        "failed_on": "2025-03-06",
        "needed": 2,
        "said": ["dee", "fay"],
        "seconded": ["dee", "fay"],
    }
    assert ("Open it again" in ready, "I second it" in ready) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_two_who_say_so_and_two_who_second_it_at_once_are_both_counted(
    house: House, failed: Proposal, renamed: Proposal, noon: Moment
) -> None:
    at, soon = later(noon, days=5, hours=1), later(noon, days=5, hours=2)
    pair = (house.dee, house.fay)

    said = all_at_once([partial(says_same, renamed, failed, who, at) for who in pair])
    seconded = all_at_once([partial(seconds, renamed, who, soon) for who in pair])

    pulled = Step.objects.filter(proposal=renamed, kind=Step.Kind.PULLED_BACK)
    assert ("pulled-back" in said, seconded, pulled.count()) == (True, ["seconded", "seconded"], 1)
    assert opens_again(renamed, house.ada, later(noon, days=5, hours=3)) == "open"
