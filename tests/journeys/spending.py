"""What Lantern paid: a kettle that is paid, lamp oil that is decided and waits, and what is being decided."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toadlane.coops.models import Participant
    from toadlane.coops.moment import Moment
    from toadlane.decisions.models import Authority
    from toadlane.proposals.models import Proposal

KETTLE = {"payee": "Tin Shop", "purpose": "a second kettle", "amount": "30.00"}
OIL = {"payee": "Harbour Oil", "purpose": "lamp oil for the winter", "amount": "145.00"}
ROOF = {"payee": "Slate & Sons", "purpose": "the roof", "amount": "2200.00", "due_on": "2026-12-20"}


def spent() -> dict[str, str]:
    """Their keys."""
    from toadlane.books.spending import verbs
    from toadlane.books.verbs import How
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant
    from toadlane.coops.moment import Moment

    coop = Coop.objects.get(slug="lantern")
    ada = Participant.objects.select_related("coop").get(coop=coop, key="ada")
    at = now(coop)
    before = Moment.of(at.instant - dt.timedelta(days=60), coop=coop)
    kettle = decided(ada, before, at, KETTLE)
    paid = verbs.pay_for(authority=kettle, how=How(at.day, "bank"), by=ada, at=at, key="kettle paid")
    return {
        "spending decided": str(decided(ada, before, at, OIL).pk),
        "spending paid": str(kettle.pk),
        "spending": str(paid.pk),
        "spending asked": str(raised(ada, at, ROOF).pk),
    }


def raised(by: Participant, at: Moment, given: dict[str, str]) -> Proposal:
    """Have it decided, with everything filled in."""
    from toadlane.proposals import verbs
    from toadlane.proposals.asking import ask

    named = given["payee"]
    draft = ask(acts="spend", subject="", given=given, by=by, at=at, key=f"ask {named}")
    return verbs.raise_proposal(draft=draft.pk, by=by, at=at, key=f"raise {named}")


def decided(by: Participant, at: Moment, later: Moment, given: dict[str, str]) -> Authority:
    """The same, which everybody agreed to long ago."""
    from toadlane.decisions.models import Authority
    from toadlane.proposals import verbs
    from toadlane.proposals.models import Elector

    proposal = raised(by, at, given)
    deciding = Elector.objects.filter(attempt__proposal=proposal, part="decides")
    for one in deciding.select_related("participant__coop"):
        who = one.participant
        key = f"{who.key} agrees {given['payee']}"
        verbs.take_position(proposal=proposal, stance="agree", by=who, at=at, key=key)
    verbs.bring_up_to(proposal=proposal, at=later)
    return Authority.objects.select_related("coop").get(proposal=proposal.pk)
