"""A draft as the rules see it: its pieces, the text members decide on, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast
from uuid import UUID

from django.utils.translation import gettext_noop

from bylaws.charter.amendments import HIGHEST_NUMBER, Amendment, Standing
from bylaws.charter.charter import Charter, InForce
from bylaws.charter.checks.finding import Finding
from bylaws.charter.drafting import (
    Does,
    Judged,
    Piece,
    Says,
    Written,
    article_text,
    front_text,
    judge,
    write_amendment,
)
from bylaws.charter.governing import SETTLED
from bylaws.charter.pasted import oddities
from bylaws.kernel.faults import Fault, InputFault, RecordMoved
from bylaws.kernel.periods import add_months, fiscal_year, fiscal_year_of
from toadlane.amending.models import AmendmentDraft, DraftedArticle
from toadlane.charter.reads import Digests, digest_of, digests_of, parsed

KEPT = 64
LOOKS_BACK = "amendment.looks-back"


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft put together: the charter it amends, its pieces, the text that is decided on, its findings."""

    charter: Charter
    pieces: tuple[Piece, ...]
    says: Says
    """With the order it gets among those adopted on one day."""
    written: Written
    digest: str
    judged: Judged
    findings: tuple[Finding, ...]

    @property
    def adoptable(self) -> bool:
        """Whether nothing stands in the way of adopting it."""
        return self.judged.amended is not None and not any(one.serious for one in self.findings)

    def before(self, on: dt.date) -> InForce:
        """The charter of a day without the draft."""
        return self.charter.on_or_first(on)

    def after(self, on: dt.date) -> InForce | None:
        """The charter of a day with the draft; None where it cannot be put together."""
        amended = self.judged.amended
        return amended.on_or_first(on) if amended else None

    def of_number(self, number: int) -> list[Finding]:
        """What was found in one article."""
        called = Piece(number, "replaces").called
        return [one for one in self.findings if (one.fault.where or "").startswith(f"{called}:")]


def composed(
    draft: AmendmentDraft,
    articles: Sequence[DraftedArticle],
    *,
    on: dt.date,
    came_after: bool | None = None,
) -> Composed:
    """A draft with the articles that are on it, and what is wrong with it if it were adopted on a day.

    The text that is decided on leaves out what only adoption adds: the day, by what, and in which order.
    Of two adopted on one day it comes after the other, unless `came_after` is False.
    """
    digests = digests_of(draft.coop)
    charter = parsed(draft.coop_id, digests)
    pieces = pieces_of(articles)
    decided = Says(from_day=draft.from_day, supersedes=tuple(draft.supersedes))
    says = replace(decided, order=_order(charter, pieces, on, after=came_after is not False))
    judged = _judged((draft.coop_id, digests), draft.name, pieces, says, on)
    found = [
        *_of_the_day(draft, on),
        *_nothing(pieces),
        *(one for one in judged.findings if one.fault.code != LOOKS_BACK),
        *_of_the_words(charter, pieces, draft.from_day),
        *_moved_since(charter, articles, draft.from_day),
    ]
    written = write_amendment(pieces, decided)
    return Composed(charter, pieces, says, written, digest_of(written.source), judged, tuple(found))


def same_day(charter: Charter, pieces: Sequence[Piece], on: dt.date) -> list[Amendment]:
    """Amendments of the same articles that were adopted on a day."""
    numbers = {piece.number for piece in pieces}
    return [one for one in charter.amendments if one.says.adopted == on and one.touches & numbers]


def _order(charter: Charter, pieces: Sequence[Piece], on: dt.date, *, after: bool) -> int:
    orders = [one.says.order for one in same_day(charter, pieces, on)]
    if not orders:
        return 0
    return max(orders) + 1 if after else min(orders) - 1


@lru_cache(maxsize=KEPT)
def _judged(
    texts: tuple[UUID, Digests], name: str, pieces: tuple[Piece, ...], says: Says, on: dt.date
) -> Judged:
    """The same texts are judged once; nothing to be judged is told apart."""
    return judge(parsed(*texts), name, pieces, says, adopted=on) if pieces else Judged(None, ())


