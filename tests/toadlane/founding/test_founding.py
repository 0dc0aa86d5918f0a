"""Making a co-op: who may, what is there afterwards, and what is refused with the cure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault, Refused
from tests.toadlane.conftest import NOON
from tests.toadlane.crowds import all_at_once
from tests.toadlane.founding.conftest import BEGAN, NEW, Found
from toadlane.coops.demo import DEMO
from toadlane.coops.models import Coop, Participant
from toadlane.founding import verbs
from toadlane.people.models import Person
from toadlane.record import reads as record
from toadlane.record.models import Entry

TODAY = NOON.date()
TYPED = {
    "name": "Harbour Web Cooperative",
    "slug": "",
    "began_on": "2019-04-01",
    "currency": "USD",
    "time_zone": "America/New_York",
    "fiscal_year_starts": "01-01",
    "language": "en",
    "accent": "moss",
    "founder": "Olive Example",
    "member_since": "2019-04-01",
    "key": "start",
}


def test_whoever_makes_a_co_op_is_its_founder_and_first_member(founder: Participant) -> None:
    coop = founder.coop

    assert (coop.slug, coop.name, coop.began_on, founder.key) == (
        "harbour",
        "Harbour Web Cooperative",
        BEGAN,
        "olive",
    )
    assert (founder.stage_on(BEGAN), founder.roles_on(TODAY)) == ("member", frozenset({"founder"}))


def test_whoever_makes_it_for_others_is_no_member(found: Found) -> None:
    founder = found(member_since=None)

    assert (founder.stage_on(TODAY), founder.roles_on(TODAY)) == (None, frozenset({"founder"}))


def test_the_record_begins_with_who_made_it_and_keeps_no_name(founder: Participant) -> None:
    entry = Entry.objects.get(coop=founder.coop)
    said = record.content(entry)

    assert (entry.kind, entry.actor) == ("coop.founded.v1", "olive")
    assert said is not None
    assert said["what"] == NEW.written()
    assert "Olive" not in str(said)


def test_the_same_click_twice_makes_one_co_op(found: Found) -> None:
    assert found() == found()
    assert Coop.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_fifty_clicks_at_once_make_one_co_op(found: Found) -> None:
    made = all_at_once([lambda: found().pk] * 10)

    assert (len(set(made)), Coop.objects.count(), Entry.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"slug": "Harbour Web"}, "founding.slug"),
        ({"slug": ""}, "founding.slug"),
        ({"name": ""}, "founding.name"),
        ({"name": "x" * 200}, "founding.name"),
        ({"founder": ""}, "founding.name"),
        ({"currency": "XQQ"}, "money.unknown-currency"),
        ({"time_zone": "Mars/Olympus"}, "founding.time_zone"),
        ({"fiscal_year_starts": "13-01"}, "fiscal-year.starts"),
        ({"language": "tlh"}, "founding.language"),
        ({"accent": "beige"}, "founding.accent"),
        ({"began_on": TODAY + dt.timedelta(days=1), "member_since": None}, "founding.began"),
        ({"member_since": BEGAN - dt.timedelta(days=1)}, "founding.since"),
        ({"member_since": TODAY + dt.timedelta(days=1)}, "founding.since"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(found: Found, said: dict[str, Any], code: str) -> None:
    with pytest.raises(InputFault) as fault:
        found(**said)

    assert (fault.value.code, Coop.objects.count(), Participant.objects.count()) == (code, 0, 0)


def test_an_address_is_taken_once(found: Found) -> None:
    found()

    with pytest.raises(InputFault) as fault:
        found(key="another", name="Harbour Books")

    assert fault.value.code == "founding.address-taken"


def test_another_form_with_the_same_key_is_told_so(found: Found) -> None:
    found()

    with pytest.raises(Fault) as fault:
        found(name="Harbour Books")

    assert fault.value.code == "key.other-content"


def test_only_whoever_runs_the_installation_makes_co_ops(found: Found, chi: Person) -> None:
    with pytest.raises(Refused) as fault:
        found(by=chi)

    assert (fault.value.code, Coop.objects.count()) == ("founding.not-operator", 0)


def test_the_demo_makes_no_co_op(found: Found, tmp_path: Path, settings: Any, browser: Client) -> None:
    settings.DATA = tmp_path
    (tmp_path / DEMO).write_text("[]")

    with pytest.raises(Refused) as fault:
        found()

    page = browser.get("/start/")
    assert (fault.value.code, page.status_code) == ("founding.demo", 200)
    assert "./run create --data FOLDER" in page.content.decode()


def test_by_the_form_a_co_op_gets_its_address_from_its_name(browser: Client) -> None:
    answer = browser.post("/start/", TYPED, follow=True)

    assert answer.redirect_chain == [("/c/harbour-web-cooperative/", 302)]
    assert answer.status_code == 200


def test_the_form_offers_what_is_known_of_the_person(browser: Client, olive: Person) -> None:
    assert browser.get("/start/").context["form"].initial["founder"] == olive.name


@pytest.mark.parametrize(
    ("typed", "status", "field"),
    [
        ({"name": ""}, 422, "name"),
        ({"name": "李明", "slug": ""}, 422, "slug"),
        ({"slug": "no spaces, please"}, 422, "slug"),
        ({"began_on": "1 April"}, 422, "began_on"),
        ({"member_since": "2001-01-01"}, 422, "member_since"),
        ({"currency": "DOGE"}, 422, "currency"),
    ],
)
def test_the_form_keeps_what_was_typed_and_says_beside_what_is_wrong(
    browser: Client, typed: dict[str, str], status: int, field: str
) -> None:
    page = browser.post("/start/", {**TYPED, **typed})

    form = page.context["form"]
    assert (page.status_code, list(form.errors), form["founder"].value()) == (
        status,
        [field],
        "Olive Example",
    )


def test_an_address_taken_is_told_beside_it(browser: Client, founder: Participant) -> None:
    page = browser.post("/start/", {**TYPED, "slug": founder.coop.slug, "key": "other"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["slug"])


def test_a_stranger_signs_in_first(client: Client, db: None) -> None:
    assert client.get("/start/").headers["Location"] == "/account/login/?next=/start/"


def test_others_are_told_whom_to_ask(signed_in: Any, chi: Person) -> None:
    page = signed_in(chi).get("/start/").content.decode()

    assert "whoever runs this installation" in page
    assert "<form class" not in page


def test_the_street_leads_whoever_runs_the_house_to_the_form(
    browser: Client, signed_in: Any, chi: Person
) -> None:
    assert 'href="/start/"' in browser.get("/").content.decode()
    assert 'href="/start/"' not in signed_in(chi).get("/").content.decode()


def test_hostile_names_are_only_names(found: Found, browser: Client) -> None:
    found(name="<script>alert(1)</script>", founder="'; DROP TABLE coops_coop; --")

    page = browser.get("/c/harbour/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_name_of_no_letters_still_gets_a_key(found: Found) -> None:
    assert found(founder="李明").key == "person"


def test_founding_asks_as_much_in_a_house_of_many_co_ops(
    found: Found, django_assert_max_num_queries: Any
) -> None:
    Coop.objects.bulk_create(
        Coop(slug=f"c{n}", name="C", currency="USD", time_zone="UTC") for n in range(300)
    )

    with django_assert_max_num_queries(30):
        verbs.found_coop(new=NEW, by=Person.objects.get(), at=NOON, key="one")
