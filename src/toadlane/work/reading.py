"""An uploaded file as rows of hours, read as its import says."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from typing import Any

from bylaws.facts.readers import (
    HoursRow,
    LabelMapping,
    Layout,
    RowFault,
    decoded,
    read,
    settle,
    sniff,
)
from bylaws.facts.readers.generic import has_person
from toadlane.charter.reads import charter_of
from toadlane.work import files
from toadlane.work.gate import Gate
from toadlane.work.models import HoursImport
from toadlane.work.reads.cells import people_of
from toadlane.work.reads.seals import standing_days

SETTLED = ("date_order", "numbers", "whose", "zone")
"""What somebody may have to say about a file, as `HoursImport.reading` keeps it."""


def layout_of(source: HoursImport) -> Layout:
    """How the file is written: what its first bytes tell, and what somebody has said since."""
    said = source.reading
    head = next(files.chunks(source), b"")[: files.HEAD]
    layout = sniff(head, columns=said.get("columns") or None)
    return layout._replace(
        date_order=layout.date_order or said.get("date_order"), numbers=layout.numbers or said.get("numbers")
    )


def first_reading(source: HoursImport, columns: dict[str, str]) -> dict[str, Any]:
    """What a new file says of itself, and under `asks` what somebody has to say before it can be read."""
    source.reading = {"columns": columns}
    layout = layout_of(source)
    layout = settle(decoded(files.chunks(source), layout, bytes_at_most=files.BYTES_AT_MOST), layout)
    named = layout.form == "json" or has_person(layout.roles)
    asks = [*([] if layout.date_order else ["date_order"]), *([] if named else ["whose"])]
    return {
        "columns": columns,
        "tracker": layout.tracker,
        "asks": asks,
        "date_order": layout.date_order,
        "numbers": layout.numbers,
    }


def rows_of(source: HoursImport) -> Iterator[HoursRow | RowFault]:
    """The entries of the file, one at a time."""
    layout, said = layout_of(source), source.reading
    own = zoneinfo.ZoneInfo(source.coop.time_zone)
    there = zoneinfo.ZoneInfo(said["zone"]) if said.get("zone") else own
    lines = decoded(files.chunks(source), layout, bytes_at_most=files.BYTES_AT_MOST)
    return read(lines, layout, file_zone=there, coop_zone=own, whose=said.get("whose") or None)


def mapping_of(source: HoursImport) -> LabelMapping:
    """Who is whom and what counts as what. Whoever all hours of the file are of stands for himself."""
    mapping = LabelMapping.from_table(source.mapping)
    whose = source.reading.get("whose")
    return mapping._replace(people={**mapping.people, whose: whose}) if whose else mapping


def gate_of(source: HoursImport, *, today: Any) -> Gate:
    """Which of its hours may be brought in, as things stand now."""
    coop = source.coop
    return Gate(charter=charter_of(coop), people=people_of(coop), sealed=standing_days(coop), today=today)
