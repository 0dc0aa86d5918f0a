"""Secrecy: a vote of so few that everybody knows who took which position."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bylaws.charter.charter import Charter
from bylaws.charter.checks.finding import Finding, Version
from bylaws.charter.kinds.body import Body
from bylaws.charter.kinds.decision import SECRET_UNDER, Decision
from bylaws.charter.rules import Rule


def secret_seats(version: Version) -> Iterator[Finding]:
    """A body with too few seats decides by a rule that may be secret."""
    seats = _seats(version)
    for rule in _secret(version):
        names = [rule.says.body] if rule.says.body else _deciding_by(version, rule.name)
        for name in names:
            if name in seats and seats[name] < SECRET_UNDER:
                yield version.at(rule, "secrecy").odd(
                    "The body “{body}” has {seats} seats: of fewer than {least} votes only what came of it is"
                    " told, and who voted how is easily guessed.",
                    code="decision.secret-few",
                    next_step="Let more people decide it, or let its positions be open.",
                    body=name,
                    seats=seats[name],
                    least=SECRET_UNDER,
                )


def secret_of_few(charter: Charter, day: dt.date, members: int) -> tuple[Finding, ...]:
    """The rules that may be secret, in force on a day, while so few people take part."""
    if members >= SECRET_UNDER:
        return ()
    version = Version(charter, charter.on(day))
    return tuple(
        version.at(rule, "secrecy").odd(
            "{members} can take part: of fewer than {least} votes only what came of it is told, and who voted"
            " how is easily guessed.",
            code="decision.secret-few",
            next_step="Let positions be open, or decide such matters when there are more members.",
            members=members,
            least=SECRET_UNDER,
        )
        for rule in _secret(version)
        if rule.says.body is None
    )


def _secret(version: Version) -> Iterator[Rule[Decision]]:
    """The decision rules whose vote is secret, or may be asked to be."""
    for rule in version.held.of_kind("decision"):
        if isinstance(rule.says, Decision) and rule.says.secrecy is not None:
            yield rule  # type: ignore[misc]  # its model is looked at above


def _seats(version: Version) -> dict[str, int]:
    """How many seats each body has, where its rule says so."""
    bodies = [(rule.name, rule.says) for rule in version.held.of_kind("body")]
    return {name: says.seats for name, says in bodies if name and isinstance(says, Body) and says.seats}


def _deciding_by(version: Version, name: str | None) -> list[str]:
    """The bodies that decide among their own people by a rule."""
    bodies = [(rule.name, rule.says) for rule in version.held.of_kind("body")]
    return [body for body, says in bodies if body and isinstance(says, Body) and says.decides_by == name]
