"""What *Today* says of amendments: that one is decided on and waits to be adopted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.amending.adopting import MATTER
from toadlane.amending.models import AmendmentDraft
from toadlane.amending.rights import may_adopt
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Item
from toadlane.decisions.models import Authority


def _decided(coop: Any) -> QuerySet[Any, Any]:
    unused = Authority.objects.filter(
        coop=coop, matter=MATTER, confirmation__isnull=False, use__isnull=True, withdrawal__isnull=True
    )
    open_drafts = AmendmentDraft.objects.filter(coop=coop, adopted=None, withdrawn_at=None)
    return open_drafts.filter(name__in=unused.values("subject")).order_by("name").values_list("name")


DECIDED = Question(_decided, coop=UUIDField())


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
