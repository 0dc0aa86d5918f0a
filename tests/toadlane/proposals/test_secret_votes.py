"""Secret votes: once, for good, and in a box that nothing leads to from whoever voted."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.decisions.boxes import box_root
from bylaws.kernel.faults import Fault
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops.models import Coop, Once, Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import exporting
from toadlane.notices.models import Notice
from toadlane.proposals import talking, verbs
from toadlane.proposals.boxes import as_ballot, code_of
from toadlane.proposals.models import CallOver, OpenBox, Outcome, Position, Proposal, SealedBox, Voted
from toadlane.record.models import Entry, Opening

Enter = Callable[[Participant], Client]
Clock = Callable[[Moment], None]
ROOM = "/c/harbour/decide/"
API = "/api/v1/coops/harbour/proposals"
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


@pytest.fixture
def five(house: House) -> list[Participant]:
    """Ada, Dee and Fay with Gus and Hal."""
    more = [joins(house.coop, key, "member", dt.date(2024, 4, 1)) for key in ("gus", "hal")]
    return [house.ada, house.dee, house.fay, *more]


def vote(proposal: Proposal, stance: str, by: Participant, at: Moment, **more: Any) -> verbs.Cast:
    said = {"stance": stance, "by": by, "at": at, "key": f"{by.key} {at.instant}", **more}
    return verbs.cast_vote(proposal=proposal, **said)


def last(kind: str) -> Any:
    entry = Entry.objects.filter(kind=kind).latest("recorded_at")
    return json.loads(bytes(Opening.objects.get(entry=entry).canonical))["what"]


def test_five_vote_and_find_their_ballots_in_the_list_after_the_close(  # noqa: PLR0917 - as many fixtures
    house: House, five: list[Participant], raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    proposal = raised(matter="dismiss", title="May Gus go on")
    here, codes = f"{ROOM}proposals/{proposal.pk}/", []
    for who, stance in zip(five, ("agree", "agree", "agree", "disagree", "abstain"), strict=True):
        browser = signed_in(who)
        form = browser.get(here).context["stand"]
        said = {"stance": stance, "receipt": form.code, "revision": 1, "final": "on", "key": who.key}
        first, again = browser.post(f"{here}vote/", said), browser.post(f"{here}vote/", said)
        assert (first.status_code, again.status_code) == (200, 200)
        assert form.code in first.content.decode()
        assert form.code in again.content.decode()
        assert "no-store" in first.headers["Cache-Control"]
        codes.append(form.code)
    ada = signed_in(house.ada)
    going = ada.get(here).content.decode()
    early = ada.get(f"{here}ballots/")
    clock(later(noon, days=9))
    over = ada.get(here).content.decode()
    found = ada.get(f"{here}ballots/").content.decode()
    told = ada.get(f"{API}/{proposal.pk}/ballots").json()

    assert (Voted.objects.count(), early.status_code) == (5, 404)
    assert all(code not in going for code in codes)
    assert "Positions in numbers" not in going
    assert "Positions in numbers" in over
    assert Outcome.objects.get().phase == "passed"
    assert re.findall(rf'<tr id="({CODE.pattern})">', found) == sorted(codes)
    assert "disagrees" in found.split(f'<tr id="{codes[3]}">')[1].split("</tr>")[0]
    assert [one["receipt"] for one in told[0]["ballots"]] == sorted(codes)
    sealed = SealedBox.objects.get()
    assert box_root([as_ballot(one) for one in sealed.ballots]).hex() == sealed.root == told[0]["root"]
    assert last("proposal.box-sealed.v1") == {
        "attempt": 1,
        "kept": True,
        "proposal": str(proposal.pk),
        "root": sealed.root,
        "run_off": False,
        "voted": ["ada", "dee", "fay", "gus", "hal"],
    }


def test_nothing_that_is_kept_leads_from_who_voted_to_what(
    five: list[Participant], raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="dismiss")
    before = Entry.objects.count()
    for n, who in enumerate(five):
        vote(proposal, "agree" if n else "disagree", who, later(noon, minutes=n))

    box = OpenBox.objects.get()
    attempt = box.attempt
    assert [one[0] for one in box.ballots] == sorted(one[0] for one in box.ballots)
    assert {len(one) for one in box.ballots} == {3}
    assert (box.full_at, Entry.objects.count()) == (None, before)
    assert {one.recorded_at for one in Voted.objects.all()} == {attempt.opened_at}
    assert all(one.pk.version == 4 for one in Voted.objects.all())
    assert not Position.objects.exists()
    assert set(Once.objects.filter(verb="proposals.vote").values_list("result", flat=True)) == {"voted"}
    kept = "".join(bytes(one.canonical).decode() for one in Opening.objects.all())
    assert not any(one[0] in kept for one in box.ballots)


def test_the_key_of_the_click_is_the_same_for_a_yes_and_a_no(
    house: House, five: list[Participant], raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="dismiss")
    vote(proposal, "agree", house.dee, noon, key="click", receipt="0000-1111-2222-3333")
    same = vote(proposal, "disagree", house.dee, noon, key="click", receipt="0000-1111-2222-3333")
    other = vote(proposal, "disagree", house.dee, noon, key="click", receipt="9999-1111-2222-3333")

    assert (same.code, other.code) == ("0000-1111-2222-3333", "")
    assert OpenBox.objects.get().ballots == [["0000-1111-2222-3333", "agree", []]]


def test_of_fewer_than_five_only_what_came_of_it_is_published_and_no_ballot_is_kept(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    clock(noon)
    proposal = raised(matter="dismiss")
    here, dee = f"{ROOM}proposals/{proposal.pk}/", signed_in(house.dee)
    warned = dee.get(here).content.decode()
    way = signed_in(house.ada).get(f"{ROOM}raise/?matter=dismiss").content.decode()
    for who, stance in ((house.ada, "agree"), (house.dee, "agree"), (house.fay, "disagree")):
        vote(proposal, stance, who, noon)
    clock(later(noon, days=9))
    over = dee.get(here).content.decode()
    told = dee.get(f"{API}/{proposal.pk}").json()

    assert "This cannot be secret" in warned
    assert "Fewer than five decide" in way
    assert (Outcome.objects.get().phase, told["outcome"], told["counts"]) == ("passed", "passed", None)
    assert "fewer than five took part" in over
    assert "Positions in numbers" not in over
    assert (SealedBox.objects.get().ballots, OpenBox.objects.count()) == ([], 0)
    assert [(one.outcome, one.nth) for one in CallOver.objects.all()] == [("passed", 1)]
    assert dee.get(f"{here}ballots/").status_code == 404
    assert dee.get(f"{API}/{proposal.pk}/ballots").status_code == 404


def test_one_who_decides_makes_it_secret_before_the_first_position(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    clock(noon)
    proposal, other = raised(matter="borrow"), raised(matter="borrow", at=later(noon, seconds=1))
    take(other, "agree", house.fay, later(noon, seconds=2))
    clock(later(noon, hours=1))
    here, dee = f"{ROOM}proposals/{proposal.pk}/", signed_in(house.dee)
    offered = dee.get(here).content.decode()
    for _twice in range(2):
        dee.post(f"{here}secrecy/", {"key": "secret"})
    asked = dee.get(here).content.decode()
    late = dee.post(f"{API}/{other.pk}/secrecy", {"key": "late"}, content_type="application/json")
    with pytest.raises(Fault) as refused:
        take(proposal, "agree", house.ada, later(noon, hours=2))

    assert "I ask that it be secret" in offered
    assert "Put it into the box" in asked
    assert late.json()["code"] == "proposals.no-secrecy"
    assert refused.value.code == "proposals.secret-vote"


REFUSED: list[tuple[str, str, str, dict[str, object], str]] = [
    ("the candidate has none", "bo", "agree", {}, "proposals.no-part"),
    ("a reservation says who it is of", "dee", "reservation", {}, "proposals.stance"),
    ("no such word", "dee", "maybe", {}, "proposals.stance"),
    ("a code that is none", "dee", "agree", {"receipt": "my vote!"}, "proposals.receipt"),
    ("a code that lies there", "dee", "agree", {"receipt": "AAAA-BBBB-CCCC-DDDD"}, "proposals.receipt"),
    ("options there are none", "dee", "agree", {"ballot": [(1, 1)]}, "proposals.no-options"),
    ("of a text that is not there", "dee", "agree", {"revision": 2}, "proposals.text-changed"),
    ("a second time", "ada", "disagree", {}, "proposals.voted"),
]


def test_a_vote_that_does_not_count_is_refused_and_no_letter_nor_position_casts_one(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal, openly = raised(matter="dismiss"), raised(at=later(noon, seconds=1))
    vote(proposal, "agree", house.ada, noon, receipt="aaaabbbbccccdddd")
    told, at = {}, later(noon, hours=1)
    for words, who, stance, other, _code in REFUSED:
        with pytest.raises(Fault) as refused:
            vote(proposal, stance, getattr(house, who), at, key=words, **other)
        told[words] = refused.value.code
    with pytest.raises(Fault) as in_the_open:
        vote(openly, "agree", house.dee, at)
    with pytest.raises(Fault) as by_position:
        take(proposal, "agree", house.dee, at, channel="mail")
    with pytest.raises(Fault) as rewritten:
        verbs.rewrite(proposal=proposal, title="A", text="B", because="", by=house.ada, at=at, key="text")
    with pytest.raises(Fault) as late:
        vote(proposal, "agree", house.dee, later(noon, days=20))

    assert told == {words: code for words, _who, _stance, _other, code in REFUSED}
    assert [one.value.code for one in (in_the_open, by_position, rewritten, late)] == [
        "proposals.open-vote",
        "proposals.secret-vote",
        "proposals.box-not-empty",
        "proposals.closed",
    ]
    assert [len(one) for one in OpenBox.objects.values_list("ballots", flat=True)] == [1]


def test_the_letter_that_asks_for_a_secret_vote_leads_to_its_page(
    house: House, raised: Raise, noon: Moment
) -> None:
    secret, openly = raised(matter="dismiss"), raised(at=later(noon, seconds=1))
    notices = [
        Notice(
            coop=house.coop,
            participant=house.dee,
            told_at=noon.instant,
            values={"talk": ["proposal", str(key)]},
        )
        for key in (secret.pk, openly.pk)
    ]

    assert [one.pk in talking._with_a_ballot(notices) for one in notices] == [True, False]


def test_what_is_taken_back_while_people_vote_leaves_no_ballot(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="dismiss")
    vote(proposal, "agree", house.dee, noon)

    verbs.take_back(proposal=proposal, because="", by=house.ada, at=later(noon, hours=1), key="back")

    assert (SealedBox.objects.get().ballots, SealedBox.objects.get().cast, OpenBox.objects.count()) == (
        [],
        1,
        0,
    )


def test_a_poll_can_be_secret_and_a_box_under_way_is_not_exported(
    house: House, five: list[Participant], raised: Raise, noon: Moment
) -> None:
    options = (("Red", ""), ("Blue", ""))
    proposal = raised(matter="poll", poll="choice", poll_secret=True, options=options)
    for n, who in enumerate(five):
        vote(proposal, "agree", who, noon, ballot=[(1 if n else 2, 1)])
    with pytest.raises(Fault) as refused:
        exporting.refuse_under_way(Coop.objects.get(slug="harbour"), "default")

    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))

    assert refused.value.code == "export.secret-vote"
    assert Outcome.objects.get().chosen == ["Red"]
    exporting.refuse_under_way(house.coop, "default")


def test_who_votes_in_the_second_call_does_not_change_what_the_first_came_to(
    five: list[Participant], raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="dismiss")
    for who in five[:2]:
        vote(proposal, "agree", who, noon)
    for who in five[2:]:
        vote(proposal, "disagree", who, later(noon, days=7))

    verbs.bring_up_to(proposal=proposal, at=later(noon, days=20))

    outcome, sealed = Outcome.objects.get(), SealedBox.objects.get()
    assert (outcome.phase, sealed.cast, len(sealed.ballots)) == ("not-adopted", 5, 5)
    assert [(one.nth, one.outcome) for one in CallOver.objects.all()] == [(1, "inquorate")]
    assert [last("proposal.call-over.v1")[name] for name in ("nth", "outcome")] == [1, "inquorate"]


def test_a_code_is_read_however_it_is_typed() -> None:
    typed = ("aaaa-bbbb-cccc-dddd", "AAAA BBBB CCCC DDDD", "oil1-0000-0000-0000", "aaaa", "!" * 16)

    assert [code_of(one) for one in typed] == [
        "AAAA-BBBB-CCCC-DDDD",
        "AAAA-BBBB-CCCC-DDDD",
        "0111-0000-0000-0000",
        "",
        "",
    ]
