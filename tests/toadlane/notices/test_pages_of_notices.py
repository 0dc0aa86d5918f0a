"""The list of notices, what is sent to whom, and the link that stops letters, as pages and as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.toadlane.conftest import NOON, join
from tests.toadlane.notices.conftest import Tell, post
from toadlane.coops import sight
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.notices import kinds, links
from toadlane.notices.models import Choice, Notice, Rhythm
from toadlane.people.models import Person

LIST, CHOICES, HOURS = (f"/c/harbour/notices/{page}" for page in ("", "choices/", "hours/"))
API = "/api/v1/coops/harbour/notices"
SAID = {"quiet_from": "22:00", "quiet_until": "07:00", "letters_at": "09:30", "weekday": "4"}


@pytest.fixture
def browser(ada: Participant, signed_in: Callable[[Participant], Client]) -> Client:
    return signed_in(ada)


def send(browser: Client, address: str, method: str = "post", **body: Any) -> tuple[int, Any]:
    answer = getattr(browser, method)(address, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_the_list_shows_what_i_was_told_and_the_bell_counts_what_is_new(
    ada: Participant, bo: Participant, told: Tell, browser: Client
) -> None:
    told(ada, key="one")
    told(ada, kind="lease", words="ends", values={"day": "2025-06-30"}, key="two")
    told(bo, values={"day": "2025-03-04", "dish": "cake"}, key="three")

    page = browser.get(LIST).content.decode()

    assert [said in page for said in ("soup", "The lease ends on June 30, 2025.", "cake")] == [
        True,
        True,
        False,
    ]
    assert "Notices, 2 of them new" in page
    assert [one["says"] for one in browser.get(API).json()] == [
        "The lease ends on June 30, 2025.",
        "Supper of March 4, 2025: soup.",
    ]


def test_the_list_is_narrowed_by_kind_and_to_what_is_new(
    ada: Participant, told: Tell, browser: Client
) -> None:
    told(ada, key="one")
    told(ada, kind="lease", words="ends", values={"day": "2025-06-30"}, key="two")
    browser.post(f"{LIST}{Notice.objects.get(key='two').pk}/reading/")

    found = {
        query: len(browser.get(f"{LIST}?{query}").context["page"].object_list)
        for query in (
            "kind=lease",
            "unread=on",
            "kind=lease&unread=on",
            "kind=nothing",
            "kind=%00",
            "page=9999",
        )
    }

    assert found == {
        "kind=lease": 1,
        "unread=on": 1,
        "kind=lease&unread=on": 0,
        "kind=nothing": 0,
        "kind=%00": 2,
        "page=9999": 2,
    }


def test_following_a_notice_reads_it_and_looking_ahead_does_not(
    ada: Participant, told: Tell, browser: Client
) -> None:
    told(ada)
    notice = Notice.objects.get()

    browser.head(f"{LIST}{notice.pk}/")
    assert Notice.objects.filter(read_at=None).exists()
    answer = browser.get(f"{LIST}{notice.pk}/")

    assert (answer.status_code, answer["Location"]) == (302, "/c/harbour/record/")
    assert not Notice.objects.filter(read_at=None).exists()


def test_all_is_read_but_what_came_after_the_page_was_shown(
    ada: Participant, told: Tell, browser: Client
) -> None:
    told(ada, key="one")
    told(ada, key="two")
    until = browser.get(LIST).context["until"]
    told(ada, key="later", at=timezone.now() + dt.timedelta(minutes=1))

    for _double in range(2):
        assert browser.post(f"{LIST}reading/", {"until": until}).status_code == 302

    assert list(Notice.objects.filter(read_at=None).values_list("key", flat=True)) == ["later"]


@pytest.mark.parametrize("until", ["", "yesterday", "2025-02-31T00:00Z", "2025-03-03T00:00"])
def test_an_odd_instant_means_now(ada: Participant, told: Tell, browser: Client, until: str) -> None:
    told(ada)

    browser.post(f"{LIST}reading/", {"until": until})

    assert not Notice.objects.filter(read_at=None).exists()


def test_what_is_hidden_now_is_neither_listed_nor_counted_nor_opened(
    ada: Participant, bo: Participant, noon: Moment, told: Tell, signed_in: Callable[..., Client]
) -> None:
    told(bo, key="hidden")
    told(bo, about=bo, key="about me")
    browser = signed_in(bo)
    hidden = Notice.objects.get(key="hidden")

    page = browser.get(LIST)

    assert "Notices, 1 of them new" in page.content.decode()
    assert [one.key for one in page.context["page"]] == ["about me"]
    assert [one["notice"] for one in browser.get(API).json()] == [str(Notice.objects.get(key="about me").pk)]
    addresses = (f"{LIST}{hidden.pk}/", f"{API}?before={hidden.pk}")
    assert [browser.get(one).status_code for one in addresses] == [404, 404]
    assert browser.post(f"{LIST}{hidden.pk}/reading/").status_code == 404
    assert send(browser, f"{API}/{hidden.pk}/reading")[0] == 404
    sight.seed(coop=bo.coop, classes={"accounts": ["candidates", "members"]}, by=ada, at=noon)
    assert "Notices, 2 of them new" in browser.get(LIST).content.decode()


def test_nobody_reads_anothers_notices(
    ada: Participant, bo: Participant, chi: Person, told: Tell, signed_in: Callable[..., Client]
) -> None:
    told(ada)
    notice = Notice.objects.get()
    sight_of_all = [signed_in(bo), signed_in(chi), Client()]

    answers = [browser.get(f"{LIST}{notice.pk}/").status_code for browser in sight_of_all]
    marks = [browser.post(f"{LIST}{notice.pk}/reading/").status_code for browser in sight_of_all]

    assert (answers, marks, Notice.objects.get().read_at) == ([404] * 3, [404] * 3, None)
    assert [browser.get(API).status_code for browser in sight_of_all] == [200, 404, 401]


def test_i_choose_what_is_sent_to_me(ada: Participant, told: Tell, browser: Client) -> None:
    form = {"supper": "weekly", "lease": "daily", "care": "never", "key": "k"}

    answers = [browser.post(CHOICES, form).status_code for _double in range(2)]

    assert answers == [302, 302]
    assert dict(Choice.objects.values_list("kind", "when")) == {
        "supper": "weekly",
        "lease": "daily",
        "care": "never",
    }
    told(ada)
    assert post(dt.timedelta(days=3)) == []


@pytest.mark.parametrize(("kind", "when"), [("lease", "never"), ("lease", "weekly"), ("supper", "hourly")])
def test_what_binds_cannot_be_refused(browser: Client, kind: str, when: str) -> None:
    form = {"supper": "daily", "lease": "daily", "care": "daily", kind: when, "key": "k"}

    page = browser.post(CHOICES, form)
    code = send(browser, f"{API}/letters/choices", "put", choices={kind: when})

    assert (page.status_code, code[0], Choice.objects.count()) == (422, 422, 0)


def test_a_kind_there_is_not_is_said_so(browser: Client) -> None:
    status, said = send(browser, f"{API}/letters/choices", "put", choices={"breakfast": "daily"})

    assert (status, said["code"]) == (422, "notices.unknown")


def test_i_set_my_hours_and_my_clock_for_every_coop(
    ada: Participant, harbour: Coop, told: Tell, browser: Client
) -> None:
    told(ada, at=NOON + dt.timedelta(days=3650))

    answer = browser.post(HOURS, {**SAID, "time_zone": "Europe/Madrid", "key": "k"})

    rhythm = Rhythm.objects.select_related("person").get()
    assert (
        answer.status_code,
        rhythm.quiet_from,
        rhythm.letters_at,
        rhythm.weekday,
        rhythm.person.time_zone,
    ) == (
        302,
        dt.time(22),
        dt.time(9, 30),
        4,
        "Europe/Madrid",
    )
    assert browser.get(f"{API}/letters").json()["hours"] == {
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "letters_at": "09:30",
        "weekday": 4,
        "zone": "Europe/Madrid",
    }


@pytest.mark.parametrize(
    "wrong",
    [{"quiet_until": ""}, {"letters_at": "25:00"}, {"weekday": "7"}, {"time_zone": "Mars/Crater"}],
)
def test_half_an_hour_of_quiet_keeps_what_was_typed(browser: Client, wrong: dict[str, str]) -> None:
    page = browser.post(HOURS, {**SAID, "time_zone": "", **wrong, "key": "k"})

    assert (page.status_code, Rhythm.objects.count()) == (422, 0)
    assert 'value="22:00"' in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"quiet_from": "22:00"}, "notices.half-quiet"),
        ({"zone": "Mars/Crater"}, "notices.zone"),
        ({"weekday": 7}, "api.schema"),
        ({"letters_at": "8"}, "api.schema"),
    ],
)
def test_hours_that_cannot_be_are_told_over_the_api(
    browser: Client, wrong: dict[str, Any], code: str
) -> None:
    status, said = send(browser, f"{API}/letters/hours", "put", **{"letters_at": "08:00", **wrong})

    assert (status, said["code"]) == (422, code)


def test_the_link_in_a_letter_stops_its_kinds_signed_out_by_one_click_and_never_what_binds(
    ada: Participant, told: Tell, settings: Any
) -> None:
    settings.TLS = True
    told(ada)
    told(ada, kind="lease", words="ends", values={"day": "2025-06-30"}, key="two")
    [letter] = post()
    address = letter.headers["List-Unsubscribe"].strip("<>").removeprefix(settings.ADDRESS)
    stranger = Client(enforce_csrf_checks=True)

    asked = stranger.get(address)
    assert (asked.status_code, Choice.objects.count()) == (200, 0)
    done = stranger.post(address, {"List-Unsubscribe": "One-Click"})

    assert (letter.headers["List-Unsubscribe-Post"], done.status_code) == ("List-Unsubscribe=One-Click", 200)
    assert list(Choice.objects.values_list("kind", "when")) == [("supper", "never")]


def test_a_letter_of_what_binds_alone_has_no_link_to_stop_it(ada: Participant, told: Tell) -> None:
    told(ada, kind="lease", words="ends", values={"day": "2025-06-30"})

    [letter] = post()

    assert letter.headers == {"Auto-Submitted": "auto-generated"}
    assert "/notices/stop/" not in letter.body + letter.html


def test_a_kind_that_has_come_to_bind_is_not_stopped_by_an_old_letter(
    ada: Participant,
) -> None:
    token = links.token_of(ada, ["lease", "supper", "breakfast"])

    Client().post(f"/notices/stop/{token}/")

    assert list(Choice.objects.values_list("kind", flat=True)) == ["supper"]


@pytest.mark.parametrize("token", ["x", "W10:1abc:sig", "a" * 5000, "%00"])
def test_a_link_nobody_signed_leads_nowhere(db: None, token: str) -> None:
    assert [
        Client().get(f"/notices/stop/{token}/").status_code,
        Client().post(f"/notices/stop/{token}/").status_code,
    ] == [404, 404]


def test_the_page_says_when_nothing_is_sent_for_want_of_a_proven_address(
    harbour: Coop, signed_in: Callable[..., Client]
) -> None:
    dee = join(harbour, "dee", "member", dt.date(2024, 1, 1))

    assert "No letter comes yet" in signed_in(dee).get(CHOICES).content.decode()


def test_the_list_costs_the_same_however_long_it_is(
    ada: Participant, told: Tell, browser: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    told(ada)
    browser.get(LIST)
    for n in range(40):
        told(ada, key=f"{n}")

    with django_assert_num_queries(QUERIES):
        browser.get(LIST)


QUERIES = 10


def test_a_kind_that_is_gone_is_told_by_its_key(
    ada: Participant, told: Tell, monkeypatch: pytest.MonkeyPatch, browser: Client
) -> None:
    told(ada)
    monkeypatch.setattr(kinds, "_known", {})

    assert "supper" in browser.get(LIST).content.decode()


def test_from_my_own_page_i_come_to_what_my_coops_send_me(
    harbour: Coop, ada: Participant, chi: Person, browser: Client, signed_in: Callable[..., Client]
) -> None:
    alone = browser.get("/me/notices/")
    assert ada.person is not None
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    Participant.objects.create(coop=quay, key="ada", name="Ada", person=ada.person)
    both = browser.get("/me/notices/").content.decode()

    assert (alone.status_code, alone["Location"]) == (302, CHOICES)
    assert [f"/c/{slug}/notices/choices/" in both for slug in ("harbour", "quay")] == [True, True]
    assert "You belong to no co-op here yet." in signed_in(chi).get("/me/notices/").content.decode()


def test_all_and_single_notices_are_read_over_the_api(ada: Participant, told: Tell, browser: Client) -> None:
    told(ada, key="one")
    told(ada, key="two")
    one = Notice.objects.get(key="one")

    single = [send(browser, f"{API}/{one.pk}/reading")[1]["read_at"] is None for _twice in range(2)]
    every = [send(browser, f"{API}/reading", until="2025-03-03T18:00:00+00:00") for _twice in range(2)]

    assert (single, every) == ([False, False], [(200, {"read": 1}), (200, {"read": 0})])
