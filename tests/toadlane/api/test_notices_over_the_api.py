"""A written notice over the API is the same file the page gives, for the same eyes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.toadlane.books.conftest import Year
from toadlane.books.models import YearClose
from toadlane.coops.models import Participant
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
NOTICE = "/api/v1/coops/harbour/money/years/{}/people/{}/notice"


def test_a_member_takes_their_own_notice_as_a_pdf(closed: YearClose, year: Year, signed_in: Enter) -> None:
    answer = signed_in(year.dee).get(NOTICE.format(2024, "dee"))

    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )


@pytest.mark.parametrize(
    ("of", "person"), [(2023, "dee"), (2024, "bo"), (2024, "nobody")], ids=["open", "no-part", "stranger"]
)
def test_where_there_is_no_notice_there_is_nothing(
    of: int, person: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    assert signed_in(year.ada).get(NOTICE.format(of, person)).status_code == 404


def test_nobody_outside_is_given_one(closed: YearClose, chi: Person, signed_in: Enter) -> None:
    asked = [client.get(NOTICE.format(2024, "dee")).status_code for client in (signed_in(chi), Client())]

    assert asked[0] == 404
    assert asked[1] in (401, 404)
