"""A replay as plain JSON: every amount an exact decimal string, people by their keys."""

from __future__ import annotations

from bylaws.kernel.faults import Fault
from bylaws.kernel.reasons import Json, as_json
from bylaws.replay.replaying import Replay
from bylaws.replay.spread import Spread, spread
from bylaws.replay.why import why_changed, why_difference
from bylaws.replay.years import (
    Figures,
    PersonReplayed,
    PlaceReplayed,
    StepReplayed,
    YearReplayed,
)

FORMAT = "toad-lane-replay/1"


def replay_as_json(replay: Replay, *, why: bool = False) -> dict[str, Json]:
    """What would have been different: per year and together; with `why`, each person's reasons."""
    return {
        "format": FORMAT,
        "currency": replay.currency,
        "changes": [as_json(reason) for reason in why_changed(replay.changes)],
        "years": [_year(year, why=why) for year in replay.years],
        "together": {
            "years": [year.year for year in replay.answered],
            "accounts": [_place(place) for place in replay.places()],
            "people": [person_as_json(one) for one in replay.people()],
            "spread": spread_as_json(replay.spread()),
        },
    }


def _year(year: YearReplayed, *, why: bool) -> dict[str, Json]:
    people = [person_as_json(one) for one in year.people]
    if why:
        for one in people:
            one["why"] = as_json(why_difference(year, str(one["person"])))
    return {
        "year": year.year,
        "surplus": year.before.facts.surplus.decimal(),
        "tax": year.before.facts.tax.decimal(),
        "fault": _fault(year.fault) if year.fault else None,
        "steps": [_step(step) for step in year.steps],
        "accounts": [_place(place) for place in year.places],
        "people": list(people),
        "spread": spread_as_json(spread(year.differences, year.currency)) if year.after else None,
    }


def person_as_json(one: PersonReplayed) -> dict[str, Json]:
    """One person's figures on both sides and what differs; `received` is all of it together."""
    return {
        "person": one.person,
        "before": _figures(one.before),
        "after": _figures(one.after),
        "difference": _figures(one.difference),
    }


def spread_as_json(found: Spread) -> dict[str, Json]:
    """The distribution without names; `groups` has none where there are too few people for it."""
    return {
        "people": len(found.differences),
        "more": found.more,
        "less": found.less,
        "same": found.same,
        "median": found.median.decimal(),
        "most_more": found.most_more.decimal(),
        "most_less": found.most_less.decimal(),
        "groups": [{"people": one.people, "mean": one.mean.decimal()} for one in found.groups()],
    }


def _figures(figures: Figures) -> dict[str, Json]:
    return {
        "received": figures.received.decimal(),
        **{name: amount.decimal() for name, amount in figures._asdict().items()},
    }


def _place(place: PlaceReplayed) -> dict[str, Json]:
    return {
        "account": place.account,
        "before": place.before.decimal(),
        "after": place.after.decimal(),
        "difference": place.difference.decimal(),
    }


def _step(step: StepReplayed) -> dict[str, Json]:
    sides = {"before": step.before, "after": step.after}
    return {
        "account": step.account,
        **{
            side: {"number": line.number, "amount": line.amount.decimal(), "article": line.article}
            if line
            else None
            for side, line in sides.items()
        },
        "difference": step.difference.decimal(),
    }


def _fault(fault: Fault) -> dict[str, Json]:
    return {
        "code": fault.code,
        "says": fault.says,
        "article": fault.article,
        "next_step": fault.next_step,
    }
