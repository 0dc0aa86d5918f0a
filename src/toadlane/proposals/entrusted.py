"""What the charter lets somebody decide alone by a role they hold."""

from __future__ import annotations

from bylaws.charter.kinds.role import Role
from bylaws.charter.routes import entrusted
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import Fault
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import matters


def entrusted_to(who: Participant, at: Moment) -> dict[str, Rule[Role]]:
    """The matters, each with the rule of the role; nothing where there is no charter yet.

    What a room does once it is decided, such as parting with somebody, is decided as its own page says.
    """
    roles = who.roles_on(at.day)
    if not roles:
        return {}
    try:
        text = charter_of(who.coop).on_or_first(at.day)
    except Fault:
        return {}
    acts = {one.key for one in matters.known()} | {one.decided_as for one in matters.known()}
    return {matter: rule for matter, rule in entrusted(text, roles).items() if matter not in acts}
