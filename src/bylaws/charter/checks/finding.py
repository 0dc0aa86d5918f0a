"""What a check finds, and where it points."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.fields import RuleModel
from bylaws.charter.places import Path, Places
from bylaws.charter.rules import Rule
from bylaws.charter.text import Article
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Fault, InputFault

M = TypeVar("M", bound=RuleModel)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found: its fault, and whether the charter cannot be run with it."""

    fault: Fault
    serious: bool


@dataclass(frozen=True)
class Version:
    """One text in force, as a check sees it."""

    charter: Charter
    held: InForce

    def only(self, kind: str, model: type[M]) -> Rule[M] | None:
        """The one rule of a kind; none where there is none, or where there are two (told elsewhere)."""
        return self.held.maybe(kind, model) if len(self.held.of_kind(kind)) == 1 else None

    def article(self, rule: Rule[RuleModel]) -> Article:
        """The article a rule stands in."""
        return self._articles[rule.number]

    @cached_property
    def _articles(self) -> dict[int, Article]:
        return {standing.article.number: standing.article for standing in self.held.standing}

    @cached_property
    def _places(self) -> dict[str, Places]:
        return {}

    def at(self, rule: Rule[RuleModel], *path: int | str) -> Spot:
        """A key of a rule, to say something about."""
        return Spot(rule.article, self._place(rule, path))

    def _place(self, rule: Rule[RuleModel], path: Path) -> str:
        file, _, line = rule.where.rpartition(":")
        if rule.where not in self._places:
            toml = next(fence.toml for fence in self.article(rule).fences if fence.line == int(line))
            self._places[rule.where] = Places(toml)
        return f"{file}:{int(line) + self._places[rule.where].line_of(path)}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a charter that something is found at."""

    article: str | None
    where: str

    def wrong(self, says: str, *, code: str, next_step: str, **values: Any) -> Finding:
        """It cannot be run as it is written."""
        return self._serious(InputFault, says, code, next_step, values)

    def silent(self, says: str, *, code: str, next_step: str, **values: Any) -> Finding:
        """It needs another rule, or a part of its own, that is not there."""
        return self._serious(CharterSilent, says, code, next_step, values)

    def ambiguous(self, says: str, *, code: str, next_step: str, **values: Any) -> Finding:
        """Two rules, or two parts of one, apply where one may."""
        return self._serious(CharterAmbiguous, says, code, next_step, values)

    def odd(self, says: str, *, code: str, next_step: str, **values: Any) -> Finding:
        """It can be run, and may not be what was meant."""
        return Finding(self._fault(InputFault, says, code, next_step, values), serious=False)

    def _serious(
        self, kind: type[Fault], says: str, code: str, next_step: str, values: dict[str, Any]
    ) -> Finding:
        return Finding(self._fault(kind, says, code, next_step, values), serious=True)

    def _fault(
        self, kind: type[Fault], says: str, code: str, next_step: str, values: dict[str, Any]
    ) -> Fault:
        return kind(says, code=code, next_step=next_step, article=self.article, where=self.where, **values)


def near(word: str, known: Collection[str]) -> str | None:
    """The known word that was most likely meant."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), None)


def named_in(prose: str, word: str) -> bool:
    """Whether the prose of an article names a word of its rule, with spaces or hyphens, as one or many."""
    parts = [re.escape(part) for part in word.removesuffix("s").split("-")]
    return re.search(r"\b" + r"[\s-]".join(parts), prose, re.IGNORECASE) is not None


def listed(words: Collection[str]) -> str:
    """Words in the order of the alphabet, as one piece of text."""
    return ", ".join(sorted(words))
