"""What no database can hold is answered as a request that cannot be read, never as an error of ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DataError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.site.faults import FaultPages

Enter = Callable[[Participant | Person], Client]

WITH_A_NUL = [
    "/c/harbour/record/?kind=%00&subject=%00",
    "/api/v1/coops/%00/money/years",
    "/api/v1/coops/harbour/money/accounts/%00",
    "/api/v1/coops/harbour/decisions?matter=%00",
]


@pytest.mark.parametrize("address", WITH_A_NUL)
def test_nul_in_an_address_breaks_nothing(address: str, ada: Participant, signed_in: Enter) -> None:
    answer = signed_in(ada).get(address)

    assert answer.status_code in (200, 404, 422)


def test_what_no_column_can_hold_is_for_the_asker_to_put_right(db: None) -> None:
    pages = FaultPages(lambda _: HttpResponse())

    answer = pages.process_exception(RequestFactory().get("/api/v1/anything"), DataError("out of range"))

    assert answer is not None
    assert (answer.status_code, b"request.malformed" in answer.content) == (422, True)
