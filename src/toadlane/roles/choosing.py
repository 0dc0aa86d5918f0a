"""Who holds what by somebody else's word: chosen on a decision, called back on one, drawn by lot."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.body import Body
from bylaws.kernel.faults import InputFault, Refused
from bylaws.membership.posts import Post
from bylaws.membership.terms import free_seats, may_take
from bylaws.membership.turns import draw as drawn
from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import MEMBER, Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.exactly import fingerprint_of
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_authority
from toadlane.record.verbs import append
from toadlane.roles import held, verbs, words
from toadlane.roles.held import Held
from toadlane.roles.models import Filling
from toadlane.roles.verbs import Ground, Way

FILL: Final = "role"
RECALL: Final = "recall"
SUBJECT: Final = re.compile(r"([a-z0-9~-]{1,150}), ([a-z0-9-]{1,60}), (\d{4}-\d{2}-\d{2})")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is to hold what from when; of a recall, since when they hold it."""

    post: str
    person: str
    day: dt.date

    @property
    def subject(self) -> str:
        """What the decision is about, as people read it."""
        return f"{self.post}, {self.person}, {self.day.isoformat()}"


def choice_of(subject: str) -> Choice | None:
    """The same read back; None where it is no such subject."""
    found = SUBJECT.fullmatch(subject)
    try:
        return Choice(found[1], found[2], dt.date.fromisoformat(found[3])) if found else None
    except ValueError:
        return None


def fingerprint(of: Post, choice: Choice) -> str:
    """What exactly is decided on: who, what, from when, and what the charter says of it; 64 letters."""
    said: dict[str, Json] = {
        "article": of.article,
        "chosen_by": of.chosen_by,
        "filled": of.filled,
        "subject": choice.subject,
        "term": str(of.term) if of.term else None,
    }
    return fingerprint_of(said)


@transaction.atomic
def choose(*, authority: Authority, by: Participant, at: Moment, key: str) -> RolePeriod:
    """Let somebody hold what they were elected or appointed to, on the decision that chose them."""
    taken = verbs.begun(by, at, key=key, verb="choose", authority=str(authority.pk))
    if not taken.first:
        return verbs.period_of(by.coop, taken.result)
    found, of, choice, who = _decided(authority, FILL, by, at)
    if not of.by_decision:
        raise verbs.refused_as_filled(of)
    _refuse_other_article(found.text, of, authority, of.chosen_by)
    if not at.day - dt.timedelta(days=366) <= choice.day <= at.day + dt.timedelta(days=366):
        raise InputFault(
            gettext_noop("{day} is more than a year away."),
            code="roles.far",
            next_step=gettext_noop("Decide on a nearer day, and enter that decision."),
            day=choice.day.isoformat(),
        )
    verbs.refuse_unless_may(found, of, who, on=choice.day)
    _use(authority, FILL, of, choice, by=by, at=at)
    ground = Ground(authority=authority.pk)
    period = verbs.write(found, of, who, on=choice.day, way=Way.CHOSEN, by=by, at=at, ground=ground)
    taken.keep(period.pk)
    return period


@transaction.atomic
def recall(*, authority: Authority, by: Participant, at: Moment, key: str) -> RolePeriod:
    """Call somebody back from what they hold, from today, on the decision that says so."""
    taken = verbs.begun(by, at, key=key, verb="recall", authority=str(authority.pk))
    if not taken.first:
        return verbs.period_of(by.coop, taken.result)
    found, of, choice, who = _decided(authority, RECALL, by, at)
    if of.recall_by is None:
        raise Refused(
            gettext_noop("The charter lets nobody be called back from this before the term is over."),
            code="roles.no-recall",
            next_step=gettext_noop("Wait for the end of the term, or amend the article."),
            article=of.article,
        )
    _refuse_other_article(found.text, of, authority, of.recall_by)
    period = verbs.own_period(who, of, at.day)
    if period.valid_from != choice.day:
        raise absent()
    _use(authority, RECALL, of, choice, by=by, at=at)
    ended = verbs.end(
        period, of, on=at.day, way=Way.RECALLED, because="", by=by, at=at, authority=authority.pk
    )
    taken.keep(ended.pk)
    return ended


