"""One role or body as somebody has it before them: what it is, and what they can do about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from bylaws.kernel.reasons import Reason
from bylaws.membership.posts import Post
from bylaws.membership.terms import may_take
from toadlane.coops.access import Place
from toadlane.coops.models import MEMBER
from toadlane.decisions.models import READY, Authority
from toadlane.decisions.reads import whole
from toadlane.roles import choosing, handing, reads, verbs
from toadlane.roles.choosing import FILL, RECALL, Choice
from toadlane.roles.held import Held, key_of, post_of, require


@dataclass(frozen=True, slots=True)
class Ready:
    """A confirmed decision that can be carried out."""

    authority: Authority
    choice: Choice
    name: str


@dataclass(frozen=True)
class Desk:
    """All that its page shows; what cannot be done by whoever looks is not offered."""

    held: Held
    post: Post
    line: reads.Line
    does: tuple[str, ...]
    mandate: tuple[str, ...]
    history: list[reads.Past]
    hand_overs: list[handing.HandOver]
    order: tuple[str, ...]
    turn: Reason | None
    may: Reason | None
    may_take: bool
    may_pass: bool
    may_extend: bool
    may_give_back: bool
    may_choose: bool
    may_draw: bool
    to_fill: tuple[Ready, ...]
    to_recall: tuple[Ready, ...]

    @property
    def turn_names(self) -> list[str]:
        """Who comes first, second …, by name."""
        return [self.held.name(key) for key in self.order]


def desk(place: Place, key: str) -> Desk:
    """One role or body, for whoever stands in `place`."""
    held = require(place.coop, place.moment.day)
    of, me = post_of(held, key), place.member.key
    shown = reads.line(held, of, me)
    answer = may_take(held.people[me], of, held.tenures, on=held.day)
    order, turn = held.turn(of) if of.filled == "turns" else ((), None)
    mine = next((one for one in shown.holdings if one.key == me), None)
    member = MEMBER in place.sight.audiences
    first = order[:1] == (me,)
    in_turn = of.filled == "volunteer" or (of.filled == "turns" and first)
    return Desk(
        held=held,
        post=of,
        line=shown,
        does=reads.does(held, of),
        mandate=reads.mandate(held, of),
        history=reads.history(held, of),
        hand_overs=[
            one for one in handing.hand_overs(held) if one.post.key == of.key and one.concerns(held.day)
        ],
        order=order,
        turn=turn,
        may=held.named(answer.reason) if of.filled in verbs.BY_ONESELF else None,
        may_take=answer.value and in_turn,
        may_pass=answer.value and first and len(order) > 1,
        may_extend=_may_extend(held, of, me, mine),
        may_give_back=mine is not None,
        may_choose=member and of.by_decision and place.sight.may_see_class(Authority.information_class),
        may_draw=member and of.filled == "lot" and bool(shown.free),
        to_fill=_ready(place, held, of, FILL) if of.by_decision else (),
        to_recall=_ready(place, held, of, RECALL) if of.recall_by else (),
    )


def _may_extend(held: Held, of: Post, me: str, mine: reads.Holding | None) -> bool:
    if of.filled != "volunteer" or mine is None or mine.until is None or mine.over:
        return False
    near = verbs.is_near(of, held.day, mine.until)
    return near and may_take(held.people[me], of, held.tenures, on=mine.until).value


def _ready(place: Place, held: Held, of: Post, matter: str) -> tuple[Ready, ...]:
    if not place.sight.may_see_class(Authority.information_class):
        return ()
    rows = place.visible(whole()).filter(READY, matter=matter, subject__startswith=f"{key_of(of)}, ")
    read = ((row, choosing.choice_of(row.subject)) for row in rows.order_by("decided_on", "pk")[:100])
    return tuple(Ready(row, choice, held.name(choice.person)) for row, choice in read if choice is not None)


def entry_url(place: Place, of: Post, *, person: str, day: dt.date, matter: str) -> str:
    """Where the decision is entered, with what exactly it is about."""
    choice = Choice(key_of(of), person, day)
    rule = of.recall_by if matter == RECALL else of.chosen_by
    articles = choosing.articles_of(require(place.coop, place.moment.day).text, rule)
    said = {
        "matter": matter,
        "subject": choice.subject,
        "fingerprint": choosing.fingerprint(of, choice),
        "article": min(articles, default=of.article),
    }
    return f"{reverse('decisions:entry', args=[place.coop.slug])}?{urlencode(said)}"
