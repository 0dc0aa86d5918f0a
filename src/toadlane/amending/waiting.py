"""What *Today* says of amendments: one is there to be looked at, or is decided on and waits to be adopted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import CharField, DateTimeField, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.amending.adopting import MATTER
from toadlane.amending.models import AmendmentDraft, DraftedArticle
from toadlane.amending.rights import ADOPTS, may_adopt
from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.decisions.models import READY, Authority


def _decided(coop: Any) -> QuerySet[Any, Any]:
    unused = Authority.objects.filter(READY, coop=coop, matter=MATTER)
    open_drafts = AmendmentDraft.objects.filter(coop=coop, adopted=None, withdrawn_at=None)
    return open_drafts.filter(name__in=unused.values("subject")).order_by("name").values_list("name")


DECIDED = Question(_decided, coop=UUIDField())


def a_decided_one(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A draft that is decided on, for those who adopt."""
    return (DECIDED, {"coop": who.coop.pk}) if ADOPTS & who.audiences else None


def for_keepers(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each draft that is decided on, for those who adopt."""
    if not may_adopt(participant, at):
        return
    for (name,) in DECIDED(coop=participant.coop_id):
        yield Item(
            title=_("The amendment “%(name)s” is decided on") % {"name": name},
            verb=_("Look and adopt"),
            url=reverse("amending:draft", args=[participant.coop.slug, name]),
        )


LATELY: Final = dt.timedelta(days=14)
MOST: Final = 3


def _to_look_at(coop: Any, mine: Any, since: Any) -> QuerySet[Any, Any]:
    """Open drafts of others that say why, hold an article, and were edited lately."""
    written = DraftedArticle.objects.filter(coop=coop, is_off=False).values("draft")
    open_drafts = AmendmentDraft.objects.filter(coop=coop, adopted=None, withdrawn_at=None, pk__in=written)
    said = open_drafts.filter(edited_at__gt=since).exclude(why="").exclude(edited_by=mine)
    decided = Authority.objects.filter(coop=coop, matter=MATTER, withdrawal__isnull=True).values("subject")
    return said.exclude(name__in=decided).order_by("-edited_at", "pk").values_list("name", "edited_by")[:MOST]


TO_LOOK_AT = Question(_to_look_at, coop=UUIDField(), mine=CharField(), since=DateTimeField())


def one_to_look_at(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """Somebody else's draft, for members."""
    said = {"coop": who.coop.pk, "mine": who.participant.key, "since": who.at.instant - LATELY}
    return (TO_LOOK_AT, said) if MEMBER in who.audiences else None


def for_members(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each draft that somebody else has made ready to be looked at; for a fortnight."""
    if participant.stage_on(at.day) != MEMBER:
        return
    for name, who in TO_LOOK_AT(coop=participant.coop_id, mine=participant.key, since=at.instant - LATELY):
        yield Item(
            title=_("%(who)s drafted the amendment “%(name)s”") % {"who": who, "name": name},
            verb=_("Look at it"),
            url=reverse("amending:difference", args=[participant.coop.slug, name]),
        )
