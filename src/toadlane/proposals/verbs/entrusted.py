"""Deciding alone by a role that the charter entrusts with a matter."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds
from toadlane.decisions.effects import Look
from toadlane.decisions.exactly import fingerprint_of
from toadlane.decisions.models import LONGEST, Authority
from toadlane.people.spelling import one_line
from toadlane.proposals import refusals
from toadlane.proposals.entrusted import entrusted_to


@transaction.atomic
def decide_by_role(*, matter: str, title: str, text: str, by: Participant, at: Moment, key: str) -> Authority:
    """Whoever holds the role decides: it stands among the decisions at once, under the role's article.

    Faults `proposals.not-entrusted`, `proposals.incomplete`.
    """
    called, said = one_line(title), text.replace("\r\n", "\n").strip()
    content: dict[str, Json] = {"matter": matter, "text": said, "title": called}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.by-role", by=by, content=content)
    if not taken.first:
        return Authority.objects.get(coop=by.coop, pk=taken.result)
    rule = entrusted_to(by, at).get(matter)
    if rule is None:
        raise Refused(
            gettext_noop("The charter does not let you decide this alone."),
            code="proposals.not-entrusted",
            next_step=gettext_noop("Raise it: the charter says who decides."),
        )
    if not 0 < len(called) <= LONGEST["subject"] or not 0 < len(said) <= LONGEST["text"]:
        raise refusals.incomplete()
    facts: dict[str, Json] = {"by": by.key, "role": rule.name}
    look = Look(called, fingerprint_of({**content, **facts}), facts, called, said)
    authority = deeds.take_alone(matter=matter, look=look, article=rule.article, text=said, by=by, at=at)
    taken.keep(authority.pk)
    return authority
