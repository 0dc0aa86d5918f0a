"""Bo takes their own data, or somebody tries to; short ways to ask, to have it made, and to read it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import timezone

from toadlane.coops.models import Participant
from toadlane.keeping.models import OwnFile
from toadlane.keeping.own import making, verbs
from toadlane.people.models import Person

Signed = Callable[[Participant | Person], Client]
PAGE, API = "/me/data/", "/api/v1/me/data"


def account(who: Participant) -> Person:
    assert who.person is not None
    return who.person


def asked(who: Participant, **other: object) -> OwnFile:
    """Their own data, asked for."""
    said = {"only": None, "by": account(who), "at": timezone.now(), "key": "own"}
    return verbs.take_own(**{**said, **other})  # type: ignore[arg-type]  # a story names what it changes


def made(row: OwnFile) -> OwnFile:
    """What the queue makes of it."""
    making.carry_out(key=row.pk)
    return OwnFile.objects.get(pk=row.pk)


def parts(whole: bytes | Path) -> dict[str, str]:
    """Everything in the file, by name."""
    with zipfile.ZipFile(io.BytesIO(whole) if isinstance(whole, bytes) else whole) as there:
        return {name: there.read(name).decode("utf-8-sig") for name in there.namelist()}


def rows(told: dict[str, str], name: str) -> list[dict[str, Any]]:
    """The rows of one kind, as programs read them."""
    return [json.loads(line) for line in told.get(f"{name}.jsonl", "").splitlines()]


def table(told: dict[str, str], name: str) -> list[list[str]]:
    """The same as spreadsheets read them."""
    return list(csv.reader(io.StringIO(told[f"{name}.csv"])))
