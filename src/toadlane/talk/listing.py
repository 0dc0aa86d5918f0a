"""What is being talked about: each talk once, the unread first, in a fixed number of questions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Max, OuterRef, Q, Subquery

from toadlane.coops.access import Place
from toadlane.people.spelling import folded
from toadlane.talk.models import Comment, Following
from toadlane.talk.read_rows import TalkRead
from toadlane.talk.subjects import Found, Subject, known_kinds, subjects_in

MOST: Final = 1_000
FOUND_AT_MOST: Final = 50
STATES: Final = ("open", "unread", "mine", "closed")


@dataclass(frozen=True, slots=True)
class Line:
    """One talk, with what is new in it for whoever looks."""

    subject: Subject
    label: str
    said: int
    new: int
    last_at: dt.datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A comment that was found."""

    comment: Comment
    subject: Subject


def lines(place: Place, *, state: str = "", kind: str = "") -> list[Line]:
    """Those that may be seen, the unread first, then the latest; `state` is one of four."""
    rows = list(_talks(place)[:MOST])
    seen = visible(place, ((one["kind"], one["subject"]) for one in rows))
    follows = dict(_follows(place))
    found = [
        _line(place, one, seen[at], follows) for one in rows if (at := (one["kind"], one["subject"])) in seen
    ]
    kept = [one for one in found if _is_kept(one, state) and kind in {"", one.subject.kind}]
    return sorted(kept, key=lambda one: (not one.new, -one.last_at.timestamp()))


def _talks(place: Place) -> Any:
    me = place.member
    mark = TalkRead.objects.filter(participant=me, kind=OuterRef("kind"), subject=OuterRef("subject"))
    later = Q(seen_to__isnull=True) | Q(happened_at__gt=F("seen_to"))
    rows = Comment.objects.filter(coop=place.coop).annotate(seen_to=Subquery(mark.values("read_at")[:1]))
    told = rows.values("kind", "subject").annotate(
        said=Count("pk"),
        new=Count("pk", filter=later & ~Q(by=me)),
        own=Count("pk", filter=Q(by=me)),
        last_at=Max("happened_at"),
    )
    return told.order_by("-last_at")


def _follows(place: Place) -> Iterable[tuple[tuple[str, str], bool]]:
    rows = Following.objects.filter(participant=place.member)
    return (((kind, key), told) for kind, key, told in rows.values_list("kind", "subject", "follows"))


def _line(
    place: Place, one: Mapping[str, Any], subject: Subject, follows: Mapping[tuple[str, str], bool]
) -> Line:
    takes_part = place.member.key in subject.takes_part or bool(one["own"])
    label = str(known_kinds()[subject.kind].label)
    mine = follows.get((one["kind"], one["subject"]), takes_part)
    return Line(subject, label, one["said"], one["new"], one["last_at"], mine)


def _is_kept(one: Line, state: str) -> bool:
    match state:
        case "unread":
            return bool(one.new)
        case "mine":
            return one.mine
        case "closed":
            return not one.subject.is_open
    return one.subject.is_open


def visible(place: Place, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Subject]:
    """Those of some subjects that whoever looks may see, in as many questions for one as for all."""
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, key in wanted:
        keys[kind].add(key)
    found: dict[tuple[str, str], Subject] = {}
    for kind, some in keys.items():
        for subject in subjects_in(place, kind, some):
            found[kind, subject.key] = subject
    return found


def comments_found(place: Place, sought: str) -> list[Said]:
    """What was said with these words in it, the latest first, where it may be seen."""
    if not sought:
        return []
    rows = Comment.objects.filter(coop=place.coop, words__searched__contains=folded(sought))
    some = list(rows.select_related("by", "words").order_by("-happened_at", "-pk")[: FOUND_AT_MOST * 4])
    seen = visible(place, ((one.kind, one.subject) for one in some))
    told = [Said(one, seen[one.kind, one.subject]) for one in some if (one.kind, one.subject) in seen]
    return told[:FOUND_AT_MOST]


def things_found(place: Place, sought: str) -> list[Found]:
    """What rooms above find by these words: proposals, and what was agreed."""
    if not sought:
        return []
    return [one for kind in known_kinds().values() if kind.search for one in kind.search(place, sought)]
