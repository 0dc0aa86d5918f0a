"""A replay as it is kept: years with their steps and places, people by their keys in minor units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bylaws.kernel.faults import CharterSilent, Fault
from bylaws.kernel.money import Money
from bylaws.replay.replaying import Replay
from bylaws.replay.years import Figures, PersonReplayed, PlaceReplayed, StepReplayed, YearReplayed

FORMAT = "toad-lane-replay-kept/1"


@dataclass(frozen=True, slots=True)
class Silence:
    """Why the amended charter has no answer for a year, in the words of a fault."""

    template: str
    next_template: str
    article: str | None
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class KeptStep:
    """One step on both sides; a number is None where that side has no such step."""

    account: str
    numbers: tuple[int | None, int | None]
    articles: tuple[str, str]
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True)
class KeptYear:
    """One year of a kept replay."""

    year: int
    currency: str
    surplus: Money
    silence: Silence | None
    steps: tuple[KeptStep, ...] = ()
    places: tuple[PlaceReplayed, ...] = ()
    people: dict[str, PersonReplayed] = field(default_factory=dict)

    @property
    def fault(self) -> Fault | None:
        """As `bylaws.replay.subjects` asks it."""
        if self.silence is None:
            return None
        said = self.silence
        return CharterSilent(
            said.template,
            code="replay.silent",
            next_step=said.next_template,
            article=said.article,
            **said.values,
        )

    @property
    def differences(self) -> dict[str, Money]:
        """By person, how much more they would have received."""
        return {key: one.difference.received for key, one in self.people.items()}


def write(replay: Replay) -> dict[str, Any]:
    """A replay as plain JSON."""
    years = [_year(year) for year in replay.years]
    return {"format": FORMAT, "currency": replay.currency, "rules": len(replay.changes.rules), "years": years}


def read(kept: dict[str, Any]) -> tuple[KeptYear, ...]:
    """The years of a kept replay, oldest first."""
    return tuple(_read_year(year, kept["currency"]) for year in kept["years"])


def _year(year: YearReplayed) -> dict[str, Any]:
    return {
        "year": year.year,
        "surplus": year.before.facts.surplus.minor,
        "silence": _silence(year.fault) if year.fault else None,
        "steps": [_step(step) for step in year.steps],
        "places": [[one.account, one.before.minor, one.after.minor] for one in year.places],
        "people": {
            one.person: [[amount.minor for amount in side] for side in (one.before, one.after)]
            for one in year.people
        },
    }


def _silence(fault: Fault) -> dict[str, Any]:
    return {
        "template": fault.template,
        "next": fault.next_step_template,
        "article": fault.article,
        "values": {name: str(value) for name, value in fault.values.items()},
    }


def _step(step: StepReplayed) -> list[Any]:
    sides = (step.before, step.after)
    return [
        step.account,
        *[line.number if line else None for line in sides],
        *[line.article if line else "" for line in sides],
        *[line.amount.minor if line else 0 for line in sides],
    ]


def _read_year(kept: dict[str, Any], currency: str) -> KeptYear:
    said = kept["silence"]
    return KeptYear(
        year=kept["year"],
        currency=currency,
        surplus=Money(kept["surplus"], currency),
        silence=Silence(said["template"], said["next"], said["article"], said["values"]) if said else None,
        steps=tuple(
            KeptStep(account, (was, now), (old, new), Money(before, currency), Money(after, currency))
            for account, was, now, old, new, before, after in kept["steps"]
        ),
        places=tuple(
            PlaceReplayed(account, Money(before, currency), Money(after, currency))
            for account, before, after in kept["places"]
        ),
        people={
            key: PersonReplayed(key, _figures(was, currency), _figures(now, currency))
            for key, (was, now) in kept["people"].items()
        },
    )


def _figures(minors: list[int], currency: str) -> Figures:
    return Figures(*(Money(minor, currency) for minor in minors))
