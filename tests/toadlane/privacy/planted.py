"""Harbour with one marked thing of each class, so that whoever meets a mark has met that thing."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from tests.toadlane.books.conftest import Year
from tests.toadlane.conftest import join
from toadlane.coops import sight
from toadlane.coops.models import Closure, ClosureNamed, Participant, StagePeriod
from toadlane.jobs.models import Progress
from toadlane.meetings.models import Document, DocumentWords
from toadlane.people.models import Person
from toadlane.privacy import verbs
from toadlane.record.models import Entry
from toadlane.work.models import HoursImport, TimeEntry

OPEN = {
    "charter": ["world"],
    "accounts": ["members", "candidates"],
    "hours": ["members"],
    "member-money": ["bookkeeper"],
    "directory": ["members"],
    "record": ["members"],
    "imports": ["bookkeeper"],
    "jobs": ["members"],
    "minutes": ["members"],
    "decisions": ["members", "candidates"],
}
"""What the table of this house says; everything else is as it is closed unless a charter opens it."""
DOCUMENTS = ("minutes", "decisions", "evaluations", "personal-details")


@dataclass(frozen=True)
class Mark:
    """A text that stands in one thing alone: of which class it is, and who may meet it."""

    text: str
    of_class: str
    readers: frozenset[str]


@dataclass(frozen=True)
class Planted:
    """The marks, what can stand in an address, and who walks about."""

    marks: list[Mark]
    into: dict[str, list[Any]]
    walkers: dict[str, Person | None]


INSIDERS = frozenset({"ada", "dee", "fay"})
EVERY_PARTICIPANT = INSIDERS | {"bo"}


def plant(year: Year) -> Planted:
    """Fay is a third member, Gil has left; the year is closed, and one thing of each class is about Dee."""
    coop, ada, dee, at = year.coop, year.ada, year.dee, year.noon
    fay, gil = (join(coop, name, "member", dt.date(2024, 1, 1)) for name in ("fay", "gil"))
    [stage] = StagePeriod.objects.filter(participant=gil)
    over = {"valid_from": stage.valid_from, "valid_until": dt.date(2024, 6, 1), "replaces": stage}
    StagePeriod.objects.create(coop=coop, participant=gil, stage="member", **over)
    year.state()
    authority = year.decide(text="MARK-ACCOUNTS stands in the minutes.")
    year.close(authority)
    payment = year.pay(dee, "10.00", reference="MARK-MEMBER-MONEY")
    sight.seed(coop=coop, classes=OPEN, by=ada, at=at)
    entry = TimeEntry.objects.create(
        coop=coop,
        participant=dee,
        work="client-work",
        day=dt.date(2025, 3, 3),
        seconds=3600,
        note="MARK-HOURS",
        fingerprint=uuid.uuid4().bytes,
    )
    source = HoursImport.objects.create(
        coop=coop, who=ada, file_name="MARK-IMPORTS.csv", size=1, digest="0" * 64, uploaded_at=at.instant
    )
    Progress.objects.create(coop=coop, title="MARK-JOBS", asked_by="ada")
    papers = {name: document(year, name, f"MARK-DOCUMENT-{name}") for name in DOCUMENTS}
    shut = document(year, "minutes", "MARK-CLOSED-SESSION")
    closure = Closure.objects.create(
        coop=coop,
        thing=shut.thread,
        open_as="minutes",
        because="personnel",
        opens_on=dt.date(2025, 4, 1),
        by=ada,
        happened_on=at.day,
    )
    ClosureNamed.objects.create(coop=coop, closure=closure, participant=fay)
    said = {"bank": "MARK-BANK", "address": "MARK-HOME", "leave-reason": "MARK-LEAVE"}
    verbs.keep_details(participant=dee, said=said, by=dee, at=at, key="details")
    emergency = verbs.ask_in_emergency(
        about=dee,
        information_class="leave-reasons",
        because="MARK-EMERGENCY",
        days=1,
        by=fay,
        at=at,
        key="emergency",
    )
    opened = verbs.ask_in_emergency(
        about=dee, information_class="evaluations", because="Ill.", days=1, by=fay, at=at, key="opened"
    )
    verbs.agree_in_emergency(emergency=opened, by=ada, at=at, key="agreed")
    first = Entry.objects.filter(coop=coop).order_by("pk")[0]
    marks = [
        Mark("MARK-ACCOUNTS", "accounts", EVERY_PARTICIPANT),
        Mark("MARK-HOURS", "hours", INSIDERS),
        Mark("MARK-MEMBER-MONEY", "member-money", frozenset({"ada", "dee"})),
        Mark("MARK-IMPORTS", "imports", frozenset({"ada"})),
        Mark("MARK-JOBS", "jobs", INSIDERS),
        Mark(first.commitment_hex[:12], "record", INSIDERS),
        Mark("MARK-DOCUMENT-minutes", "minutes", INSIDERS),
        Mark("MARK-DOCUMENT-decisions", "decisions", EVERY_PARTICIPANT),
        Mark("MARK-DOCUMENT-evaluations", "evaluations", INSIDERS),
        Mark("MARK-DOCUMENT-personal-details", "personal-details", frozenset({"dee"})),
        Mark("MARK-CLOSED-SESSION", "closed-sessions", frozenset({"fay"})),
        Mark("MARK-BANK", "payment-details", frozenset({"dee"})),
        Mark("MARK-HOME", "personal-details", frozenset({"dee"})),
        Mark("MARK-LEAVE", "leave-reasons", frozenset({"dee"})),
        Mark("MARK-EMERGENCY", "access-log", frozenset({"fay", "ada"})),
    ]
    threads = [paper.thread for paper in (*papers.values(), shut)]
    into: dict[str, list[Any]] = {
        "coop": [coop.slug],
        "person": ["dee"],
        "year": [2024],
        "thread": threads,
        "document": threads,
        "version": [shut.pk],
        "entry": [entry.pk, first.pk],
        "source": [source.pk],
        "payment": [payment.pk],
        "run": [payment.run],
        "authority": [authority.pk],
        "decision": [authority.pk],
        "emergency": [emergency.pk],
        "form": ["csv"],
        "name": ["charter"],
        "number": [9],
        "of_class": ["payment-details"],
    }
    return Planted(marks, into, walkers(year, fay, gil))


def walkers(year: Year, fay: Participant, gil: Participant) -> dict[str, Person | None]:
    """Members, one of them the bookkeeper; a candidate, one who left, an operator from outside, nobody."""
    olive = Person.objects.create(email="olive@house.example", name="Olive", operates=True)
    people = (fay, year.ada, year.dee, year.bo, gil)
    return {who.key: who.person for who in people} | {"olive": olive, "nobody": None}


def document(year: Year, information_class: str, title: str) -> Document:
    """A paper of a class about Dee, unless its class is about nobody."""
    about = year.dee if information_class in {"evaluations", "personal-details"} else None
    kept = Document.objects.create(
        coop=year.coop,
        information_class=information_class,
        about=about,
        kind="minutes",
        happened_on=dt.date(2025, 2, 1),
        digest=uuid.uuid4().hex * 2,
        size=1,
        form="md",
        entered_on=year.noon.day,
        entered_by=year.ada,
    )
    DocumentWords.objects.create(
        coop=year.coop, document=kept, salt=b"0" * 32, title=title, file_name="a.md", searched=title.lower()
    )
    return kept