def pieces_of(articles: Sequence[DraftedArticle]) -> tuple[Piece, ...]:
    """The articles that are on a draft, by number."""
    return tuple(
        Piece(one.number, cast(Does, one.does), "" if one.does == "repeals" else one.source)
        for one in sorted(articles, key=lambda one: one.number)
        if not one.is_off
    )


def standing_on(charter: Charter, number: int, on: dt.date) -> Standing | None:
    """An article as it stands on a day, or on the first day there is a charter."""
    held = charter.on_or_first(on)
    return next((one for one in held.standing if one.article.number == number), None)


def text_on(charter: Charter, number: int, on: dt.date) -> str:
    """The words of an article, or of the front matter, on a day; empty where it does not stand."""
    if number == 0:
        return front_text(charter.on_or_first(on).front)
    standing = standing_on(charter, number, on)
    return article_text(charter, standing) if standing else ""


def next_number(charter: Charter, on: dt.date, taken: Sequence[int]) -> int:
    """The number a new article most likely gets."""
    held = charter.on_or_first(on)
    return min(max([*(one.article.number for one in held.standing), *taken, 0]) + 1, HIGHEST_NUMBER)


def usual_day(charter: Charter, number: int, today: dt.date) -> dt.date:
    """From when a change most likely holds: a year's own rules from the next one, others from next month."""
    standing = standing_on(charter, number, today) if number else None
    if standing and any(rule.kind in SETTLED for rule in standing.rules):
        return next_year(charter, today)
    return add_months(today.replace(day=1), 1)


def next_year(charter: Charter, today: dt.date) -> dt.date:
    """The first day of the next fiscal year."""
    starts = charter.base_front.fiscal_year_starts
    return fiscal_year(fiscal_year_of(today, starts) + 1, starts).from_day


def _of_the_day(draft: AmendmentDraft, on: dt.date) -> list[Finding]:
    if draft.from_day >= on:
        return []
    fault = InputFault(
        gettext_noop("It is to take effect on {day}, which has passed."),
        code="amending.past",
        next_step=gettext_noop("Choose a day from {today} on: what was decided before stays as it was."),
        day=draft.from_day.isoformat(),
        today=on.isoformat(),
    )
    return [Finding(fault, serious=True)]


def _nothing(pieces: Sequence[Piece]) -> list[Finding]:
    if pieces:
        return []
    fault = InputFault(
        gettext_noop("The draft changes nothing yet."),
        code="amending.empty",
        next_step=gettext_noop("Add an article to it."),
    )
    return [Finding(fault, serious=True)]


def _of_the_words(charter: Charter, pieces: Sequence[Piece], on: dt.date) -> list[Finding]:
    """What a reader would not see in the words, or that leads nowhere."""
    held = charter.on_or_first(on)
    gone = {piece.number for piece in pieces if piece.does == "repeals"}
    numbers = {one.article.number for one in held.standing} | {piece.number for piece in pieces}
    return [
        Finding(odd.fault, odd.serious)
        for piece in pieces
        if piece.does != "repeals"
        for odd in oddities(piece.text, where=piece.called, numbers=frozenset(numbers - gone))
    ]


def _moved_since(charter: Charter, articles: Sequence[DraftedArticle], on: dt.date) -> list[Finding]:
    """Articles that were amended after this draft began from them."""
    return [
        Finding(_moved(one), serious=True)
        for one in articles
        if not one.is_off
        and one.does != DraftedArticle.Does.ADDS
        and (now := text_on(charter, one.number, on))
        and now != one.begun_from
    ]


def _moved(article: DraftedArticle) -> Fault:
    return RecordMoved(
        gettext_noop("The charter says something else here since this draft was begun."),
        code="amending.moved",
        next_step=gettext_noop("Look at what changed; then say that your text is to take its place."),
        where=f"article-{article.number}:1" if article.number else "front:1",
    )
