"""Who holds a role or seat on a day, when a term ends, which seats are empty, and who may take one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bylaws.facts.people import Person
from bylaws.kernel.periods import Period, Span
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.posts import DEPUTY, Post

_FOR_EVER: Final = dt.date.max


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody held a role or a seat: who, which, for what, and when."""

    person: str
    name: str
    held_for: str
    period: Period


def of_post(post: Post, tenures: Iterable[Tenure]) -> tuple[Tenure, ...]:
    """Those of one role or body, in the order in which they began; of a day, by key."""
    own = (one for one in tenures if (one.name, one.held_for) == post.key)
    return tuple(sorted(own, key=lambda one: (one.period, one.person)))


def holders(post: Post, tenures: Iterable[Tenure], *, on: dt.date) -> tuple[Tenure, ...]:
    """Who holds it on a day, in the order in which they began."""
    return tuple(one for one in of_post(post, tenures) if on in one.period)


def ends_on(post: Post, tenure: Tenure) -> dt.date | None:
    """The first day after a term; None where it has no end.

    A period that was entered without an end ends with the charter's term all the same: whoever holds on
    after it does so until somebody follows.
    """
    if tenure.period.until is not None:
        return tenure.period.until
    return post.term.after(tenure.period.from_day) if post.term else None


def free_seats(post: Post, tenures: Iterable[Tenure], *, on: dt.date) -> int | None:
    """How many may begin on a day; None where as many as want to.

    Whoever goes within the time of hand-over stands in nobody's way, nor does a term that is over;
    whoever begins later already has their place.
    """
    if post.seats is None:
        return None
    return max(0, post.seats - len(staying(post, tenures, on=on)))


def staying(post: Post, tenures: Iterable[Tenure], *, on: dt.date) -> list[Tenure]:
    """Those who hold it on a day or will later, and do not go within the time of hand-over."""
    gone_by = post.overlap.after(on)
    there = [one for one in of_post(post, tenures) if (one.period.until or _FOR_EVER) > on]
    return [one for one in there if (ends_on(post, one) or _FOR_EVER) > gone_by]


def next_period(post: Post, tenures: Iterable[Tenure], *, on: dt.date) -> Period:
    """The days for which whoever begins on a day would hold it.

    Where seats are filled anew together, or by halves or thirds, a seat that is filled between ends with
    those of its part; of several open parts the one that ends last comes first.
    """
    if post.term is None:
        return Period(on, None)
    if not post.parts:
        return Period(on, post.term.after(on))
    return Period(on, next(_open_ends(post, of_post(post, tenures), on), post.term.after(on)))


def terms_in_a_row(who: str, post: Post, tenures: Iterable[Tenure], *, on: dt.date) -> int:
    """How many terms somebody has held without a break before a day on which they might begin another.

    A pause of the charter's length breaks the row; where it names none, the next filling by somebody else.
    """
    everyone = of_post(post, tenures)
    own = [one for one in everyone if one.person == who and one.period.from_day < on]
    count, follows = 0, on
    for one in reversed(own):
        if _broken(post, everyone, one, follows):
            break
        count, follows = count + 1, one.period.from_day
    return count


def may_take(who: Person, post: Post, tenures: Iterable[Tenure], *, on: dt.date) -> Explained[bool]:
    """Whether somebody may begin to hold a role or seat on a day, each condition with its reason.

    Of a role that is taken in turns it does not say whose turn it is (`turns.turn`), and of one that others
    fill not what they decided. The text in force on the day holds.
    """
    known = tuple(tenures)
    asked = [
        *_open_to(who, post, on),
        *_held_already(who.key, post, known, on),
        *_seat(post, known, on),
        *_terms(who.key, post, known, on),
    ]
    may = all(part.value for part in asked)
    values: dict[str, Value] = {"person": who.key, "post": post.name, "held_for": post.held_for, "on": on}
    parts = tuple(part.reason for part in asked)
    return Explained(
        may, Reason("post.may-take" if may else "post.may-not-take", values, post.article, parts)
    )


def stands_in(
    post: Post, tenures: Iterable[Tenure], *, on: dt.date, next_in_turn: Sequence[str] = ()
) -> Explained[tuple[str, ...]]:
    """Who does the work of a role on a day: who holds it, else its deputy, else whom the charter names.

    The deputy of a role taken in turns is `next_in_turn`'s first. The value holds the keys of people; it is
    empty where a role or body named by `when_vacant` does it, or all members do.
    """
    known = tuple(tenures)
    values: dict[str, Value] = {"post": post.name, "on": on}
    held = tuple(one.person for one in holders(post, known, on=on))
    if held:
        return Explained(held, Reason("work.holders", values, post.article))
    deputies = _deputies(post, known, on, next_in_turn)
    if deputies:
        return Explained(deputies, Reason("work.deputy", values, post.article))
    if post.when_vacant is not None:
        values["other"] = post.when_vacant
        return Explained((), Reason("work.stand-in", values, post.article))
    return Explained((), Reason("work.all-members", values, post.article))


