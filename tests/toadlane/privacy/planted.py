"""Harbour with one marked thing of each class, so that whoever meets a mark has met that thing."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from tests.toadlane.books.conftest import Year
from tests.toadlane.conftest import join
from tests.toadlane.privacy.planted_rooms import rooms
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
    "positions": ["members"],
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
DEE_ALONE = frozenset({"dee"})
MARKS = (
    Mark("MARK-ACCOUNTS", "accounts", EVERY_PARTICIPANT),
    Mark("MARK-HOURS", "hours", INSIDERS),
    Mark("MARK-MEMBER-MONEY", "member-money", frozenset({"ada", "dee"})),
    Mark("MARK-IMPORTS", "imports", frozenset({"ada"})),
    Mark("MARK-JOBS", "jobs", INSIDERS),
    Mark("MARK-DOCUMENT-minutes", "minutes", INSIDERS),
    Mark("MARK-DOCUMENT-decisions", "decisions", EVERY_PARTICIPANT),
    Mark("MARK-DOCUMENT-evaluations", "evaluations", INSIDERS),
    Mark("MARK-DOCUMENT-personal-details", "personal-details", DEE_ALONE),
    Mark("MARK-CLOSED-SESSION", "closed-sessions", frozenset({"fay"})),
    Mark("MARK-BANK", "payment-details", DEE_ALONE),
    Mark("MARK-HOME", "personal-details", DEE_ALONE),
    Mark("MARK-LEAVE", "leave-reasons", DEE_ALONE),
    Mark("MARK-PROPOSAL", "decisions", EVERY_PARTICIPANT),
    Mark("MARK-AGREEMENT", "decisions", EVERY_PARTICIPANT),
    Mark("MARK-COMMENT", "decisions", EVERY_PARTICIPANT),
    Mark("MARK-POSITION", "positions", INSIDERS),
    Mark("MARK-DRAFT-TALK", "draft-talk", INSIDERS),
    Mark("MARK-OWN-DRAFT", "own-documents", DEE_ALONE),
    Mark("MARK-CHANGE", "directory", INSIDERS),
    Mark("mark-band", "member-money", frozenset({"ada", "dee"})),
    Mark("MARK-EMERGENCY", "access-log", frozenset({"fay", "ada"})),
)


def plant(year: Year) -> Planted:
    """Fay is a third member, Gil has left; the year is closed, and one thing of each class is about Dee."""
    fay = join(year.coop, "fay", "member", dt.date(2024, 1, 1))
    gil = gone(year)
    into: dict[str, list[Any]] = {"coop": [year.coop.slug], "year": [2024], "person": ["dee"]}
    into |= money(year)
    sight.seed(coop=year.coop, classes=OPEN, by=year.ada, at=year.noon)
    into |= work(year) | papers(year, fay) | private(year, fay) | rooms(year, fay)
    first = Entry.objects.filter(coop=year.coop).order_by("pk")[0]
    into["entry"] = [*into["entry"], first.pk]
    into |= {"form": ["csv"], "number": [9], "of_class": ["payment-details"]}
    record = Mark(first.commitment_hex[:12], "record", INSIDERS)
    return Planted([*MARKS, record], into, walkers(year, fay, gil))


def gone(year: Year) -> Participant:
    """Gil was a member until the summer."""
    gil = join(year.coop, "gil", "member", dt.date(2024, 1, 1))
    [stage] = StagePeriod.objects.filter(participant=gil)
    over = {"valid_from": stage.valid_from, "valid_until": dt.date(2024, 6, 1), "replaces": stage}
    StagePeriod.objects.create(coop=year.coop, participant=gil, stage="member", **over)
    return gil


def money(year: Year) -> dict[str, list[Any]]:
    """The year is closed on a decision, and Dee is paid."""
    year.state()
    authority = year.decide(text="MARK-ACCOUNTS stands in the minutes.")
    year.close(authority)
    payment = year.pay(year.dee, "10.00", reference="MARK-MEMBER-MONEY")
    decided = [authority.pk]
    return {"authority": decided, "decision": decided, "payment": [payment.pk], "run": [payment.run]}


def work(year: Year) -> dict[str, list[Any]]:
    """Hours of Dee, a file of hours, and work in the background."""
    coop, at = year.coop, year.noon
    entry = TimeEntry.objects.create(
        coop=coop,
        participant=year.dee,
        work="client-work",
        day=dt.date(2025, 3, 3),
        seconds=3600,
        note="MARK-HOURS",
        fingerprint=uuid.uuid4().bytes,
    )
    source = HoursImport.objects.create(
        coop=coop, who=year.ada, file_name="MARK-IMPORTS.csv", size=1, digest="0" * 64, uploaded_at=at.instant
    )
    Progress.objects.create(coop=coop, title="MARK-JOBS", asked_by="ada")
    return {"entry": [entry.pk], "source": [source.pk]}


def papers(year: Year, fay: Participant) -> dict[str, list[Any]]:
    """A paper of each class, and one that is closed to all but Fay."""
    found = [document(year, name, f"MARK-DOCUMENT-{name}") for name in DOCUMENTS]
    shut = document(year, "minutes", "MARK-CLOSED-SESSION")
    closure = Closure.objects.create(
        coop=year.coop,
        thing=shut.thread,
        open_as="minutes",
        because="personnel",
        opens_on=dt.date(2025, 4, 1),
        by=year.ada,
        happened_on=year.noon.day,
    )
    ClosureNamed.objects.create(coop=year.coop, closure=closure, participant=fay)
    threads = [paper.thread for paper in (*found, shut)]
    return {"thread": threads, "document": threads, "version": [shut.pk]}


def private(year: Year, fay: Participant) -> dict[str, list[Any]]:
    """Dee keeps details; one emergency waits, by another her evaluation is open to Fay and Ada."""
    dee, at = year.dee, year.noon
    said = {"bank": "MARK-BANK", "address": "MARK-HOME", "leave-reason": "MARK-LEAVE"}
    verbs.keep_details(participant=dee, said=said, by=dee, at=at, key="details")
    asked: dict[str, Any] = {"about": dee, "days": 1, "by": fay, "at": at}
    emergency = verbs.ask_in_emergency(
        **asked, information_class="leave-reasons", because="MARK-EMERGENCY", key="emergency"
    )
    opened = verbs.ask_in_emergency(**asked, information_class="evaluations", because="Ill.", key="opened")
    verbs.agree_in_emergency(emergency=opened, by=year.ada, at=at, key="agreed")
    return {"emergency": [emergency.pk]}


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
