"""Roles and seats that somebody is chosen for: who holds them is entered by the decision that chose them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.membership.posts import posts
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.members.standing import moves_in
from toadlane.members.words import said


def refuse_chosen(roles: Iterable[str], coop: Coop, at: Moment, *, held_for: str = "") -> None:
    """Refuse to enter, or put right, on somebody's word alone what the charter fills by a decision.

    While a co-op moves in, who held what is its past, and entered as it was.
    """
    asked = {(role, held_for) for role in roles}
    digests = adopted(coop) if asked else ()
    if not digests or moves_in(coop, at):
        return
    text = parsed(coop.pk, digests).on_or_first(at.day)
    of = next((one for one in posts(text) if one.by_decision and one.key in asked), None)
    if of is None:
        return
    raise Refused(
        gettext_noop("Who is “{role}” is decided, and not entered here."),
        code="members.chosen",
        next_step=gettext_noop("Open the page of the role, and enter the decision there: People, Roles."),
        article=of.article,
        role=said(of.name),
    )
