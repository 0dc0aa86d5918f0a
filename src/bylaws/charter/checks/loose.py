"""Loose ends: articles without rules, rules without prose, laws nobody knows of, roles nobody holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bylaws.charter.charter import InForce
from bylaws.charter.checks.finding import Finding, Spot, Version
from bylaws.charter.kinds.principles import Principles
from bylaws.charter.kinds.role import Role
from bylaws.charter.references import cited, citing_words, short
from bylaws.charter.statutes import NOT_ADVICE, STATUTES


def prose_alone(version: Version) -> Iterator[Finding]:
    """Articles that hold no rule and that no other article cites: the software can only show them."""
    words = citing_words(version.held.standing)
    meant = {
        (one.number, other.article.number)
        for other in version.held.standing
        for one in cited(other.article.prose, words)
    }
    for standing in version.held.standing:
        number = standing.article.number
        if standing.rules or any(to == number and by != number for to, by in meant):
            continue
        spot = Spot(standing.article.citation, f"{standing.article.where}:{standing.article.line}")
        yield spot.odd(
            "{article_called} holds no rule, and no other article cites it: the software only shows it.",
            code="article.no-rule",
            next_step="That may be meant so. Else add a rule, or name the article where it matters.",
            article_called=short(standing.article.citation),
        )


def rules_alone(version: Version) -> Iterator[Finding]:
    """Rules that no prose explains: what members adopted there can be run and hardly be read."""
    for standing in version.held.standing:
        if standing.rules and not standing.article.prose.strip():
            yield version.at(standing.rules[0]).odd(
                "{article_called} holds a rule, and no prose says what is meant by it.",
                code="rule.no-prose",
                next_step="Say in the article, in your own words, what the rule is for.",
                article_called=short(standing.article.citation),
            )


def unseen_law(version: Version) -> Iterator[Finding]:
    """Under a co-operative law: one that is not in our table, or that asks what no charter can show."""
    rule = version.only("principles", Principles)
    place = version.held.front.jurisdiction
    if rule is None or not rule.says.statutory_cooperative:
        return
    statute = STATUTES.get(place)
    if statute and statute.workers_who_are_members:
        yield version.at(rule, "statutory_cooperative").odd(
            "The law asks for a part of those who work here to be members: {part} ({source}). A charter alone"
            " cannot show it.",
            code="law.workers",
            next_step="Count those who work here once a year. {advice}",
            part=statute.workers_who_are_members,
            source=statute.source,
            advice=NOT_ADVICE,
        )
    if statute is None:
        yield version.at(rule, "statutory_cooperative").odd(
            "No co-operative law of {place} is known here, so nothing was held against one.",
            code="law.unknown",
            next_step="Have the charter read by a lawyer who knows it. {advice}",
            place=place,
            advice=NOT_ADVICE,
        )


def vacant(in_force: InForce, roles_held: Iterable[str]) -> list[Finding]:
    """The roles of a text that too few people hold; `roles_held` names a role once for each holder.

    A role that each project, client, body or meeting has of its own is not asked for here.
    """
    held = Counter(roles_held)
    found: list[Finding] = []
    for rule in in_force.of_kind("role"):
        says = rule.says
        if not isinstance(says, Role) or says.held_for != "co-op" or held[rule.name or ""] >= says.holders:
            continue
        found.append(
            Spot(rule.article, rule.where).odd(
                "{held} of {holders} hold the role “{name}”.",
                code="role.vacant",
                next_step="Fill it as its article says, or amend the article.",
                held=held[rule.name or ""],
                holders=says.holders,
                name=rule.name or "",
            )
        )
    return found
