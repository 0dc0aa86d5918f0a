"""A close in the words stories are told in: what is nothing is left out, everything else is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.facts.file import Facts
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason
from bylaws.surplus.close import close_year
from bylaws.surplus.closing import Closing, Instalment, StepLine
from bylaws.surplus.why import why_person, why_step


def close(charter: Charter, facts: Facts, year: int) -> tuple[dict[str, Any], Iterable[Reason | str]]:
    """The steps, each person's part and what is worth pointing out, with all their reasons."""
    closing = close_year(charter, facts.for_year(charter, year))
    people = {key: _person(closing, key) for key in closing.facts.people}
    said: dict[str, Any] = {
        "steps": [_step(line) for line in closing.parts.steps],
        "people": {key: part for key, part in people.items() if part},
    }
    if closing.notes:
        said["notes"] = [f"{note.code} {note.day}" for note in closing.notes]
    reasons = [why_step(closing, line.number) for line in closing.parts.steps]
    reasons += [why_person(closing, key).reason for key in closing.facts.people]
    return said, reasons


def _step(line: StepLine) -> str:
    return f"{f'{line.to} {line.name}' if line.name else line.to} {line.amount.decimal()}"


def _person(closing: Closing, key: str) -> dict[str, Any]:
    shares = closing.by_person.get(key, ())
    amounts = {
        "share": [one.share for one in shares],
        "cash": [one.cash for one in shares],
        "to_buy_in": [one.to_buy_in for one in shares],
        "notices": [one.notice for one in shares],
        "interest": [amount for who, amount in closing.parts.interest if who == key],
        "loss": [amount for who, amount in closing.parts.losses if who == key],
    }
    sums = {name: sum(parts, start=Money(0, closing.currency)) for name, parts in amounts.items()}
    said: dict[str, Any] = {name: amount.decimal() for name, amount in sums.items() if amount}
    instalments = [_instalment(one) for share in shares for one in share.instalments]
    if instalments:
        said["paid_on"] = instalments
    return said


def _instalment(one: Instalment) -> str:
    return f"{one.due_on} {one.amount.decimal()}" + (" when released" if one.gated else "")
