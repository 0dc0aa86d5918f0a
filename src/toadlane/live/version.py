"""Which version of the page somebody has before them, told in one question."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db.models import CharField, OuterRef, Subquery, UUIDField
from django.utils.crypto import salted_hmac

from toadlane.coops.models import Participant
from toadlane.coops.prepared import Question
from toadlane.live.models import (
    Live,
)

VERSION = Question(
    lambda slug, person, meeting: Participant.objects.filter(coop__slug=slug, person=person).values_list(
        "pk", Subquery(Live.objects.filter(meeting=meeting, coop=OuterRef("coop")).values("version")[:1])
    ),
    slug=CharField(),
    person=UUIDField(),
    meeting=UUIDField(),
)


def tag(who: UUID, meeting: UUID, version: int | None, language: str) -> str:
    """What a page was told of: whose, of which meeting, which version; nobody else can make it."""
    said = f"{who} {meeting} {version} {language}"
    return salted_hmac("toadlane.live", said, secret=settings.SECRET_KEY).hexdigest()[:32]


def current_tag(slug: str, person: UUID | None, meeting: UUID, language: str) -> str:
    """The tag of the page as it would be now, in one question; "" where there is no such page."""
    for who, version in VERSION(slug=slug, person=person, meeting=meeting):
        return tag(who, meeting, version, language)
    return ""
