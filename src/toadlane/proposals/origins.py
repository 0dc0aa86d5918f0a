"""What a proposal came of: rooms name the kinds of things that can become one, and how they are quoted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.http import urlencode

from bylaws.charter.kinds.transparency import CANDIDATES, MEMBERS, SELF, WORLD
from toadlane.coops.access import Place, absent
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.proposals.models import DECISIONS, LONGEST, Proposal, Revision
from toadlane.proposals.parts import part_of
from toadlane.proposals.raised_rows import Raising
from toadlane.talk.subjects import Words

QUOTED: Final = 8_000


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing as whoever looks sees it: `label` is its name, `quote` its words as they are now.

    `is_narrow` says that it is about one person, so that a proposal would tell more people of it.
    """

    kind: str
    key: str
    label: str
    page: str
    quote: str
    information_class: str
    is_narrow: bool = False

    @property
    def said(self) -> list[tuple[str, str]]:
        """Its words part by part: who or where, and what; each line that is quoted begins with “>”."""
        parts = (part.partition("\n") for part in self.quote.split("\n\n") if part)
        return [(head, "\n".join(_bare(line) for line in said.splitlines())) for head, _end, said in parts]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things that can become a proposal, such as “comment” or an item of an agenda.

    `find` gives one for whoever may see it, else None: what is hidden is not there. `label` stands before its
    name: “Comment”.
    """

    key: str
    label: Words
    find: Callable[[Sight, str, Moment], Origin | None]


def _bare(line: str) -> str:
    return line.removeprefix(">").removeprefix(" ")


_known: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called by a room when the application starts; the key keeps a second call harmless."""
    _known[kind.key] = kind


def find(sight: Sight, kind: str, key: str, at: Moment) -> Origin | None:
    """One thing for whoever may see it; None where there is none, or no kind of that name."""
    known = _known.get(kind)
    return known.find(sight, key, at) if known and key and len(key) <= LONGEST["origin_key"] else None


def asked(sight: Sight, kind: str, key: str, at: Moment) -> Origin | None:
    """The one somebody asks for; None where they ask for none, and absent where they may not see it."""
    if not kind and not key:
        return None
    found = find(sight, kind, key, at)
    if found is None:
        raise absent()
    return found


def named_after(origin: Origin | None, given: Mapping[str, str]) -> dict[str, str]:
    """What a draft begins with. The words of what it came of are shown beside it and never copied into it, so
    that they go everywhere when whoever wrote them takes them back or is erased."""
    if origin is None:
        return dict(given)
    return {**given, "title": given.get("title") or origin.label[: LONGEST["title"]]}


def of(place: Place, row: Raising) -> Origin | None:
    """What a draft or a proposal came of, under the name it had then, for whoever may see that."""
    return find(place.sight, row.origin_kind, row.origin_key, place.moment) if row.origin_kind else None


def label_of(kind: str) -> Words:
    """What its kind is called."""
    return _known[kind].label


def begins(place: Place, kind: str, key: object) -> str:
    """The page on which a proposal is begun from it."""
    there = reverse("proposals:begin", args=[place.coop.slug])
    return f"{there}?{urlencode({'origin_kind': kind, 'origin_key': str(key)})}"


def is_narrower(sight: Sight, origin: Origin) -> bool:
    """Whether some see what was decided who do not see what it came of."""
    there = sight.open_to(origin.information_class)
    if CANDIDATES in there:
        there |= {MEMBERS}
    return origin.is_narrow or not (WORLD in there or sight.open_to(DECISIONS) - {SELF} <= there)


@dataclass(frozen=True, slots=True)
class Made:
    """A proposal that was made of something."""

    kind: str
    key: str
    proposal: UUID
    title: str
    page: str


def made_of(place: Place, kinds: Collection[str], keys: Collection[object]) -> list[Made]:
    """The proposals made of some things, as far as whoever looks sees them, the first first: one question."""
    rows = Proposal.objects.filter(coop=place.coop, origin_kind__in=kinds, origin_key__in=map(str, keys))
    if not place.sight.may_see_class(DECISIONS):
        rows = rows.filter(Exists(part_of(place.sight).filter(pk=OuterRef("pk"))))
    last = Revision.objects.filter(proposal=OuterRef("pk")).order_by("-nth").values("title")[:1]
    told = rows.annotate(title=Subquery(last)).order_by("pk")
    return [Made(one.origin_kind, one.origin_key, one.pk, one.title, page_of(place, one)) for one in told]


def page_of(place: Place, row: Proposal) -> str:
    """Where a proposal stands."""
    return reverse("proposals:proposal", args=[place.coop.slug, row.pk])
