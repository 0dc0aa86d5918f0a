"""What a letter says: the same as text and as HTML, in the reader's language; none of it in its subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toadlane.coops.models import Coop, Participant
from toadlane.mail.outbox import Draft
from toadlane.notices.kinds import NO_MORE, More
from toadlane.notices.links import stop_link
from toadlane.notices.models import Notice, hours_of

NOTHING: Final[Mapping[UUID, More]] = {}
MOST: Final = 100
"""More than so many in one letter are counted, and read in the list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in a letter."""

    says: str
    verb: str
    url: str
    more: More = NO_MORE


@dataclass(frozen=True, slots=True)
class Part:
    """The notices of one kind."""

    label: str
    lines: list[Line]


def draft(
    reader: Participant, notices: Sequence[Notice], *, key: str, more: Mapping[UUID, More] = NOTHING
) -> Draft:
    """One letter with all of them, to an address that is known to be the reader's."""
    person = reader.person
    assert person is not None  # noqa: S101 — whoever has no account is written no letter
    with (
        translation.override(language_of(reader)),
        timezone.override(hours_of(reader).zone),
    ):
        told = content(reader, notices, more)
        return Draft(
            to=person.email,
            subject=subject(reader.coop, notices),
            body=render_to_string("notices/letter.txt", told),
            html=render_to_string("notices/letter.html", told),
            headers=headers(str(told["stop"]), str(told["reply_to"])),
            key=key,
            encloses=[one for notice in notices[:MOST] if (one := more.get(notice.pk, NO_MORE).encloses)],
        )


def language_of(reader: Participant) -> str:
    """The language in which somebody is written to."""
    person = reader.person
    return (person.language if person else "") or reader.coop.language


def subject(coop: Coop, notices: Sequence[Notice]) -> str:
    """The co-op and what kind of thing: never what it says, for others see a subject over a shoulder."""
    found = {notice.kind: notice.of_kind for notice in notices}
    if len(found) == 1 and not any(kind.discreet for kind in found.values()):
        [only] = found.values()
        return f"{coop.name}: {only.label}"
    count = len(notices)
    return ngettext("%(coop)s: %(n)d notice for you", "%(coop)s: %(n)d notices for you", count) % {
        "coop": coop.name,
        "n": count,
    }


def content(
    reader: Participant, notices: Sequence[Notice], more: Mapping[UUID, More] = NOTHING
) -> dict[str, object]:
    """What both forms of the letter say."""
    slug = reader.coop.slug
    may_stop = {notice.kind for notice in notices if not notice.of_kind.binding}
    replies = {more.get(notice.pk, NO_MORE).reply_to for notice in notices[:MOST]}
    return {
        "reply_to": replies.pop() if len(replies) == 1 else "",
        "coop": reader.coop,
        "reader": reader,
        "parts": list(parts(notices[:MOST], more)),
        "more": max(0, len(notices) - MOST),
        "list": absolute(reverse("notices:notices", args=[slug])),
        "choices": absolute(reverse("notices:choices", args=[slug])),
        "stop": stop_link(reader, may_stop) if may_stop else "",
        "some_bind": any(notice.of_kind.binding for notice in notices),
    }


def parts(notices: Iterable[Notice], more: Mapping[UUID, More] = NOTHING) -> Iterable[Part]:
    """By kind, and in each kind in their order."""
    ordered = sorted(notices, key=lambda notice: notice.kind)  # stable: told first, told first
    for _key, same in groupby(ordered, key=lambda notice: notice.kind):
        found = list(same)
        yield Part(str(found[0].of_kind.label), [line(one, more.get(one.pk, NO_MORE)) for one in found])


def line(notice: Notice, more: More = NO_MORE) -> Line:
    """One notice; of what is discreet only that it is there."""
    kind = notice.of_kind
    says = _("There is something for you to read here.") if kind.discreet else notice.says
    there = absolute(reverse("notices:open", args=[notice.coop.slug, notice.pk]))
    return Line(says, str(kind.verb), there, more)


def headers(stop: str, reply_to: str = "") -> dict[str, str]:
    """So that no machine answers, and mail programs show their own button to stop such letters."""
    told = {"Auto-Submitted": "auto-generated"}
    if reply_to:
        told["Reply-To"] = reply_to
    if stop:
        told["List-Unsubscribe"] = f"<{stop}>"
    if stop and settings.TLS:  # the standard wants an encrypted address for a single click
        told["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return told


def absolute(path: str) -> str:
    """An address as a letter needs it."""
    return f"{settings.ADDRESS}{path}"
