"""Answers as text for a terminal."""

from __future__ import annotations

from bylaws.kernel.money import Money, total
from bylaws.surplus.closing import Closing
from bylaws.surplus.why import why_person, why_step
from bylaws.words.tell import Plain, lines, tell


def closing_text(closing: Closing, *, why: bool, language: str) -> str:
    """A close as a table of steps and a table of people; with `why`, the reasons below each."""
    write = Plain().money
    rows = [("step", "to", "amount", "left", "article")]
    rows += [
        (str(s.number), s.name or s.to, write(s.amount), write(s.left), s.article)
        for s in closing.parts.steps
    ]
    parts = [
        f"{closing.text.front.name}: {closing.facts.year}, surplus {write(closing.facts.surplus)}",
        table(rows, right=(2, 3)),
        table(_people(closing), right=(1, 2, 3, 4, 5)),
    ]
    if why:
        parts.append(_reasons(closing, language))
    return "\n\n".join(part for part in parts if part)


def _people(closing: Closing) -> list[tuple[str, ...]]:
    if not closing.by_person:
        return []
    write = Plain().money
    rows: list[tuple[str, ...]] = [("person", "share", "in money", "retained", "to buy-in", "in notices")]
    for key, shares in closing.by_person.items():
        amounts: list[list[Money]] = [
            [s.share for s in shares],
            [s.cash for s in shares],
            [s.retained for s in shares],
            [s.to_buy_in for s in shares],
            [s.notice for s in shares],
        ]
        name = closing.facts.people[key].name
        rows.append((name, *(write(total(column, closing.currency)) for column in amounts)))
    return rows


def _reasons(closing: Closing, language: str) -> str:
    reasons = [why_step(closing, line.number) for line in closing.parts.steps]
    reasons += [why_person(closing, key).reason for key in closing.by_person]
    told = [tell(reason, language=language, currency=closing.currency) for reason in reasons]
    return "\n".join(line for one in told for line in lines(one))


def table(rows: list[tuple[str, ...]], *, right: tuple[int, ...] = ()) -> str:
    """Rows as aligned columns, the first row underlined; columns in `right` are set to the right."""
    if not rows:
        return ""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    out = ["  ".join(_set(cell, n, widths, right) for n, cell in enumerate(row)).rstrip() for row in rows]
    return "\n".join([out[0], "  ".join("─" * width for width in widths), *out[1:]])


def _set(cell: str, n: int, widths: list[int], right: tuple[int, ...]) -> str:
    return cell.rjust(widths[n]) if n in right else cell.ljust(widths[n])
