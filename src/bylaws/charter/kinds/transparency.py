"""The kind `transparency`: which class of information is open to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bylaws.charter.fields import RuleModel, Word, must

WORLD: Final = "world"
MEMBERS: Final = "members"
CANDIDATES: Final = "candidates"
SELF: Final = "self"
NAMED: Final = "named"
BOOKKEEPER: Final = "bookkeeper"
DRAFT_TALK: Final = "draft-talk"

CLASSES = (
    "profile",
    "charter",
    DRAFT_TALK,
    "accounts",
    "hours",
    "member-money",
    "directory",
    "roles",
    "departures",
    "record",
    "imports",
    "jobs",
    "own-documents",
    "minutes",
    "closed-sessions",
    "decisions",
    "positions",
    "ballots",
    "evaluations",
    "evaluation-outcomes",
    "personal-details",
    "payment-details",
    "leave-reasons",
    "wellbeing",
    "accountability",
    "accountability-summaries",
    "conflict-reports",
    "clients",
    "tickets",
    "access-log",
)
AUDIENCES = (WORLD, MEMBERS, CANDIDATES, SELF, NAMED, BOOKKEEPER, "accountant")

CLOSED_UNLESS_SAID: Final[Mapping[str, tuple[str, ...]]] = {
    DRAFT_TALK: (MEMBERS,),
    "own-documents": (SELF,),
    "closed-sessions": (NAMED,),
    "ballots": (),
    "evaluations": (SELF, NAMED),
    "personal-details": (SELF,),
    "payment-details": (SELF, BOOKKEEPER),
    "leave-reasons": (SELF,),
    "wellbeing": (SELF, NAMED),
    "accountability": (SELF, NAMED),
    "conflict-reports": (NAMED,),
    "clients": (NAMED,),
    "tickets": (NAMED,),
    "access-log": (SELF,),
}
"""What a person is, and what was said in confidence, is not open because a charter forgot to close it.

Nor is what is said about a draft of an amendment, where the charter itself is open to many or to everyone.
"""
GOES_WITH: Final[Mapping[str, str]] = {"roles": "directory"}
"""Who holds what is open to whom the list of people is, unless the charter opens it by itself."""
OPEN_TO_NOBODY_ELSE: Final[Mapping[str, tuple[str, ...]]] = {"ballots": (), "access-log": (SELF,)}
"""Whatever a charter says: a secret ballot is nobody's, and who looked at one's own is told to oneself."""
NOT_FOR_WHOM_IT_IS_ABOUT: Final = frozenset({"ballots", "conflict-reports"})
"""Whoever is said to have done harm does not find the report among what is about themselves."""
NEVER_OF_THE_WORLD: Final = frozenset(CLOSED_UNLESS_SAID) - {"clients", "tickets"}
"""No charter opens these to everyone: they are about people."""
GONE_AFTER_DAYS: Final[Mapping[str, int]] = {"wellbeing": 30}
"""What was said in a round of how people are is nobody's after so many days."""


class InformationClass(RuleModel):
    """One class of information and who may see it; a person always sees their own."""

    name: Word = must("the class of information")
    audience: list[Word] = must(
        "who may see it: world, members, candidates, self, named, a role or a body",
        min_length=1,
        max_length=50,
    )


class Transparency(RuleModel):
    """Who sees what (S2-236, S4-002); everything a class does not close is open to `otherwise`.

    What is about a person, or was said in confidence, stays closed unless a class opens it. What is said
    about drafts of amendments is read by the stages with the right `speak`, where a charter gives it to any.
    """

    classes: list[InformationClass] = must("the classes, as [[classes]]; may be empty", max_length=200)
    otherwise: Word = must("the audience of every class not named: members or candidates")
