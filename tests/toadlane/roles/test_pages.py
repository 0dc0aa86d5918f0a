"""The pages and the API of roles and bodies, and what *Today* says."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlparse

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.decisions.conftest import joins
from tests.toadlane.roles.conftest import Agree, Enter, later
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.providers import waiting
from toadlane.people.models import Person
from toadlane.roles import handing, held, verbs
from toadlane.roles.models import HandedOver

ROOM, API = "/c/harbour/roles/", "/api/v1/coops/harbour/roles"
DAY = dt.date(2025, 3, 3)


def text(answer: Any) -> str:
    said: str = answer.content.decode()
    return said


def titles(who: Participant, at: Moment) -> list[str]:
    return [item.title for item in waiting(who, at) if "/roles/" in item.url]


def test_everybody_sees_who_holds_what_and_what_is_empty(
    roles: Coop, ada: Participant, bo: Participant, noon: Moment, signed_in: Enter
) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="w")
    verbs.take(post="circle-leader~product", by=ada, at=noon, key="l")
    verbs.take(post="product", by=bo, at=noon, key="p")

    page = signed_in(bo).get(ROOM)

    assert [one.title for one in page.context["empty"]] == [
        "convener",
        "chair",
        "deputy (chair)",
        "watch",
        "circle leader of board",
        "circle leader of everyone",
        "board",
    ]
    assert [one.title for one in page.context["mine"]] == ["product"]
    board, product, everyone = page.context["bodies"]
    assert (board.linked, board.missing, product.part_of) == (
        (("Ada", "product"),),
        (("delegate", "product"),),
        "board",
    )
    assert (everyone.line, everyone.everyone) == (None, ("Ada",))
    assert text(page).count('<circle class="taken"') == 5
    assert "Each mark is a place" in text(page)


def test_one_takes_gives_back_and_is_told_what_stands_in_the_way(
    roles: Coop, ada: Participant, dee: Participant, signed_in: Enter
) -> None:
    hers, dees = signed_in(ada), signed_in(dee)
    before = text(dees.get(f"{ROOM}webmaster/"))

    took = hers.post(f"{ROOM}webmaster/taking/", {"key": "k"})
    late = dees.post(f"{ROOM}webmaster/taking/", {"key": "d"})
    wrong = hers.post(f"{ROOM}webmaster/return/", {"key": "b", "on": "2025-03-01", "because": "I move."})
    back = hers.post(f"{ROOM}webmaster/return/", {"key": "b", "on": "2025-06-01", "because": "I move."})

    assert ("Take it" in before, "Take it" in text(dees.get(f"{ROOM}webmaster/"))) == (True, False)
    assert (took.status_code, late.status_code, wrong.status_code, back.status_code) == (302, 409, 422, 302)
    assert "Nothing is free on" in text(late)
    assert (list(wrong.context["back_form"].errors), "I move." in text(wrong)) == (["on"], True)
    assert "gave it back: I move." in text(dees.get(f"{ROOM}webmaster/"))


def test_turns_are_taken_and_passed_on_the_page(
    roles: Coop, ada: Participant, dee: Participant, noon: Moment, signed_in: Enter
) -> None:
    assert titles(ada, noon)[0] == "It is your turn: convener"

    passed = signed_in(ada).post(f"{ROOM}convener/passing/", {"key": "p"})

    assert passed.status_code == 302
    assert "It is your turn: convener" not in titles(ada, noon)
    assert "It is your turn: convener" in titles(dee, noon)
    assert signed_in(dee).get(f"{ROOM}convener/").context["desk"].turn_names == ["Dee", "Ada"]
    assert signed_in(dee).post(f"{ROOM}convener/taking/", {"key": "t"}).status_code == 302


def test_members_lead_a_decision_to_the_role_it_fills(
    roles: Coop, agree: Agree, ada: Participant, dee: Participant, signed_in: Enter
) -> None:
    hers = signed_in(ada)

    led = hers.get(f"{ROOM}chair/?person=dee&day=2025-03-03")
    asked = {name: value[0] for name, value in parse_qs(urlparse(led["Location"]).query).items()}
    agreed = agree(asked["subject"], asked["fingerprint"], matter=asked["matter"], article=asked["article"])
    offered = text(hers.get(f"{ROOM}chair/"))
    entered = hers.post(f"{ROOM}chair/choice/", {"key": "k", "authority": agreed.pk})
    again = hers.post(f"{ROOM}chair/choice/", {"key": "other", "authority": agreed.pk})

    assert (led.status_code, asked["subject"], asked["article"]) == (
        302,
        "chair, dee, 2025-03-03",
        "Article 4 — How we decide",
    )
    assert ("Let Dee hold it" in offered, entered.status_code, again.status_code) == (True, 302, 409)
    page = text(hers.get(f"{ROOM}chair/"))
    assert ("was chosen" in page, "Enter the decision to call Dee back" in page) == (True, True)
    recalled = agree("chair, dee, 2025-03-03", matter="recall")
    assert "Call Dee back from today" in text(hers.get(f"{ROOM}chair/"))
    assert hers.post(f"{ROOM}chair/recall/", {"key": "r", "authority": recalled.pk}).status_code == 302
    assert dee.roles_on(DAY) == frozenset()


def test_a_lot_is_drawn_on_its_page(roles: Coop, ada: Participant, signed_in: Enter) -> None:
    hers = signed_in(ada)

    assert "Draw the lot" in text(hers.get(f"{ROOM}watch/"))
    assert hers.post(f"{ROOM}watch/lot/", {"key": "k"}).status_code == 302
    assert "watch" in ada.roles_on(DAY)


def test_what_is_handed_over_is_said_by_both(  # noqa: PLR0917 - a story and its people
    roles: Coop, ada: Participant, dee: Participant, bo: Participant, noon: Moment, signed_in: Enter
) -> None:
    RolePeriod.objects.create(
        coop=roles,
        participant=ada,
        role="webmaster",
        valid_from=dt.date(2024, 3, 20),
        valid_until=dt.date(2025, 3, 20),
    )
    assert titles(ada, noon)[:2] == ["Your time as webmaster ends", "Hand over: webmaster"]
    verbs.take(post="webmaster", by=dee, at=noon, key="t")
    said = {"goes": "ada", "since": "2024-03-20", "nth": "0"}

    codes = [
        signed_in(who).post(f"{ROOM}webmaster/hand-over/", {**said, "key": key}).status_code
        for who, key in ((ada, "a"), (dee, "d"), (ada, "again"), (bo, "b"))
    ]
    nowhere = signed_in(ada).post(f"{ROOM}webmaster/hand-over/", {**said, "nth": "7", "key": "n"})

    assert (codes, nowhere.status_code) == ([302, 302, 409, 409], 404)
    (one,) = [
        row for row in text(signed_in(dee).get(f"{ROOM}webmaster/")).split("<tr>") if "the keys" in row
    ][-1:]
    assert ("given" in one, "taken" in one) == (True, True)
    assert HandedOver.objects.count() == 2
    assert "Take over: webmaster" in titles(dee, noon)
    for who in (ada, dee):
        handing.hand_over(
            post="webmaster", goes="ada", since=dt.date(2024, 3, 20), nth=1, by=who, at=noon, key=who.key
        )
    assert [title for title in titles(dee, noon) + titles(ada, noon) if "over" in title] == []


def test_today_asks_for_a_hand_over_for_a_quarter_of_a_year_and_only_those_two(
    roles: Coop, ada: Participant, dee: Participant, noon: Moment
) -> None:
    RolePeriod.objects.create(
        coop=roles,
        participant=ada,
        role="webmaster",
        valid_from=dt.date(2024, 3, 3),
        valid_until=dt.date(2025, 3, 3),
    )

    asked = [
        "Hand over: webmaster" in titles(ada, later(noon, day))
        for day in ("2025-01-31", "2025-03-03", "2025-05-31", "2025-06-01")
    ]

    assert asked == [False, True, True, False]
    assert "Hand over: webmaster" not in titles(dee, noon)


def test_whoever_goes_on_hands_nothing_over(roles: Coop, ada: Participant, noon: Moment) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="k")
    soon = later(noon, "2026-02-20")
    assert "Your time as webmaster ends" in titles(ada, soon)

    verbs.extend(post="webmaster", by=ada, at=soon, key="more")

    assert [title for title in titles(ada, soon) if "webmaster" in title] == []


def test_each_hand_over_is_to_whoever_followed_and_old_ones_are_not_shown(
    roles: Coop, ada: Participant, dee: Participant, noon: Moment
) -> None:
    for who, since, until in (
        (ada, "2022-01-01", "2022-03-01"),
        (ada, "2023-01-01", "2024-01-01"),
        (dee, "2023-12-10", "2024-12-10"),
        (ada, "2025-01-01", "2026-01-01"),
    ):
        RolePeriod.objects.create(
            coop=roles, participant=who, role="webmaster", valid_from=since, valid_until=until
        )

    found = handing.hand_overs(held.require(roles, noon.day))

    assert [(one.goes, str(one.ends_on), one.comes, one.concerns(noon.day)) for one in found] == [
        ("dee", "2024-12-10", "ada", True),
        ("ada", "2024-01-01", "dee", False),
    ]


def test_today_names_what_one_could_take(
    roles: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    assert "4 roles are empty" in titles(ada, noon)
    assert titles(bo, noon) == []


def test_the_page_asks_as_much_of_three_as_of_thirty(
    roles: Coop,
    ada: Participant,
    noon: Moment,
    signed_in: Enter,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = signed_in(ada)
    for nth in range(30):
        joins(roles, f"p{nth}", "member", dt.date(2024, 1, 1))
        RolePeriod.objects.create(
            coop=roles, participant=Participant.objects.get(key=f"p{nth}"), role="product", valid_from=DAY
        )
    browser.get(ROOM)

    with django_assert_max_num_queries(14):
        browser.get(ROOM)


def test_strangers_and_those_the_charter_keeps_out_find_nothing(
    roles: Coop, chi: Person, ada: Participant, signed_in: Enter
) -> None:
    gone = joins(roles, "gil", "member", dt.date(2024, 1, 1), DAY)

    for who in (chi, gone):
        browser = signed_in(who)
        found = [browser.get(path).status_code for path in (ROOM, f"{ROOM}webmaster/", API)]
        found.append(browser.post(f"{ROOM}webmaster/taking/", {"key": "k"}).status_code)
        assert found == [404, 404, 404, 404]
    assert signed_in(ada).get(f"{ROOM}emperor/").status_code == 404


def test_without_roles_in_the_charter_the_page_says_so(
    harbour: Coop, ada: Participant, signed_in: Enter
) -> None:
    browser = signed_in(ada)

    assert "The charter names no role and no body" in text(browser.get(ROOM))
    assert (browser.get(f"{ROOM}webmaster/").status_code, browser.get(API).json()) == (404, [])


def test_the_same_by_the_api(
    roles: Coop, agree: Agree, ada: Participant, dee: Participant, signed_in: Enter
) -> None:
    hers, dees = signed_in(ada), signed_in(dee)

    def post(browser: Client, where: str, **said: object) -> tuple[int, Any]:
        answer = browser.post(f"{API}/{where}", said, "application/json")
        return answer.status_code, answer.json()

    took = post(hers, "webmaster/taking", key="w")
    again = post(hers, "webmaster/taking", key="w")
    late = post(dees, "webmaster/taking", key="d")
    passed = post(hers, "convener/passing", key="p")
    back = post(hers, "webmaster/return", on="2025-06-01", key="b")
    soon = post(hers, "webmaster/extension", key="x")
    drawn = post(dees, "watch/lot", key="l")
    chosen = post(hers, "chair/choice", decision=str(agree("chair, dee, 2025-03-03").pk), key="c")
    recall = agree("chair, dee, 2025-03-03", matter="recall")
    recalled = post(hers, "chair/recall", decision=str(recall.pk), key="r")
    nothing = post(hers, "webmaster/hand-over", goes="ada", since="2025-03-03", nth=0, key="h")

    assert (took[0], took[1]["valid_until"], took == again) == (201, "2026-03-03", True)
    assert (late[0], late[1]["code"]) == (409, "roles.full")
    assert passed == (201, {"person": "ada", "on": "2025-03-03"})
    assert (back[0], back[1]["valid_until"], soon[0], soon[1]["code"]) == (
        201,
        "2025-06-01",
        409,
        "roles.too-early",
    )
    assert (drawn[0], {one["person"] for one in drawn[1]}) == (201, {"ada", "dee"})
    assert (chosen[0], chosen[1]["person"], recalled[0], recalled[1]["valid_until"]) == (
        201,
        "dee",
        201,
        "2025-03-03",
    )
    assert nothing[0] == 404
    listed = {one["key"]: one for one in hers.get(API).json()}
    assert (listed["board"]["seats"], listed["product"]["free"], listed["convener"]["free"]) == (3, None, 1)
    whole = dees.get(f"{API}/convener").json()
    assert (whole["turn"], whole["may_take"], whole["does"]) == (["dee", "ada"], True, ["calls the meeting"])
    assert hers.get(f"{API}/emperor").status_code == 404
    assert hers.get(f"{API}/Emperor!").status_code == 422


def test_a_decision_about_another_role_or_that_one_may_not_see_is_not_there(
    roles: Coop, agree: Agree, ada: Participant, bo: Participant, signed_in: Enter
) -> None:
    agreed = agree("chair, dee, 2025-03-03")
    said = {"key": "k", "authority": agreed.pk}

    assert signed_in(ada).post(f"{ROOM}board/choice/", said).status_code == 404
    assert signed_in(ada).post(f"{ROOM}chair/choice/", {"key": "k"}).status_code == 422
    assert signed_in(bo).post(f"{ROOM}chair/choice/", said).status_code == 409
