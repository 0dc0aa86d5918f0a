"""Every address of the house walked by everybody: nobody meets what the table keeps from them."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.toadlane.books.conftest import Year, YearUnder, dee, year_under
from tests.toadlane.books.texts import AT_ONCE
from tests.toadlane.notices.conftest import prove
from tests.toadlane.privacy.planted import INSIDERS, OPEN, Mark, Planted, plant
from tests.toadlane.privacy.planted_rooms import FAY_DECIDES, deciding
from toadlane.api.api import api
from toadlane.coops import clock, sight
from toadlane.coops.models import Participant
from toadlane.coops.sight import Sight
from toadlane.mail.models import Letter
from toadlane.notices import calendars, hearing, posting
from toadlane.privacy.models import Look

__all__ = ["dee", "year_under"]

QUERIES = {
    "work:person": "?month=2025-03",
    "work:hours": "?month=2025-03",
    "meetings:documents": "?q=mark",
    "charter:ask": "?q=mark",
    "proposals:agreements": "?q=mark",
    "talk:talk": "?q=mark",
}
"""What a page has to be asked with to show anything."""
LEAVES = {"account_logout"}
BROKEN = 500
THE_TABLE = {"coops.Visibility", "coops.ExposurePeriod"}
"""What they name is the class they open, not the one they are of."""
SHOWN = 200
DOCUMENTS = "/c/harbour/meet/documents/"
PATH_NAME = re.compile(r"\{(\w+)\}")
MADE_UP = {"uuid": "0193d3a0-0000-7000-8000-000000000000", "int": 1}
Session = tuple[str, Client]


@pytest.fixture
def year(year_under: YearUnder) -> Year:
    """What is decided may be paid at once."""
    return year_under(deciding(AT_ONCE))


@pytest.fixture
def planted(year: Year, monkeypatch: pytest.MonkeyPatch) -> Planted:
    monkeypatch.setattr(clock, "now", lambda _coop: year.noon)
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)
    found = plant(year)
    for who in Participant.objects.filter(coop=year.coop, person__isnull=False):
        prove(who)
    hearing.work_off()
    posting.post(year.noon.instant + dt.timedelta(days=1))
    return found


def test_nobody_meets_by_any_address_what_the_table_keeps_from_them(planted: Planted) -> None:
    addresses = [*pages(planted.into), *operations(planted.into)]
    own_days = calendars_of(planted)
    leaks, broken, silent, met = [], set[str](), set[str](), set[tuple[str, str]]()

    for name, client in sessions(planted):
        for address in [*addresses, *own_days.get(name, [])]:
            answer = client.get(address)
            said = told(answer)
            if answer.status_code == BROKEN:
                broken.add(address)
            if says_nothing(address, answer, said):
                silent.add(address)
            for mark in planted.marks:
                if mark.text in said:
                    met.add((name, mark.text))
                    if name not in mark.readers:
                        leaks.append((name, mark.text, address))

    assert (leaks, broken, silent) == ([], set(), set())
    assert len(addresses) > 150
    assert {mark.text for mark in planted.marks} - {text for _, text in met} == set()
    looked = Look.objects.filter(about__key="dee").order_by().values_list("by__key", "of_class").distinct()
    assert set(looked) == {("ada", "evaluations"), ("fay", "evaluations")}


def says_nothing(address: str, answer: Any, said: str) -> bool:
    """Whether a page of a room, shown to somebody who takes part, does not say who sees it."""
    whole = answer.status_code == SHOWN and address.startswith("/c/") and 'class="house"' in said
    return whole and 'class="seen-by"' not in said


def test_where_the_table_opens_nothing_a_member_meets_their_own_alone(planted: Planted, year: Year) -> None:
    sight.seed(coop=year.coop, classes={name: ["auditor"] for name in OPEN}, by=year.ada, at=year.noon)
    shut = [mark for mark in planted.marks if mark.of_class in OPEN]
    decided_with = [mark for mark in shut if mark.text in FAY_DECIDES]
    walks = {"fay": [mark for mark in shut if mark not in decided_with], "bo": decided_with}

    met = [
        (name, mark.text, address)
        for name, marks in walks.items()
        for client in [signed_in(planted, name)]
        for address in (*pages(planted.into), *operations(planted.into))
        for mark in seen(marks, client.get(address))
    ]

    assert met == []


def test_no_letter_holds_what_is_kept_from_its_reader(planted: Planted) -> None:
    readers = {who.email: name for name, who in planted.walkers.items() if who}

    assert Letter.objects.filter(to__in=readers).count() > len(INSIDERS)
    held = [
        (letter.to, mark.text)
        for letter, mark in product(Letter.objects.all(), planted.marks)
        if mark.text in letter.subject + letter.body + letter.html
        and readers.get(letter.to) not in mark.readers
    ]

    assert held == []


@pytest.mark.parametrize("audience", ["world", "members", "candidates", "bookkeeper", "auditor"])
def test_each_list_shows_the_rows_that_may_be_seen_one_by_one(
    planted: Planted, year: Year, audience: str
) -> None:
    """Every model of a class, whichever audience its class is opened to, for everybody of the house."""
    models = [model for model in apps.get_models() if of_a_class(model)]
    classes = {name: [audience] for model in models for name in classes_of(model)}
    sight.seed(coop=year.coop, classes=classes, by=year.ada, at=year.noon)
    people = [*Participant.objects.filter(coop=year.coop), None]
    looks = [Sight.of(who, coop=year.coop, on=year.noon.day) for who in people]

    for model, look in product(models, looks):
        rows: Any = model
        listed = set(look.visible(rows.objects.all()).values_list("pk", flat=True))
        one_by_one = {row.pk for row in rows.objects.filter(coop=year.coop) if look.may_see(row)}
        assert (model._meta.label, listed) == (model._meta.label, one_by_one)

    assert len(models) > 40


@pytest.mark.parametrize("who", ["fay", "bo", "gil", "olive", "nobody"])
def test_hidden_documents_answer_as_those_that_are_not_there(planted: Planted, who: str) -> None:
    client = signed_in(planted, who)
    hidden = planted.into["thread"][3]  # personal details of Dee
    there = [f"{DOCUMENTS}{key}/{part}" for key in (hidden, MADE_UP["uuid"]) for part in ("", "file/")]

    client.get("/me/")
    counts = []
    answers = set()
    for address in there:
        with CaptureQueriesContext(connection) as asked:
            answers.add(bare(client.get(address)))
        counts.append(len(asked))
    over = {client.get(f"/api/v1/coops/harbour/documents/{key}").content for key in (hidden, MADE_UP["uuid"])}

    assert {status for status, _ in answers} == {404}
    assert (len(answers), len(over), counts[:2]) == (1, 1, counts[2:])


def bare(answer: Any) -> tuple[int, str]:
    """A page without its address, its token and its key."""
    said = answer.content.decode()
    said = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}", "", said)
    return answer.status_code, said.replace("file%2F", "").replace("file/", "")


def sessions(planted: Planted) -> Iterator[Session]:
    for name in planted.walkers:
        yield name, signed_in(planted, name)


def signed_in(planted: Planted, name: str) -> Client:
    client, person = Client(), planted.walkers[name]
    if person is not None:
        client.force_login(person)
    return client


def seen(marks: Iterable[Mark], answer: Any) -> list[Mark]:
    said = told(answer)
    return [mark for mark in marks if mark.text in said]


def told(answer: Any) -> str:
    """What an answer holds, its headers and what is packed in it with it."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"%PDF") and shutil.which("pdftotext"):
        body = text_of(body)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    return body.decode(errors="replace") + str(answer.headers)


