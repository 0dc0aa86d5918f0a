"""Members take everything away by themselves: on their decision, by the hand it names."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from bylaws.kernel.faults import Fault
from tests.toadlane.decisions.conftest import browser, dee, enter, governed, joins
from tests.toadlane.keeping.everything import (
    API,
    PAGE,
    WORDS,
    Enter,
    Signed,
    another,
    ask,
    body,
    decided,
    dee_keeps,
    kinds,
    made,
    only_what_is_asked_for,
)
from tests.toadlane.lifted import lifted
from toadlane.coops.models import Coop, Participant, RolePeriod, Visibility
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import withdraw_authority
from toadlane.jobs.models import Progress
from toadlane.keeping.leaving.matters import TAKE
from toadlane.keeping.models import Taking
from toadlane.people.models import Person
from toadlane.record.models import Entry

__all__ = [
    "another",
    "ask",
    "browser",
    "decided",
    "dee",
    "dee_keeps",
    "enter",
    "governed",
    "only_what_is_asked_for",
]
pytestmark = pytest.mark.django_db(transaction=True)


def test_bookkeeper_takes_everything_on_the_members_decision_and_everyone_sees_it(
    decided: Authority, ada: Participant, dee: Participant, signed_in: Signed
) -> None:
    before = kinds()
    sent = signed_in(ada).post(PAGE, {"authority": decided.pk, "key": "k"})
    waits = signed_in(dee).get(PAGE).content.decode()
    taking = Taking.objects.get()
    row = made(taking)
    page, hers = (signed_in(who).get(PAGE).content.decode() for who in (dee, ada))

    file = signed_in(ada).get(f"{PAGE}{taking.pk}/file/")

    assert (sent.status_code, row.state, kinds()[len(before) :]) == (
        302,
        "ready",
        ["authority.used.v1", "everything.taken.v1"],
    )
    assert [word in waits for word in ("waiting", "Ada", f"decide/{decided.pk}/", "Download")] == [
        True,
        True,
        True,
        False,
    ]
    assert ("ready" in page, "Download" in page, "Download" in hers, "Remove the file" in hers) == (
        True,
        False,
        True,
        True,
    )
    assert (file["Cache-Control"], file["X-Content-Type-Options"], file["Content-Type"]) == (
        "private, no-store",
        "nosniff",
        "application/zip",
    )
    assert file["Content-Disposition"].startswith('attachment; filename="harbour-')
    assert len(body(file)) == row.size
    assert Entry.objects.get(kind="everything.taken.v1").subject == str(decided.pk)


def test_two_passphrases_that_differ_and_a_short_one_are_told_beside_their_fields(
    decided: Authority, ada: Participant, signed_in: Signed
) -> None:
    page = signed_in(ada)

    def sent(passphrase: str, again: str) -> Any:
        said = {"authority": decided.pk, "key": "k", "passphrase": passphrase, "again": again}
        return page.post(PAGE, said)

    differ, short = sent(WORDS, "five words"), sent("short", "short")

    assert (differ.status_code, list(differ.context["form"].errors)) == (422, ["again"])
    assert (short.status_code, list(short.context["form"].errors)) == (422, ["passphrase"])
    assert Taking.objects.count() == 0


def test_same_click_twice_is_one_taking(ask: Callable[..., Taking]) -> None:
    first, second = ask(), ask()

    assert (first, Taking.objects.count(), DBTaskResult.objects.count()) == (second, 1, 1)


def test_decision_serves_once_and_for_whom_it_names(
    ask: Callable[..., Taking], enter: Enter, another: Callable[..., Authority], dee_keeps: Participant
) -> None:
    ask()
    tried: dict[str, dict[str, object]] = {
        "used": {},
        "by another": {"by": dee_keeps},
        "unconfirmed": {"authority": enter(matter=TAKE, subject="ada", key="2")},
        "on a year": {"authority": another("3", matter="close-year", subject="2024")},
        "on something else": {"authority": another("4", fingerprint="5" * 64)},
    }
    refused = {}
    for name, other in tried.items():
        with pytest.raises(Fault) as fault:
            ask(**other, key=f"take {name}")
        refused[name] = fault.value.code

    assert refused == {
        "used": "authority.used",
        "by another": "authority.other-matter",
        "unconfirmed": "authority.unconfirmed",
        "on a year": "authority.other-matter",
        "on something else": "authority.changed",
    }
    assert Taking.objects.count() == 1


def test_entry_that_was_taken_back_lets_nobody_take_anything(
    ask: Callable[..., Taking], decided: Authority, dee: Participant, noon: Moment
) -> None:
    withdraw_authority(authority=decided, because="We stay.", by=dee, at=noon, key="back")

    with pytest.raises(Fault, match="We stay"):
        ask()


def test_only_the_bookkeeper_asks_and_to_other_coops_there_is_nothing(
    ask: Callable[..., Taking], decided: Authority, dee: Participant, bo: Participant, signed_in: Signed
) -> None:
    haven = Coop.objects.create(slug="haven", name="Haven", currency="USD", time_zone="UTC")
    eli = joins(haven, "eli", "member", dt.date(2024, 1, 1))
    said = {"decision": str(decided.pk), "key": "k"}

    by_page = {
        who.key: signed_in(who).post(PAGE, {"authority": decided.pk, "key": "k"}) for who in (dee, eli)
    }
    by_api = [signed_in(who).post(API, said, "application/json").status_code for who in (dee, bo, eli)]
    elsewhere = Client().get(PAGE).status_code

    assert (by_page["dee"].status_code, by_page["eli"].status_code, by_api, elsewhere) == (
        422,
        404,
        [409, 404, 404],
        404,
    )
    assert Taking.objects.count() == 0


def test_only_whoever_asked_downloads_and_only_while_they_keep_the_books(
    ask: Callable[..., Taking], ada: Participant, dee_keeps: Participant, chi: Person, signed_in: Signed
) -> None:
    taking = ask()
    where = [f"{PAGE}{taking.pk}/file/", f"{API}/{taking.pk}/file"]
    early = [signed_in(ada).get(url).status_code for url in where]
    made(taking)

    others = [signed_in(who).get(url).status_code for who in (dee_keeps, chi) for url in where]
    with lifted(connection):
        RolePeriod.objects.filter(participant=ada)._raw_delete("default")
    after = [signed_in(ada).get(url).status_code for url in where]

    assert (early, others, after) == ([409, 409], [404, 404, 404, 404], [404, 404])


def test_nothing_is_asked_for_half_way_through_a_job(ask: Callable[..., Taking], harbour: Coop) -> None:
    Progress.objects.create(coop=harbour, title="Bring in hours.csv")

    with pytest.raises(Fault, match=r"“Bring in hours.csv” is under way"):
        ask()

    assert Authority.objects.filter(use=None).count() == 1


def test_click_without_a_key_comes_back_with_the_page(
    ask: Callable[..., Taking], ada: Participant, signed_in: Signed
) -> None:
    page, taking = signed_in(ada), ask()

    sent = [page.post(f"{PAGE}{taking.pk}/{what}/").status_code for what in ("anew", "removal")]

    assert (sent, page.post(f"{PAGE}{uuid.uuid4()}/anew/", {"key": "k"}).status_code) == ([422, 422], 404)


def test_api_asks_and_tells_the_same(decided: Authority, ada: Participant, signed_in: Signed) -> None:
    api = signed_in(ada)
    said = {"decision": str(decided.pk), "key": "k"}

    asked = [api.post(API, said, "application/json") for _ in range(2)]
    absent = api.post(API, {**said, "decision": str(uuid.uuid4())}, "application/json").status_code
    made(Taking.objects.get())
    [line] = api.get(API).json()

    assert ([one.status_code for one in asked], absent) == ([202, 202], 404)
    assert (asked[0].json()["state"], asked[0].json()["kept_until"]) == ("waiting", None)
    assert {name: line[name] for name in ("by", "decision", "closed", "state", "says")} == {
        "by": "ada",
        "decision": str(decided.pk),
        "closed": False,
        "state": "ready",
        "says": "",
    }


@pytest.mark.parametrize("more", [0, 3])
def test_page_asks_the_same_questions_however_much_was_taken(
    ask: Callable[..., Taking], another: Callable[..., Authority], browser: Client, more: int
) -> None:
    ask()
    for number in range(more):
        ask(authority=another(f"e{number}"), key=f"k{number}")

    with CaptureQueriesContext(connection) as asked:
        browser.get(PAGE)

    assert len(asked) == 8


def test_to_whom_the_record_is_hidden_there_is_no_such_page(
    ask: Callable[..., Taking], dee: Participant, ada: Participant, signed_in: Signed
) -> None:
    taking = ask()
    Visibility.objects.create(coop=taking.coop, information_class="record", audience="bookkeeper")

    where = [PAGE, f"{PAGE}{taking.pk}/file/", API, f"{API}/{taking.pk}"]

    assert [signed_in(dee).get(url).status_code for url in where] == [404] * 4
    assert [signed_in(ada).get(url).status_code for url in where] == [200, 409, 200, 200]


def test_page_that_asks_again_in_vain_is_told_so(
    ask: Callable[..., Taking], ada: Participant, signed_in: Signed
) -> None:
    page = signed_in(ada)
    ask()
    first = page.get(PAGE, headers={"HX-Request": "true"})

    again = page.get(PAGE, headers={"HX-Request": "true", "If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_record_leads_to_the_page_for_those_inside(governed: Coop, browser: Client) -> None:
    assert f'href="{PAGE}"' in browser.get("/c/harbour/record/").content.decode()
