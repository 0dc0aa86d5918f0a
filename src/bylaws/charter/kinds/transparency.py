"""The kind `transparency`: which class of information is open to whom."""

from __future__ import annotations

from bylaws.charter.fields import RuleModel, Word, must

CLASSES = (
    "charter",
    "accounts",
    "hours",
    "member-money",
    "directory",
    "record",
    "imports",
    "jobs",
    "own-documents",
    "minutes",
    "decisions",
    "evaluations",
    "personal-details",
)
AUDIENCES = ("world", "members", "candidates", "self", "bookkeeper", "accountant")


class InformationClass(RuleModel):
    """One class of information and who may see it; a person always sees their own."""

    name: Word = must("the class of information")
    audience: list[Word] = must(
        "who may see it: world, members, candidates, self, or a role", min_length=1, max_length=50
    )


class Transparency(RuleModel):
    """Who sees what (S2-236, S4-002); everything a class does not close is open to `otherwise`."""

    classes: list[InformationClass] = must("the classes, as [[classes]]; may be empty", max_length=200)
    otherwise: Word = must("the audience of every class not named: members or candidates")
