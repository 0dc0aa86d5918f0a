"""Checking a charter before anyone relies on it: every text that is ever in force, rule against rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bylaws.charter.charter import Charter
from bylaws.charter.checks import together
from bylaws.charter.checks.citing import references, terms
from bylaws.charter.checks.deciding import decisions, subjects
from bylaws.charter.checks.finding import Finding, Version
from bylaws.charter.checks.lawful import lawful
from bylaws.charter.checks.loose import prose_alone, rules_alone, unseen_law, vacant
from bylaws.charter.checks.names import membership, stages, stated_twice, work
from bylaws.charter.checks.openness import readers, transparency
from bylaws.charter.checks.rates import rates
from bylaws.charter.checks.referring import referring
from bylaws.charter.checks.secrecy import secret_seats
from bylaws.charter.checks.taxed import taxed
from bylaws.charter.checks.texts import first_days, languages, settled
from bylaws.charter.checks.waterfall import leans_on, loss_steps, surplus_steps

__all__ = ["Finding", "check", "remarks", "vacant"]

OfText = Callable[[Version], Iterator[Finding]]

OF_A_CHARTER: tuple[Callable[[Charter], Iterator[Finding]], ...] = (first_days, settled)
OF_A_TEXT: tuple[OfText, ...] = (
    languages,
    stated_twice,
    membership,
    stages,
    subjects,
    decisions,
    secret_seats,
    work,
    rates,
    surplus_steps,
    loss_steps,
    leans_on,
    taxed,
    transparency,
    readers,
    referring,
    *together.CHECKS,
    lawful,
    references,
    terms,
)
LOOSE_ENDS: tuple[OfText, ...] = (prose_alone, rules_alone, unseen_law)


def check(charter: Charter) -> list[Finding]:
    """Everything that is wrong or odd with a charter that can be read, by file and line.

    The base text and every text in force after an amendment are checked; what several of them have in
    common is told once. A charter with a serious finding cannot be run as it stands.
    """
    found = [finding for of_charter in OF_A_CHARTER for finding in of_charter(charter)]
    return _once([*found, *_of_texts(charter, OF_A_TEXT)])


def remarks(charter: Charter) -> list[Finding]:
    """What may be meant so and is worth a look: articles without rules, rules without prose, unknown law.

    None of it is serious; whoever wants to know everything asks for it beside `check`. Roles that nobody
    holds hang on who does: `vacant`.
    """
    return _once(_of_texts(charter, LOOSE_ENDS))


def _of_texts(charter: Charter, checks: tuple[OfText, ...]) -> Iterator[Finding]:
    for version in versions(charter):
        for of_text in checks:
            yield from of_text(version)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, in the order of the text."""
    found: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        found.setdefault((finding.fault.code, str(finding.fault)), finding)
    return sorted(found.values(), key=_place)


def versions(charter: Charter) -> Iterator[Version]:
    """Each text that is in force from some day on, the earliest first."""
    starts = charter.base_front.starts()
    days = {starts, *(max(starts, amendment.says.from_day) for amendment in charter.amendments)}
    for day in sorted(days):
        yield Version(charter, charter.on(day))


def _place(finding: Finding) -> tuple[str, int]:
    file, _, line = (finding.fault.where or "").rpartition(":")
    return file, int(line)
