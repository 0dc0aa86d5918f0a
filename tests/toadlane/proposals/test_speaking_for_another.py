"""One speaks for another where the charter lets them; what came on paper is entered, told and contested."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.crowds import all_at_once
from tests.toadlane.proposals.conftest import House, Raise, later, take
from tests.toadlane.proposals.spoken import code_of, ends, enters, named, says_for, stages, standing
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.proposals import verbs
from toadlane.proposals.models import Attempt, Outcome, Position, PositionWords, Waking
from toadlane.proposals.waiting import for_today

Enter = Callable[[Participant], Client]
Clock = Callable[[Moment], None]
ROOM = "/c/harbour/decide/proposals/"
API = "/api/v1/coops/harbour/proposals"


@pytest.fixture
def keeper(house: House) -> Participant:
    """Ada is secretary."""
    RolePeriod.objects.create(
        coop=house.coop, participant=house.ada, role="secretary", valid_from=dt.date(2024, 1, 1)
    )
    return house.ada


def test_one_is_asked_accepts_and_speaks_and_what_is_said_by_oneself_counts(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal, at = raised(matter="mooring"), later(noon, hours=1)
    named(proposal, house.dee, house.ada, noon, accepted=False)
    waiting = code_of(lambda: says_for(proposal, "dee", "agree", house.ada, noon))
    today = [one.title for one in for_today(house.ada, noon)]
    verbs.answer_proxy(proposal=proposal, giver="dee", accepts=True, by=house.ada, at=noon, key="yes")
    said = says_for(proposal, "dee", "disagree", house.ada, at, because="She told me so.")
    for _twice in range(2):
        says_for(proposal, "dee", "disagree", house.ada, at, because="She told me so.")
    spoken = standing(proposal, at)
    own = take(proposal, "agree", house.dee, later(noon, hours=2))
    late = code_of(lambda: says_for(proposal, "dee", "disagree", house.ada, later(noon, hours=3)))

    assert (waiting, late) == ("proposals.proxy-over", "proposals.proxy-over")
    assert "Dee asks you to speak for them: Fridays are quiet" in today
    assert [one for one in for_today(house.ada, at) if "speak for them" in one.title] == []
    assert (said.spoken_by, said.participant, Position.objects.count()) == (house.ada, house.dee, 2)
    assert PositionWords.objects.get().participant == house.ada
    assert spoken == {"dee": "disagree"}
    assert standing(proposal, later(noon, hours=3)) == {"dee": own.stance}
    assert stages(proposal, later(noon, hours=3)) == {"dee": "spoke"}


def test_whoever_takes_it_back_gives_it_back_or_is_concerned_ends_what_was_said(
    house: House, raised: Raise, noon: Moment
) -> None:
    first, second, third = (raised(matter="mooring", at=later(noon, seconds=n)) for n in range(3))
    for proposal in (first, second, third):
        named(proposal, house.dee, house.ada, later(noon, minutes=1))
        says_for(proposal, "dee", "agree", house.ada, later(noon, minutes=2))
    at = later(noon, minutes=2)
    ends(first, "dee", house.dee, at)
    ends(second, "dee", house.ada, at)
    verbs.step_out(proposal=third, because="", by=house.ada, at=later(noon, minutes=3), key="out")

    after = later(noon, hours=1)
    assert [standing(one, after) for one in (first, second, third)] == [{}, {}, {}]
    assert [stages(one, after) for one in (first, second, third)] == [
        {"dee": "taken-back"},
        {"dee": "given-back"},
        {"dee": "concerned"},
    ]
    named(first, house.dee, house.fay, after)
    assert stages(first, after) == {"dee": "holds"}


REFUSED: list[tuple[str, str, str, str]] = [
    ("by a rule that is silent", "silent", "fay", "proposals.no-proxies"),
    ("in a secret vote", "secret", "fay", "proposals.proxy-secret"),
    ("for oneself", "open", "dee", "proposals.proxy-who"),
    ("a candidate has no position", "open", "bo", "proposals.proxy-who"),
    ("somebody nobody knows", "open", "zed", "proposals.proxy-who"),
]


def test_a_proxy_is_refused_where_the_charter_does_not_let_it_and_is_not_handed_on(
    house: House, raised: Raise, noon: Moment
) -> None:
    matters = {"silent": "premises", "secret": "anchor", "open": "mooring"}
    rows = {which: raised(matter=matter) for which, matter in matters.items()}
    told = {}
    for words, which, who, _code in REFUSED:
        said: dict[str, Any] = {"holder": who, "by": house.dee, "at": noon, "key": words}
        told[words] = code_of(partial(verbs.name_proxy, proposal=rows[which], **said))
    proposal = rows["open"]
    by_candidate = code_of(lambda: named(proposal, house.bo, house.ada, noon))
    named(proposal, house.dee, house.ada, noon)
    others = [
        code_of(lambda: named(proposal, house.dee, house.fay, later(noon, seconds=1))),
        code_of(lambda: named(proposal, house.fay, house.dee, later(noon, seconds=1))),
        code_of(lambda: named(proposal, house.ada, house.fay, later(noon, seconds=1))),
        code_of(lambda: named(proposal, house.fay, house.ada, later(noon, seconds=1))),
        code_of(lambda: says_for(proposal, "dee", "agree", house.fay, noon)),
        code_of(lambda: ends(proposal, "dee", house.fay, noon)),
    ]
    take(proposal, "agree", house.fay, noon)
    verbs.answer_proxy(
        proposal=proposal, giver="fay", accepts=False, by=house.ada, at=later(noon, minutes=1), key="no"
    )
    spoke = code_of(lambda: named(proposal, house.fay, house.ada, later(noon, minutes=2)))
    over = code_of(lambda: ends(proposal, "dee", house.dee, later(noon, days=30)))

    assert told == {words: code for words, _which, _who, code in REFUSED}
    assert by_candidate == "proposals.no-part"
    assert others == [
        "proposals.proxy-given",
        "proposals.proxy-chain",
        "proposals.proxy-chain",
        "proposals.proxy-full",
        "proposals.proxy-over",
        "proposals.proxy-over",
    ]
    assert (spoke, over) == ("proposals.proxy-spoke", "proposals.closed")


def test_what_came_on_paper_counts_is_told_and_waits_two_days_to_be_contested(
    house: House, raised: Raise, noon: Moment, keeper: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)  # these days are long past
    proposal, at = raised(matter="premises"), later(noon, hours=1)
    take(proposal, "disagree", house.fay, noon)
    entered = enters(proposal, "dee", "agree", keeper, at, channel="phone", because="She rang.")
    take(proposal, "agree", keeper, at)
    closed = later(noon, days=5)
    waiting = verbs.bring_up_to(proposal=proposal, at=closed).state(closed.instant).value
    back = code_of(
        lambda: verbs.take_back(proposal=proposal, because="", by=house.ada, at=closed, key="back")
    )
    nothing_yet = Outcome.objects.count()
    verbs.contest(proposal=proposal, by=house.dee, at=closed, key="not mine")

    assert (entered.channel, entered.entered_by, entered.witness) == ("phone", keeper, house.fay)
    assert PositionWords.objects.get().participant == house.dee
    assert (waiting.phase, nothing_yet, back) == ("passed", 0, "proposals.closed")
    assert Outcome.objects.get().phase == "not-adopted"
    hearing.work_off()
    heard = Notice.objects.filter(kind="proposal-said-for-you").values_list("participant__key", "code")
    assert sorted(heard) == [
        ("ada", "contested"),
        ("dee", "entered"),
        ("fay", "contested"),
        ("fay", "witness"),
    ]


def test_without_a_word_what_came_on_paper_is_concluded_two_days_after_the_close(
    house: House, raised: Raise, noon: Moment, keeper: Participant
) -> None:
    proposal = raised(matter="budget")
    take(proposal, "agree", keeper, noon)
    enters(proposal, "dee", "agree", keeper, later(noon, hours=1))
    before = Outcome.objects.count()
    due = Waking.objects.get(proposal=proposal).next_at
    late = code_of(lambda: enters(proposal, "fay", "agree", keeper, later(noon, hours=2), witness="dee"))

    verbs.bring_up_to(proposal=proposal, at=later(noon, hours=50))

    assert (before, late) == (0, "proposals.not-open")
    assert due is not None
    assert due <= later(noon, hours=49).instant
    outcome = Outcome.objects.get()
    assert (outcome.phase, outcome.ended_at) == ("passed", later(noon, hours=1).instant)
    assert (
        code_of(lambda: verbs.contest(proposal=proposal, by=house.dee, at=later(noon, hours=51), key="late"))
        == "proposals.closed"
    )


def test_the_next_attempt_does_not_open_while_what_came_on_paper_is_contested(
    house: House, raised: Raise, noon: Moment, keeper: Participant
) -> None:
    proposal = raised(matter="dock")
    take(proposal, "agree", keeper, noon)
    enters(proposal, "dee", "block", keeper, later(noon, hours=1), because="No.")

    verbs.bring_up_to(proposal=proposal, at=later(noon, days=4))
    one = Attempt.objects.count()
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=7))

    assert (one, Attempt.objects.count()) == (1, 2)


def test_paper_is_entered_by_a_keeper_for_somebody_else_who_has_not_spoken_and_before_a_witness(
    house: House, raised: Raise, noon: Moment, keeper: Participant
) -> None:
    proposal, secret = raised(matter="premises"), raised(matter="anchor")
    take(proposal, "agree", house.fay, noon)
    refused = [
        code_of(lambda: enters(proposal, "dee", "agree", house.fay, noon, witness="ada")),
        code_of(lambda: enters(proposal, "ada", "agree", keeper, noon)),
        code_of(lambda: enters(proposal, "bo", "agree", keeper, noon)),
        code_of(lambda: enters(proposal, "zed", "agree", keeper, noon)),
        code_of(lambda: enters(proposal, "fay", "agree", keeper, noon, witness="dee")),
        code_of(lambda: enters(proposal, "dee", "agree", keeper, noon, witness="dee")),
        code_of(lambda: enters(proposal, "dee", "agree", keeper, noon, witness="ada")),
        code_of(lambda: enters(proposal, "dee", "agree", keeper, noon, witness="zed")),
        code_of(lambda: enters(proposal, "dee", "maybe", keeper, noon)),
        code_of(lambda: enters(secret, "dee", "agree", keeper, noon)),
        code_of(lambda: verbs.contest(proposal=proposal, by=house.fay, at=noon, key="mine")),
    ]
    for _twice in range(2):
        enters(proposal, "dee", "agree", keeper, noon)
    verbs.contest(proposal=proposal, by=house.dee, at=later(noon, hours=1), key="not mine")
    again = code_of(lambda: enters(proposal, "dee", "agree", keeper, later(noon, hours=2)))

    assert refused == [
        "proposals.no-keeper",
        "proposals.proxy-who",
        "proposals.no-part",
        "proposals.proxy-who",
        "proposals.proxy-spoke",
        "proposals.witness",
        "proposals.witness",
        "proposals.witness",
        "proposals.stance",
        "proposals.proxy-secret",
        "proposals.not-entered",
    ]
    assert again == "proposals.contested"
    assert standing(proposal, later(noon, hours=3)) == {"fay": "agree"}


def test_nobody_counts_twice_by_proxy_by_paper_and_by_themselves(
    house: House, raised: Raise, noon: Moment, keeper: Participant
) -> None:
    proposal = raised(matter="mooring")
    named(proposal, house.dee, house.fay, noon)
    says_for(proposal, "dee", "disagree", house.fay, later(noon, minutes=1))
    enters(proposal, "dee", "abstain", keeper, later(noon, minutes=2))
    after_paper = code_of(lambda: says_for(proposal, "dee", "disagree", house.fay, later(noon, minutes=3)))
    entered = standing(proposal, later(noon, minutes=3))
    take(proposal, "agree", house.dee, later(noon, minutes=4))

    now = verbs.bring_up_to(proposal=proposal, at=later(noon, minutes=5))
    assert (entered, after_paper) == ({"dee": "abstain"}, "proposals.proxy-over")
    assert standing(proposal, later(noon, minutes=5)) == {"dee": "agree"}
    counts = now.state(later(noon, minutes=5).instant).value.counts
    assert counts is not None
    assert (counts.cast, counts.agree) == (1, 1)


def test_where_a_paper_is_contested_the_earlier_proxy_holds_again_and_one_too_many_is_told(  # noqa: PLR0917 - as many fixtures
    house: House, raised: Raise, noon: Moment, keeper: Participant, signed_in: Enter, clock: Clock
) -> None:
    """Fay may speak for one. A paper ended that for Dee, so Ada named Fay; Dee says that it was not hers."""
    proposal = raised(matter="mooring")
    named(proposal, house.dee, house.fay, noon)
    says_for(proposal, "dee", "disagree", house.fay, later(noon, minutes=1))
    enters(proposal, "dee", "agree", keeper, later(noon, minutes=2))
    named(proposal, keeper, house.fay, later(noon, minutes=3))
    says_for(proposal, "ada", "agree", house.fay, later(noon, minutes=4))
    verbs.contest(proposal=proposal, by=house.dee, at=later(noon, minutes=5), key="not mine")
    at = later(noon, minutes=6)
    clock(at)
    full = code_of(lambda: says_for(proposal, "ada", "agree", house.fay, at))
    says_for(proposal, "dee", "abstain", house.fay, at)

    counted = verbs.bring_up_to(proposal=proposal, at=at).state(at.instant).value.positions or {}
    page = signed_in(keeper).get(f"{ROOM}{proposal.pk}/").content.decode()
    told = signed_in(keeper).get(f"{API}/{proposal.pk}").json()["positions"]
    assert (full, {key: one.choice for key, one in counted.items()}) == (
        "proposals.proxy-full",
        {"dee": "abstain"},
    )
    assert page.count(">does not count<") == 1
    assert "by proxy of Fay, who speaks for as many others as the rule lets" in page
    assert {one["person"]: one["counts"] for one in told} == {"ada": False, "dee": True}
    assert [one.title for one in for_today(keeper, at)] == ["Fridays are quiet"]


@pytest.mark.parametrize("another", [True, False])
def test_who_speaks_again_and_whom_that_makes_one_too_many_are_told(  # noqa: PLR0917 - as many fixtures
    another: bool,  # noqa: FBT001 - whether somebody else has named Fay meanwhile
    house: House,
    raised: Raise,
    noon: Moment,
    keeper: Participant,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)  # these days are long past
    proposal = raised(matter="mooring")
    named(proposal, house.dee, house.fay, noon)
    says_for(proposal, "dee", "disagree", house.fay, later(noon, minutes=1))
    enters(proposal, "dee", "agree", keeper, later(noon, minutes=2))
    if another:
        named(proposal, keeper, house.fay, later(noon, minutes=3))
        says_for(proposal, "ada", "agree", house.fay, later(noon, minutes=4))
    for _twice in range(2):
        verbs.contest(proposal=proposal, by=house.dee, at=later(noon, minutes=5), key="not mine")
    hearing.work_off()

    heard = Notice.objects.filter(code__in=("again", "too-many")).order_by("code")
    told = [(one.code, one.participant.key, one.values["name"]) for one in heard]
    assert told == [("again", "fay", "Dee"), *([("too-many", "ada", "Fay")] if another else [])]


def test_people_ask_answer_say_and_contest_on_the_page_and_over_the_api(  # noqa: PLR0917 - as many fixtures
    house: House, raised: Raise, noon: Moment, keeper: Participant, signed_in: Enter, clock: Clock
) -> None:
    clock(later(noon, minutes=1))
    proposal = raised(matter="mooring")
    here, api = f"{ROOM}{proposal.pk}/", f"{API}/{proposal.pk}"
    ada, dee, fay = signed_in(keeper), signed_in(house.dee), signed_in(house.fay)
    linked = dee.get(here).content.decode()
    offered = dee.get(f"{here}speaking/").content.decode()
    nobody = dee.post(f"{here}speaking/naming/", {"holder": "", "key": "0"})
    dee.post(f"{here}speaking/naming/", {"holder": "fay", "key": "1"})
    asked = fay.get(f"{here}speaking/").content.decode()
    full = fay.post(f"{here}speaking/saying/", {"giver": "dee", "stance": "agree", "revision": 1, "key": "2"})
    fay.post(f"{here}speaking/answer/", {"giver": "dee", "accepts": "yes", "key": "3"})
    fay.post(f"{here}speaking/saying/", {"giver": "dee", "stance": "disagree", "revision": 1, "key": "4"})
    told = dee.get(here).content.decode()
    out = dee.get(api).json()
    paper = {"whose": "dee", "channel": "paper", "witness": "fay", "stance": "agree", "revision": 1}
    clock(later(noon, minutes=2))
    wrong = ada.post(f"{here}speaking/paper/", {**paper, "witness": "dee", "key": "5"})
    ada.post(f"{here}speaking/paper/", {**paper, "key": "6"})
    mine = dee.get(here).content.decode()
    clock(later(noon, minutes=3))
    dee.post(f"{here}contesting/", {"key": "7"})
    ended = dee.post(f"{api}/proxy/end", {"giver": "dee", "key": "8"}, content_type="application/json").json()
    table = dee.get(f"{here}speaking/").content.decode()
    outside = signed_in(house.bo)

    assert "Who speaks for whom" in linked
    assert "Have somebody speak for you" in offered
    assert (nobody.status_code, full.status_code, wrong.status_code) == (422, 409, 422)
    assert "dee asks you to speak for them" in asked.lower()
    assert "by proxy of Fay" in told
    assert [(one["person"], one["spoken_by"], one["stance"]) for one in out["positions"]] == [
        ("dee", "fay", "disagree")
    ]
    assert [(one["giver"], one["holder"], one["stage"]) for one in out["proxies"]] == [
        ("dee", "fay", "holds")
    ]
    assert "That is not mine" in mine
    assert "on paper; entered by Ada" in mine
    assert [one["stage"] for one in ended["proxies"]] == ["taken-back"]
    assert ended["positions"] == []
    assert "proxy taken back" in table
    assert outside.get(f"{here}speaking/").status_code in (200, 404)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_speak_and_take_it_back_in_one_moment_nothing_stays_said(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal, at = raised(matter="mooring"), later(noon, hours=1)
    named(proposal, house.dee, house.ada, noon)

    def perhaps(act: Callable[[], object]) -> Callable[[], str]:
        def done() -> str:
            try:
                act()
            except Fault as fault:
                return fault.code
            return "done"

        return done

    found = all_at_once(
        [
            perhaps(lambda: says_for(proposal, "dee", "disagree", house.ada, at)),
            perhaps(lambda: ends(proposal, "dee", house.dee, at)),
            perhaps(lambda: take(proposal, "agree", house.fay, at)),
        ]
    )

    assert found[1:] == ["done", "done"]
    assert standing(proposal, later(noon, hours=2)) == {"fay": "agree"}
