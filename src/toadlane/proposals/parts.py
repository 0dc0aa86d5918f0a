"""Who has a part in a proposal, and so sees it whether or not the charter shows them what is decided."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from bylaws.membership.sight import takes_part
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.coops.sight import Sight
from toadlane.proposals.models import DECISIONS, Coauthor, Elector, Proposal

NONE: Final = "none"


def part_of(sight: Sight) -> QuerySet[Proposal, Any]:
    """The proposals in which somebody who is here has or had a part, or which they wrote, by their keys."""
    who = sight.participant
    if who is None or not takes_part(sight.audiences):
        return Proposal.objects.none().values_list("pk")
    has_one = Elector.objects.filter(attempt__proposal=OuterRef("pk"), participant=who).exclude(part=NONE)
    wrote = Coauthor.objects.filter(proposal=OuterRef("pk"), participant=who)
    mine = Q(raised_by=who) | Exists(has_one) | Exists(wrote)
    found = Proposal.objects.filter(mine, coop=who.coop_id)
    return found.values_list("pk")


def address(place: Place, key: UUID) -> str:
    """The page of a proposal they may see, or have a part in, else ""."""
    rows = Proposal.objects.filter(coop=place.coop, pk=key)
    if not place.sight.may_see_class(DECISIONS):
        rows = rows.filter(pk__in=part_of(place.sight))
    there = place.participant is not None and rows.exists()
    return reverse("proposals:proposal", args=[place.coop.slug, key]) if there else ""


def those_with_a_part(proposal: UUID) -> QuerySet[Participant]:
    """The same, asked of a proposal."""
    electors = Elector.objects.filter(attempt__proposal=proposal).exclude(part=NONE)
    has_one = electors.filter(participant=OuterRef("pk"))
    raised = Proposal.objects.filter(pk=proposal, raised_by=OuterRef("pk"))
    wrote = Coauthor.objects.filter(proposal=proposal, participant=OuterRef("pk"))
    return Participant.objects.filter(Exists(has_one) | Exists(raised) | Exists(wrote))
