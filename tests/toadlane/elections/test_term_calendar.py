"""The term calendar: what ends in two years, and by when an election is called so that others follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.toadlane.charter import texts
from tests.toadlane.elections.conftest import RULES, SEEN, call, later
from toadlane.charter import verbs as charter
from toadlane.coops import dates
from toadlane.coops.models import Coop, Participant, RolePeriod, Visibility
from toadlane.coops.moment import Moment
from toadlane.elections.term_calendar import Term, ahead
from toadlane.roles.held import require

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
SignedIn = Callable[[Participant], Client]
PAGE = "/c/harbour/elections/terms/"


def sits(coop: Coop, who: Participant, role: str, since: dt.date, until: dt.date | None = None) -> None:
    RolePeriod.objects.create(coop=coop, participant=who, role=role, valid_from=since, valid_until=until)


def terms(coop: Coop, noon: Moment, post: str) -> list[Term]:
    return [one for one in ahead(require(coop, noon.day)) if one.key == post]


def test_each_end_says_by_when_an_election_is_called_reckoned_by_the_rule_that_elects(
    electing: Coop, people: People, noon: Moment
) -> None:
    for key in ("dee", "eli"):
        sits(electing, people[key], "board", dt.date(2024, 1, 1), dt.date(2026, 1, 1))
    sits(electing, people["fay"], "board", dt.date(2025, 1, 1), dt.date(2027, 1, 1))

    first, second = terms(electing, noon, "board")

    assert (first.ends, first.people, second.people) == (dt.date(2026, 1, 1), ("Dee", "Eli"), ("Fay",))
    assert first.days is not None
    told = (first.call_by, first.days.named_until, first.days.opens, first.days.closes, first.days.begins)
    assert told == (
        dt.date(2025, 12, 12),
        dt.date(2025, 12, 26),  # two days of notice, three of the ballot
        dt.date(2025, 12, 29),
        dt.date(2025, 12, 31),
        dt.date(2026, 1, 1),
    )
    assert (first.is_late, first.is_over, first.election) == (False, False, None)


def test_what_is_over_is_late_and_what_is_empty_stands_first_and_a_year_s_term_ends_twice(
    electing: Coop, people: People, noon: Moment
) -> None:
    sits(electing, people["dee"], "chair", dt.date(2024, 2, 1))

    chair = terms(electing, noon, "chair")
    board = terms(electing, noon, "board")

    ends = [(one.ends, one.expected, one.is_over, one.is_late) for one in chair]
    assert ends == [
        (dt.date(2025, 2, 1), False, True, False),
        (dt.date(2026, 2, 1), True, False, False),
        (dt.date(2027, 2, 1), True, False, False),
    ]
    assert [(one.ends, one.call_by) for one in board] == [(None, noon.day)]
    late = terms(electing, later(noon, 1), "chair")[0]
    assert (late.call_by, late.is_late) == (later(noon, 1).day, False)


def test_an_election_under_way_stands_with_its_own_days_beside_what_ends_first(
    electing: Coop, people: People, noon: Moment
) -> None:
    sits(electing, people["dee"], "board", dt.date(2023, 4, 1), dt.date(2025, 4, 1))
    sits(electing, people["eli"], "board", dt.date(2024, 4, 1), dt.date(2026, 4, 1))
    row = call("board", people["ada"], noon)

    first, second = terms(electing, noon, "board")

    assert (first.election, second.election) == (row, None)
    assert first.days is not None
    assert (first.days.named_until, first.call_by) == (row.nominations_until, None)


def test_the_page_and_the_feed_tell_the_same_and_nobody_outside_finds_it(
    electing: Coop, people: People, noon: Moment, signed_in: SignedIn, client: Client
) -> None:
    sits(electing, people["dee"], "board", dt.date(2024, 1, 1), dt.date(2026, 1, 1))
    call("chair", people["ada"], noon)
    ada = signed_in(people["ada"])

    shown = ada.get(PAGE).content.decode()
    feed = [(one.on, one.title) for one in dates.of_the_coop(people["ada"], noon)]

    assert ("Dee" in shown, "Dec 12, 2025" in shown, "under way" in shown) == (True, True, True)
    for page in (reverse("elections:elections", args=["harbour"]), reverse("roles:roles", args=["harbour"])):
        assert f'href="{PAGE}"' in ada.get(page).content.decode()
    assert (dt.date(2026, 1, 1), "Term ends: board") in feed
    assert (dt.date(2025, 12, 12), "Call an election by today: board") in feed
    assert (later(noon, 14).day, "Last day of nominations: chair") in feed
    assert client.get(PAGE).status_code == 404


def test_over_the_api_it_is_the_same_for_those_who_may_see_it(
    electing: Coop, people: People, noon: Moment, signed_in: SignedIn, client: Client
) -> None:
    for key in ("eli", "dee"):
        sits(electing, people[key], "board", dt.date(2024, 1, 1), dt.date(2026, 1, 1))
    row = call("chair", people["ada"], noon)
    where = "/api/v1/coops/harbour/elections/terms"

    told = {one["post"]: one for one in signed_in(people["ada"]).get(where).json()}

    board = {"people": ["dee", "eli"], "ends": "2026-01-01", "call_by": "2025-12-12", "opens": "2025-12-29"}
    assert {name: told["board"][name] for name in board} == board
    assert (told["chair"]["election"], told["chair"]["ends"]) == (str(row.pk), None)
    assert client.get(where).status_code == 401
    Visibility.objects.create(coop=electing, information_class="roles", audience="bookkeepers")
    assert [signed_in(people[one]).get(where).status_code for one in ("ada", "dee")] == [200, 404]


def test_ten_terms_take_as_many_questions_as_one(electing: Coop, people: People, signed_in: SignedIn) -> None:
    ada, asked = signed_in(people["ada"]), []
    sits(electing, people["ada"], "chair", dt.date(2025, 1, 1))
    for more in ((), ("dee", "eli", "fay")):
        for key in more:
            sits(electing, people[key], "board", dt.date(2024, 1, 1), dt.date(2026, 1, 1))
            sits(electing, people[key], "care", dt.date(2025, 1, 1))
        ada.get(PAGE)
        with CaptureQueriesContext(connection) as seen:
            assert ada.get(PAGE).status_code == 200
        asked.append(len(seen))

    assert asked[0] == asked[1]


LONG = RULES.replace('notice = "P2D"\nopen_for = "P3D"', 'notice = "P999Y"\nopen_for = "P999Y999M"')


@pytest.mark.parametrize("rules", [RULES.replace('"P1Y"', '"P999Y"'), LONG])
def test_no_term_and_no_notice_is_too_long_for_the_page(
    harbour: Coop, ada: Participant, noon: Moment, signed_in: SignedIn, rules: str
) -> None:
    source = texts.HARBOUR.replace("\n## Article 6", f"{rules}\n## Article 6", 1)
    source = source.replace("[[classes]]", f"{SEEN}[[classes]]", 1)
    charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
    sits(harbour, ada, "board", dt.date(2024, 1, 1), dt.date(2026, 1, 1))
    sits(harbour, ada, "chair", dt.date(2024, 1, 1), dt.date(9999, 1, 1))
    sits(harbour, ada, "care", dt.date(2024, 1, 1), dt.date(2025, 6, 1))

    assert (LONG != RULES, signed_in(ada).get(PAGE).status_code) == (True, 200)
    assert [one.ends for one in terms(harbour, noon, "board")] == [dt.date(2026, 1, 1)]
    assert len(list(dates.of_the_coop(ada, noon))) > 0
