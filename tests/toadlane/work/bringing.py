"""Short ways through an import, for the stories about it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bylaws.facts.readers import LabelMapping
from bylaws.kernel.faults import Fault
from tests.bylaws.facts.readers.exports import toggl, toggl_file
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.work import verbs
from toadlane.work.models import HoursImport, TimeEntry
from toadlane.work.verbs import Accepted, Answers

ADA_AND_BO: Mapping[str, Any] = {
    "people": {"ada@harbour.example": "ada", "bo@harbour.example": "bo", "Ada": "ada", "Bo": "bo"},
    "work": [{"kind": "client-work"}],
}
NOTHING_SAID = Answers()


def of_ada(**cells: str) -> str:
    """One line of a Toggl export: an hour of Ada's."""
    return toggl(**({"user": "Ada"} | cells))


def of_bo(**cells: str) -> str:
    return toggl(**({"user": "Bo", "email": "bo@harbour.example"} | cells))


TWO = toggl_file(of_ada(), of_bo())


class Bringing:
    """One bookkeeper at one moment, with an import in hand."""

    def __init__(self, by: Participant, at: Moment) -> None:
        self.by, self.at = by, at
        self.keys = iter(range(1_000_000))

    def key(self) -> str:
        return f"key {next(self.keys)}"

    def start(
        self,
        content: bytes,
        *,
        name: str = "toggl.csv",
        columns: Mapping[str, str] | None = None,
        key: str = "",
    ) -> HoursImport:
        return verbs.start_import(
            coop=self.by.coop,
            file=io.BytesIO(content),
            name=name,
            columns=columns or {},
            by=self.by,
            at=self.at,
            key=key or self.key(),
        )

    def look(
        self,
        content: bytes | HoursImport,
        mapping: Mapping[str, Any] = ADA_AND_BO,
        answers: Answers = NOTHING_SAID,
        **more: Any,
    ) -> HoursImport:
        source = content if isinstance(content, HoursImport) else self.start(content, **more)
        return verbs.preview_import(
            source=source,
            mapping=LabelMapping.from_table(mapping),
            answers=answers,
            by=self.by,
            at=self.at,
            key=self.key(),
        )

    def bring_in(
        self, content: bytes | HoursImport, accepted: Accepted | None = None, *, key: str = "", **more: Any
    ) -> HoursImport:
        source = content if isinstance(content, HoursImport) else self.look(content, **more)
        return verbs.bring_in(
            source=source, accepted=accepted or Accepted(), by=self.by, at=self.at, key=key or self.key()
        )

    def undo(self, source: HoursImport, *, key: str = "") -> HoursImport:
        return verbs.undo_import(source=source, by=self.by, at=self.at, key=key or self.key())

    def discard(self, source: HoursImport, *, key: str = "") -> HoursImport:
        return verbs.discard_import(source=source, by=self.by, at=self.at, key=key or self.key())


Entry = tuple[str, str, str, int | None, int, str]


def hours() -> list[Entry]:
    """Everybody's entries, in order."""
    rows = TimeEntry.objects.order_by("day", "started", "participant__key", "nth")
    return [
        (key, work, day.isoformat(), started, seconds, note)
        for key, work, day, started, seconds, note in rows.values_list(
            "participant__key", "work", "day", "started", "seconds", "note"
        )
    ]


def code_of(act: Callable[..., object], *args: Any, **more: Any) -> str:
    """The code of the fault an act ends in."""
    with pytest.raises(Fault) as told:
        act(*args, **more)
    return told.value.code
