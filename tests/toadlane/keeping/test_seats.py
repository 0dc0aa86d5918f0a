"""Mallory makes an account for Bo's address; when Bo's co-op moves in, Bo's place in it is not hers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.toadlane.broom import sweep
from tests.toadlane.conftest import NOON
from tests.toadlane.keeping.test_leaving import AT, LATER, part
from toadlane.coops.models import FOUNDER, Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.keeping import exporting, importing
from toadlane.mail import outbox
from toadlane.members import links, verbs
from toadlane.members.entering import NewPerson
from toadlane.members.models import Invitation, Seat
from toadlane.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
HERS, HIS = "mallory knows these words", "bo alone knows these words"
BO = "bo@harbour.example"
INSIDE = "/c/harbour/people/"


@pytest.fixture
def made(kept: Coop, tmp_path: Path) -> exporting.Exported:
    """Harbour's export, made where it lived before."""
    made = exporting.export("harbour", tmp_path, at=AT)
    sweep(connection)
    return made


@pytest.fixture
def mallory(made: exporting.Exported) -> Client:
    """Her browser: founder of Weir in this house, she invited Bo's address and opened the link herself."""
    weir = Coop.objects.create(slug="weir", name="Weir", currency="USD", time_zone="UTC")
    person = Person.objects.welcome(email="mallory@weir.example", name="Mallory", password=HERS)
    founder = Participant.objects.create(coop=weir, key="mallory", name="Mallory", person=person)
    RolePeriod.objects.create(coop=weir, participant=founder, role=FOUNDER, valid_from=NOON.date())
    now = Moment.of(NOON, coop=weir)
    verbs.bring_in(coop=weir, people=[NewPerson("Bo", BO)], send=False, by=founder, at=now, key="bring")
    invitation = Invitation.objects.get()
    verbs.accept_as_newcomer(invitation=invitation, name="Bo", password=HERS, at=now, key="in")
    return signed_in(HERS)


def signed_in(password: str, email: str = BO) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": email, "password": password})
    browser.post("/account/again/", {"password": password})
    return browser


def asked_for(what: str) -> str:
    """The link in the last letter to Bo."""
    outbox.send_due()
    letter = [one for one in mail.outbox if one.to == [BO]][-1]
    (address,) = re.findall(rf"http://testserver(/account/{what}\S+)", str(letter.body))
    return str(address)


