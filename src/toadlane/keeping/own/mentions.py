"""What the record says of one person, with what shows that it says so: salt, content, commitment, place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bylaws.record.canonical import canonical
from toadlane.coops.models import Participant
from toadlane.coops.sight import Sight
from toadlane.keeping.databases import LOT
from toadlane.record.kinds import words_for
from toadlane.record.models import Entry

TOLD: Final = (
    "pk",
    "kind",
    "subject",
    "actor",
    "happened_at",
    "recorded_at",
    "commitment",
    "sequenced__place",
    "opening__salt",
    "opening__canonical",
)

OF_SEVERAL: Final = {"payments.made.v1": ("paid", "member-money")}
"""Entries that tell of each of several people: where, and of which class that is."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One entry that names somebody; `salt` and `content` are None once erased, or where others alone see.

    `content` is the canonical text to the letter, so that the commitment can be reckoned from it.
    """

    entry: str
    kind: str
    subject: str
    actor: str
    happened_at: str
    recorded_at: str
    commitment: str
    place: int | None
    salt: str | None
    content: str | None

    @property
    def words(self) -> str:
        """What its kind is called."""
        return words_for(self.kind)


def entries(who: Participant) -> QuerySet[Any, Any]:
    """Every entry of their co-op, in the order in which they were written."""
    return Entry.objects.filter(coop=who.coop_id).order_by("recorded_at", "pk").values_list(*TOLD)


def naming(who: Participant) -> Iterator[tuple[Any, ...]]:
    """Those that name them: as who did it, as what it is about, or in what they say."""
    said = canonical(who.key)
    for row in entries(who).iterator(LOT):
        if who.key in {row[2], row[3]} or (row[9] is not None and said in bytes(row[9])):
            yield row


def mentions(who: Participant, sight: Sight) -> Iterator[Mention]:
    """The same as they are handed over; without their content where it is not theirs to see."""
    open_to_them = sight.may_see_class(Entry.information_class)
    for pk, kind, subject, actor, happened, recorded, commitment, place, salt, content in naming(who):
        whole = salt is not None and (open_to_them or subject == who.key)
        whole = whole and not _tells_of_others(kind, content, who, sight)
        yield Mention(
            entry=str(pk),
            kind=kind,
            subject=subject if whole or subject == who.key else "",
            actor=actor if whole or actor == who.key else "",
            happened_at=happened.isoformat(),
            recorded_at=recorded.isoformat(),
            commitment=bytes(commitment).hex(),
            place=place,
            salt=bytes(salt).hex() if whole else None,
            content=bytes(content).decode() if whole else None,
        )


def _tells_of_others(kind: str, content: Any, who: Participant, sight: Sight) -> bool:
    """Whether it also says of others what is closed to them: a commitment opens whole or not at all."""
    if kind not in OF_SEVERAL or content is None:
        return False
    where, of_class = OF_SEVERAL[kind]
    told = {one["participant"] for one in json.loads(bytes(content))["what"][where]}
    return told != {who.key} and not sight.may_see_class(of_class)


def how_to_verify() -> str:
    """How somebody shows that an entry said what it says here."""
    return _(
        "Each entry keeps a commitment: a digest over its salt and its content. Whoever has the three can "
        "reckon it again, as docs/guide/own-data.md shows; the co-op cannot say later that it said "
        "something else."
    )
