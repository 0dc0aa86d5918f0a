"""Whatever a program sends that has read the schema, the answer is one the schema names, and never a 500."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings as house
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from pytest_django.plugin import DjangoDbBlocker
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.generation.hypothesis.builder import (
    InvalidHeadersExampleMark,
    MissingPathParameters,
    UnserializablePayloadMark,
)
from schemathesis.generation.hypothesis.reporting import ignore_hypothesis_output
from schemathesis.generation.meta import TestPhase
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.full import tries, waits
from tests.toadlane.books.conftest import worked_and_closed
from toadlane.api.api import api
from toadlane.books.models import Payment
from toadlane.decisions.models import Authority
from toadlane.record.models import Entry
from toadlane.work.models import TimeEntry

TOKEN = "t" * 32
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


LEFT_UNTRIED = (InvalidHeadersExampleMark, MissingPathParameters, UnserializablePayloadMark)
"""What the library notes of an operation for which it could not make something up."""
EACH = settings(
    max_examples=tries(2, full=10),
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
"""So many requests made up for each operation, besides about forty that try each limit of its schema.

They are made up when it is their turn: in every worker for every operation, that took half of collecting.
Of those forty one in three is sent in each check, at each operation others; all of them by `make full`.
"""


published: Any = api.get_openapi_schema()
for methods in published["paths"].values():
    for operation in methods.values():
        operation.pop("security", None)  # who is signed in is said by the stories, not made up
schema: Any = schemathesis.openapi.from_dict(published)
schema.config.phases.coverage.unexpected_methods = set()  # the house answers 405 in one place


BROKEN = 500


class Inside:
    """The application in the test's own transaction: a request leaves the connection as it found it.

    `session` is that of whoever is signed in; each request then carries it, and the token that goes with it.
    """

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.session = ""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        if self.session:
            cookies = {house.SESSION_COOKIE_NAME: self.session, house.CSRF_COOKIE_NAME: TOKEN}
            environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
            environ["HTTP_X_CSRFTOKEN"] = TOKEN
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        try:
            response = self.handler(environ, start_response)
            body = b"".join(response)
            response.close()
        finally:
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)
        return [body]


inside = schema.app = Inside()


@pytest.fixture(scope="module")
def there(sessions: list[str]) -> dict[str, Any]:
    """What can stand in an address, by the name of its place."""
    return {
        "coop": "harbour",
        "year": 2024,
        "person": "ada",
        "payment": Payment.objects.values_list("pk", flat=True).first(),
        "run": Payment.objects.values_list("run", flat=True).first(),
        "decision": Authority.objects.values_list("pk", flat=True).first(),
        "entry": Entry.objects.values_list("pk", flat=True).first(),
        "entry of work": TimeEntry.objects.values_list("pk", flat=True).first(),
    }


def in_harbour(case: Any, there: dict[str, Any]) -> bool:
    """Half of the time at something that is there; addresses made up lead to one and the same 404.

    Whether an address that could not be is one now, so that nothing is left that has to be refused.
    """
    mended = False
    sure = len(repr(case.body) + repr(case.query)) % 2 == 0
    for name, value in (case.path_parameters or {}).items():
        known = there.get("entry of work" if name == "entry" and "/work/" in case.path else name)
        if known is not None and (name == "coop" or sure or value in (None, "")):
            mended = mended or case.meta.is_negative_at(ParameterLocation.PATH)
            case.path_parameters[name] = str(known)
    return mended


def tried(case: Any, session: str, checks: list[Any]) -> int:
    """One request as somebody, or as nobody, held to everything the schema says; the status of its answer."""
    inside.session = session
    status: int = case.call_and_validate(checks=checks).status_code
    return status


@pytest.fixture(scope="module")
def sessions(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Nobody’s, a member’s, and last the bookkeeper’s, whose requests find something in a closed year."""
    with django_db_blocker.unblock(), transaction.atomic():
        year = worked_and_closed()
        browsers = [Client(), Client()]
        for browser, who in zip(browsers, (year.dee, year.ada), strict=True):
            assert who.person is not None
            browser.force_login(who.person)
        yield ["", *(browser.cookies[house.SESSION_COOKIE_NAME].value for browser in browsers)]
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("label", [one.ok().label for one in schema.get_all_operations()])
def test_nobody_meets_what_the_schema_does_not_name(
    label: str, sessions: list[str], there: dict[str, Any]
) -> None:
    operation = schema.find_operation_by_label(label)

    @EACH
    def keeps_to_it(case: Any) -> None:
        send(case, sessions, there)

    kept = build_operation_test(
        config=schema.config,
        operation=operation,
        test_func=keeps_to_it,
        given_kwargs={},
        feedback=NO_FEEDBACK,
    )
    with ignore_hypothesis_output():
        kept()

    assert [mark for mark in LEFT_UNTRIED if mark.is_set(kept)] == []


def send(case: Any, sessions: list[str], there: dict[str, Any]) -> None:
    """One request that was made up, by somebody or by each."""
    made_up = case.meta.phase.name is TestPhase.FUZZING  # the limits are the same for everybody
    if not made_up and waits((case.operation.label, case.path_parameters, case.query, case.body), one_in=3):
        return
    mended = in_harbour(case, there)
    sound = mended or (case.media_type or "").startswith("multipart/")  # there all is text, also a list
    checks = [one for one in CHECKS if not (sound and one is negative_data_rejection)]
    for session in sessions if made_up else sessions[-1:]:
        assert tried(case, session, checks) < BROKEN
