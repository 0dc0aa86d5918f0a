"""Who is told of a suggested change, and of its answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.notices.hearing import Said, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling
from toadlane.proposals.authors import keys_of
from toadlane.proposals.models import DECISIONS, Proposal, Suggestion
from toadlane.record.models import Entry

SUGGESTED: Final = Kind(
    "proposal-suggestion",
    label=_("A change of a proposal is suggested, or answered"),
    words={
        "suggested": _("{name} suggests another text for “{title}”."),
        "accepted": _("What you suggested for “{title}” was accepted."),
        "declined": _("What you suggested for “{title}” was declined: {because}"),
    },
    verb=_("Look at it"),
)


def suggested(entry: Entry, what: Said) -> Iterator[Telling]:
    """Those who wrote it are asked."""
    row = Suggestion.objects.select_related("by", "revision").filter(pk=what["suggestion"]).first()
    proposal = Proposal.objects.select_related("raised_by").filter(pk=what["proposal"]).first()
    if row is not None and proposal is not None:
        wrote = Participant.objects.filter(coop=entry.coop, key__in=keys_of(proposal))
        values = {"name": row.by.name, "title": row.revision.title}
        yield _telling(entry, what["proposal"], "suggested", list(wrote), values)


def answered(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever suggested it hears what came of it."""
    row = Suggestion.objects.select_related("by", "revision").filter(pk=what["suggestion"]).first()
    if row is not None:
        values = {"title": row.revision.title, "because": what["because"]}
        words = "accepted" if what["accepted"] else "declined"
        yield _telling(entry, what["proposal"], words, [row.by], values)


def _telling(
    entry: Entry, proposal: str, words: str, to: list[Participant], values: dict[str, str]
) -> Telling:
    return Telling(
        SUGGESTED.key,
        to=to,
        words=words,
        information_class=DECISIONS,
        values=values,
        url=reverse("proposals:texts", args=[entry.coop.slug, proposal]),
        subject=proposal,
        except_for=entry.actor,
    )


def listen() -> None:
    """Called once when the application starts."""
    register(SUGGESTED)
    hear("proposal.change-suggested.v1", "proposals.suggestions", suggested)
    hear("proposal.suggestion-answered.v1", "proposals.suggestions", answered)