@cache
def text_of(pdf: bytes) -> bytes:
    """The words of a printed paper; the same paper is read once."""
    reading = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return reading.stdout


def calendars_of(planted: Planted) -> dict[str, list[str]]:
    """The private address of each one's calendar; for whoever takes part."""
    found = {}
    for name, person in planted.walkers.items():
        who = Participant.objects.filter(person=person).select_related("coop", "person").first()
        if who is not None and name != "gil":
            found[name] = [calendars.make(by=who, at=clock.now(who.coop)).removeprefix(settings.ADDRESS)]
    return found


def pages(into: Mapping[str, list[Any]]) -> list[str]:
    """Every address of a page, with all that can stand in it."""
    found = []
    for name, kinds in _patterns(get_resolver().url_patterns):
        if name.startswith("api:") or name in LEAVES:
            continue
        found += [address + QUERIES.get(name, "") for address in _filled(name, kinds, into)]
    return found


def _filled(name: str, kinds: Mapping[str, str], into: Mapping[str, list[Any]]) -> Iterator[str]:
    values = [into.get(key, [MADE_UP.get(kind, "none")]) for key, kind in kinds.items()]
    for chosen in product(*values):
        try:
            yield reverse(name, kwargs=dict(zip(kinds, chosen, strict=True)))
        except NoReverseMatch:
            continue


def _patterns(
    found: Iterable[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, dict[str, str]]]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _patterns(pattern.url_patterns, inner)
        elif pattern.name:
            converters: dict[str, Any] = getattr(pattern.pattern, "converters", {})
            kinds = {
                key: type(one).__name__.removesuffix("Converter").lower() for key, one in converters.items()
            }
            yield f"{space}{pattern.name}", kinds


def operations(into: Mapping[str, list[Any]]) -> list[str]:
    """Everything that can be read over the API."""
    found = []
    for path, methods in api.get_openapi_schema()["paths"].items():
        if "get" in methods:
            names = PATH_NAME.findall(path)
            values = [map(str, into.get(name, [MADE_UP["uuid"]])) for name in names]
            found += [path.format(**dict(zip(names, chosen, strict=True))) for chosen in product(*values)]
    return found


def of_a_class(model: Any) -> bool:
    named = hasattr(model, "information_class") and model._meta.label not in THE_TABLE
    return named and any(field.name == "coop" for field in model._meta.concrete_fields)


def classes_of(model: Any) -> list[str]:
    if sight.class_is_a_column(model):
        return list(model.objects.values_list("information_class", flat=True).distinct())
    return [sight.class_of(model)]
