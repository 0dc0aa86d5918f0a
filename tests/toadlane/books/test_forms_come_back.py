"""Whatever stops a verb behind a form, the form comes back: why, what now, and everything typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Fault, InputFault, RecordMoved, Refused
from tests.toadlane.books.conftest import Year, key
from tests.toadlane.work.bringing import TWO, Bringing
from toadlane.books import verbs as books
from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.work import verbs as work
from toadlane.work.verbs import Stint

Enter = Callable[[Participant | Person], Client]
Sent = tuple[str, dict[str, Any], list[str]]

KINDS = [(InputFault, 422), (Refused, 409), (CharterSilent, 409), (CharterAmbiguous, 409), (RecordMoved, 409)]


def figures(_: Year) -> Sent:
    return "money/years/2024/figures/", {"surplus": "1200.50", "tax": "77.70"}, ["1200.50", "77.70"]


def preview(_: Year) -> Sent:
    return "money/years/2024/preview/", {}, []


def closure(year: Year) -> Sent:
    decision = str(year.decide().pk)
    return "money/years/2024/closure/", {"authority": decision}, [decision]


def correction(year: Year) -> Sent:
    close = year.close(year.decide())
    decision = str(year.decide(books.CORRECT, of=close.fingerprint).pk)
    return (
        "money/years/2024/correction/",
        {"authority": decision, "because": "A bill was missing."},
        [decision, "A bill was missing."],
    )


def buy_in(year: Year) -> Sent:
    paid = {"participant": str(year.dee.pk), "amount": "50.25", "on": "2025-01-31", "method": "bank"}
    return "money/buy-ins/", paid, list(paid.values())


HOURS = {
    "day": "2025-02-03",
    "work": "client-work",
    "length": "7:25",
    "started": "",
    "note": "The harbour page",
}


def hours(_: Year) -> Sent:
    return "work/", HOURS, ["2025-02-03", "7:25", "The harbour page"]


def hours_of_another(_: Year) -> Sent:
    return "work/people/dee/", HOURS, ["2025-02-03", "7:25", "The harbour page"]


def logged(year: Year) -> str:
    stint = Stint(dt.date(2025, 2, 4), "client-work", 3600)
    return str(work.log_hours(participant=year.ada, stint=stint, by=year.ada, at=year.noon, key=key()).pk)


def changed(year: Year) -> Sent:
    return f"work/entries/{logged(year)}/", HOURS, ["2025-02-03", "7:25", "The harbour page"]


def removal(year: Year) -> Sent:
    return f"work/entries/{logged(year)}/removal/", {}, []


def upload(_: Year) -> Sent:
    file = SimpleUploadedFile("hours.csv", TWO, content_type="text/csv")
    return "work/imports/", {"file": file, "column_note": "What we did"}, ["What we did"]


def looked_at(year: Year) -> str:
    return str(Bringing(year.ada, year.noon).look(TWO).pk)


def look(year: Year) -> Sent:
    rules = {"rules-TOTAL_FORMS": "1", "rules-INITIAL_FORMS": "0", "rules-0-project": "Harbour page"}
    said = {**rules, "rules-0-kind": "client-work", "person_0": "ada", "person_1": "dee", "zone": ""}
    return f"work/imports/{looked_at(year)}/look/", said, ["Harbour page"]


def bring_in(year: Year) -> Sent:
    people = {
        "people": {"Ada": "ada", "bo@harbour.example": "dee", "ada@harbour.example": "ada", "Bo": "dee"}
    }
    source = Bringing(year.ada, year.noon).look(TWO, {**people, "work": [{"kind": "client-work"}]})
    return f"work/imports/{source.pk}/entries/", {}, []


def undo(year: Year) -> Sent:
    return f"work/imports/{looked_at(year)}/undoing/", {}, []


def discard(year: Year) -> Sent:
    return f"work/imports/{looked_at(year)}/discarding/", {}, []


def entry(_: Year) -> Sent:
    said = {
        "matter": "close-year",
        "subject": "the year 2024",
        "article": "Article 9 — Surplus",
        "decided_on": "2025-02-27",
        "text": "We close it as shown.",
    }
    return "decide/entry/", said, ["the year 2024", "2025-02-27", "We close it as shown."]


def confirmation(year: Year) -> Sent:
    return f"decide/{year.decide().pk}/confirmation/", {}, []


def withdrawal(year: Year) -> Sent:
    return (
        f"decide/{year.decide().pk}/withdrawal/",
        {"because": "The minutes differ."},
        ["The minutes differ."],
    )


FORMS: dict[str, tuple[Callable[[Year], Sent], str]] = {
    "books:figures": (figures, "toadlane.books.views.verbs.state_figures"),
    "books:preview": (preview, "toadlane.books.views.verbs.preview_close"),
    "books:closure": (closure, "toadlane.books.views.verbs.close_year"),
    "books:correction": (correction, "toadlane.books.views.verbs.correct_close"),
    "books:buy-in": (buy_in, "toadlane.books.views.verbs.receive_buy_in"),
    "work:hours": (hours, "toadlane.work.views.verbs.log_hours"),
    "work:person": (hours_of_another, "toadlane.work.views.verbs.log_hours"),
    "work:entry": (changed, "toadlane.work.views.verbs.change_hours"),
    "work:removal": (removal, "toadlane.work.views.verbs.remove_hours"),
    "work:imports": (upload, "toadlane.work.import_views.verbs.start_import"),
    "work:look": (look, "toadlane.work.import_views.verbs.preview_import"),
    "work:bring-in": (bring_in, "toadlane.work.import_views.verbs.bring_in"),
    "work:undo": (undo, "toadlane.work.import_views.verbs.undo_import"),
    "work:discard": (discard, "toadlane.work.import_views.verbs.discard_import"),
    "decisions:entry": (entry, "toadlane.decisions.views.verbs.enter_authority"),
    "decisions:confirmation": (confirmation, "toadlane.decisions.views.verbs.confirm_authority"),
    "decisions:withdrawal": (withdrawal, "toadlane.decisions.views.verbs.withdraw_authority"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_refused_comes_back_with_what_was_typed(
    name: str, year: Year, signed_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    year.state()
    made, verb = FORMS[name]
    address, typed, kept = made(year)
    monkeypatch.setattr(verb, raising(Refused))

    answer = signed_in(year.ada).post(f"/c/harbour/{address}", {**typed, "key": key()})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This cannot be done now" in page
    assert "The sea is high. Wait for the ebb." in page
    assert [words for words in kept if words not in page] == []


@pytest.mark.parametrize(("kind", "status"), KINDS)
def test_each_kind_of_fault_comes_back_with_its_status(
    kind: type[Fault], status: int, year: Year, signed_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, typed, _ = hours(year)
    monkeypatch.setattr(FORMS["work:hours"][1], raising(kind, article="Article 9 — Surplus"))

    answer = signed_in(year.ada).post(f"/c/harbour/{address}", {**typed, "key": key()})

    page = answer.content.decode()
    assert (answer.status_code, "The harbour page" in page) == (status, True)
    assert ("Article 9 — Surplus</a>" in page) is (status == 409)


def test_hours_of_a_closed_year_are_refused_beside_their_day(year: Year, signed_in: Enter) -> None:
    year.state()
    year.close(year.decide())

    answer = signed_in(year.ada).post("/c/harbour/work/", {**HOURS, "day": "2024-02-05", "key": key()})

    form = answer.context["form"]
    assert (answer.status_code, form["note"].value()) == (409, "The harbour page")
    assert "Hours of these days are sealed: their year is closed." in str(form.errors.get("day", form.errors))


def raising(kind: type[Fault], **more: str) -> Callable[..., NoReturn]:
    def refuse(**_: object) -> NoReturn:
        raise kind("The sea is high.", code="test.high-sea", next_step="Wait for the ebb.", **more)

    return refuse
