"""Answers as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bylaws.kernel.money import Money, total
from bylaws.kernel.reasons import Reason
from bylaws.surplus.closing import Closing, MemberShare
from bylaws.surplus.why import why_person, why_step
from bylaws.words.tell import Plain, Told, lines, tell
from bylaws.words.terms import Terms

Row = tuple[str, ...]


def closing_text(closing: Closing, *, why: bool, language: str) -> str:
    """A close as tables of its steps, people and payments; with `why`, the reasons below each."""
    terms = Terms(language)
    told = [
        tell(reason, language=language, currency=closing.currency) for reason in _reasons(closing, why=why)
    ]
    parts = [
        _heading(closing, terms),
        table(list(_steps(closing, terms)), right=(2, 3)),
        table(list(_people(closing, terms)), right=range(1, 9)),
        table(list(_payments(closing, terms)), right=(2,)),
        "\n".join(_sentence(one) for one in told),
    ]
    return "\n\n".join(part for part in parts if part)


def _heading(closing: Closing, terms: Terms) -> str:
    name, year, surplus = closing.text.front.name, str(closing.facts.year), closing.facts.surplus
    if surplus.minor < 0:
        return terms.say("close.loss", name=name, year=year, loss=_write(-surplus))
    return terms.say("close", name=name, year=year, surplus=_write(surplus))


def _steps(closing: Closing, terms: Terms) -> Iterator[Row]:
    yield terms.headings("step", "to", "amount", "left", "article")
    for line in closing.parts.steps:
        to = terms.place(line.account)
        yield str(line.number), to, _write(line.amount), _write(line.left), line.article


COLUMNS = ("share", "cash", "retained", "to-buy-in", "notices", "interest", "loss")


def _people(closing: Closing, terms: Terms) -> Iterator[Row]:
    """Each person's sums; columns in which nobody has anything are left out."""
    rows = {key: _sums(closing, key, shares) for key, shares in _taking_part(closing).items()}
    used = [n for n, _ in enumerate(COLUMNS) if any(sums[n] for sums in rows.values())]
    if not used:
        return
    yield terms.headings("person", *(COLUMNS[n] for n in used))
    for key, sums in rows.items():
        yield closing.facts.people[key].name, *(_write(sums[n]) for n in used)
    columns = zip(*rows.values(), strict=True)
    sums_of_all = [total(list(column), closing.currency) for column in columns]
    yield terms.heading("total"), *(_write(sums_of_all[n]) for n in used)


def _taking_part(closing: Closing) -> dict[str, tuple[MemberShare, ...]]:
    others = [key for key, _ in (*closing.parts.interest, *closing.parts.losses)]
    return {key: closing.by_person.get(key, ()) for key in sorted({*closing.by_person, *others})}


def _sums(closing: Closing, key: str, shares: Sequence[MemberShare]) -> list[Money]:
    columns = [
        [s.share for s in shares],
        [s.cash for s in shares],
        [s.retained for s in shares],
        [s.to_buy_in for s in shares],
        [s.notice for s in shares],
        [amount for who, amount in closing.parts.interest if who == key],
        [amount for who, amount in closing.parts.losses if who == key],
    ]
    return [total(column, closing.currency) for column in columns]


def _payments(closing: Closing, terms: Terms) -> Iterator[Row]:
    """What is paid on a later day than that of the close, to whom."""
    later = sorted(
        (one.due_on, share.person, one.amount, one.gated)
        for share in closing.parts.shares
        for one in share.instalments
        if one.due_on != closing.facts.closed_on or one.gated
    )
    if later:
        yield terms.headings("due", "person", "amount", "")
    for due_on, key, amount, gated in later:
        name = closing.facts.people[key].name
        yield due_on.isoformat(), name, _write(amount), terms.heading("released") if gated else ""


def _reasons(closing: Closing, *, why: bool) -> Iterator[Reason]:
    """What is worth pointing out; with `why`, the reasons of every step and person before it."""
    if why:
        yield from (why_step(closing, line.number) for line in closing.parts.steps)
        yield from (why_person(closing, key).reason for key in _taking_part(closing))
    yield from (Reason(note.code, {"day": note.day}) for note in closing.notes)


def _sentence(told: Told) -> str:
    return "\n".join(lines(told))


def _write(amount: Money) -> str:
    return Plain().money(amount)


def table(rows: Sequence[Row], *, right: Sequence[int] = ()) -> str:
    """Rows as aligned columns, the first row underlined; columns in `right` are set to the right."""
    if not rows:
        return ""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    out = ["  ".join(_set(cell, n, widths, right) for n, cell in enumerate(row)).rstrip() for row in rows]
    return "\n".join([out[0], "  ".join("─" * width for width in widths).rstrip(), *out[1:]])


def _set(cell: str, n: int, widths: list[int], right: Sequence[int]) -> str:
    return cell.rjust(widths[n]) if n in right else cell.ljust(widths[n])
