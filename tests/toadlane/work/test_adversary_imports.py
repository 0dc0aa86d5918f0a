"""An import holds everyone's hours: whoever may not see those finds no import either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.test import Client

from tests.toadlane.conftest import join
from tests.toadlane.work.bringing import TWO, Bringing
from tests.toadlane.work.texts import OWN_HOURS_ONLY
from toadlane.charter.verbs import adopt_amendment
from toadlane.coops.models import Participant
from toadlane.people.models import Person

SignedIn = Callable[[Participant | Person], Client]
IMPORTS_FOR_MEMBERS = OWN_HOURS_ONLY.replace(
    'name = "imports"\naudience = ["bookkeeper"]', 'name = "imports"\naudience = ["members", "bookkeeper"]'
)


def test_where_hours_are_ones_own_no_import_tells_those_of_others(
    bring: Bringing, ada: Participant, signed_in: SignedIn
) -> None:
    dee = join(ada.coop, "dee", "member", dt.date(2024, 1, 1))
    adopt_amendment(
        coop=ada.coop, name="own-hours", source=IMPORTS_FOR_MEMBERS, by=ada, at=bring.at, key="own"
    )
    page = f"/c/harbour/work/imports/{bring.look(TWO).pk}/"

    seen = {who.key: signed_in(who).get(page).status_code for who in (ada, dee)}

    assert seen == {"ada": 200, "dee": 404}