def _open_ends(post: Post, tenures: Sequence[Tenure], on: dt.date) -> Iterator[dt.date]:
    """When open seats end, the last to end first; seats are counted by the part they belong to."""
    ends = _ends_ahead(post, _unbroken_since(post, tenures, on), on)
    held_until = [ends_on(post, one) for one in staying(post, tenures, on=on)]
    seats = post.seats or 0
    for nth, end in reversed(list(enumerate(ends))):
        of_the_part = seats // post.parts + (nth < seats % post.parts)
        yield from [end] * (of_the_part - held_until.count(end))


def _ends_ahead(post: Post, since: dt.date, on: dt.date) -> list[dt.date]:
    """The days on which the parts are filled anew after a day, one for each part, in order."""
    nth, found = 1, list[dt.date]()
    while len(found) < post.parts:
        day = _part_of(post.term or Span(), nth, post.parts).after(since)
        found += [day] if day > on else []
        nth += 1
    return found


def _part_of(term: Span, nth: int, parts: int) -> Span:
    """So many parts of a term, months and days each rounded down; whole terms are exact."""
    return Span(term.months * nth // parts, term.days * nth // parts)


def _unbroken_since(post: Post, tenures: Sequence[Tenure], on: dt.date) -> dt.date:
    """Since when somebody has always sat there; the day itself where nobody sits there then."""
    since = on
    for one in sorted(tenures, key=lambda one: one.period.until or _FOR_EVER, reverse=True):
        if one.period.from_day < since <= (ends_on(post, one) or _FOR_EVER):
            since = one.period.from_day
    return since


def _broken(post: Post, everyone: Sequence[Tenure], one: Tenure, follows: dt.date) -> bool:
    """Whether the row of terms was broken between a term and the day the next one began."""
    ended = min(one.period.until or follows, follows)
    if post.pause is not None:
        return post.pause.after(ended) <= follows
    others = (other for other in everyone if other.person != one.person)
    return any(ended <= other.period.from_day < follows for other in others)


def _open_to(who: Person, post: Post, on: dt.date) -> Iterator[Explained[bool]]:
    stage = who.stage_on(on)
    values: dict[str, Value] = {"person": who.key, "stage": stage, "stages": ", ".join(post.open_to)}
    fits = stage in post.open_to
    yield Explained(fits, Reason("post.open-to" if fits else "post.not-open-to", values, post.article))


def _held_already(who: str, post: Post, tenures: Sequence[Tenure], on: dt.date) -> Iterator[Explained[bool]]:
    for one in staying(post, tenures, on=on):
        if one.person == who:
            values: dict[str, Value] = {"person": who, "from": one.period.from_day}
            yield Explained(value=False, reason=Reason("post.held-already", values, post.article))


def _seat(post: Post, tenures: Sequence[Tenure], on: dt.date) -> Iterator[Explained[bool]]:
    free = free_seats(post, tenures, on=on)
    if free is None:
        return
    values: dict[str, Value] = {"free": free, "seats": post.seats, "on": on}
    yield Explained(free > 0, Reason("post.free" if free else "post.full", values, post.article))


def _terms(who: str, post: Post, tenures: Sequence[Tenure], on: dt.date) -> Iterator[Explained[bool]]:
    if post.terms_at_most is None:
        return
    held = terms_in_a_row(who, post, tenures, on=on)
    values: dict[str, Value] = {"person": who, "terms": held, "at_most": post.terms_at_most}
    left = held < post.terms_at_most
    yield Explained(left, Reason("post.terms-left" if left else "post.terms-done", values, post.article))


def _deputies(
    post: Post, tenures: Sequence[Tenure], on: dt.date, next_in_turn: Sequence[str]
) -> tuple[str, ...]:
    if not post.has_deputy:
        return ()
    if post.filled == "turns":
        return tuple(next_in_turn[:1])
    theirs = (one for one in tenures if (one.name, one.held_for) == (f"{post.name}{DEPUTY}", post.held_for))
    return tuple(sorted(one.person for one in theirs if on in one.period))
