"""The terms that end in the next two years, and by when an election is called so that others can follow.

The days are reckoned backwards from the end of a term by the rule that elects: the last day of its ballot,
the days of notice before that, and two weeks to name people.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.days import day_ending, day_of
from bylaws.decisions.elections.dates import Dates, dates, latest
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Span, add_months
from bylaws.membership.posts import Post
from bylaws.membership.terms import ends_on
from toadlane.coops.dates import Dated
from toadlane.coops.models import ROLES, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on
from toadlane.elections.calling import TO_CHANGE, USUAL, Electable, electable
from toadlane.elections.models import Election
from toadlane.elections.standing import ENDS, dates_of, rule_of
from toadlane.proposals.models import DECISIONS
from toadlane.roles.held import Held, held_in, key_of
from toadlane.roles.words import title

MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an election, held or to be held; without candidates `named_until` ends the change round."""

    named_until: dt.date
    opens: dt.date | None
    """None where it opens when somebody is proposed."""
    closes: dt.date | None
    begins: dt.date


@dataclass(frozen=True)
class Term:
    """A term that ends, or with no end a seat that is empty; and the election by which others follow.

    `people` are names and `held_by` the keys of whoever holds it till then. `expected`: whoever holds it then
    is not chosen yet, and their term ends so if they begin in time.
    """

    post: Post
    day: dt.date
    ends: dt.date | None
    people: tuple[str, ...] = ()
    expected: bool = False
    days: Days | None = None
    election: Election | None = None
    call_by: dt.date | None = None
    held_by: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return title(self.post)

    @property
    def key(self) -> str:
        """How an address names it."""
        return key_of(self.post)

    @property
    def is_over(self) -> bool:
        """Whether the term is over already."""
        return self.ends is not None and self.ends <= self.day

    @property
    def is_late(self) -> bool:
        """Whether nobody called an election in time."""
        return self.election is None and self.call_by is not None and self.call_by < self.day


def horizon(day: dt.date) -> dt.date:
    """How far it looks ahead."""
    return add_months(day, MONTHS)


def ahead(found: Held) -> list[Term]:
    """Every term that ends in that time, and what is empty; the first to end first."""
    rows = Election.objects.filter(coop=found.coop).exclude(steps__kind__in=ENDS).order_by("pk")
    going = {str(row.post): row for row in rows}
    terms = [one for of in found.posts() for one in _of(found, of, going)]
    return sorted(terms, key=lambda one: (one.ends is not None, one.ends or found.day, one.key))


def _of(found: Held, of: Post, going: Mapping[str, Election]) -> Iterator[Term]:
    chosen, election = electable(found, of), going.get(key_of(of))
    ends: dict[dt.date, list[str]] = {}
    for one in found.holding(of):
        end = ends_on(of, one)
        if end is not None:
            ends.setdefault(end, []).append(one.person)
    if chosen is not None and not ends and (election is not None or chosen.free_on(found.day)):
        yield _followed(found, Term(of, found.day, None), chosen, election)
    until = horizon(found.day)
    for end in sorted(end for end in ends if end <= until):
        names = tuple(sorted(map(found.name, ends[end])))
        term = Term(of, found.day, end, names, held_by=tuple(sorted(ends[end])))
        yield _followed(found, term, chosen, election)
        yield from _later(found, of, end, chosen)
        election = None  # it fills what ends first


def _later(found: Held, of: Post, end: dt.date, chosen: Electable | None) -> Iterator[Term]:
    """The ends that come after one, where those who follow begin in time."""
    if chosen is None or of.term is None or of.term == Span():
        return
    nth, until = 1, horizon(found.day)
    while (after := of.term.after(end, nth)) <= until:
        if after > found.day:
            yield _followed(found, Term(of, found.day, after, expected=True), chosen, None)
        nth += 1


def _followed(found: Held, term: Term, chosen: Electable | None, election: Election | None) -> Term:
    """With the days of the election that is under way, or by which one has to be called."""
    if chosen is None:
        return term
    zone, says = found.coop.time_zone, chosen.rule.says
    if election is not None:
        rule = rule_of(found.text, election.rule)
        its = dates_of(election, rule.says) if rule is not None else None
        days = _days(its, election.change_until or election.nominations_until, election.from_day, zone)
        if days is not None and election.change_until is not None:
            days = replace(days, opens=None, closes=None)
        return replace(term, days=days, election=election)
    return _to_call(term, says, zone, rounds=chosen.post.without_candidates)


def _to_call(term: Term, says: Decision, zone: str, *, rounds: bool) -> Term:
    if term.ends is None or term.ends <= term.day:
        return replace(term, call_by=term.day)
    try:
        until = latest(says, term.ends, zone=zone)
        days = _days(dates(says, until, zone=zone), until, term.ends, zone)
    except InputFault:  # the rule takes thousands of years
        return replace(term, call_by=term.day)
    call_by = until - USUAL - (TO_CHANGE if rounds else dt.timedelta(0))
    return replace(term, days=days, call_by=call_by)


def _days(its: Dates | None, until: dt.date, begins: dt.date, zone: str) -> Days | None:
    if its is None:
        return None
    closes = day_ending(its.closes_at, zone) if its.closes_at else None
    return Days(until, day_of(its.opens_at, zone), closes, begins)


def of_the_coop(participant: Participant, at: Moment) -> Iterator[Dated]:
    """The same for a calendar program: what ends, and by when an election is called, held and over."""
    coop, sight = participant.coop, sight_on(participant, at.day)
    if not all(sight.may_see(Matter(coop, one)) for one in (DECISIONS, ROLES)):
        return
    found = held_in(coop, at.day)
    for one in ahead(found) if found is not None else ():
        yield from _dated(one, reverse("roles:role", args=[coop.slug, one.key]), coop.slug, at.day)


def _dated(one: Term, page: str, slug: str, day: dt.date) -> Iterator[Dated]:
    if one.expected:
        return
    if one.ends is not None and one.ends >= day:
        yield Dated(_("Term ends: {post}").format(post=one.title), one.ends, page)
    if one.call_by is not None and one.call_by >= day:
        there = f"{reverse('elections:calling', args=[slug])}?post={one.key}"
        yield Dated(_("Call an election by today: {post}").format(post=one.title), one.call_by, there)
    if one.election is not None and one.days is not None:
        page = reverse("elections:election", args=[slug, one.election.pk])
        yield Dated(_("Last day of nominations: {post}").format(post=one.title), one.days.named_until, page)
        if one.days.closes is not None:
            words = _("Last day of the vote: {post}").format(post=one.title)
            yield Dated(words, one.days.closes, f"{page}#vote")
