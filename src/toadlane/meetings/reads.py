"""What pages, the API and other rooms ask about past documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from bylaws.kernel.faults import fill
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import whole
from toadlane.meetings.models import Document, FoundText, GatheredFile, Gathering, Kind
from toadlane.people.searching import words_of
from toadlane.record.models import Entry

SORTED: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("happened_on", "pk"),
    "-day": ("-happened_on", "-pk"),
    "title": ("words__title", "pk"),
    "-title": ("-words__title", "-pk"),
    "kind": ("kind", "-happened_on", "pk"),
    "-kind": ("-kind", "-happened_on", "pk"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; "" and None ask for nothing."""

    words: str = ""
    kind: str = ""
    year: int | None = None
    sort: str = "-day"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file of a gathering as its page shows it; `why` it cannot be brought, or whose copy it is."""

    file: GatheredFile
    why: str = ""
    next_step: str = ""
    same_as: Document | None = None

    @property
    def ready(self) -> bool:
        """Whether it can become a document."""
        return not self.why


def current(coop: Coop) -> QuerySet[Document]:
    """Versions with their words and what followed them, in one question."""
    return Document.objects.filter(coop=coop).select_related(
        "coop", "words", "about", "entered_by", "withdrawal__by", "erasure__by"
    )


def last(coop: Coop) -> QuerySet[Document]:
    """Of each document the version that stands, also of those that were withdrawn."""
    return current(coop).filter(replaced_by__isnull=True)


def standing(place: Place) -> QuerySet[Document]:
    """The documents they may see and that were not withdrawn."""
    return place.visible(last(place.coop).filter(withdrawal__isnull=True))


def listed(rows: QuerySet[Document], asked: Asked) -> QuerySet[Document]:
    """Those of the documents that fit, in the order asked for."""
    if asked.kind in Kind.values:
        rows = rows.filter(kind=asked.kind)
    if asked.year is not None:
        rows = rows.filter(happened_on__year=asked.year)
    for word in words_of(asked.words):
        inside = FoundText.objects.filter(
            coop=OuterRef("coop"), digest=OuterRef("digest"), text__contains=word
        )
        rows = rows.filter(Q(words__searched__contains=word) | Exists(inside))
    return rows.order_by(*SORTED.get(asked.sort, SORTED["-day"]))


def years(rows: QuerySet[Document]) -> list[int]:
    """The years there is a document of, the latest first."""
    found = rows.order_by().values_list("happened_on__year", flat=True).distinct()
    return sorted(found, reverse=True)


def one(place: Place, thread: UUID) -> Document:
    """A document as it stands, if they may see it."""
    return place.find(last(place.coop), thread=thread)


def address(place: Place, thread: UUID) -> str:
    """The page of a document they may see, else ""."""
    there = place.participant is not None and place.visible(last(place.coop).filter(thread=thread)).exists()
    return reverse("meetings:document", args=[place.coop.slug, thread]) if there else ""


def versions(place: Place, thread: UUID) -> list[Document]:
    """Every version they may see, the latest first: one that was closed to them stays closed."""
    return list(place.visible(current(place.coop).filter(thread=thread)).order_by("-pk"))


def version(place: Place, thread: UUID, key: UUID) -> Document:
    """One version, if they may see it and the document as it is now."""
    one(place, thread)
    return place.find(current(place.coop).filter(thread=thread), pk=key)


def same_file(by: Participant, at: Moment, digest: str) -> Document | None:
    """A document that stands, has this very file, and may be seen by whoever brings it."""
    sight = Sight.of(by, coop=by.coop, on=at.day)
    rows = last(by.coop).filter(digest=digest, withdrawal__isnull=True)
    return sight.visible(rows).order_by("pk").first()


def citing(place: Place, thread: UUID) -> list[Authority]:
    """The decisions that were entered from a document, as far as they may see them."""
    return list(place.visible(whole()).filter(document=thread).order_by("-decided_on", "-pk"))


def gathering(place: Place, key: UUID) -> Gathering | None:
    """A gathering of their own."""
    rows = Gathering.objects.select_related("coop").filter(coop=place.coop, who=place.participant)
    return rows.filter(pk=key).first()


def waiting_in(held: Gathering, by: Participant, at: Moment) -> list[Waiting]:
    """Its files, each with whether it can become a document."""
    found = list(held.files.order_by("number"))
    sight = Sight.of(by, coop=by.coop, on=at.day)
    rows = last(by.coop).filter(withdrawal__isnull=True, digest__in={one.digest for one in found})
    there = {row.digest: row for row in sight.visible(rows).order_by("-pk")}
    shown, seen = [], set[str]()
    for file in found:
        shown.append(_waiting(file, there, again=bool(file.digest) and file.digest in seen))
        seen.add(file.digest)
    return shown


def _waiting(file: GatheredFile, there: Mapping[str, Document], *, again: bool) -> Waiting:
    if file.refused:
        said: dict[str, Any] = dict(file.refused)
        says, next_step = gettext(said.pop("says")), gettext(said.pop("next_step"))
        return Waiting(file, fill(says, said), fill(next_step, said))
    if file.digest in there:
        return Waiting(file, gettext("You brought this already."), same_as=there[file.digest])
    if again:
        return Waiting(file, gettext("The same file stands above under another name."))
    return Waiting(file)


def may_open(place: Place, entry: Entry) -> bool:
    """Whether they see the document an entry is about, and so may be told what the entry says."""
    return place.visible(Document.objects.filter(thread=entry.subject)).exists()