@transaction.atomic
def draw(*, post: str, by: Participant, at: Moment, key: str) -> list[RolePeriod]:
    """Draw by lot who holds what is empty: the seed is the commitment of the record's entry that calls it.

    Nobody knows it before, everybody can draw again after. Everyone who may hold it takes part.
    """
    taken = verbs.begun(by, at, key=key, verb="draw", post=post)
    if not taken.first:
        return drawn_by(by.coop, taken.result)
    only_members(by, at)
    found, of = verbs.at_post(by, at, post)
    if of.filled != "lot":
        raise verbs.refused_as_filled(of)
    candidates = _candidates(found, of)
    seats = free_seats(of, found.tenures, on=at.day) or 0
    if not candidates or not seats:
        raise Refused(
            gettext_noop("There is nobody to be drawn, or nothing is free."),
            code="roles.nothing-to-draw",
            next_step=gettext_noop("The page of it says who holds it, and until when."),
            article=of.article,
        )
    what: dict[str, Json] = {"candidates": [*candidates], "post": post, "seats": seats}
    called = append(kind="role.lot-called.v1", what=what, by=by, at=at, subject=of.name)
    seed = bytes(called.commitment).hex()
    lot = drawn(candidates, seats=seats, seed=seed, article=of.article)
    people = {one.key: one for one in Participant.objects.filter(coop=by.coop, key__in=lot.value)}
    periods = []
    for key_of_one in lot.value:
        now = held.require(by.coop, at.day)
        periods.append(
            verbs.write(
                now, of, people[key_of_one], on=at.day, way=Way.DRAWN, by=by, at=at, ground=Ground(seed)
            )
        )
    taken.keep(seed)
    return periods


def drawn_by(coop: Coop, seed: str) -> list[RolePeriod]:
    """What one lot gave, in the order in which they were drawn."""
    rows = Filling.objects.filter(coop=coop, way=Way.DRAWN, because=seed).order_by("recorded_at", "pk")
    return [one.period for one in rows.select_related("period__participant")]


def only_members(by: Participant, at: Moment) -> None:
    """What members decided, members carry out."""
    if by.stage_on(at.day) != MEMBER:
        raise Refused(
            gettext_noop("Who holds what is entered by members."),
            code="roles.members",
            next_step=gettext_noop("Ask a member to do it."),
        )


def _candidates(found: Held, of: Post) -> list[str]:
    able = (who for who in found.people.values() if may_take(who, of, found.tenures, on=found.day).value)
    return sorted(who.key for who in able)


def _decided(
    authority: Authority, matter: str, by: Participant, at: Moment
) -> tuple[Held, Post, Choice, Participant]:
    """What a decision names, if all of it is here."""
    only_members(by, at)
    choice = choice_of(authority.subject) if authority.matter == matter else None
    if authority.coop_id != by.coop_id or choice is None:
        raise absent()
    who = Participant.objects.filter(coop=by.coop, key=choice.person).first()
    if who is None:
        raise absent()
    found = held.require(by.coop, at.day)
    return found, held.post_of(found, choice.post), choice, who


def _use(authority: Authority, matter: str, of: Post, choice: Choice, *, by: Participant, at: Moment) -> None:
    said = gettext("{post}: {person}") if matter == FILL else gettext("{post}: {person} is called back")
    use_authority(
        authority=authority,
        matter=matter,
        subject=choice.subject,
        fingerprint=fingerprint(of, choice),
        by=by,
        at=at,
        used_for=said.format(post=words.title(of), person=choice.person),
    )


def _refuse_other_article(text: InForce, of: Post, authority: Authority, rule: str | None) -> None:
    """Somebody is chosen and called back under the article that says how, or the one they stand in."""
    allowed = {of.article, *articles_of(text, rule)}
    if _number(authority.article) not in {_number(one) for one in allowed}:
        raise Refused(
            gettext_noop("This was decided under {decided}; the charter asks for {allowed}."),
            code="roles.article",
            next_step=gettext_noop("Enter a decision that was taken under one of these."),
            article=of.article,
            decided=authority.article,
            allowed=", ".join(sorted(allowed)),
        )


def articles_of(text: InForce, rule: str | None) -> set[str]:
    """The articles of a decision rule; of a body, its own and that of the rule it decides by."""
    found = {one.article for one in text.of_kind("decision") if rule is not None and one.name == rule}
    body = text.maybe("body", Body, rule) if rule is not None and not found else None
    if body is not None:
        found |= {body.article, *articles_of(text, body.says.decides_by)}
    return found


def _number(article: str) -> str:
    found = _NUMBER.search(article)
    return found[0] if found else article
