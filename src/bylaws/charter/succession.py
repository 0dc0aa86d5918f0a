"""Whether amendments follow one another clearly: which is the later, and whether its numbers fit."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from bylaws.charter.amendments import Amendment
from bylaws.charter.fields import stands_for
from bylaws.charter.kinds.front import Front
from bylaws.kernel.faults import CharterAmbiguous, Fault, InputFault

FIXED = {"currency": "currency", "fiscal_year_starts": "fiscal_year_starts"}
STATED_ONCE = {"adopted": "adopted", "from_day": "from", "model": "model"}


def succession_faults(base: Iterable[int], front: Front, amendments: Sequence[Amendment]) -> list[Fault]:
    """What does not fit between a base text (its article numbers and front) and its amendments.

    `amendments` are sorted by adoption.
    """
    return [
        *_order_faults(amendments),
        *_supersedes_faults(amendments),
        *_number_faults(base, amendments),
        *(fault for amendment in amendments for fault in _front_faults(front, amendment)),
    ]


def superseded(adopted: Iterable[Amendment]) -> dict[str, frozenset[int]]:
    """By the name of an amendment, the articles on which a later one takes its place for good."""
    found: dict[str, frozenset[int]] = {}
    for later in adopted:
        for name in later.says.supersedes:
            found[name] = found.get(name, frozenset()) | later.touches
    return found


def _order_faults(amendments: Sequence[Amendment]) -> Iterator[Fault]:
    """Pairs of amendments on one article of which neither clearly comes later.

    The same day of adoption needs `order`; an amendment that was still pending when a later one was
    adopted must be named in the later one's `supersedes`.
    """
    before: dict[int, list[Amendment]] = {}
    for later in amendments:
        for number in sorted(later.touches):
            earlier = before.get(number, [])
            for one in earlier:
                yield from _order_fault(one, later, number)
            before[number] = [one for one in earlier if one.name not in later.says.supersedes] + [later]


def _order_fault(earlier: Amendment, later: Amendment, number: int) -> Iterator[Fault]:
    settled = f"Article {number}" if number else "the front matter"
    article = settled if number else None
    if earlier.adopted_order[:2] == later.adopted_order[:2]:
        yield CharterAmbiguous(
            "“{earlier}” and “{later}” were adopted on the same day and both settle {settled}.",
            code="amendment.same-day",
            next_step="Give them an `order`, 1 and 2: the later wins.",
            article=article,
            where=f"{later.name}:1",
            settled=settled,
            earlier=earlier.name,
            later=later.name,
        )
    elif earlier.says.from_day > later.says.adopted and earlier.name not in later.says.supersedes:
        yield CharterAmbiguous(
            "“{later}” settles {settled}, on which “{earlier}” is still to take effect.",
            code="amendment.pending",
            next_step="Name “{earlier}” in `supersedes`, or settle another article.",
            article=article,
            where=f"{later.name}:1",
            settled=settled,
            earlier=earlier.name,
            later=later.name,
        )


def _supersedes_faults(amendments: Sequence[Amendment]) -> Iterator[Fault]:
    """An amendment takes the place only of one on the same articles, adopted before it and still pending."""
    by_name = {one.name: one for one in amendments}
    for later in amendments:
        for name in later.says.supersedes:
            earlier = by_name.get(name)
            if earlier is None:
                yield _unknown(name, later, by_name)
            elif earlier.adopted_order[:2] >= later.adopted_order[:2]:
                yield _cannot("“{earlier}” was not adopted before “{later}”.", earlier, later)
            elif earlier.says.from_day <= later.says.adopted:
                yield _cannot(
                    "“{earlier}” had already taken effect when “{later}” was adopted.", earlier, later
                )
            elif not earlier.touches & later.touches:
                yield _cannot("“{earlier}” and “{later}” settle no article in common.", earlier, later)


def _unknown(name: str, later: Amendment, names: Iterable[str]) -> Fault:
    near = difflib.get_close_matches(name[:200], list(names), n=1)
    return InputFault(
        "“{later}” takes the place of “{given}”, which is not an amendment of this charter.",
        code="amendment.supersedes-unknown",
        next_step="Did you mean “{near}”?" if near else "Name the amendment as its file is named.",
        where=f"{later.name}:1",
        later=later.name,
        given=name[:60],
        near=near[0] if near else "",
    )


def _cannot(says: str, earlier: Amendment, later: Amendment) -> Fault:
    return InputFault(
        says,
        code="amendment.supersedes",
        next_step="Leave it out of `supersedes`: what has taken effect is replaced, never undone.",
        where=f"{later.name}:1",
        earlier=earlier.name,
        later=later.name,
    )


def _number_faults(base: Iterable[int], amendments: Sequence[Amendment]) -> Iterator[Fault]:
    """An amendment can replace or repeal only what stands, and add only what does not."""
    stands: dict[int, list[tuple[str, bool]]] = {number: [("", True)] for number in base}
    for amendment in amendments:
        says = amendment.says
        touched = amendment.touches - {0}
        for number in touched:
            kept = stands.get(number, [])
            stands[number] = [one for one in kept if one[0] not in says.supersedes]
        there = {number for number in touched if stands[number] and stands[number][-1][1]}
        for number in sorted(there ^ (touched - set(says.adds))):
            yield InputFault(
                "“{name}” adds article {number}, which already stands."
                if number in there
                else "“{name}” replaces or repeals article {number}, which does not stand.",
                code="amendment.number",
                next_step="Check the number; an article that stands is replaced, a new one added.",
                where=f"{amendment.name}:1",
                name=amendment.name,
                number=number,
            )
        for number in touched:
            stands[number].append((amendment.name, number not in says.repeals))


def _front_faults(front: Front, amendment: Amendment) -> Iterator[Fault]:
    """Books are kept in one currency and one fiscal year; the days of the base text stay its own."""
    new = amendment.front
    if new is None:
        return
    changed = [key for name, key in FIXED.items() if getattr(new, name) != getattr(front, name)]
    for name, key in STATED_ONCE.items():
        if getattr(new, name) not in (stands_for(Front.model_fields[name]), getattr(front, name)):
            changed.append(key)
    for key in changed:
        yield InputFault(
            "“{name}” changes “{key}”, which an amendment cannot change.",
            code="amendment.front-fixed",
            next_step="Leave it as it was: all past years are reckoned by it.",
            where=f"{amendment.name}:1",
            name=amendment.name,
            key=key,
        )
