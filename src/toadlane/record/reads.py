"""What pages ask of the book."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, OuterRef, QuerySet, Subquery, UUIDField
from django.urls import reverse

from bylaws.record.commitment import opens
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.prepared import Question
from toadlane.record.kinds import words_for
from toadlane.record.models import (
    Checkpoint,
    Cosignature,
    Entry,
    Opening,
    Witness,
    WitnessAsking,
    WitnessRefusal,
)
from toadlane.record.troubles import TROUBLES

LATELY = 8
NO_WORD = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a list shows it: in today's words and names."""

    entry: Entry
    words: str
    actor: str

    @property
    def about(self) -> str:
        """What it is about, as people say it: a year, a person; "" where that is only a key or a digest."""
        return "" if NO_WORD.fullmatch(self.entry.subject) else self.entry.subject

    @property
    def place(self) -> int | None:
        """Its place in the order, once it has one."""
        sequenced = getattr(self.entry, "sequenced", None)
        return sequenced.place if sequenced else None


def address(place: Place, key: UUID) -> str:
    """The page of an entry they may see, else ""."""
    there = place.visible(Entry.objects.filter(pk=key)).exists()
    return reverse("record:entry", args=[place.coop.slug, key]) if there else ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the entry of a document stands, for the document's own page."""

    entry: UUID
    place: int | None
    signed_at: dt.datetime | None


def kept(place: Place, kinds: Iterable[str], subject: str) -> Kept | None:
    """The latest entry of these kinds about something, for whoever may see the record; one question."""
    if not place.sight.may_see_class(Entry.information_class):
        return None
    later = Checkpoint.objects.filter(coop=place.coop, size__gt=OuterRef("place"))
    signed = Subquery(later.order_by("size").values("recorded_at")[:1])
    rows = Entry.objects.filter(coop=place.coop, kind__in=list(kinds), subject=subject)
    # `place` by its own name first: asked for from within, an entry that waits for one would be left out.
    rows = rows.annotate(place=F("sequenced__place")).annotate(signed_at=signed)
    found = rows.order_by("-recorded_at", "-pk").values_list("pk", "place", "signed_at").first()
    return Kept(*found) if found else None


def entries(place: Place, *, kind: str = "", subject: str = "") -> QuerySet[Entry]:
    """The entries they may see, newest first."""
    said = {name: value for name, value in (("kind", kind), ("subject", subject)) if value}
    rows = Entry.objects.filter(**said).select_related("sequenced")
    return place.visible(rows).order_by("-recorded_at", "-pk")


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with one witness."""

    witness: Witness
    asking: WitnessAsking | None
    last: Cosignature | None

    @property
    def refusal(self) -> WitnessRefusal | None:
        """Why they refuse the record now."""
        return self.asking.refused if self.asking else None

    @property
    def signed(self) -> int:
        """Over how many entries they signed last."""
        return self.last.checkpoint.size if self.last else 0

    @property
    def signed_at(self) -> dt.datetime | None:
        """When that was."""
        return self.last.seen_at if self.last else None

    @property
    def says(self) -> str:
        """What stands in the way, in words; "" while nothing does."""
        if self.refusal:
            return str(self.refusal.get_why_display())
        return str(TROUBLES[self.asking.trouble]) if self.asking and self.asking.trouble in TROUBLES else ""


REFUSED = "asking__refused__checkpoint"


def refusals(coop: Coop) -> list[Standing]:
    """Those who refuse the record now."""
    found = Witness.objects.filter(coop=coop, ended=None).exclude(asking__refused=None)
    return [Standing(row, row.asking, None) for row in found.select_related(REFUSED, "coop").order_by("pk")]


def refused_here() -> list[Standing]:
    """The same of every co-op, for whoever runs the installation."""
    found = Witness.objects.filter(ended=None).exclude(asking__refused=None)
    return [Standing(row, row.asking, None) for row in found.select_related(REFUSED, "coop").order_by("pk")]


def cosigners(checkpoint: Checkpoint | None) -> list[str]:
    """Who signed a checkpoint beside the installation."""
    found = Cosignature.objects.filter(checkpoint=checkpoint).order_by("pk")
    return list(found.values_list("witness__name", flat=True)) if checkpoint else []


def cosigned(checkpoint: Checkpoint) -> str:
    """The note with the lines of all who signed it."""
    lines = Cosignature.objects.filter(checkpoint=checkpoint).order_by("pk").values_list("line", flat=True)
    return checkpoint.note + "".join(lines)


def witnesses(coop: Coop) -> list[Standing]:
    """How it stands with each who is asked, in two questions."""
    found = Witness.objects.filter(coop=coop, ended=None).select_related(REFUSED, "coop").order_by("pk")
    last = Cosignature.objects.filter(witness=OuterRef("pk")).order_by("-checkpoint__size").values("pk")[:1]
    rows = list(found.annotate(last=Subquery(last)))
    lines = Cosignature.objects.select_related("checkpoint").in_bulk([row.last for row in rows if row.last])
    return [Standing(row, getattr(row, "asking", None), lines.get(row.last)) for row in rows]


TOLD = ("id", "coop_id", "kind", "subject", "actor", "happened_at")


def _latest(coop: Any) -> QuerySet[Any, Any]:
    """With what whoever did it is called now."""
    actor = Participant.objects.filter(coop=OuterRef("coop"), key=OuterRef("actor")).values("name")
    rows = Entry.objects.filter(coop=coop).annotate(name=Subquery(actor))
    return rows.order_by("-recorded_at", "-pk").values_list("name", *TOLD)[:LATELY]


LATEST = Question(_latest, coop=UUIDField())


def latest(place: Place) -> list[Line]:
    """The last few entries, for *Today*; without what only their own pages tell."""
    if not place.sight.may_see_class(Entry.information_class):
        return []
    rows = [(name, Entry.from_db(DEFAULT_DB_ALIAS, TOLD, row)) for name, *row in LATEST(coop=place.coop.pk)]
    return [Line(entry, words_for(entry.kind), entry.actor if name is None else name) for name, entry in rows]


def lines(place: Place, found: Iterable[Entry]) -> list[Line]:
    """Entries with what their kinds and their people are called now."""
    shown = list(found)
    keys = {entry.actor for entry in shown}
    names = dict(Participant.objects.filter(coop=place.coop, key__in=keys).values_list("key", "name"))
    return [Line(entry, words_for(entry.kind), names.get(entry.actor, entry.actor)) for entry in shown]


def content(entry: Entry) -> dict[str, Any] | None:
    """What an entry said; None once that has been erased."""
    opening = Opening.objects.filter(entry=entry).first()
    if opening is None:
        return None
    said: dict[str, Any] = json.loads(bytes(opening.canonical))
    return said


def stands(entry: Entry) -> bool | None:
    """Whether an entry's content is still what its commitment was made of; None once it is erased."""
    opening = Opening.objects.filter(entry=entry).first()
    if opening is None:
        return None
    return opens(bytes(entry.commitment), content=bytes(opening.canonical), salt=bytes(opening.salt))
