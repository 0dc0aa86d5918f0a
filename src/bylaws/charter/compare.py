"""Two texts in force side by side: article by article, rule by rule, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from bylaws.charter.amendments import Standing
from bylaws.charter.charter import InForce
from bylaws.charter.fields import RuleModel
from bylaws.charter.rules import Rule
from bylaws.charter.written import keys_written

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key, such as `steps[2].cash`, as it was and as it is; None where it is absent."""

    key: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule that says something else, or stands elsewhere; None for an article it does not stand in."""

    kind: str
    name: str | None
    old_article: int | None
    new_article: int | None
    keys: tuple[KeyChange, ...]

    @property
    def moved(self) -> bool:
        """Whether it stands in both texts, in another article."""
        return None not in (self.old_article, self.new_article) and self.old_article != self.new_article


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """One article that is not the same. A rule that moved is told in both its articles."""

    number: int
    change: Change
    old: str | None
    """Its heading as it was."""
    new: str | None
    prose: bool
    """Whether the words around the rules, or the heading, are not the same."""
    rules: tuple[RuleChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything in which two texts differ; what is the same is left out."""

    front: tuple[KeyChange, ...]
    articles: tuple[ArticleChange, ...]

    @property
    def same(self) -> bool:
        """Whether the two texts are the same, to the word."""
        return not self.front and not self.articles


def compare(old: InForce, new: InForce) -> Comparison:
    """What is added, removed and changed from one text in force to another.

    Rules are compared by what they mean: a key that states no more than its absence does is no change,
    and neither is a share or an amount that is written in another way.
    """
    before = {standing.article.number: standing for standing in old.standing}
    after = {standing.article.number: standing for standing in new.standing}
    rules = list(_rule_changes(old, new))
    articles = [
        _article_change(number, before.get(number), after.get(number), rules)
        for number in sorted(before.keys() | after.keys())
    ]
    return Comparison(
        _key_changes(keys_written(old.front), keys_written(new.front)),
        tuple(change for change in articles if change is not None),
    )


def _rule_changes(old: InForce, new: InForce) -> Iterator[RuleChange]:
    for kind, name in dict.fromkeys([*old.rules, *new.rules]):
        for was, now in zip_longest(old.rules.get((kind, name), ()), new.rules.get((kind, name), ())):
            keys = _key_changes(_keys(was), _keys(now))
            numbers = (was.number if was else None, now.number if now else None)
            if keys or numbers[0] != numbers[1]:
                yield RuleChange(kind, name, *numbers, keys)


def _keys(rule: Rule[RuleModel] | None) -> Mapping[str, str]:
    return keys_written(rule.says) if rule else {}


def _key_changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[KeyChange, ...]:
    return tuple(
        KeyChange(key, old.get(key), new.get(key))
        for key in dict.fromkeys([*old, *new])
        if old.get(key) != new.get(key)
    )


def _article_change(
    number: int, was: Standing | None, now: Standing | None, rules: list[RuleChange]
) -> ArticleChange | None:
    own = tuple(rule for rule in rules if number in (rule.old_article, rule.new_article))
    change: Change = "changed" if was and now else "added" if now else "removed"
    old, new = (one.article.citation if one else None for one in (was, now))
    prose = (old, was and was.article.prose) != (new, now and now.article.prose)
    return ArticleChange(number, change, old, new, prose, own) if prose or own else None
