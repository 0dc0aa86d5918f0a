"""What *Today* says of roles: a term that ends, a turn, something to hand over, what one could take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bylaws.membership.posts import Post
from bylaws.membership.terms import ends_on, free_seats, may_take
from toadlane.coops.models import ROLES, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import Item
from toadlane.coops.sight import Matter, sight_on
from toadlane.roles import handing, reporting
from toadlane.roles.held import Held, held_in, key_of
from toadlane.roles.words import title

SOON: Final = dt.timedelta(days=30)


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """Asks nothing more where the charter has no role and no body."""
    found = held_in(participant.coop, at.day)
    if found is None or participant.key not in found.people:
        return
    if not sight_on(participant, at.day).may_see(Matter(participant.coop, ROLES, None)):
        return
    slug, me = participant.coop.slug, participant.key
    for of in found.posts():
        yield from _ending(found, of, me, slug)
        yield from _turn(found, of, me, slug)
    yield from _handing(found, me, slug)
    yield from reporting.for_today(found, me, slug)
    yield from _empty(found, me, slug)


def _page(slug: str, of: Post) -> str:
    return reverse("roles:role", args=[slug, key_of(of)])


def _ending(found: Held, of: Post, me: str, slug: str) -> Iterator[Item]:
    mine = [one for one in found.holding(of) if one.person == me]
    ahead = any(
        one.person == me and (one.name, one.held_for) == of.key and one.period.from_day > found.day
        for one in found.tenures
    )
    for one in mine:
        end = ends_on(of, one)
        if end is not None and end - found.day <= SOON and not ahead:
            yield Item(
                title=_("Your time as %(role)s ends") % {"role": title(of)},
                verb=_("See what comes next"),
                url=_page(slug, of),
                due_on=end,
            )


def _turn(found: Held, of: Post, me: str, slug: str) -> Iterator[Item]:
    if of.filled != "turns" or not free_seats(of, found.tenures, on=found.day):
        return
    if found.order(of)[:1] == (me,):
        yield Item(
            title=_("It is your turn: %(role)s") % {"role": title(of)},
            verb=_("Take it or let it pass"),
            url=_page(slug, of),
        )


def _handing(found: Held, me: str, slug: str) -> Iterator[Item]:
    for one in handing.open_for(found, me):
        words = _("Hand over: %(role)s") if me == one.goes else _("Take over: %(role)s")
        yield Item(
            title=words % {"role": title(one.post)},
            verb=_("Tick what is done"),
            url=_page(slug, one.post),
            due_on=one.ends_on,
        )


def _empty(found: Held, me: str, slug: str) -> Iterator[Item]:
    """One line for all that one could take by oneself; a body that is open to all is never empty."""
    could = [
        of
        for of in found.posts()
        if of.filled == "volunteer"
        and of.seats is not None
        and may_take(found.people[me], of, found.tenures, on=found.day).value
    ]
    if could:
        words = ngettext("%(n)s role is empty", "%(n)s roles are empty", len(could))
        yield Item(
            title=words % {"n": len(could)},
            verb=_("See whether one is for you"),
            url=reverse("roles:roles", args=[slug]),
            detail=", ".join(title(of) for of in could[:5]),
        )
