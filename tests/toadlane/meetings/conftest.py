"""Harbour with papers in its drawers, in a data folder of its own."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.toadlane.conftest import join
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.files.bringing import Sent
from toadlane.meetings import verbs
from toadlane.meetings.described import Described, Shared
from toadlane.meetings.models import Document, Gathering

SPRING = "2024-04-11 Minutes of spring.md"
MINUTES = "# Spring meeting\n\nWe agreed to buy the **van**. Ada takes the key.\n"
DAY = dt.date(2024, 4, 11)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"

Gather = Callable[..., Gathering]
Bring = Callable[..., Document]


@pytest.fixture(autouse=True)
def drawers(tmp_path: Path, settings: Any) -> Path:
    """Where files are kept in this test alone."""
    kept_there = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept_there}
    return tmp_path / "files"


@pytest.fixture
def dee(harbour: Coop) -> Participant:
    """A member without any role."""
    return join(harbour, "dee", "member", dt.date(2024, 1, 1))


@pytest.fixture
def eve(harbour: Coop) -> Participant:
    """A member who writes the minutes."""
    eve = join(harbour, "eve", "member", dt.date(2024, 1, 1))
    RolePeriod.objects.create(coop=harbour, participant=eve, role="scribe", valid_from=dt.date(2024, 1, 1))
    return eve


@pytest.fixture
def gather(harbour: Coop, ada: Participant, noon: Moment) -> Gather:
    """Ada sends files, named with what is in them."""

    def gathering(files: dict[str, bytes | str] | None = None, **other: Any) -> Gathering:
        sent = [Sent(name, io.BytesIO(as_bytes(data))) for name, data in (files or {SPRING: MINUTES}).items()]
        said: dict[str, Any] = {"coop": harbour, "sent": sent, "by": ada, "at": noon, "key": "gather"}
        return verbs.gather(**{**said, **other})

    return gathering


@pytest.fixture
def bring(gather: Gather, ada: Participant, noon: Moment) -> Bring:
    """Ada brings one file, as minutes of the spring meeting unless a story says otherwise."""

    def bringing(
        name: str = SPRING,
        data: bytes | str = MINUTES,
        *,
        by: Participant = ada,
        shared: Shared | None = None,
        key: str = "bring",
        **described: Any,
    ) -> Document:
        held = gather({name: data}, by=by, key=f"{key}-gather")
        said = {"title": "Spring meeting", "happened_on": DAY, **described}
        (brought,) = verbs.bring_in(
            gathering=held,
            described={1: Described(**said)},
            shared=shared or Shared(),
            by=by,
            at=noon,
            key=key,
        )
        return brought

    return bringing


def as_bytes(data: bytes | str) -> bytes:
    return data.encode() if isinstance(data, str) else data


def packed(files: dict[str, bytes | str], *, first: bytes = b"") -> bytes:
    """A ZIP; `first` is the type an OpenDocument file names first."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, data in files.items():
            archive.writestr(name, as_bytes(data))
    return made.getvalue()


def spoiled(files: dict[str, str]) -> bytes:
    """A ZIP packed with LZMA, as few programs do, its contents overwritten."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        parts = archive.infolist()
    out = bytearray(made.getvalue())
    for part in parts:
        begins = part.header_offset + 30 + len(part.filename)
        out[begins + 4 : begins + part.compress_size] = b"\xff" * (part.compress_size - 4)
    return bytes(out)


def kept(drawers: Path) -> list[str]:
    """The names of the files that are kept, without the folders of co-ops."""
    return sorted(path.name for path in drawers.rglob("*") if path.is_file())
