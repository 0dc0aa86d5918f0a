"""A gate over the tests of every room: whoever writes a book row appends an entry with it.

It watches what really happens: each outermost transaction that code of ours opens has to have written an
entry by the time it commits, if it wrote any row of a book. A verb that forgets fails the first test that
calls it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any
from unittest.mock import patch

from django.db.transaction import Atomic, get_connection

from toadlane.coops.rows import BookQuerySet, BookRow
from toadlane.record.models import Entry
from toadlane.record.verbs import entry_written

OF_THE_RECORD = {
    "record.Entry": "the entry itself",
    "record.Sequenced": "the place of an entry that was written with its deed",
    "record.Subtree": "a hash over entries that are there",
    "record.Checkpoint": "what the record says of itself: an entry of its own would make it grow again",
    "record.Cosignature": "what a witness says of that, for the same reason",
}
LATER: dict[str, str] = {
    "budgets.RoundVoted": "as of `proposals.Voted`: the record hears at the count who voted, all at once",
    "proposals.Voted": "the record hears at the close who voted, all at once, with the root of the box: an "
    "entry for each ballot would tell when whose lay in it (docs/adr/0016)",
}
"""Rows whose entry comes with what they lead to."""
BY_WHOM: dict[str, str] = {
    "toadlane.keeping.importing": "rows come in with the entries they were written with",
    "toadlane.proposals.asking.ask": "a draft: the entry by which it is raised holds the digest of its deed",
    "toadlane.privacy.listening.noted": "who looked is told to whom it is about, not to everybody",
    "toadlane.books.journal.post": "no verb: each that posts has its own transaction, and its entry in that; "
    "outside of any it is called by tests alone",
}
ROWS = ("toadlane.coops.rows", "toadlane.coops.periods")
"""What every row does when it is saved; whoever saves it is asked for the entry."""


class Unrecorded(AssertionError):
    """A deed of which the record says nothing."""


@dataclass
class Deed:
    """What one transaction wrote so far."""

    by: str
    rows: set[str] = field(default_factory=set)
    recorded: bool = False

    def took(self, label: str) -> None:
        """A row was written."""
        if label not in OF_THE_RECORD | LATER:
            self.rows.add(label)

    def over(self) -> None:
        """It commits."""
        if self.rows and not self.recorded and not self.by.startswith(tuple(BY_WHOM)):
            raise Unrecorded(f"{self.by} wrote {', '.join(sorted(self.rows))} and no entry of the record.")


def open_deeds(using: str | None) -> list[Deed]:
    """The transactions of ours that are open on a connection, the outermost first."""
    found: list[Deed] = get_connection(using).__dict__.setdefault("deeds", [])
    return found


def ours(frame: FrameType | None) -> str:
    """The function of ours that is at work here, or that a decorator works for; "" for all others."""
    if frame is None:
        return ""
    if frame.f_code.co_filename.endswith("contextlib.py"):
        function = frame.f_locals.get("func")
        module, name = getattr(function, "__module__", ""), getattr(function, "__name__", "")
    else:
        module, name = str(frame.f_globals.get("__name__", "")), frame.f_code.co_name
    return f"{module}.{name}" if module.startswith("toadlane.") and not of_rows(module) else ""


def of_rows(module: str) -> bool:
    """Whether a module is how rows are kept, and not what is done."""
    return module.startswith(ROWS) or module.endswith(".models")


def writer() -> str:
    """Whose line wrote the row that is being saved."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if not module.startswith(("django.", "unittest.mock", __name__)) and not of_rows(module):
            return ours(frame)
        frame = frame.f_back
    return ""


def begun(using: str | None, by: str) -> None:
    """A transaction was opened."""
    deeds = open_deeds(using)
    if by or deeds:
        deeds.append(Deed(by))


def ended(using: str | None, *, kept: bool) -> None:
    """It is over; what was kept within another goes on in that."""
    deeds = open_deeds(using)
    if not deeds:
        return
    deed = deeds.pop()
    if kept and deeds:
        deeds[-1].rows |= deed.rows
        deeds[-1].recorded |= deed.recorded
    elif kept:
        deed.over()


def appended(entry: Entry, **_sent: object) -> None:
    """An entry was written; whoever did it has its transaction open."""
    for deed in open_deeds(entry._state.db)[-1:]:
        deed.recorded = True


def written(label: str, using: str | None) -> None:
    """A row of a book was written."""
    deeds = open_deeds(using)
    if deeds:
        deeds[-1].took(label)
    elif by := writer():
        alone = Deed(by)
        alone.took(label)
        alone.over()


@contextmanager
def watched() -> Iterator[None]:
    """Within, nobody writes into a book and tells the record nothing."""
    enter, leave = Atomic.__enter__, Atomic.__exit__
    save, bulk_create = BookRow.save, BookQuerySet.bulk_create

    def entering(atomic: Atomic) -> None:
        enter(atomic)
        begun(atomic.using, ours(sys._getframe(1)))

    def leaving(atomic: Atomic, kind: Any, error: Any, trace: Any) -> None:
        leave(atomic, kind, error, trace)
        ended(atomic.using, kept=kind is None)

    def saving(row: BookRow, *args: Any, **kwargs: Any) -> None:
        save(row, *args, **kwargs)
        written(row._meta.label, kwargs.get("using"))

    def creating(rows: BookQuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        made = bulk_create(rows, *args, **kwargs)
        if made:
            written(rows.model._meta.label, rows.db)
        return made

    entry_written.connect(appended)
    with (
        patch.object(Atomic, "__enter__", entering),
        patch.object(Atomic, "__exit__", leaving),
        patch.object(BookRow, "save", saving),
        patch.object(BookQuerySet, "bulk_create", creating),
    ):
        yield
    entry_written.disconnect(appended)
