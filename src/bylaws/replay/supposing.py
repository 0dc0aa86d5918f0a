"""A charter as if an amendment had held from an earlier day: only the rules that it changes are put in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bylaws.charter.amendments import Amendment, Standing
from bylaws.charter.charter import Charter, InForce
from bylaws.charter.compare import KeyChange
from bylaws.charter.fields import RuleModel
from bylaws.charter.rules import Rule
from bylaws.charter.written import keys_written

RuleKey = tuple[str, str | None]
Rules = tuple[Rule[RuleModel], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that says something else once the amendment holds; no rules where there is none on that side."""

    kind: str
    name: str | None
    before: Rules
    after: Rules

    @property
    def keys(self) -> tuple[KeyChange, ...]:
        """What each key says on both sides, where it is not the same."""
        was, now = (_keys(side) for side in (self.before, self.after))
        return tuple(
            KeyChange(key, was.get(key), now.get(key))
            for key in dict.fromkeys([*was, *now])
            if was.get(key) != now.get(key)
        )


@dataclass(frozen=True)
class Changes:
    """Every rule that an amendment changes, and the articles as it leaves them."""

    rules: Mapping[RuleKey, Change]
    standing: Mapping[int, Standing]


def changes(before: Charter, after: Charter) -> Changes:
    """The rules that are not the same once everything in both charters has taken effect.

    A rule that only moved to another article says the same, and neither does a new word in the prose
    change what anybody is given.
    """
    day = max(
        [charter.base_front.starts() for charter in (before, after)]
        + [one.says.from_day for charter in (before, after) for one in charter.amendments]
    )
    old, new = before.on(day), after.on(day)
    found = {
        key: Change(*key, old.rules.get(key, ()), new.rules.get(key, ()))
        for key in dict.fromkeys([*old.rules, *new.rules])
    }
    changed = {key: one for key, one in found.items() if _says(one.before) != _says(one.after)}
    return Changes(changed, {one.article.number: one for one in new.standing})


def _keys(rules: Rules) -> dict[str, str]:
    return {key: text for rule in rules for key, text in keys_written(rule.says).items()}


def _says(rules: Rules) -> list[RuleModel]:
    return [rule.says for rule in rules]


@dataclass(frozen=True, kw_only=True)
class Supposed(Charter):
    """A charter in which, from `since` on, changed rules say what the amendment lets them say."""

    as_it_stood: Charter
    since: dt.date
    changes: Changes

    def on(self, day: dt.date, *, known_by: dt.date | None = None) -> InForce:
        """What would have held on `day`; before `since` what held."""
        if day < self.since:
            return self.as_it_stood.on(day, known_by=known_by)
        return super().on(day, known_by=known_by)

    def _put_together(self, day: dt.date, holding: list[Amendment], adopted: list[Amendment]) -> InForce:
        held = super()._put_together(day, holding, adopted)
        standing = {one.article.number: self._without(one) for one in held.standing}
        for change in self.changes.rules.values():
            for rule in change.after:
                old = standing.get(rule.number)
                rules = (*(old.rules if old else ()), rule)
                standing[rule.number] = Standing(self.changes.standing[rule.number].article, rules)
        return InForce(day, held.front, tuple(standing[number] for number in sorted(standing)))

    def _without(self, standing: Standing) -> Standing:
        kept = tuple(rule for rule in standing.rules if (rule.kind, rule.name) not in self.changes.rules)
        return Standing(standing.article, kept)


def supposing(charter: Charter, changed: Changes, *, since: dt.date) -> Charter:
    """The charter as if what an amendment changes had held since a day, or since its own first day.

    Rules for which another day governs keep to it: a buy-in is that of the day of admission, so who was
    admitted before `since` keeps the old one.
    """
    return Supposed(
        base=charter.base,
        base_front=charter.base_front,
        base_standing=charter.base_standing,
        amendments=charter.amendments,
        as_it_stood=charter,
        since=since,
        changes=changed,
    )
