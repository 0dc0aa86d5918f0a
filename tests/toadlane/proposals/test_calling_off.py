"""Without a decision: pulled back and opened again, left as it is; and objections that are met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.proposals.conftest import House, Raise, ends, later, take
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.proposals import verbs
from toadlane.proposals.life import life_of
from toadlane.proposals.models import Attempt, Outcome, Position, Proposal, Step

Enter = Callable[[Participant], Client]
Clock = Callable[[Moment], None]
ROOM = "/c/harbour/decide/proposals"
API = "/api/v1/coops/harbour/proposals"
ANEW: dict[str, Any] = {
    "title": "Fridays are quiet",
    "text": "No meetings after noon on Fridays.",
    "because": "",
}


def code(act: Callable[..., object], **said: object) -> str:
    """The code by which it is refused."""
    with pytest.raises(Fault) as refused:
        act(**said)
    return refused.value.code


def pull(
    proposal: Proposal, by: Participant, at: Moment, *, because: str = "Not ripe.", key: str = ""
) -> Step:
    said = key or f"{by.key} {at.instant} {because[:8]}"
    return verbs.pull_back(proposal=proposal, because=because, by=by, at=at, key=said)


def leave(proposal: Proposal, by: Participant, at: Moment, *, yes: bool = True) -> Step:
    key = f"{by.key} {at.instant} {yes}"
    return verbs.leave_as_it_is(proposal=proposal, yes=yes, because="", by=by, at=at, key=key)


def phase(proposal: Proposal, at: Moment) -> str:
    return life_of(Proposal.objects.get(pk=proposal.pk)).state(at.instant).value.phase


def told(kind: str) -> list[str]:
    """Who has a notice of a kind that waits."""
    rows = Notice.objects.filter(kind=kind, read_at__isnull=True)
    return sorted(rows.values_list("participant__key", flat=True))


def test_what_is_pulled_back_is_worked_on_and_asked_anew(
    house: House, raised: Raise, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)  # these days are long past
    proposal = raised(matter="premises")
    take(proposal, "agree", house.dee, noon)
    one, two, three = (later(noon, hours=n) for n in (1, 2, 3))

    first = pull(proposal, house.ada, one, key="pull")
    again = pull(proposal, house.ada, one, key="pull")
    late = code(take, proposal=proposal, stance="agree", by=house.fay, at=two)
    verbs.rewrite(proposal=proposal, by=house.ada, at=two, key="anew", **ANEW)
    hearing.work_off()
    asked_while_out = [told("proposal-opened"), told("proposal-pulled-back")]
    verbs.bring_up_to(proposal=proposal, at=two)
    reopened = verbs.open_again(proposal=proposal, by=house.ada, at=three, key="open")
    stands = life_of(proposal).stands()
    for who in (house.ada, house.dee):
        take(proposal, "agree", who, later(noon, hours=4))
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))

    assert (again, late) == (first, "proposals.not-open")
    assert asked_while_out == [[], ["dee", "fay"]]
    assert (reopened.nth, stands, Attempt.objects.count()) == (2, {}, 2)
    assert Outcome.objects.get().passed


def test_pulling_back_and_opening_again_is_for_whoever_raised_it_in_its_time(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised()
    one, two = later(noon, hours=1), later(noon, hours=2)
    open_again = {"proposal": proposal, "at": two}

    found = [
        code(pull, proposal=proposal, by=house.dee, at=one),
        code(pull, proposal=proposal, by=house.ada, at=one, because=" "),
        code(pull, proposal=proposal, by=house.ada, at=one, because="x" * 501),
        code(verbs.open_again, by=house.ada, key="too soon", **open_again),
    ]
    pull(proposal, house.ada, one)
    found += [
        code(pull, proposal=proposal, by=house.ada, at=two),
        code(verbs.open_again, by=house.dee, key="another", **open_again),
    ]
    ends(house, house.ada, dt.date(2025, 3, 5))
    reopened = verbs.open_again(proposal=proposal, by=house.dee, at=later(noon, days=3), key="they left")
    verbs.take_back(proposal=proposal, because="", by=house.fay, at=later(noon, days=4), key="over")
    found.append(code(pull, proposal=proposal, by=house.fay, at=later(noon, days=5)))

    assert found == [
        "proposals.not-yours",
        "proposals.because",
        "proposals.long",
        "proposals.not-pulled-back",
        "proposals.pulled-back",
        "proposals.not-yours",
        "proposals.closed",
    ]
    assert reopened.nth == 2
    assert Outcome.objects.get().phase == "withdrawn"


def test_all_who_seek_agreement_may_agree_to_disagree(
    house: House, raised: Raise, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)  # these days are long past
    proposal = raised()
    minutes = [later(noon, minutes=n) for n in range(10)]
    leave(proposal, house.ada, minutes[1])
    leave(proposal, house.dee, minutes[2])
    hearing.work_off()
    asked = told("proposal-as-it-is")
    verbs.rewrite(proposal=proposal, by=house.ada, at=minutes[3], key="anew", **ANEW)
    leave(proposal, house.fay, minutes[4])
    leave(proposal, house.ada, minutes[5])
    leave(proposal, house.ada, minutes[6], yes=False)
    leave(proposal, house.dee, minutes[7])
    not_yet = phase(proposal, minutes[8])

    last = leave(proposal, house.ada, minutes[8])
    same = leave(proposal, house.ada, minutes[8])
    hearing.work_off()

    assert (asked, told("proposal-as-it-is")) == (["dee", "fay"], [])
    assert (not_yet, phase(proposal, minutes[9])) == ("open", "agreed-to-disagree")
    assert (same, Outcome.objects.get().phase) == (last, "agreed-to-disagree")
    assert code(leave, proposal=proposal, by=house.fay, at=minutes[9]) == "proposals.closed"


def test_a_majority_leaves_it_by_its_threshold_and_nobody_else_has_a_say(
    house: House, raised: Raise, noon: Moment
) -> None:
    vote, lead = raised(matter="premises"), raised(matter="client")

    refused = [
        code(leave, proposal=vote, by=house.bo, at=noon),
        code(leave, proposal=lead, by=house.ada, at=noon),
    ]
    leave(vote, house.dee, noon)
    before = phase(vote, noon)
    leave(vote, house.fay, noon)

    assert refused == ["proposals.no-part", "proposals.as-it-is"]
    assert (before, phase(vote, noon)) == ("open", "agreed-to-disagree")


def test_an_objection_is_met_by_whoever_raised_it_or_ruled_out_by_who_leads(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    RolePeriod.objects.create(
        coop=house.coop, participant=house.fay, role="facilitator", valid_from=dt.date(2024, 3, 1)
    )
    proposal = raised(matter="network")
    one, two, three = (later(noon, hours=n) for n in (1, 2, 3))
    take(proposal, "agree", house.ada, noon)
    for who in (house.dee, house.fay):
        take(proposal, "block", who, noon, because=f"{who.name} sees harm.")

    def handle(verb: str, by: Participant, at: Moment, **said: Any) -> object:
        said = {"because": "The text says so now.", **said}
        found = getattr(verbs, verb)
        return found(proposal=proposal, by=by, at=at, key=f"{verb} {by.key} {at.instant}", **said)

    refused = [
        code(handle, verb="meet_objection", by=house.ada, at=one),
        code(handle, verb="rule_out", by=house.ada, at=one, whose="dee"),
        code(handle, verb="rule_out", by=house.fay, at=one, whose="fay"),
        code(handle, verb="rule_out", by=house.fay, at=one, whose="dee", because=""),
        code(handle, verb="rule_out", by=house.fay, at=one, whose="ada"),
    ]
    handle("meet_objection", house.fay, one)
    clock(two)
    browser = signed_in(house.fay)
    page = browser.get(f"{ROOM}/{proposal.pk}/").content.decode()
    answer = browser.post(
        f"{ROOM}/{proposal.pk}/objection-ruled-out/", {"whose": "dee", "because": "Not ours.", "key": "out"}
    )
    shown = browser.get(f"{API}/{proposal.pk}").json()
    refused.append(code(handle, verb="meet_objection", by=house.dee, at=three))
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))

    assert refused == [
        "proposals.no-objection",
        "proposals.not-leading",
        "proposals.not-leading",
        "proposals.because",
        "proposals.no-objection",
        "proposals.no-objection",
    ]
    assert "Fay sees harm." in page
    assert "Rule one out" in page
    assert answer.status_code == 302
    assert shown["objections"] == [
        {"person": "dee", "met": "ruled-out", "met_by": "fay", "because": "Not ours."},
        {"person": "fay", "met": "integrated", "met_by": "fay", "because": "The text says so now."},
    ]
    assert Outcome.objects.get().passed


def test_under_consensus_a_block_is_lifted_by_another_position_and_the_change_is_shown(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    proposal = raised()
    take(proposal, "block", house.dee, noon, because="Clients call.")
    refused = code(
        verbs.meet_objection, proposal=proposal, because="", by=house.dee, at=later(noon, hours=1), key="met"
    )
    take(proposal, "agree", house.dee, later(noon, hours=2), because="They call on Mondays now.")
    clock(later(noon, hours=3))

    ada = signed_in(house.ada)
    page = ada.get(f"{ROOM}/{proposal.pk}/").content.decode()
    earlier = ada.get(f"{API}/{proposal.pk}").json()["earlier"]

    assert refused == "proposals.no-objection"
    assert "How positions changed" in page
    assert [(one["person"], one["stance"], one["because"]) for one in earlier] == [
        ("dee", "block", "Clients call.")
    ]


def test_the_page_says_where_it_is_and_its_buttons_and_the_api_do_it(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    proposal = raised()
    here = f"{ROOM}/{proposal.pk}/"
    take(proposal, "block", house.dee, noon, because="Clients call.")
    ada, dee = signed_in(house.ada), signed_in(house.dee)
    clock(later(noon, days=8))
    paused = ada.get(here).content.decode()
    course = ada.get(f"{API}/{proposal.pk}").json()["course"]
    clock(later(noon, days=11))
    second = ada.get(here).content.decode()
    empty = ada.post(f"{here}pulling-back/", {"because": "", "key": "empty"})
    strange = dee.post(f"{here}pulling-back/", {"because": "No.", "key": "dee"})
    pulled = ada.post(f"{here}pulling-back/", {"because": "Not ripe.", "key": "pull"}, follow=True)
    clock(later(noon, days=12))
    opened = ada.post(f"{here}opening-again/", {"key": "open"}, follow=True)
    left = dee.post(f"{here}as-it-is/", {"yes": "yes", "because": "", "key": "leave"}, follow=True)
    body = {"yes": True, "key": "leave of ada"}
    api = ada.post(f"{API}/{proposal.pk}/as-it-is", body, content_type="application/json").json()
    said = {"because": "Not yet.", "key": "pull again"}
    back = ada.post(f"{API}/{proposal.pk}/pulling-back", said, content_type="application/json").json()
    clock(later(noon, days=13))
    click = {"key": "open again"}
    again = ada.post(f"{API}/{proposal.pk}/opening-again", click, content_type="application/json")

    assert "pause until Mar 13, 2025" in paused
    assert "attempt 2 of 2" in paused
    assert "Times are those of America/New_York." in paused
    assert [(one["what"], one["when"], one["came_to"]) for one in course] == [
        ("attempt", "over", "blocked"),
        ("pause", "now", ""),
        ("attempt", "ahead", ""),
        ("attempt", "ahead", ""),
    ]
    assert "attempt 2 of 2" in second
    assert (empty.status_code, strange.status_code) == (422, 409)
    assert "Not ripe." in pulled.content.decode()
    assert "Open again. Everybody is asked." in opened.content.decode()
    assert "1 of 3 would leave it; it takes 3." in left.content.decode()
    assert api["as_it_is"] == {"said": ["ada", "dee"], "of": 3, "needed": 3}
    assert (back["phase"], again.status_code) == ("pulled-back", 201)
    assert Position.objects.count() == 1
