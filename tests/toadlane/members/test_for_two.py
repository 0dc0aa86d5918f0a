"""What one person alone does not make of another: that they are away, who speaks, that a leaver stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.conftest import join
from toadlane.coops.models import Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.members import verbs, waiting
from toadlane.members.models import Change
from toadlane.notices import hearing
from toadlane.notices.hearing import work_off
from toadlane.notices.models import Notice

Enter = Callable[[Participant], Client]
LONG_AGO = dt.date(2024, 1, 1)
API = "/api/v1/coops/harbour/changes"


@pytest.fixture(autouse=True)
def _old_news_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)


@pytest.fixture
def dee(ada: Participant) -> Participant:
    return join(ada.coop, "dee", "member", LONG_AGO)


@pytest.fixture
def ask(ada: Participant, dee: Participant, now: Moment) -> Callable[..., Change]:
    """Ada, who keeps the list, says that Dee is on sabbatical."""

    def asking(key: str = "ask", at: Moment = now, by: Participant = ada) -> Change:
        said = {"valid_from": now.day}
        return verbs.ask_change(kind="sabbatical", participant=dee, said=said, by=by, at=at, key=key)

    return asking


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Fault) as met:
        act()
    return met.value.code


def test_that_somebody_is_away_is_entered_by_one_and_confirmed_by_themselves_on_its_page(
    ada: Participant, dee: Participant, now: Moment, signed_in: Enter
) -> None:
    keeper, theirs = signed_in(ada), signed_in(dee)
    form = {"word": "sabbatical", "valid_from": now.day.isoformat(), "key": "away"}

    sent = keeper.post("/c/harbour/people/dee/stages/", form)
    keeper.post("/c/harbour/people/dee/stages/", form)
    before, page = dee.stage_on(now.day), sent["Location"]
    shown = theirs.get(page).content.decode()
    alone = keeper.post(f"{page}confirmation/", {"key": "mine"})
    done = theirs.post(f"{page}confirmation/", {"key": "so"}, follow=True).content.decode()

    assert (before, alone.status_code) == ("member", 409)
    assert "Nothing has changed yet. If it is not so, say it here." in shown
    assert "Confirmed" in done
    assert dee.stage_on(now.day) == "sabbatical"
    assert Change.objects.get().state(now.day) == "confirmed"


def test_the_same_over_the_api_and_whoever_it_is_about_says_that_it_is_not_so(
    ada: Participant, dee: Participant, bo: Participant, now: Moment, signed_in: Enter
) -> None:
    join(ada.coop, "fay", "member", LONG_AGO)
    body = {"person": "dee", "kind": "sabbatical", "valid_from": now.day.isoformat(), "key": "away"}
    keeper, theirs = signed_in(ada), signed_in(dee)

    def post(browser: Client, address: str, sent: Mapping[str, object]) -> tuple[int, str]:
        answer = browser.post(f"{API}{address}", sent, content_type="application/json")
        return answer.status_code, answer.json().get("state") or answer.json()["code"]

    asked = post(keeper, "", body)
    [one] = theirs.get(API).json()
    said = [
        post(keeper, "", {**body, "key": "again"}),
        post(keeper, "", {**body, "kind": "promotion", "key": "other"}),
        post(keeper, "", {"person": "dee", "kind": "sabbatical", "key": "undated"}),
        post(signed_in(bo), f"/{one['id']}/denial", {"key": "bo"}),
        post(keeper, f"/{one['id']}/confirmation", {"key": "own"}),
        post(theirs, f"/{one['id']}/denial", {"key": "no"}),
        post(keeper, f"/{one['id']}/denial", {"because": "Never mind.", "key": "late"}),
    ]

    assert (asked, one["said"]["from"]) == ((201, "waiting"), now.day.isoformat())
    assert said == [
        (409, "change.twice"),
        (404, "not-there"),
        (422, "change.from"),
        (404, "not-there"),
        (409, "departing.own-word"),
        (201, "denied"),
        (409, "change.answered"),
    ]
    assert dee.stage_on(now.day) == "member"


def test_those_who_can_say_whether_it_is_so_are_asked_until_it_was_answered(
    ask: Callable[..., Change], ada: Participant, dee: Participant, now: Moment
) -> None:
    fay = join(ada.coop, "fay", "member", LONG_AGO)
    change = ask()
    work_off()

    def waits() -> list[list[str]]:
        return [[item.title for item in waiting.to_confirm(who, now)] for who in (ada, dee, fay)]

    before = waits()
    told = list(Notice.objects.values_list("participant__key", "kind", "code").order_by("pk"))
    verbs.confirm_change(change=change, by=fay, at=now, key="so")
    work_off()

    assert before == [
        [],
        ["Something is to change for you: say whether it is so"],
        ["Confirm what is to change for Dee, or say that it is not so"],
    ]
    assert sorted(told) == [("dee", "my-change", "asked"), ("fay", "change-to-confirm", "asked")]
    assert waits() == [[], [], []]
    assert not Notice.objects.filter(kind="change-to-confirm", read_at=None).exists()


def test_where_nobody_else_is_there_it_waits_a_week_for_an_objection_and_not_for_ever(
    ask: Callable[..., Change], ada: Participant, dee: Participant, now: Moment
) -> None:
    def later(days: int) -> Moment:
        span = dt.timedelta(days=days)
        return replace(now, day=now.day + span, instant=now.instant + span)

    change = ask()

    def confirm(at: Moment) -> Change:
        return verbs.confirm_change(change=change, by=ada, at=at, key=str(at.day))

    codes = [refused(lambda: confirm(later(6))), refused(lambda: confirm(later(32)))]
    anew = ask("anew", later(32))
    confirm(later(7))

    assert codes == ["departing.waits", "change.long-ago"]
    assert (anew.pk != change.pk, StagePeriod.objects.on(now.day).get(participant=dee).stage) == (
        True,
        "sabbatical",
    )
    assert refused(lambda: ask("not hers", now, dee)) == "members.not-founder"
