"""Drafts of amendments as something to talk about."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bylaws.charter.kinds.transparency import DRAFT_TALK
from toadlane.amending.models import AmendmentDraft
from toadlane.coops.access import Place
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.talk.subjects import Kind, Subject, by_class


def find(coop: Coop, key: str, _at: Moment) -> Subject | None:
    """A draft by its name; once adopted or withdrawn, what was said stays to be read.

    The draft is open to whom the charter is, perhaps to everyone; what is said about it, to who may speak.
    """
    draft = AmendmentDraft.objects.filter(coop=coop, name=key).first()
    return subject_of(coop, draft) if draft else None


def find_all(place: Place, keys: Collection[str]) -> list[Subject]:
    """Those of some names that whoever looks sees, in one question."""
    rows = AmendmentDraft.objects.filter(coop=place.coop, name__in=list(keys))
    found = [subject_of(place.coop, row) for row in rows]
    return [one for one in found if by_class(place.sight, one)]


def subject_of(coop: Coop, draft: AmendmentDraft) -> Subject:
    """A draft as something to talk about."""
    return Subject(
        coop=coop,
        kind=KIND.key,
        key=draft.name,
        title=draft.name,
        page=reverse("amending:draft", args=[coop.slug, draft.name]),
        information_class=DRAFT_TALK,
        is_open=draft.is_open,
        takes_part=frozenset({draft.begun_by, draft.edited_by}),
    )


KIND: Final = Kind(
    "amendment", label=_("Draft of an amendment"), find=find, room="charter", find_all=find_all
)
