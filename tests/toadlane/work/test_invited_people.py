"""Whoever was invited and has not come in yet is known in a file by the address of the invitation."""

from __future__ import annotations

import datetime as dt

from tests.toadlane.conftest import join
from tests.toadlane.work.bringing import Bringing
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.models import LASTS, Invitation
from toadlane.work.reads.imports import first_mapping


def invited(who: Participant, address: str, by: Participant, at: Moment, **said: dt.datetime) -> None:
    Invitation.objects.create(
        coop=who.coop,
        participant=who,
        email=address,
        made_by=by,
        made_at=at.instant,
        expires_at=at.instant + LASTS,
        **said,
    )


def test_an_invited_person_is_known_by_the_address(
    harbour: Coop, ada: Participant, bring: Bringing, noon: Moment
) -> None:
    dee = join(harbour, "dee", "member", dt.date(2024, 1, 1))
    invited(dee, "Dee@Elsewhere.example", ada, noon)
    invited(dee, "wrong@elsewhere.example", ada, noon, withdrawn_at=noon.instant)

    known = first_mapping(harbour).people

    assert known["dee@elsewhere.example"] == "dee"
    assert "wrong@elsewhere.example" not in known


def test_an_address_of_two_stands_for_nobody(
    harbour: Coop, ada: Participant, bo: Participant, bring: Bringing, noon: Moment
) -> None:
    for key in ("dee", "eli"):
        invited(join(harbour, key, "member", dt.date(2024, 1, 1)), "both@elsewhere.example", ada, noon)

    assert "both@elsewhere.example" not in first_mapping(harbour).people
