"""The pages of proposals, and the API beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.conftest import NOON
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.proposals import verbs
from toadlane.proposals.models import Outcome, Position, Proposal, ProposalDraft

Enter = Callable[[Participant | Person], Client]
Clock = Callable[[Moment], None]
ROOM = "/c/harbour/decide/"
API = "/api/v1/coops/harbour/proposals"
TYPED = {"matter": "policy", "title": "Fridays are quiet", "text": "No meetings.\nNone.", "key": "draft"}


@pytest.fixture(autouse=True)
def _now(clock: Clock) -> None:
    """Noon."""


def page(browser: Client, proposal: Proposal) -> str:
    return browser.get(f"{ROOM}proposals/{proposal.pk}/").content.decode()


def test_from_the_room_to_the_outcome(house: House, signed_in: Enter, clock: Clock, noon: Moment) -> None:
    ada, dee = signed_in(house.ada), signed_in(house.dee)
    assert f'href="{ROOM}raise/"' in ada.get(ROOM).content.decode()

    chosen = ada.get(f"{ROOM}raise/?matter=policy").content.decode()
    assert "Article 4 — How we decide" in chosen
    assert "3 people: Ada, Dee, Fay" in chosen

    draft = ada.post(f"{ROOM}raise/", TYPED, follow=True)
    written = ProposalDraft.objects.get()
    raised = ada.post(f"{ROOM}drafts/{written.pk}/raising/", {"key": "raise"}, follow=True)
    proposal = Proposal.objects.get()
    for browser, stance in ((ada, "agree"), (dee, "stand-aside")):
        said = {"stance": stance, "because": f"Because I {stance}.", "revision": 1, "key": stance}
        assert browser.post(f"{ROOM}proposals/{proposal.pk}/position/", said).status_code == 302
    stands = page(dee, proposal)
    clock(later(noon, days=9))
    over = page(dee, proposal)

    assert "<h1>Fridays are quiet</h1>" in draft.content.decode()
    assert raised.redirect_chain == [(f"{ROOM}proposals/{proposal.pk}/", 302)]
    assert "Because I agree." in stands
    assert "stands aside" in stands
    assert Outcome.objects.get().phase == "passed"
    assert "What came of it" in over
    assert "Fridays are quiet" in dee.get(f"{ROOM}agreements/?q=meetings&state=in-force").content.decode()
    assert "Nothing like it" in dee.get(f"{ROOM}agreements/?q=zebra").content.decode()


def test_the_api_does_the_same(house: House, signed_in: Enter) -> None:
    ada, dee = signed_in(house.ada), signed_in(house.dee)

    def send(browser: Client, path: str, body: dict[str, Any]) -> Any:
        answer = browser.post(f"{API}{path}", body, content_type="application/json")
        return answer.status_code, answer.json() if answer.content else None

    _, draft = send(ada, "/drafts", TYPED)
    code, raised = send(ada, f"/drafts/{draft['id']}/raising", {"key": "raise"})
    said = {"stance": "agree", "because": "Quiet.", "key": "dee"}
    _, taken = send(dee, f"/{raised['id']}/position", said)
    refused = send(dee, f"/{raised['id']}/withdrawal", {"key": "back"})
    _, back = send(ada, f"/{raised['id']}/withdrawal", {"because": "Not now.", "key": "back of ada"})

    assert (code, raised["phase"], raised["electors"][1]["part"]) == (201, "open", "none")
    assert [(one["person"], one["stance"], one["because"]) for one in taken["positions"]] == [
        ("dee", "agree", "Quiet.")
    ]
    assert taken["counts"]["agree"] == 1
    assert refused[1]["code"] == "proposals.not-yours"
    assert (back["outcome"], back["choices"]) == ("withdrawn", [])
    assert Position.objects.get().channel == "api"


def test_those_who_have_no_say_are_told_nothing_is_there(
    house: House, raised: Raise, signed_in: Enter, chi: Person, noon: Moment
) -> None:
    proposal = raised()
    gone = joins(house.coop, "gus", "former", dt.date(2024, 6, 1))
    for who in (gone, chi, house.bo):
        browser = signed_in(who)
        asked = [browser.get(f"{ROOM}proposals/{proposal.pk}/"), browser.get(f"{API}/{proposal.pk}")]
        said = {"stance": "agree", "key": "sly", "revision": 1}
        asked.append(browser.post(f"{ROOM}proposals/{proposal.pk}/position/", said))
        body = {"stance": "agree", "key": "sly"}
        asked.append(browser.post(f"{API}/{proposal.pk}/position", body, content_type="application/json"))
        assert [one.status_code for one in asked] == [404] * 4
    assert not Position.objects.exists()


def test_everybody_who_was_there_is_told_with_why_for_each_day_it_was_opened(
    house: House, raised: Raise, signed_in: Enter, clock: Clock, noon: Moment
) -> None:
    away = joins(house.coop, "gus", "sabbatical", dt.date(2024, 2, 1))
    proposal = raised()
    take(proposal, "agree", house.ada, noon)
    take(proposal, "block", house.dee, noon, because="It ends our Friday lunch.")
    first = page(signed_in(house.ada), proposal)
    joins(house.coop, "hal", "member", later(noon, days=9).day)
    clock(later(noon, days=12))
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=12))
    second = page(signed_in(house.ada), proposal)
    electors = signed_in(house.ada).get(f"{API}/{proposal.pk}").json()["electors"]

    assert "Ada takes part. This right comes with the stage “member”: vote" in first
    assert (
        "Bo is none of those who decide. This right does not come with the stage “candidate”: vote" in first
    )
    assert f"{away.name} " in first
    assert "Hal takes part." not in first
    assert "Hal takes part." in second
    assert "Everybody who was there on" in second
    assert {one["person"]: one["part"] for one in electors} == {
        "ada": "decides",
        "bo": "none",
        "dee": "decides",
        "fay": "decides",
        "gus": "none",
        "hal": "decides",
    }


def test_another_s_draft_is_not_there(house: House, signed_in: Enter) -> None:
    signed_in(house.ada).post(f"{ROOM}raise/", TYPED)
    key = ProposalDraft.objects.get().pk
    dee = signed_in(house.dee)

    pages = [dee.get(f"{ROOM}drafts/{key}/"), dee.get(f"{API}/drafts/{key}")]
    pages += [dee.post(f"{ROOM}drafts/{key}/{verb}/", {"key": verb}) for verb in ("raising", "dropping")]

    assert [one.status_code for one in pages] == [404] * 4
    assert ProposalDraft.objects.filter(pk=key).exists()


def test_what_was_typed_is_kept_when_it_is_refused(house: House, raised: Raise, signed_in: Enter) -> None:
    proposal = raised()
    said = {"stance": "block", "because": "", "revision": 1, "key": "block"}

    answer = signed_in(house.dee).post(f"{ROOM}proposals/{proposal.pk}/position/", said)

    assert answer.status_code == 422
    assert "The charter asks for a reason" in answer.content.decode()
    assert answer.context["stand"]["stance"].value() == "block"


@pytest.mark.parametrize("many", [3, 40])
def test_a_page_asks_as_much_for_3_electors_as_for_40(
    house: House,
    raised: Raise,
    signed_in: Enter,
    django_assert_num_queries: DjangoAssertNumQueries,
    many: int,
) -> None:
    noon = Moment.of(NOON, coop=house.coop)
    others = [joins(house.coop, f"m{n}", "member", dt.date(2024, 5, 1)) for n in range(many - 3)]
    proposal = raised()
    for who in (house.fay, house.dee, *others):
        take(proposal, "agree", who, noon, because="Yes.")
    ada = signed_in(house.ada)
    page(ada, proposal)

    with django_assert_num_queries(PAGE):
        shown = page(ada, proposal)
    with django_assert_num_queries(ROOM_PAGE):
        ada.get(ROOM)

    assert f"{many} people" in shown


PAGE, ROOM_PAGE = 20, 18


def test_today_asks_those_whose_position_is_missing_and_tells_what_came(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="premises")
    take(proposal, "agree", house.ada, noon)

    def items(who: Participant, at: Moment) -> list[tuple[str, str, dt.date | None]]:
        url = f"{ROOM}proposals/{proposal.pk}/"
        return [(one.title, one.verb, one.due_on) for one in providers.waiting(who, at) if one.url == url]

    asked = {who.key: items(who, noon) for who in (house.ada, house.dee, house.bo)}
    take(proposal, "agree", house.dee, noon)
    after = later(noon, days=4)
    signed = items(house.dee, noon)
    verbs.bring_up_to(proposal=proposal, at=after)

    assert asked == {
        "ada": [],
        "dee": [("Fridays are quiet", "Take a position", dt.date(2025, 3, 6))],
        "bo": [],
    }
    assert signed == []
    assert items(house.dee, after) == [("Fridays are quiet: adopted", "See what came of it", None)]
