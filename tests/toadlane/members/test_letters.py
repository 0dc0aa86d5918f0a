"""Invitations leave by the outbox: once, tried again while the server is busy, called back when withdrawn."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.toadlane.mail.conftest import on_loopback
from tests.toadlane.mail.post_office import post_office
from tests.toadlane.members.conftest import GIL, PASSWORD, Bring
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.mail import outbox, verbs
from toadlane.mail.models import Letter
from toadlane.members import letters, links
from toadlane.members import verbs as members
from toadlane.members.models import Invitation
from toadlane.people.models import Person


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Path) -> Path:
    """Letters go where they would really go, once a server is set up."""
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = "toadlane.mail.direct.Direct"
    return tmp_path


@pytest.fixture
def opal(db: None) -> Person:
    """Runs the installation."""
    opal = Person.objects.welcome(email="opal@house.example", name="Opal Example")
    opal.operates = True
    opal.save()
    return opal


@pytest.fixture
def asked(bring: Bring) -> Invitation:
    """Gil is invited today."""
    bring(GIL)
    Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(days=14))
    Letter.objects.update(written_at=timezone.now(), next_at=timezone.now())
    return Invitation.objects.get()


def told(invitation: Invitation) -> tuple[bool, str]:
    invitation.refresh_from_db()
    return invitation.sent_at is not None, invitation.trouble


def again_now() -> None:
    outbox.try_now(timezone.now())
    outbox.send_due()


def test_it_is_sent_once_and_what_it_said_is_forgotten(asked: Invitation, opal: Person) -> None:
    with post_office() as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()
        letters.post([asked], coop=asked.coop, at=timezone.now())
        again_now()

    letter = Letter.objects.get()
    assert [got["To"] for got in office.got] == [GIL.email]
    assert (letter.kind, letter.state, letter.body, told(asked)) == ("invitation", "taken", "", (True, ""))


def test_a_busy_server_is_asked_again_and_the_trouble_goes_once_it_took_the_letter(
    asked: Invitation, opal: Person
) -> None:
    with post_office(refuses="451 later") as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()
        refused = told(asked)
        office.refuses = ""
        again_now()

    assert (refused[0], "451 later" in refused[1]) == (False, True)
    assert (told(asked), len(office.got)) == ((True, ""), 1)


def test_without_a_server_it_waits_its_link_is_shown_and_it_leaves_once_there_is_one(
    asked: Invitation, opal: Person, browser: Client
) -> None:
    outbox.send_due()
    page = browser.get("/c/harbour/people/gil/").content.decode()
    waited = told(asked)
    with post_office() as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        again_now()

    assert (waited[0], waited[1] != "", links.link_to(asked) in page) == (False, True, True)
    assert (told(asked), len(office.got)) == ((True, ""), 1)


def test_withdrawn_before_it_left_it_does_not_leave(
    asked: Invitation, opal: Person, fay: Participant, now: Moment
) -> None:
    members.withdraw(invitation=asked, by=fay, at=now, key="no")

    with post_office() as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        again_now()

    assert (office.got, Letter.objects.count()) == ([], 0)


def test_whoever_runs_the_house_sees_that_it_waits_but_not_its_link(
    asked: Invitation, opal: Person, signed_in: Callable[[Any], Client]
) -> None:
    page = signed_in(opal).get("/house/mail/").content.decode()

    domain = GIL.email.partition("@")[2]
    assert (domain in page, GIL.email in page, "Invitation" in page) == (True, False, True)
    assert links.token_of(asked) not in page
    assert links.link_by_post(asked) not in page


def test_only_the_link_of_the_letter_shows_whose_address_it_is(asked: Invitation, opal: Person) -> None:
    with post_office() as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()
    (by_post,) = re.findall(r"(/invitation/\S+)", office.got[0].get_content())

    Client().post(by_post, {"name": "Gil", "password": PASSWORD, "key": "in"})

    assert Person.objects.get(email=GIL.email).proven_address == GIL.email


def test_a_link_handed_over_lets_in_and_shows_nothing(asked: Invitation) -> None:
    by_hand = f"/invitation/{links.token_of(asked)}/"

    Client().post(by_hand, {"name": "Gil", "password": PASSWORD, "key": "in"})

    assert Person.objects.get(email=GIL.email).proven_address == ""
    assert Participant.objects.get(key="gil").person is not None
