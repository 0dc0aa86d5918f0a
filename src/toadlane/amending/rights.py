"""Who may draft an amendment, and who may adopt one that was decided on."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.membership import Membership
from bylaws.kernel.faults import Refused
from toadlane.charter.reads import charter_of
from toadlane.coops.access import absent
from toadlane.coops.models import MEMBER, SETS_UP, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on

PROPOSE: Final = "propose"
ADOPTS: Final = SETS_UP | {"secretary"}
"""Roles that adopt what was decided: they keep the co-op's texts."""


def refuse_outsiders(coop: Coop, by: Participant, at: Moment) -> None:
    """To whoever may not see the charter there are no drafts of it either."""
    if by.coop_id != coop.pk or not sight_on(by, at.day).may_see(Matter(coop, "charter", None)):
        raise absent()


def only_proposers(coop: Coop, by: Participant, at: Moment) -> None:
    """Drafting is for whoever may propose."""
    refuse_outsiders(coop, by, at)
    charter = charter_of(coop)
    held = charter.on_or_first(at.day)
    if may_propose(held, by.stage_on(at.day)):
        return
    rule = held.maybe("membership", Membership)
    raise Refused(
        gettext_noop("Changes of the charter are proposed by those who have the right to propose."),
        code="amending.not-proposer",
        next_step=gettext_noop("Ask a member to propose it; you can show them what you have in mind."),
        article=rule.article if rule else None,
    )


def may_propose(held: InForce, stage: str | None) -> bool:
    """Whether people of a stage may draft: by the right “propose” where the charter gives it to any stage."""
    rule = held.maybe("membership", Membership)
    proposing = {one.name for one in rule.says.stages if PROPOSE in one.rights} if rule else set()
    return stage in (proposing or {MEMBER})


def may_adopt(by: Participant, at: Moment) -> bool:
    """Whether they keep the co-op's texts on a day."""
    return bool(ADOPTS & by.roles_on(at.day))


def only_keepers(coop: Coop, by: Participant, at: Moment) -> None:
    """What was decided is adopted by whoever keeps the co-op's texts."""
    refuse_outsiders(coop, by, at)
    if not may_adopt(by, at):
        raise Refused(
            gettext_noop("An amendment is adopted by whoever is bookkeeper, secretary or founder on {day}."),
            code="amending.not-keeper",
            next_step=gettext_noop("Ask one of them; the page of people says who they are."),
            day=at.day.isoformat(),
        )
