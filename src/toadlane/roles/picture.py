"""The picture of roles and bodies: who belongs to whom, each seat a mark, full where somebody sits.

Drawn as SVG text in em, so that words keep their size on any screen; the tables of the page say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toadlane.roles import words
from toadlane.roles.reads import BodyShown, Line
from toadlane.ui.charts.drawing import em

# In hundredths of an em.
NAME, MARKS, GAP = 150, 130, 90
INDENT, STEP, RADIUS = 170, 100, 34
LETTERS: Final = 34
MARKS_AT_MOST: Final = 14
DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One body or role: its name, how deep it stands, and its marks."""

    name: str
    depth: int
    taken: int
    empty: int
    linked: int = 0
    above: int | None = None
    """The row of the body it belongs to."""


def draw(bodies: Sequence[BodyShown], roles: Sequence[Line]) -> SafeString:
    """One SVG element with its title and description; empty where there is nothing to draw."""
    rows = rows_of(bodies, roles)
    if not rows:
        return SafeString("")
    height = len(rows) * (NAME + MARKS + GAP)
    body = "".join(part for nth, row in enumerate(rows) for part in _row(nth, row))
    return mark_safe(  # noqa: S308 - words are escaped where they are put in
        f'<svg class="tree" width="100%" height="{em(height)}" role="img" aria-labelledby="tree-t tree-d">'
        f'<title id="tree-t">{escape(_("Roles and bodies"))}</title>'
        f'<desc id="tree-d">{escape(told(rows))}</desc>{body}</svg>'
    )


def told(rows: Sequence[Row]) -> str:
    """The picture in words."""
    empty = sum(row.empty for row in rows)
    places = ngettext("%(n)s place is empty.", "%(n)s places are empty.", empty) % {"n": empty}
    return _("Each mark is a place: full where somebody is, open where nobody is. %(empty)s") % {
        "empty": places
    }


def rows_of(bodies: Sequence[BodyShown], roles: Sequence[Line]) -> list[Row]:
    """Bodies with those that belong to them below, each followed by the roles held for it; then the rest."""
    rows: list[Row] = []
    at: dict[str, int] = {}
    for body in bodies:
        above = at.get(body.part_of)
        depth = rows[above].depth + 1 if above is not None else 0
        at[body.name] = len(rows)
        rows.append(_body(body, min(depth, DEEPEST), above))
        own = (line for line in roles if line.post.held_for == body.name)
        below = min(depth + 1, DEEPEST)
        rows += [
            _role(line, words.title(replace(line.post, held_for="")), below, at[body.name]) for line in own
        ]
    rows += [_role(line, line.title, 0, None) for line in roles if line.post.held_for not in at]
    return rows


def _body(body: BodyShown, depth: int, above: int | None) -> Row:
    if body.line is None:
        return Row(body.title, depth, len(body.everyone), 0, len(body.linked), above)
    names = {one.name for one in body.line.holdings}
    taken, linked = len(body.line.holdings), len({name for name, _of in body.linked} - names)
    return Row(body.title, depth, taken, max(0, (body.line.post.seats or 0) - taken), linked, above)


def _role(line: Line, title: str, depth: int, above: int | None) -> Row:
    taken = len(line.holdings)
    return Row(title, depth, taken, max(0, (line.post.seats or 0) - taken), 0, above)


def _row(nth: int, row: Row) -> Iterator[str]:
    top, x = nth * (NAME + MARKS + GAP), row.depth * INDENT
    yield from _joined(nth, row)
    letters = LETTERS - 3 * row.depth
    name = row.name if len(row.name) <= letters else f"{row.name[: letters - 1]}…"
    yield f'<text x="{em(x)}" y="{em(top + 110)}">{escape(name)}</text>'
    y = top + NAME + RADIUS + 20
    marks = ["taken"] * row.taken + ["linked"] * row.linked + ["empty"] * row.empty
    for place, kind in enumerate(marks[:MARKS_AT_MOST]):
        cx = x + RADIUS + place * STEP
        yield f'<circle class="{kind}" cx="{em(cx)}" cy="{em(y)}" r="{em(RADIUS)}"/>'
    if len(marks) > MARKS_AT_MOST:
        after = x + MARKS_AT_MOST * STEP + 30
        yield f'<text class="rest" x="{em(after)}" y="{em(y + 35)}">+{len(marks) - MARKS_AT_MOST}</text>'


def _joined(nth: int, row: Row) -> Iterator[str]:
    """A line down from the body it belongs to, and across to it."""
    if row.above is None or row.depth == 0:
        return
    x = (row.depth - 1) * INDENT + 40
    start = row.above * (NAME + MARKS + GAP) + NAME + MARKS + 10
    y = nth * (NAME + MARKS + GAP) + 75
    yield f'<line x1="{em(x)}" y1="{em(start)}" x2="{em(x)}" y2="{em(y)}"/>'
    yield f'<line x1="{em(x)}" y1="{em(y)}" x2="{em(x + INDENT - 60)}" y2="{em(y)}"/>'
