"""What a proposal will do, in the letter that asks for a position: nobody's private figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from toadlane.decisions.deeds import deed_of
from toadlane.decisions.effects import effect_of
from toadlane.notices.kinds import NO_MORE, More
from toadlane.notices.models import Notice
from toadlane.proposals import talking
from toadlane.proposals.models import Proposal


def more(notices: Sequence[Notice]) -> Mapping[UUID, More]:
    """How it is answered, and before that what it does, where it does something."""
    found = dict(talking.more(notices))
    asked = {one.pk: one.values["talk"][1] for one in notices if "talk" in one.values}
    rows = Proposal.objects.select_related("coop").filter(pk__in=set(asked.values())).exclude(acts="")
    said = {str(row.pk): told(row) for row in rows}
    for key, proposal in asked.items():
        words = said.get(proposal, "")
        if words:
            one = found.get(key, NO_MORE)
            found[key] = More("\n\n".join(part for part in (words, str(one.text)) if part), one.reply_to)
    return found


def told(row: Proposal) -> str:
    """What it does, line by line; "" where nobody said what exactly."""
    effect = effect_of(row.acts)
    deed = deed_of(row.coop, matter=row.acts, subject=row.subject, fingerprint=row.fingerprint)
    if effect is None or deed is None:
        return ""
    lines = [f"{label}: {words}" for label, words in effect.lines(deed)]
    return "\n".join([_("When it is adopted:"), *lines])
