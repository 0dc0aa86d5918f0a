"""Faults, sorted by who can put them right.

A fault keeps its sentence as a template beside its values, so that an edge can translate the
template and fill in the values in the reader's own language.
"""

from __future__ import annotations

from typing import Any


class Fault(Exception):
    """Something that stopped an answer: what, why (the article) and what now."""

    def __init__(
        self,
        says: str,
        *,
        code: str,
        next_step: str,
        article: str | None = None,
        where: str | None = None,
        **values: Any,
    ) -> None:
        super().__init__(says)
        self.template = says
        self.next_step_template = next_step
        self.code = code
        self.article = article
        self.where = where
        self.values = values

    @property
    def says(self) -> str:
        """The sentence, in English, with its values filled in."""
        return fill(self.template, self.values)

    @property
    def next_step(self) -> str:
        """What the reader can do now, in English."""
        return fill(self.next_step_template, self.values)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.says}"


class InputFault(Fault):
    """The asker can put it right: something given is wrong or missing."""


class NotThere(Fault):
    """What was asked for does not exist, or is hidden from the asker, which is the same."""


class Refused(Fault):
    """The charter says no."""


class CharterSilent(Fault):
    """The charter has no rule where one is needed; an amendment can give it one."""


class CharterAmbiguous(Fault):
    """Two rules of the charter apply where one may; an amendment can settle which."""


class RecordMoved(Fault):
    """Someone else was first; look again and decide anew."""


class RecordBroken(Fault):
    """What is kept does not hold together: ours to mend. Nothing was changed."""


def fill(template: str, values: dict[str, Any]) -> str:
    """Fill a fault's template; a template without values is taken as it stands."""
    return template.format(**values) if values else template
