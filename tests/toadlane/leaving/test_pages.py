"""The pages of leaving, with the API beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import time_machine
from django.test import Client

from bylaws.kernel.money import Money
from tests.toadlane.conftest import NOON
from tests.toadlane.leaving.conftest import GOES, click, parting
from tests.toadlane.leaving.test_going import Decide, Give, Record, stages
from toadlane.books.verbs import receive_buy_in
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.leaving.models import Departure, HandedOver
from toadlane.privacy.models import Look

ROOM = "/c/harbour/leaving/"
API = "/api/v1/coops/harbour/departures"
SignedIn = Callable[[Participant], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def put(client: Client, address: str, body: Mapping[str, object]) -> Any:
    return client.put(address, body, content_type="application/json")


def post(client: Client, address: str, body: Mapping[str, object]) -> Any:
    return client.post(address, body, content_type="application/json")


def test_before_giving_notice_one_sees_what_follows_from_it(
    ada: Participant, dee: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    receive_buy_in(
        participant=dee, amount=Money.parse("300.00", "USD"), on=noon.day, by=ada, at=noon, key=click()
    )

    page = words(signed_in(dee).get(f"{ROOM}notice/"))

    told = ["April 2, 2025", "the keys", "the list of doors", "$300.00", "$200.00", "$50.00", "Oct 3, 2025"]
    assert [one for one in told if one not in page] == []
    assert not Departure.objects.exists()


def test_notice_is_given_on_the_page_and_taken_back_there(
    browser: Client, dee: Participant, signed_in: SignedIn
) -> None:
    client = signed_in(dee)
    sent = {"way": "resignation", "leaves_on": "2025-05-01", "words": "The sea.", "sure": "on", "key": "k"}

    given = client.post(f"{ROOM}notice/", sent, follow=True)
    departure = Departure.objects.get()
    again = client.get(f"{ROOM}notice/")
    back = client.post(f"{ROOM}{departure.pk}/withdrawal/", {"key": click()}, follow=True)

    assert (given.status_code, departure.leaves_on) == (200, dt.date(2025, 5, 1))
    assert "The sea." not in words(browser.get(f"{ROOM}{departure.pk}/"))
    assert "The sea." in words(given)
    assert again["Location"] == f"{ROOM}{departure.pk}/"
    assert (back.status_code, stages(dee)[0][2]) == (200, None)


def test_a_notice_that_is_too_short_comes_back_with_what_was_typed(
    dee: Participant, signed_in: SignedIn
) -> None:
    sent = {"way": "resignation", "leaves_on": "2025-03-10", "words": "The sea.", "sure": "on", "key": "k"}

    answer = signed_in(dee).post(f"{ROOM}notice/", sent)

    assert answer.status_code == 409
    assert "The sea." in words(answer)
    assert "2025-04-03" in words(answer)
    assert not Departure.objects.exists()


def test_a_day_to_look_at_that_is_too_soon_is_told_with_the_article(
    dee: Participant, signed_in: SignedIn
) -> None:
    page = words(signed_in(dee).get(f"{ROOM}notice/?way=resignation&leaves_on=2025-03-10"))

    assert "Article 10 — Going" in page
    assert "button grave" not in page


def test_who_keeps_the_list_tells_of_a_death_with_care_and_a_second_member_confirms_it(
    browser: Client, dee: Participant, eli: Participant, signed_in: SignedIn
) -> None:
    address = f"{ROOM}record/eli/?way=death&told_on=2025-02-20"

    looked = words(browser.get(address))
    told = browser.post(address, {"words": "His sister.", "sure": "on", "key": "k"}, follow=True)
    page, hers = told.redirect_chain[-1][0], signed_in(dee)
    own = browser.post(f"{page}confirmation/", {"key": click()})
    asked, listed = words(hers.get(page)), words(hers.get(ROOM))
    hers.post(f"{page}confirmation/", {"key": click()})
    done = browser.get(f"{ROOM}{Departure.objects.get().pk}/")

    assert "We are sorry" in looked
    assert (told.status_code, own.status_code) == (200, 409)
    assert ("His sister." in words(told), "His sister." in asked) == (True, False)
    assert ("Confirm that Eli died" in asked, "Waits for a second member" in listed) == (True, True)
    assert [told for told in ("Closed: nobody signs in", "His sister.") if told not in words(done)] == []
    assert {look.about for look in Look.objects.all()} == {eli}
    assert Departure.objects.get().leaves_on == dt.date(2025, 2, 20)


def test_parting_with_somebody_asks_for_the_decision_and_then_does_it(
    browser: Client, eli: Participant, decide: Decide
) -> None:
    address = f"{ROOM}record/eli/?way=dismissal&told_on=2025-03-03&leaves_on=2025-03-03"
    before = words(browser.get(address))
    authority = decide(eli, "dismiss", parting(eli))

    done = browser.post(address, {"authority": str(authority.pk), "sure": "on", "key": "k"}, follow=True)

    assert f"matter=dismiss&amp;subject=eli&amp;fingerprint={authority.fingerprint}" in before
    assert "What the members decided" in words(done)
    assert browser.get(f"{ROOM}record/eli/?way=dismissal").status_code == 200


def test_whoever_it_is_about_says_on_its_page_that_it_is_not_so(
    browser: Client, bo: Participant, eli: Participant, signed_in: SignedIn
) -> None:
    address = f"{ROOM}record/eli/?way=resignation&told_on=2025-03-03"
    page = browser.post(address, {"sure": "on", "key": "k"})["Location"]

    without = browser.post(f"{page}denial/", {"key": click()})
    hidden = signed_in(bo).get(page)
    done = signed_in(eli).post(f"{page}denial/", {"key": click()}, follow=True)

    assert (without.status_code, hidden.status_code) == (422, 404)
    assert "Said not to be so" in words(done)
    assert not Departure.objects.exists()


def test_who_does_not_keep_the_list_finds_no_page_to_record_on(
    dee: Participant, eli: Participant, signed_in: SignedIn
) -> None:
    client = signed_in(dee)

    assert [client.get(f"{ROOM}{page}/eli/").status_code for page in ("record", "return")] == [404, 404]
    assert client.get(f"{ROOM}record/nobody/").status_code == 404


def test_the_list_is_ticked_on_the_page(
    dee: Participant, eli: Participant, give: Give, signed_in: SignedIn
) -> None:
    departure = give(dee)
    item = HandedOver.objects.filter(departure=departure)[0]
    things = f"{ROOM}{departure.pk}/things/{item.pk}"
    theirs = signed_in(dee)

    theirs.post(f"{things}/person/", {"to": "eli", "key": click()})
    theirs.post(f"{things}/tick/", {"side": "given", "done": "yes", "key": click()})
    signed_in(eli).post(f"{things}/tick/", {"side": "taken", "done": "yes", "key": click()})
    wrong = theirs.post(f"{things}/tick/", {"side": "taken", "done": "no", "key": click()})

    assert "1 of 4 are done." in words(theirs.get(f"{ROOM}{departure.pk}/"))
    assert wrong.status_code == 409


def test_somebody_comes_back_on_the_page(browser: Client, eli: Participant, record: Record) -> None:
    record(eli, "resignation", told_on=dt.date(2025, 1, 15))
    address = f"{ROOM}return/eli/?stage=candidate&from_day=2025-03-03"

    empty = browser.get(f"{ROOM}return/eli/")
    early = words(browser.get(f"{ROOM}return/eli/?stage=candidate&from_day=2025-02-01"))
    by_decision = words(browser.get(f"{ROOM}return/eli/?stage=member&from_day=2025-03-03"))
    done = browser.post(address, {"key": "k"})

    assert (empty.status_code, done.status_code) == (200, 302)
    assert "has not left by 2025-02-01" in early
    assert "matter=admit-member" in by_decision
    assert eli.stage_on(dt.date(2025, 3, 3)) == "candidate"


def test_departures_are_for_members_and_ones_own_for_oneself(
    bo: Participant, dee: Participant, give: Give, record: Record, signed_in: SignedIn
) -> None:
    departure, browser = give(dee), signed_in(dee)
    gone = record(bo, "resignation", told_on=dt.date(2025, 1, 1))
    his = signed_in(bo)

    assert "Dee" in words(browser.get(ROOM))
    assert [his.get(ROOM).status_code, his.get(f"{ROOM}{departure.pk}/").status_code] == [404, 404]
    assert his.get(f"{ROOM}{gone.pk}/").status_code == 200
    assert [one["person"] for one in his.get(API).json()] == ["bo"]
    assert [one["person"] for one in browser.get(API).json()] == ["dee", "bo"]


# The API


def test_the_outlook_and_the_notice_over_the_api(dee: Participant, signed_in: SignedIn) -> None:
    client = signed_in(dee)

    seen = client.get(f"{API}/outlook").json()
    given = post(client, API, {"words": "The sea.", "key": "k"})
    again = post(client, API, {"words": "The sea.", "key": "k"})
    back = post(client, f"{API}/{given.json()['id']}/withdrawal", {"key": "b"})

    del seen["fingerprint"]
    assert seen == {
        "way": "resignation",
        "told_on": "2025-03-03",
        "leaves_on": "2025-04-03",
        "becomes": "former",
        "articles": ["Article 10 — Going", "Article 6 — The keys"],
        "decided_as": None,
        "access_ends_on": "2025-04-03",
        "reason_asked": True,
        "roles_end": ["keeper"],
        "left_alone": ["keeper"],
        "nobody_enters": False,
        "hand_over": ["the keys", "the list of doors", "work"],
        "account": "0.00",
        "payments": [],
    }
    assert (given.status_code, given.json()["words"], again.json()) == (201, "The sea.", given.json())
    assert (back.status_code, back.json()["taken_back_on"]) == (201, "2025-03-03")


def test_telling_recording_and_returning_over_the_api(
    browser: Client, eli: Participant, dee: Participant, signed_in: SignedIn
) -> None:
    body = {"person": "eli", "way": "resignation", "told_on": "2025-01-31", "key": "k"}
    hers = signed_in(dee)

    told = post(browser, f"{API}/told", body).json()
    waits = hers.get(f"{API}/told").json()
    done = post(hers, f"{API}/told/{told['id']}/confirmation", {"key": "c"})
    after = post(hers, f"{API}/told/{told['id']}/denial", {"because": "No.", "key": "d"})
    back = post(
        browser,
        f"{API}/returns",
        {"person": "eli", "stage": "candidate", "from_day": "2025-03-03", "key": "r"},
    )
    hidden = [post(hers, f"{API}/{where}", {**body, "key": "x"}) for where in ("records", "told")]
    alone = post(browser, f"{API}/records", {**body, "person": "dee", "key": "a"})
    undecided = post(browser, f"{API}/records", {**body, "person": "dee", "way": "dismissal", "key": "d"})

    assert (told["state"], waits, told["leaves_on"]) == ("waiting", [told], "2025-02-28")
    assert (done.status_code, done.json()["state"], done.json()["answered_by"]) == (201, "confirmed", "dee")
    assert done.json()["departure"] == str(Departure.objects.get().pk)
    assert hers.get(f"{API}/told/{told['id']}").json() == done.json()
    assert (after.status_code, after.json()["code"]) == (409, "departing.answered")
    assert back.json() == {"person": "eli", "stage": "candidate", "from_day": "2025-03-03"}
    assert [one.status_code for one in hidden] == [404, 404]
    assert [alone.json()["code"], undecided.json()["code"]] == ["departing.second", "departing.undecided"]


def test_the_list_over_the_api(dee: Participant, eli: Participant, give: Give, signed_in: SignedIn) -> None:
    departure = give(dee)
    client = signed_in(dee)
    thing = client.get(f"{API}/{departure.pk}").json()["things"][0]
    where = f"{API}/{departure.pk}/things/{thing['id']}"

    put(client, f"{where}/person", {"to": "eli", "key": "to"})
    post(client, f"{where}/tick", {"side": "given", "key": "given"})
    taken = post(signed_in(eli), f"{where}/tick", {"side": "taken", "key": "taken"})
    nobody = put(client, f"{where}/person", {"key": "nobody"})

    assert taken.json() == {
        "id": thing["id"],
        "kind": "role",
        "role": "keeper",
        "thing": "the keys",
        "article": "Article 6 — The keys",
        "due_on": GOES.isoformat(),
        "to": "eli",
        "given_on": "2025-03-03",
        "taken_on": "2025-03-03",
    }
    assert (nobody.json()["to"], nobody.json()["taken_on"]) == (None, None)
    assert (
        post(
            client, f"{API}/{departure.pk}/things/{departure.pk}/tick", {"side": "given", "key": "n"}
        ).status_code
        == 404
    )
