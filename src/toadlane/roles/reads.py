"""What the pages of roles and bodies show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from bylaws.charter.kinds.body import Body
from bylaws.charter.kinds.role import Role
from bylaws.kernel.reasons import Reason
from bylaws.membership.posts import DEPUTY, Post, link_post
from bylaws.membership.terms import Tenure, ends_on, free_seats, of_post, stands_in
from toadlane.members.words import said
from toadlane.roles import words
from toadlane.roles.held import Held, key_of
from toadlane.roles.models import Filling


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody who holds it: since when, until when, and whether the term is over."""

    key: str
    name: str
    since: dt.date
    until: dt.date | None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One role, or the seats of one body, as the page of all shows it."""

    post: Post
    title: str
    url: str
    holdings: tuple[Holding, ...]
    free: int | None
    work: Reason
    mine: bool

    @property
    def empty_places(self) -> int:
        """How many are missing; of an open body nobody is."""
        return max(0, (self.post.seats or 0) - len(self.holdings))

    @property
    def is_empty(self) -> bool:
        """Whether somebody is missing, and nobody has been found yet."""
        return bool(self.free and self.empty_places)


@dataclass(frozen=True, slots=True)
class BodyShown:
    """One body: what it is, what it decides, who sits in it, and who sits there for another body."""

    name: str
    title: str
    form: str
    article: str
    mandate: tuple[str, ...]
    part_of: str
    line: Line | None
    everyone: tuple[str, ...]
    linked: tuple[tuple[str, str], ...]
    """Who sits in it for another body, and for which."""
    missing: tuple[tuple[str, str], ...]
    """Links that nobody holds: which, and of which body."""
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """One term in the history of a role: who, when, how, on which decision."""

    name: str
    key: str
    since: dt.date
    until: dt.date | None
    ways: tuple[Filling, ...] = field(default=())


def lines(found: Held, me: str) -> list[Line]:
    """Every role and every body's seats."""
    return [line(found, of, me) for of in found.posts()]


def line(found: Held, of: Post, me: str) -> Line:
    """One of them."""
    held_by = found.holding(of)
    order = found.order(of) if of.filled == "turns" and of.has_deputy else ()
    work = stands_in(of, found.tenures, on=found.day, next_in_turn=order).reason
    return Line(
        post=of,
        title=words.title(of),
        url=reverse("roles:role", args=[found.coop.slug, key_of(of)]),
        holdings=tuple(_holding(found, of, one) for one in held_by),
        free=free_seats(of, found.tenures, on=found.day),
        work=work,
        mine=any(one.person == me for one in held_by),
    )


def _holding(found: Held, of: Post, one: Tenure) -> Holding:
    end = ends_on(of, one)
    over = end is not None and end <= found.day
    return Holding(one.person, found.name(one.person), one.period.from_day, end, over)


def bodies(found: Held, shown: Sequence[Line]) -> list[BodyShown]:
    """Every body in the order of the charter; those that belong to another after it."""
    by_name = {one.post.body: one for one in shown if one.post.body}
    rules = {rule.name or "": rule for rule in found.text.of_kind("body")}
    under: dict[str, list[str]] = {}
    for name, rule in rules.items():
        if isinstance(rule.says, Body):
            under.setdefault(rule.says.part_of or "", []).append(name)
    return [
        _body(found, name, by_name.get(name), tuple(under.get(name, ()))) for name in in_order(under, rules)
    ]


def in_order(under: Mapping[str, list[str]], names: Mapping[str, object]) -> list[str]:
    """Each body before those that belong to it; one whose upper body is not there stands at the top."""
    placed: list[str] = []

    def place(name: str) -> None:
        if name not in placed:
            placed.append(name)
            for one in under.get(name, ()):
                place(one)

    for top in (*under.get("", ()), *names):
        place(top)
    return placed


def _body(found: Held, name: str, shown: Line | None, under: tuple[str, ...]) -> BodyShown:
    rule = found.text.rule("body", Body, name)
    linked, missing = _links(found, under)
    everyone = (
        who.name
        for who in found.people.values()
        if shown is None and who.stage_on(found.day) in rule.says.open_to
    )
    return BodyShown(
        name=name,
        title=said(name),
        form=rule.says.form,
        article=rule.article,
        mandate=tuple(rule.says.mandate),
        part_of=rule.says.part_of or "",
        line=shown,
        everyone=tuple(sorted(everyone)),
        linked=linked,
        missing=missing,
        under=under,
    )


def _links(
    found: Held, under: tuple[str, ...]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    linked, missing = list[tuple[str, str]](), list[tuple[str, str]]()
    for name in under:
        for link in found.text.rule("body", Body, name).says.links:
            of = link_post(found.text, name, link)
            sitting = found.holding(of) if of else ()
            linked += [(found.name(one.person), said(name)) for one in sitting]
            missing += [] if sitting else [(link, said(name))]
    return tuple(linked), tuple(missing)


def does(found: Held, of: Post) -> tuple[str, ...]:
    """What whoever holds it does, in the words of the charter; of a body, nothing but its mandate."""
    if of.body is not None:
        return ()
    rule = found.text.rule("role", Role, of.name.removesuffix(DEPUTY) if of.deputy_of else of.name)
    return tuple(rule.says.does)


def mandate(found: Held, of: Post) -> tuple[str, ...]:
    """The matters a body decides; of a role, none."""
    if of.body is None:
        return ()
    return tuple(found.text.rule("body", Body, of.body).says.mandate)


def history(found: Held, of: Post) -> list[Past]:
    """Everybody who ever held it, the latest first, and how it came about."""
    rows = Filling.objects.filter(coop=found.coop, role=of.name, held_for=of.held_for)
    ways: dict[tuple[str, dt.date], list[Filling]] = {}
    for one in rows.select_related("participant", "period").order_by("recorded_at", "pk"):
        ways.setdefault((one.participant.key, one.period.valid_from), []).append(one)
    return [
        Past(
            found.name(one.person),
            one.person,
            one.period.from_day,
            one.period.until,
            tuple(ways.get((one.person, one.period.from_day), ())),
        )
        for one in reversed(of_post(of, found.tenures))
    ]
