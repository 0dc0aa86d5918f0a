"""What the co-operative law of its place asks of a charter, as far as a charter says it."""

from __future__ import annotations

from collections.abc import Iterator

from bylaws.charter.checks.finding import Finding, Version
from bylaws.charter.kinds.body import Body
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.principles import Principles
from bylaws.charter.statutes import NOT_ADVICE, STATUTES, Statute


def lawful(version: Version) -> Iterator[Finding]:
    """A charter that says it is registered under a co-operative law is held against the one of its place."""
    rule = version.only("principles", Principles)
    statute = STATUTES.get(version.held.front.jurisdiction)
    if rule and rule.says.statutory_cooperative and statute:
        yield from _members(version, statute)
        yield from _directors(version, statute)


def _members(version: Version, statute: Statute) -> Iterator[Finding]:
    track = version.only("membership", Membership)
    most, least = track.says.members_at_most if track else None, statute.members_at_least
    if track and most is not None and least is not None and most < least:
        yield version.at(track, "members_at_most").odd(
            "There are at most {most} members, and the law asks for {least} at least ({source}).",
            code="law.members",
            next_step="Raise `members_at_most`, or ask a lawyer which law you stand under. {advice}",
            most=most,
            least=least,
            source=statute.source,
            advice=NOT_ADVICE,
        )


def _directors(version: Version, statute: Statute) -> Iterator[Finding]:
    least = statute.directors_at_least
    for rule in version.held.of_kind("body"):
        says = rule.says
        if not isinstance(says, Body) or says.form != "board" or says.seats is None or least is None:
            continue
        if says.seats < least:
            yield version.at(rule, "seats").odd(
                "The board “{name}” has {seats} seats, and the law asks for {least} directors from {members}"
                " members on ({source}).",
                code="law.directors",
                next_step="Raise `seats`, or ask a lawyer which law you stand under. {advice}",
                name=rule.name or "",
                seats=says.seats,
                least=least,
                members=statute.directors_from_members,
                source=statute.source,
                advice=NOT_ADVICE,
            )
