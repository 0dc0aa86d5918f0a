"""A comment, or a whole thread, here or by e-mail, becomes a proposal; and what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.coops.access import Place
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.proposals import origins, ways
from toadlane.proposals.drafts import RAISED
from toadlane.proposals.said import number_of
from toadlane.talk import onward
from toadlane.talk.models import Comment, Way
from toadlane.talk.onward import Became, Onward
from toadlane.talk.subjects import sees, subject_in
from toadlane.ui.figures import day as in_full

COMMENT: Final = "comment"
THREAD: Final = "thread"
CUT: Final = " …"


def comment(sight: Sight, key: str, at: Moment) -> origins.Origin | None:
    """One comment, where whoever looks sees what it is about."""
    return _origin(sight, COMMENT, key, at)


def thread(sight: Sight, key: str, at: Moment) -> origins.Origin | None:
    """A thread, by the comment that began it."""
    return _origin(sight, THREAD, key, at)


def _origin(sight: Sight, kind: str, key: str, at: Moment) -> origins.Origin | None:
    number = number_of(key)
    rows = Comment.objects.filter(coop=sight.coop).select_related("coop", "by", "words").order_by("pk")
    first = rows.filter(pk=number).first() if number else None
    subject = subject_in(sight.coop, first.kind, first.subject, at) if first else None
    if first is None or subject is None or not sees(sight, subject):
        return None
    whole = kind == THREAD
    if whole and first.thread != first.pk:
        return None
    return origins.Origin(
        kind=kind,
        key=str(first.pk),
        label=subject.title,
        page=reverse("talk:place", args=[sight.coop.slug, first.pk]),
        quote=quoted(rows.filter(thread=first.pk) if whole else [first]),
        information_class=subject.information_class,
        is_narrow=subject.about is not None,
    )


def quoted(comments: Iterable[Comment]) -> str:
    """What was said, line by line as it is quoted, with who said it and when; what is gone is left out."""
    parts, left = [], origins.QUOTED
    for one in comments:
        text = one.words.text if hasattr(one, "words") else ""
        part = _quote(one, text) if text else ""
        if len(part) > left:
            parts.append(part[:left].rstrip() + CUT)
            break
        if part:
            parts.append(part)
        left -= len(part)
    return "\n\n".join(parts)


def _quote(one: Comment, text: str) -> str:
    said = {"name": one.by.name, "day": in_full(Moment.of(one.happened_at, coop=one.coop).day)}
    by_mail = one.way == Way.MAIL
    head = _("%(name)s, by e-mail, %(day)s:") % said if by_mail else _("%(name)s, %(day)s:") % said
    return "\n".join([head, *(f"> {line}".rstrip() for line in text.splitlines())])


def page(place: Place, key: UUID, whole: bool) -> str:  # noqa: FBT001 - a hook of talk, given by its place
    """Where a proposal is begun from it."""
    return origins.begins(place, THREAD if whole else COMMENT, key)


def became(place: Place, keys: Collection[UUID]) -> Mapping[UUID, Collection[Became]]:
    """What was proposed because of some comments, or of the threads they began."""
    found: dict[UUID, list[Became]] = defaultdict(list)
    for one in origins.made_of(place, (COMMENT, THREAD), keys):
        whole = one.kind == THREAD
        says = _("This thread became the proposal") if whole else _("This became the proposal")
        made = Became(RAISED, str(one.proposal), one.title, one.page, says, of_thread=whole)
        found[UUID(one.key)].append(made)
    return found


def listen() -> None:
    """Called once when the application starts."""
    origins.register(origins.Kind(COMMENT, gettext_lazy("Comment"), comment))
    origins.register(origins.Kind(THREAD, gettext_lazy("Thread of a talk"), thread))
    onward.register(
        Onward(
            key="proposal",
            label=gettext_lazy("Make a proposal of this"),
            label_of_thread=gettext_lazy("Make a proposal of the whole thread"),
            may=ways.may_raise_here,
            page=page,
            became=became,
        )
    )
