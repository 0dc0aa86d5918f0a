"""Two co-ops of the demo that live by roles: one in circles, one with five who each look after one thing.

They have no books. What ends soon, ends soon from whatever day the demo is loaded on.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from toadlane.coops import clock
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.roles import handing, held
from toadlane.roles.choosing import FILL, Choice, choose, fingerprint
from toadlane.roles.verbs import take
from toadlane.site.demo.plan import LAMPLIGHT, SPARROW

if TYPE_CHECKING:
    from toadlane.site.demo.load import Loading

JOINED = (
    ("ana", "general-circle"),
    ("ben", "general-circle"),
    ("ben", "product-circle"),
    ("cleo", "product-circle"),
    ("dov", "product-circle"),
    ("ana", "reach-circle"),
    ("ewa", "reach-circle"),
)
LOOKED_AFTER = (
    ("gro", "webmaster", 350),
    ("ike", "community-coordinator", 200),
    ("jo", "records-coordinator", 90),
)


def live_by_roles(loading: Loading) -> None:
    """Whoever holds what in these two; in other co-ops of the demo the charter names no roles."""
    today = clock.now(loading.coop).day
    if loading.plan is SPARROW:
        _in_circles(loading, today)
    if loading.plan is LAMPLIGHT:
        _looking_after(loading, today)


def _in_circles(loading: Loading, today: dt.date) -> None:
    joined = loading.at(today - dt.timedelta(days=340))
    for key, body in JOINED:
        take(post=body, by=loading.people[key], at=joined, key=loading.key())
    chosen = loading.at(today - dt.timedelta(days=335))
    _choose(loading, Choice("circle-leader~general-circle", "ana", chosen.day))
    _choose(loading, Choice("circle-leader~product-circle", "ben", chosen.day))


def _choose(loading: Loading, choice: Choice) -> None:
    at, by = loading.at(choice.day), loading.bookkeeper
    of = held.post_of(held.require(loading.coop, choice.day), choice.post)
    authority = enter_authority(
        matter=FILL,
        subject=choice.subject,
        article=of.article,
        decided_on=choice.day,
        text="The circle consents.",
        fingerprint=fingerprint(of, choice),
        by=by,
        at=at,
        key=loading.key(),
    )
    confirm_authority(authority=authority, by=loading.second(choice.day), at=at, key=loading.key())
    choose(authority=authority, by=by, at=at, key=loading.key())


def _looking_after(loading: Loading, today: dt.date) -> None:
    """The webmaster’s year is nearly over, and who follows has begun; two of five roles are empty."""
    for key, role, ago in LOOKED_AFTER:
        at = loading.at(today - dt.timedelta(days=ago))
        take(post=role, by=loading.people[key], at=at, key=loading.key())
    webmaster = held.post_of(held.require(loading.coop, today), "webmaster")
    (gro,) = held.require(loading.coop, today).holding(webmaster)
    take(post="webmaster", by=loading.people["jo"], at=loading.at(today), key=loading.key())
    handing.hand_over(
        post="webmaster",
        goes="gro",
        since=gro.period.from_day,
        nth=0,
        by=loading.people["gro"],
        at=loading.at(today),
        key=loading.key(),
    )
    turn = loading.at(today - dt.timedelta(days=42))
    first = held.require(loading.coop, turn.day)
    convener = held.post_of(first, "convener~circle")
    take(post="convener~circle", by=loading.people[first.order(convener)[0]], at=turn, key=loading.key())
