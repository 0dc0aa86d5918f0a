"""Whose turn it is, by a published order, and a lot that anybody can draw again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping

from bylaws.facts.people import Person
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.posts import Post
from bylaws.membership.terms import Tenure, of_post, staying, terms_in_a_row


def turn(
    post: Post,
    people: Mapping[str, Person],
    tenures: Iterable[Tenure],
    *,
    on: dt.date,
    passed: Collection[str] = (),
) -> Explained[tuple[str, ...]]:
    """Whose turn it is to take a role on a day, first to last.

    Whoever has waited longest comes first: since the day their last term began, else since they could first
    hold it; so a newcomer joins at the end, and who was away keeps their place. Of those who have
    waited alike, who held it less often comes first, then by key. Who `passed` this time comes after
    all others of this time, and stays in front for the next. Over any number of terms among the same people
    each holds it as often as any other, or once more.
    """
    own = of_post(post, tenures)
    able = _able(post, people.values(), own, on)
    waits = {who.key: _waiting_since(who, post, own) for who in able}
    times = {key: sum(one.person == key for one in own) for key in waits}
    order = sorted(waits, key=lambda key: (key in passed, waits[key], times[key], key))
    parts = tuple(
        Reason("turn.passed", {"person": key}, post.article)
        if key in passed
        else Reason("turn.waits", {"person": key, "since": waits[key], "times": times[key]}, post.article)
        for key in order
    )
    first: Value = order[0] if order else None
    values: dict[str, Value] = {"post": post.name, "person": first, "on": on}
    return Explained(
        tuple(order), Reason("turn.first" if order else "turn.nobody", values, post.article, parts)
    )


def draw(candidates: Collection[str], *, seats: int, seed: str, article: str) -> Explained[tuple[str, ...]]:
    """Those whom a lot gives seats to, in the order in which they were drawn.

    Each candidate's number is the SHA-256 of the seed, a line end and their key; the smallest are drawn.
    Whoever knows the seed can draw again and must find the same.
    """

    def number(key: str) -> str:
        return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()

    drawn = tuple(sorted(candidates, key=number)[:seats])
    values: dict[str, Value] = {"candidates": len(candidates), "seats": seats, "seed": seed}
    parts = tuple(Reason("lot.drawn", {"person": key, "number": number(key)[:12]}, article) for key in drawn)
    return Explained(drawn, Reason("lot", values, article, parts))


def _able(post: Post, people: Iterable[Person], own: tuple[Tenure, ...], on: dt.date) -> list[Person]:
    """Those who could take it if a place were free."""
    there = {one.person for one in staying(post, own, on=on)}
    of_the_stages = (who for who in people if who.stage_on(on) in post.open_to and who.key not in there)
    most = post.terms_at_most
    return [who for who in of_the_stages if most is None or terms_in_a_row(who.key, post, own, on=on) < most]


def _waiting_since(who: Person, post: Post, own: tuple[Tenure, ...]) -> dt.date:
    held = [one.period.from_day for one in own if one.person == who.key]
    if held:
        return max(held)
    return min(spell.period.from_day for spell in who.spells if spell.stage in post.open_to)
