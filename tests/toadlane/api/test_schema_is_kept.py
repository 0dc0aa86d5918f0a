"""Whatever a program sends that has read the schema, the answer is one the schema names, and never a 500."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import schemathesis
from django.conf import settings as house
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.toadlane.books.conftest import Year
from toadlane.api.api import api
from toadlane.books.models import Payment, YearClose
from toadlane.coops.models import Participant
from toadlane.decisions.models import Authority
from toadlane.people.models import Person
from toadlane.record.models import Entry
from toadlane.work.models import TimeEntry

Enter = Callable[[Participant | Person], Client]
TOKEN = "t" * 32
Test = TypeVar("Test", bound=Callable[..., None])
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


def examples(most: int) -> settings:
    """So many requests made up for each operation, besides those that try each limit of its schema."""
    return settings(
        max_examples=most,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )


published: Any = api.get_openapi_schema()
for methods in published["paths"].values():
    for operation in methods.values():
        operation.pop("security", None)  # who is signed in is said by the stories, not made up
schema: Any = schemathesis.openapi.from_dict(published)


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


def each_operation(test: Test) -> Test:
    """The same story for every operation of the schema."""
    told: Test = schema.parametrize()(test)
    return told


def each_read(test: Test) -> Test:
    """The same story for everything that can be read."""
    told: Test = schema.include(method="GET").parametrize()(test)
    return told


def in_harbour(case: Any) -> None:
    """Half of the time at something that is there; addresses made up lead to one and the same 404."""
    there: dict[str, Any] = {
        "coop": "harbour",
        "year": 2024,
        "person": "ada",
        "payment": Payment.objects.values_list("pk", flat=True).first(),
        "run": Payment.objects.values_list("run", flat=True).first(),
        "decision": Authority.objects.values_list("pk", flat=True).first(),
        "entry": (TimeEntry if "/work/" in case.path else Entry).objects.values_list("pk", flat=True).first(),
    }
    sure = len(repr(case.body) + repr(case.query)) % 2 == 0
    for name, value in (case.path_parameters or {}).items():
        known = there.get(name)
        if known is not None and (name == "coop" or sure or value in (None, "")):
            case.path_parameters[name] = str(known)


def tried(case: Any, client: Client | None) -> int:
    """One request as somebody, or as nobody, held to everything the schema says; the status of its answer."""
    in_harbour(case)
    inside.session = client.cookies[house.SESSION_COOKIE_NAME].value if client else ""
    status: int = case.call_and_validate(checks=CHECKS).status_code
    return status


@each_operation
@examples(6)
def test_bookkeeper_meets_only_what_the_schema_names(
    case: Any, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    assert tried(case, signed_in(year.ada)) < BROKEN


@each_read
@examples(4)
def test_member_meets_only_what_the_schema_names(
    case: Any, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    assert tried(case, signed_in(year.dee)) < BROKEN


@each_operation
@examples(3)
def test_stranger_meets_only_what_the_schema_names(case: Any, closed: YearClose) -> None:
    assert tried(case, None) < BROKEN
