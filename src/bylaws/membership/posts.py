"""Roles and seats as the charter has them: who may hold each, how it is filled, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from bylaws.charter.charter import InForce
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.body import Body
from bylaws.charter.kinds.meeting import Meeting
from bylaws.charter.kinds.role import Role
from bylaws.kernel.faults import CharterAmbiguous, NotThere
from bylaws.kernel.periods import Span

M = TypeVar("M", bound=RuleModel)
DEPUTY: Final = "-deputy"
COUNTBACK: Final = "countback"
PARTS: Final = {"all-together": 1, "by-halves": 2, "by-thirds": 3}


@dataclass(frozen=True, slots=True)
class Post:
    """A role, its deputy, or the seats of a body.

    `held_for` names the body or meeting that has its own of it; "" where it is held for the co-op.
    `seats` is None where as many sit as want to. `overlap` is how long who goes and who comes hold it
    together. `parts` is in how many parts all seats are filled anew, 0 where each seat goes by itself.
    """

    name: str
    held_for: str
    article: str
    open_to: tuple[str, ...]
    filled: str
    seats: int | None
    term: Span | None
    terms_at_most: int | None
    pause: Span | None
    overlap: Span
    parts: int
    chosen_by: str | None
    recall_by: str | None
    when_vacant: str | None
    hand_over: tuple[str, ...]
    body: str | None
    """The body whose seats these are; None for a role."""
    deputy_of: str | None = None
    has_deputy: bool = False
    without_candidates: bool = False
    """Whether nobody stands for it: all name somebody, with reasons."""
    vacancies: str = "anew"
    """How a seat of a body is filled that is left before its term is over; `COUNTBACK`: by the ballots."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is called, and for what it is held."""
        return self.name, self.held_for

    @property
    def by_decision(self) -> bool:
        """Whether somebody else decides who holds it: an election or an appointment."""
        return self.filled in ("election", "appointment")


def posts(text: InForce) -> tuple[Post, ...]:
    """Every role and every body's seats that the text in force has, in the order of its articles.

    A role that each body or meeting has of its own stands once for each. What each project or client has
    of its own is left out: the charter does not say which there are. An assembly has no seats to fill:
    everyone who may sit in it does.
    """
    return (*_roles(text), *_seats(text))


def post(text: InForce, name: str, held_for: str = "") -> Post:
    """The role or the seats of that name; `posts.unknown` where the text has none.

    `posts.role-and-body` where a role and a body carry the name, so that nobody could tell who holds what.
    """
    found = [one for one in posts(text) if one.key == (name, held_for)]
    if not found:
        raise NotThere(
            "The charter has no role or body “{name}” on {day}.",
            code="posts.unknown",
            next_step="Check the name, or the day.",
            name=name[:80],
            day=text.day.isoformat(),
        )
    if len(found) > 1:
        raise CharterAmbiguous(
            "More than one role or body is called “{name}”.",
            code="posts.role-and-body",
            next_step="Amend the charter: give one of them another name.",
            article=found[-1].article,
            name=name,
        )
    return found[0]


def link_post(text: InForce, body: str, link: str) -> Post | None:
    """The role by which somebody of a body also sits in the one it belongs to.

    `link` is “leader” or “delegate”: the role that each body has of its own and whose name ends with it.
    None where the charter names no such role.
    """
    ending = f"-{link}"
    of_it = (one for one in _roles(text) if one.held_for == body and one.deputy_of is None)
    return next((one for one in of_it if f"-{one.name}".endswith(ending)), None)


def _of(text: InForce, kind: str, model: type[M]) -> list[tuple[str, str, M]]:
    """The named rules of a kind: name, article, and what each says."""
    rules = text.of_kind(kind)
    return [(one.name, one.article, one.says) for one in rules if one.name and isinstance(one.says, model)]


def _roles(text: InForce) -> Iterator[Post]:
    for name, article, says in _of(text, "role", Role):
        for held_for in _each(text, name, says):
            yield _role(name, held_for, article, says)
            if says.deputy and says.filled != "turns":
                yield _role(name, held_for, article, says, deputy=True)


def _each(text: InForce, name: str, says: Role) -> tuple[str, ...]:
    """What has its own of a role."""
    if says.held_for == "co-op":
        return ("",)
    if says.held_for == "body":
        return tuple(of for of, _, _ in _of(text, "body", Body))
    if says.held_for == "meeting":
        return tuple(of for of, _, one in _of(text, "meeting", Meeting) if name in one.roles)
    return ()


def _role(name: str, held_for: str, article: str, says: Role, *, deputy: bool = False) -> Post:
    return Post(
        name=f"{name}{DEPUTY}" if deputy else name,
        held_for=held_for,
        article=article,
        open_to=tuple(says.open_to),
        filled=says.filled,
        seats=1 if deputy else says.holders,
        term=says.term,
        terms_at_most=says.terms_at_most,
        pause=None,
        overlap=Span() if deputy or says.hand_over_takes is None else says.hand_over_takes,
        parts=0,
        chosen_by=says.elected_by or says.appointed_by,
        recall_by=says.recall_by,
        when_vacant=None if deputy else says.when_vacant,
        hand_over=() if deputy else tuple(says.hand_over),
        body=None,
        deputy_of=name if deputy else None,
        without_candidates=says.without_candidates,
        has_deputy=says.deputy and not deputy,
    )


def _seats(text: InForce) -> Iterator[Post]:
    for name, article, says in _of(text, "body", Body):
        if says.form == "assembly":
            continue
        yield Post(
            name=name,
            held_for="",
            article=article,
            open_to=tuple(says.open_to),
            filled="volunteer" if says.filled == "open" else says.filled,
            seats=says.seats,
            term=says.term,
            terms_at_most=says.terms_at_most,
            pause=says.pause,
            overlap=Span(),
            parts=PARTS[says.renewed] if says.seats is not None and says.term is not None else 0,
            chosen_by=says.elected_by or says.appointed_by,
            recall_by=says.recall_by,
            when_vacant=None,
            hand_over=(),
            body=name,
            without_candidates=says.without_candidates,
            vacancies=says.vacancies,
        )
