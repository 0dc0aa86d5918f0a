"""A charter in force on a day: the base text and every amendment that holds by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from bylaws.charter.amendments import Amendment, Standing, read_amendment
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.front import Front
from bylaws.charter.rules import Rule, read_front, read_rules
from bylaws.charter.succession import succession_faults, superseded
from bylaws.charter.text import Text, read_text
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Fault, InputFault, NotThere
from bylaws.kernel.periods import Period, fiscal_year

M = TypeVar("M", bound=RuleModel)


@dataclass(frozen=True)
class InForce:
    """What held on a day: the front matter, the articles in order, and their rules."""

    day: dt.date
    front: Front
    standing: tuple[Standing, ...]

    @cached_property
    def rules(self) -> dict[tuple[str, str | None], tuple[Rule[RuleModel], ...]]:
        """Every rule, by kind and name."""
        found: dict[tuple[str, str | None], tuple[Rule[RuleModel], ...]] = {}
        for standing in self.standing:
            for rule in standing.rules:
                key = (rule.kind, rule.name)
                found[key] = (*found.get(key, ()), rule)
        return found

    def of_kind(self, kind: str) -> tuple[Rule[RuleModel], ...]:
        """Every rule of a kind, in the order of the articles; may be empty."""
        return tuple(rule for (of, _), rules in self.rules.items() if of == kind for rule in rules)

    def rule(self, kind: str, model: type[M], name: str | None = None) -> Rule[M]:
        """The one rule of a kind; `CharterSilent` where there is none, `CharterAmbiguous` where two."""
        found = self.maybe(kind, model, name)
        if found is None:
            raise CharterSilent(
                "The charter has no rule of the kind “{kind}”"
                + (" named “{name}”" if name else "")
                + " on {day}.",
                code="charter.silent",
                next_step="Amend it: add such a rule to an article.",
                kind=kind,
                name=name or "",
                day=self.day.isoformat(),
            )
        return found

    def maybe(self, kind: str, model: type[M], name: str | None = None) -> Rule[M] | None:
        """The one rule of a kind or none; `CharterAmbiguous` where two apply."""
        found = self.rules.get((kind, name), ())
        if len(found) > 1:
            raise CharterAmbiguous(
                "{articles} each state a rule of the kind “{kind}”" + (" named “{name}”." if name else "."),
                code="charter.ambiguous",
                next_step="Amend the charter so that one of them holds.",
                article=found[-1].article,
                where=found[-1].where,
                articles=" and ".join(rule.article for rule in found),
                kind=kind,
                name=name or "",
            )
        if not found:
            return None
        rule = found[0]
        if not isinstance(rule.says, model):
            raise TypeError(f"{kind} is not read as {model.__name__}")
        return rule  # type: ignore[return-value]  # the line above narrows `says`, not `rule`


@dataclass(frozen=True)
class Charter:
    """A base text and its amendments, sorted by adoption."""

    base: Text
    base_front: Front
    base_standing: dict[int, Standing]
    amendments: tuple[Amendment, ...] = ()
    _held: dict[tuple[str, ...], InForce] = field(default_factory=dict, compare=False, repr=False)

    def on(self, day: dt.date, *, known_by: dt.date | None = None) -> InForce:
        """What held on `day`, as far as it had been adopted by `known_by` (the end of time if None).

        Fault: `charter.not-yet` before the base text takes effect.
        """
        if day < self.base_front.starts():
            raise NotThere(
                "The charter takes effect on {starts}; nothing was in force on {day}.",
                code="charter.not-yet",
                next_step="Ask about a later day.",
                starts=self.base_front.starts().isoformat(),
                day=day.isoformat(),
            )
        holding = [
            amendment
            for amendment in self.amendments
            if amendment.says.from_day <= day and (known_by is None or amendment.says.adopted <= known_by)
        ]
        adopted = [a for a in self.amendments if known_by is None or a.says.adopted <= known_by]
        key = (*(a.name for a in holding), "|", *(a.name for a in adopted))
        if key not in self._held:
            self._held[key] = self._put_together(day, holding, adopted)
        held = self._held[key]
        return InForce(day, held.front, held.standing) if held.day != day else held

    def day_or_first(self, day: dt.date) -> dt.date:
        """The day, or the first on which the base text holds where that is still to come."""
        return max(day, self.base_front.starts())

    def on_or_first(self, day: dt.date) -> InForce:
        """What held on `day`; before the base text takes effect, what it will say on its first day."""
        return self.on(self.day_or_first(day))

    def for_year(self, year: int, *, known_by: dt.date | None = None) -> tuple[Period, InForce]:
        """The fiscal year named `year`, and the text that governs its surplus, tax and capital.

        It is the text of the year's first day; in the co-op's first year the base's first day, and
        only what came after it belongs to the year.
        """
        starts = self.base_front.starts()
        whole = fiscal_year(year, self.base_front.fiscal_year_starts)
        if whole.until is not None and whole.until <= starts:
            return whole, self.on(whole.from_day, known_by=known_by)
        period = Period(max(whole.from_day, starts), whole.until)
        return period, self.on(period.from_day, known_by=known_by)

    def known(self, by: dt.date) -> Charter:
        """The charter as far as it had been adopted by a day: what was known then."""
        kept = tuple(a for a in self.amendments if a.says.adopted <= by)
        return self if kept == self.amendments else replace(self, amendments=kept, _held={})

    def changes_within(self, period: Period) -> tuple[dt.date, ...]:
        """The days inside a period, after its first, on which an amendment takes effect."""
        days = {a.says.from_day for a in self.amendments}
        return tuple(sorted(day for day in days if day in period and day > period.from_day))

    def _put_together(self, day: dt.date, holding: list[Amendment], adopted: list[Amendment]) -> InForce:
        standing, front = dict(self.base_standing), self.base_front
        gone = superseded(adopted)
        for amendment in holding:
            for number in amendment.touches - gone.get(amendment.name, frozenset()):
                if number == 0:
                    front = amendment.front or front
                elif number in amendment.standing:
                    standing[number] = amendment.standing[number]
                else:
                    standing.pop(number, None)
        return InForce(day, front, tuple(standing[number] for number in sorted(standing)))


def read_charter(
    base: str, amendments: Mapping[str, str] | None = None, *, where: str = "charter.md"
) -> Charter:
    """Read a charter; `amendments` maps each one's name to its text. Raises the first fault found."""
    charter, faults = try_charter(base, amendments, where=where)
    if charter is None or faults:
        raise faults[0]
    return charter


def try_charter(
    base: str, amendments: Mapping[str, str] | None = None, *, where: str = "charter.md"
) -> tuple[Charter | None, list[Fault]]:
    """Read a charter as far as it goes, with everything that is wrong with its form."""
    faults: list[Fault] = []
    text = read_text(base, where=where, faults=faults)
    front = read_front(text, faults) if text.front or not faults else None
    if front is None:
        return None, faults
    if not front.model and front.adopted is None:
        faults.append(
            InputFault(
                "The charter does not say when it was adopted.",
                code="front.adopted",
                next_step="State adopted = 2025-01-31, or model = true for a model charter.",
                where=f"{where}:1",
            )
        )
        return None, faults
    standing = {a.number: Standing(a, read_rules(a, front.currency, faults)) for a in text.articles}
    read = [
        read_amendment(name, source, front.currency, faults) for name, source in (amendments or {}).items()
    ]
    ordered = sorted((a for a in read if a is not None), key=lambda a: a.adopted_order)
    faults += succession_faults(standing, front, ordered)
    return Charter(text, front, standing, tuple(ordered)), faults
