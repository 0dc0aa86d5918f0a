"""Somebody hears what they are here; whoever invited them, that they came, or that the letter did not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.toadlane.mail.conftest import on_loopback
from tests.toadlane.mail.post_office import post_office
from tests.toadlane.members.conftest import GIL, PASSWORD, Bring
from toadlane.coops.models import Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.mail import kept, outbox
from toadlane.mail.models import Letter
from toadlane.members import verbs
from toadlane.members.entering import NewPerson, Spell
from toadlane.members.models import Invitation
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.people.models import Person


@pytest.fixture(autouse=True)
def _any_day_is_news(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = "toadlane.mail.direct.Direct"


def heard() -> list[tuple[str, str]]:
    """Who was told what."""
    hearing.work_off()
    told = Notice.objects.select_related("participant").order_by("pk")
    return [(one.participant.key, one.says) for one in told if one.kind != "charter-changed"]


def test_whoever_is_given_a_stage_or_a_role_hears_of_it_in_words(
    bring: Bring, fay: Participant, now: Moment
) -> None:
    [gil] = bring(GIL, send=False)
    day = now.day

    sabbatical = Spell("sabbatical", day)
    stage = verbs.begin(StagePeriod, participant=gil, spell=sabbatical, by=fay, at=now, key="stage")
    verbs.begin(RolePeriod, participant=gil, spell=Spell("scribe", day), by=fay, at=now, key="role")
    verbs.void(stage, because="They stayed.", by=fay, at=now, key="void")

    assert heard() == [
        ("gil", "From March 3, 2025 your stage is: on sabbatical."),
        ("gil", "From March 3, 2025 you hold the role: scribe."),
        ("gil", "Your stage was put right: on sabbatical, from March 3, 2025."),
    ]


def test_what_i_do_about_myself_is_no_news(fay: Participant, now: Moment) -> None:
    verbs.begin(RolePeriod, participant=fay, spell=Spell("scribe", now.day), by=fay, at=now, key="role")

    assert heard() == []


def test_the_inviter_hears_that_somebody_came(bring: Bring, fay: Participant, now: Moment) -> None:
    bring(GIL)
    person = Person.objects.welcome(email="gil@harbour.example", name="Gil", password=PASSWORD)

    verbs.accept(invitation=Invitation.objects.get(), by=person, by_post=True, at=now, key="come")

    assert heard() == [("fay", "Somebody you invited has come in.")]


def test_the_inviter_hears_that_the_letter_could_not_be_delivered(bring: Bring, fay: Participant) -> None:
    bring(GIL)
    Letter.objects.update(written_at=timezone.now(), next_at=timezone.now())
    with post_office(refuses="550 no such mailbox") as office:
        kept.keep(on_loopback(office.port))
        outbox.send_due()

    assert heard() == [("fay", "An invitation you made could not be delivered. Its link can be handed over.")]


def test_members_hear_of_whoever_is_entered_as_one_of_them(
    bring: Bring, fay: Participant, now: Moment
) -> None:
    bring(replace(GIL, stages=(Spell("member", now.day),)), send=False)
    before = heard()
    bring(NewPerson("Hal Example", stages=(Spell("member", now.day),)), send=False, key="hal")

    assert (before, heard()) == ([], [("gil", "Entered as a member: Hal Example.")])
