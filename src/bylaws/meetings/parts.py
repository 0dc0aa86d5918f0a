"""Who takes which part in a meeting: whoever had it least often, and longest ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.role import Role
from bylaws.charter.rules import Rule
from bylaws.kernel.reasons import Reason, Value

Way = Literal["turn", "took", "swapped"]
NEVER: Final = dt.date.min


@dataclass(frozen=True, slots=True)
class Taken:
    """That somebody had a part in an earlier meeting."""

    part: str
    who: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn a part is (None: nobody's who comes), of how often and how long ago they had it."""

    part: str
    who: str | None
    times: int = 0
    of: int = 0
    last: dt.date | None = None


def turns(
    parts: Sequence[str],
    able: Mapping[str, Collection[str]],
    taken: Sequence[Taken],
    chances: Mapping[str, int],
    *,
    absent: Collection[str] = (),
    settled: Mapping[str, str] | None = None,
) -> tuple[Turn, ...]:
    """Whose turn each part is, in the order of the parts.

    First comes who had the part in the smallest share of the meetings they could have had it in
    (`chances`: how many earlier meetings they were invited to), then whoever had it longest ago, then whoever
    has had fewest parts of any kind, then by key. A share, not a count: a newcomer has one turn soon, and not
    all of them until they have caught up. Who is `absent` is passed over and keeps their place; nobody has
    two parts while somebody able has none. `able` are those whom the charter's role lets do it; `settled` are
    parts that somebody has taken already.
    """
    held = dict(settled or {})
    found: list[Turn] = []
    for part in parts:
        if part in held:
            found.append(_turn(part, held[part], taken, chances))
            continue
        here = [who for who in able.get(part, ()) if who not in absent]
        busy = set(held.values())
        free = [who for who in here if who not in busy] or here
        who = min(free, key=lambda one: _rank(part, one, taken, chances), default=None)
        if who is not None:
            held[part] = who
        found.append(_turn(part, who, taken, chances))
    return tuple(found)


def _rank(
    part: str, who: str, taken: Sequence[Taken], chances: Mapping[str, int]
) -> tuple[Fraction, dt.date, int, str]:
    own = [one for one in taken if one.who == who]
    same = [one.on for one in own if one.part == part]
    share = Fraction(len(same), max(chances.get(who, 0), len(same), 1))
    return share, max(same, default=NEVER), len(own), who


def _turn(part: str, who: str | None, taken: Sequence[Taken], chances: Mapping[str, int]) -> Turn:
    same = [one.on for one in taken if one.part == part and one.who == who]
    return Turn(part, who, len(same), chances.get(who or "", 0), max(same, default=None))


def role_of(text: InForce | None, part: str) -> Rule[Role] | None:
    """The charter's role of the name of a part; None where it has none."""
    return text.maybe("role", Role, part) if text is not None else None


def open_to(text: InForce | None, part: str) -> frozenset[str] | None:
    """The stages whose people may take a part, where the charter has a role of that name; None: everyone."""
    rule = role_of(text, part)
    return frozenset(rule.says.open_to) if rule is not None else None


def why(turn: Turn, rule: Rule[Role] | None, *, way: Way = "turn") -> Reason:
    """Why somebody has a part: by whose hand or by which order, with the counts, and who may take it."""
    article = rule.article if rule is not None else None
    parts: list[Reason] = []
    if turn.who is not None and turn.times:
        values: dict[str, Value] = {"times": turn.times, "of": max(turn.of, turn.times), "last": turn.last}
        parts.append(Reason("part.had", values))
    elif turn.who is not None:
        parts.append(Reason("part.never" if turn.of else "part.new", {"of": turn.of}))
    if rule is not None:
        parts.append(Reason("part.open-to", {"stages": ", ".join(rule.says.open_to)}, article))
    if turn.who is None:
        return Reason("part.nobody", {}, article, tuple(parts))
    return Reason(f"part.by.{way}", {}, article, tuple(parts))
