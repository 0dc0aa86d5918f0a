"""What a charter opens to a body is open to who belongs to it; who holds what may be open by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.roles.conftest import RULES, Enter
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on
from toadlane.coops.sight_words import audience_words
from toadlane.roles import verbs
from toadlane.roles.dates import terms

OPENED = """[[classes]]
name = "tickets"
audience = ["board"]

[[classes]]
name = "clients"
audience = ["everyone"]

[[classes]]
name = "roles"
audience = ["members", "candidates"]

[[classes]]
name = "directory"
audience = ["members"]
"""


@pytest.fixture
def roles(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    """Harbour, where the list of people is for members alone."""
    source = texts.HARBOUR.replace("\n## Article 6", f"{RULES}\n## Article 6", 1)
    source = source.replace("[[classes]]", f"{OPENED}[[classes]]", 1)
    charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
    return harbour


def test_whoever_sits_in_a_board_for_a_circle_sees_what_the_board_sees_while_they_do(
    roles: Coop, ada: Participant, noon: Moment
) -> None:
    eli = joins(roles, "eli", "member", dt.date(2024, 2, 1))

    def sees(who: Participant, information_class: str) -> bool:
        return sight_on(who, noon.day).may_see(Matter(roles, information_class))

    before = sees(ada, "tickets")
    verbs.take(post="circle-leader~product", by=ada, at=noon, key="product")
    verbs.take(post="circle-leader~everyone", by=eli, at=noon, key="everyone")

    assert (before, sees(ada, "tickets"), sees(eli, "tickets")) == (False, True, False)
    assert audience_words(sight_on(ada, noon.day).open_to("tickets")) == "“board”"


def test_what_is_open_to_an_assembly_is_open_to_everybody_who_may_sit_in_it(
    roles: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    seen = [sight_on(who, noon.day).may_see(Matter(roles, "clients")) for who in (ada, bo)]

    assert seen == [True, False]


def test_a_candidate_reads_who_holds_what_without_the_list_of_people(
    roles: Coop, ada: Participant, bo: Participant, noon: Moment, signed_in: Enter
) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="web")
    browser = signed_in(bo)

    page = browser.get("/c/harbour/roles/")
    one = browser.get("/c/harbour/roles/webmaster/")
    over = browser.get("/api/v1/coops/harbour/roles")
    list_of_people = browser.get("/c/harbour/people/")

    found = [answer.status_code for answer in (page, one, over, list_of_people)]
    said = page.content.decode() + one.content.decode()
    assert found == [200, 200, 200, 404]
    assert ("Ada" in said, "/people/ada/" in said) == (True, False)
    assert "everybody of the stages it is open to" in said
    assert "/c/harbour/roles/" in browser.get("/c/harbour/joining/people/bo/").content.decode()


def test_a_calendar_has_the_end_of_ones_own_terms_however_far_ahead(
    roles: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="web")

    told = [(one.title, one.on, one.url) for one in terms(ada, noon)]

    assert told == [("Your time as webmaster ends", dt.date(2026, 3, 3), "/c/harbour/roles/webmaster/")]
    assert list(terms(bo, noon)) == []