def choose(password: str, address: str) -> None:
    browser = Client()
    form = browser.get(address, follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_an_account_made_for_an_address_takes_no_place_in_a_coop_that_moves_in(
    made: exporting.Exported, mallory: Client
) -> None:
    brought = importing.bring_in(made.file)

    assert (brought.waiting, Participant.objects.get(coop=brought.coop, key="bo").person) == (1, None)
    assert mallory.get(INSIDE).status_code == 404
    assert (
        "It is not known yet that you read mail at bo@harbour.example" in mallory.get("/me/").content.decode()
    )


def test_an_account_whose_address_is_proven_takes_its_place_at_once(made: exporting.Exported) -> None:
    bo = Person.objects.welcome(email=BO, name="Bo", password=HIS, proven=True)

    brought = importing.bring_in(made.file)

    assert (brought.waiting, Participant.objects.get(coop=brought.coop, key="bo").person) == (0, bo)


def test_whoever_reads_the_mail_gets_account_and_place_and_she_loses_both(
    made: exporting.Exported, mallory: Client
) -> None:
    importing.bring_in(made.file)

    Client().post("/account/password/forgotten/", {"email": BO})
    choose(HIS, asked_for("password/new/"))

    assert (mallory.get(INSIDE).status_code, mallory.get("/me/").status_code) == (404, 302)
    assert signed_in(HIS).get("/c/harbour/").status_code == 200
    assert Seat.objects.count() == 0


def test_proven_before_the_coop_moves_in_the_place_does_not_wait(
    made: exporting.Exported, mallory: Client
) -> None:
    Client().post("/account/password/forgotten/", {"email": BO})
    choose(HIS, asked_for("password/new/"))

    assert importing.bring_in(made.file).waiting == 0


def test_she_cannot_have_the_link_to_a_password_sent_to_an_address_of_her_own(
    made: exporting.Exported, mallory: Client
) -> None:
    importing.bring_in(made.file)
    mallory.post("/account/email/", {"email": "mallory@elsewhere.example", "action_add": ""})

    Client().post("/account/password/forgotten/", {"email": "mallory@elsewhere.example"})
    outbox.send_due()

    assert [one.subject for one in mail.outbox if "/password/new/" in str(one.body)] == []


def test_an_address_of_hers_that_waited_does_not_take_the_account_back_from_him(
    made: exporting.Exported, mallory: Client
) -> None:
    importing.bring_in(made.file)
    mallory.post("/account/email/", {"email": "mallory@elsewhere.example", "action_add": ""})
    outbox.send_due()
    letter = next(one for one in mail.outbox if one.to == ["mallory@elsewhere.example"])
    (hers,) = re.findall(r"http://testserver(/account/email/confirm/\S+)", str(letter.body))
    Client().post("/account/password/forgotten/", {"email": BO})
    choose(HIS, asked_for("password/new/"))

    mallory.post(hers)
    signed_in(HIS).post(hers)

    assert Participant.objects.get(coop__slug="harbour", key="bo").person == Person.objects.get(email=BO)
    assert Person.objects.filter(email="mallory@elsewhere.example").count() == 0


def test_his_opening_a_letter_she_asked_for_confirms_nothing(made: exporting.Exported) -> None:
    """She is about to move her own account to his address, and waits for him to click."""
    Person.objects.welcome(email="mallory@weir.example", name="Mallory", password=HERS)
    her_own = signed_in(HERS, "mallory@weir.example")
    her_own.post("/account/email/", {"email": BO, "action_add": ""})
    link = asked_for("email/confirm/")
    Person.objects.welcome(email="bo@elsewhere.example", name="Bo", password=HIS)

    outside = Client().post(link)
    inside = signed_in(HIS, "bo@elsewhere.example").post(link)

    assert (outside.status_code, outside.headers["Location"].split("?")[0]) == (302, "/account/login/")
    assert (inside.status_code, "is for the account mallory@weir.example" in inside.content.decode()) == (
        409,
        True,
    )
    assert Person.objects.filter(email=BO).count() == 0


def test_an_export_tells_of_a_place_that_waits_as_the_one_that_came(
    made: exporting.Exported, mallory: Client, tmp_path: Path
) -> None:
    importing.bring_in(made.file)

    again = exporting.export("harbour", tmp_path, at=LATER)

    assert again.digest == made.digest
    assert '"name":"Bo"' in part(again.file, "people.jsonl")


def test_the_list_of_people_tells_of_it(made: exporting.Exported, mallory: Client) -> None:
    harbour = importing.bring_in(made.file).coop
    ada = Participant.objects.get(coop=harbour, key="ada")
    RolePeriod.objects.create(coop=harbour, participant=ada, role=FOUNDER, valid_from=NOON.date())
    browser = Client()
    browser.force_login(ada.person)  # type: ignore[arg-type]  # she came with a person

    page = browser.get(INSIDE).content.decode()

    assert page.count("Has yet to show that the address is theirs") == 1


def test_the_command_says_how_many_places_wait(
    made: exporting.Exported, mallory: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import", str(made.file))

    assert "1 of its people have an account here" in capsys.readouterr().out


def test_invited_to_a_place_that_waits_he_proves_it_by_the_letter(made: exporting.Exported) -> None:
    bo = Person.objects.welcome(email=BO, name="Bo", password=HIS)
    harbour = importing.bring_in(made.file).coop
    ada = Participant.objects.get(coop=harbour, key="ada")
    RolePeriod.objects.create(coop=harbour, participant=ada, role=FOUNDER, valid_from=NOON.date())
    who = Participant.objects.get(coop=harbour, key="bo")
    now = Moment.of(NOON, coop=harbour)
    invitation = verbs.invite(participant=who, email=BO, by=ada, at=now, key="invite")

    verbs.accept(invitation=invitation, by=bo, by_post=True, at=now, key="in")

    bo.refresh_from_db()
    assert (Participant.objects.get(pk=who.pk).person, bo.proven_address) == (bo, BO)
    assert Seat.objects.count() == 0
    assert links.came_by_post(links.link_by_post(invitation).split("/")[-2])
