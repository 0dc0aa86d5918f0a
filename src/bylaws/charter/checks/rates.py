"""Pay: exactly one rate fits each hour that counts for pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from bylaws.charter.checks.finding import Finding, Version
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.pay import EXECUTED_PLAN, Pay, Rate
from bylaws.charter.rules import Rule

AT_REST = frozenset({"sabbatical", "retired", "former"})
"""Stages in which people do not work by their very meaning, so that no rate has to fit them."""


@dataclass(frozen=True, slots=True)
class _Rated:
    rule: Rule[RuleModel]
    nth: int
    rate: Rate


class _Rates:
    """Every rate by the stages and kinds of work it names; None stands for all of them."""

    def __init__(self, plans: tuple[Rule[RuleModel], ...]) -> None:
        self.all = [
            _Rated(plan, n, rate)
            for plan in plans
            if isinstance(plan.says, Pay)
            for n, rate in enumerate(plan.says.rates)
        ]
        self._named: dict[tuple[str | None, str | None], set[int]] = {}
        for n, one in enumerate(self.all):
            stages: list[str | None] = [*one.rate.stages] if one.rate.stages else [None]
            works: list[str | None] = [*one.rate.work] if one.rate.work else [None]
            for key in product(stages, works):
                self._named.setdefault(key, set()).add(n)

    def fitting(self, stage: str, work: str) -> tuple[int, ...]:
        """The rates that fit a stage and a kind of work, in the order in which they stand."""
        asked = [(stage, work), (None, work), (stage, None), (None, None)]
        return tuple(sorted(set().union(*(self._named.get(key, ()) for key in asked))))


def rates(version: Version) -> Iterator[Finding]:
    """For each stage and each kind of work that counts for pay one rate fits, over all pay plans."""
    plans = tuple(
        plan
        for plan in version.held.of_kind("pay")
        if isinstance(plan.says, Pay) and plan.says.plan == EXECUTED_PLAN
    )
    hours, track = version.only("hours", Hours), version.only("membership", Membership)
    if not plans:
        return
    if hours is None:
        if not version.held.of_kind("hours"):
            yield version.at(plans[0]).silent(
                "There is pay by the hour, and no rule of the kind “hours” says which work counts for pay.",
                code="pay.no-hours",
                next_step="Add an hours rule with its kinds of work.",
            )
        return
    rated = _Rates(plans)
    works = sorted(hours.says.counting_for("pay"))
    if not works:
        yield version.at(plans[0]).odd(
            "There is pay by the hour, and no kind of work counts for pay.",
            code="pay.nothing-counts",
            next_step="Let a kind of work count for pay in the hours rule.",
        )
        return
    stages = [stage.name for stage in track.says.stages] if track else []
    yield from _gaps(version, rated, [stage for stage in stages if stage not in AT_REST], works)
    yield from _overlaps(version, rated, stages, works)


def _gaps(version: Version, rated: _Rates, stages: list[str], works: list[str]) -> Iterator[Finding]:
    for stage in stages:
        unpaid = [work for work in works if not rated.fitting(stage, work)]
        if unpaid:
            yield version.at(rated.all[0].rule, "rates").silent(
                "No rate fits {work} by people of the stage “{stage}”.",
                code="pay.no-rate",
                next_step="Add a rate that does, it may be “0.00”; or let that work not count for pay.",
                work=", ".join(f"“{name}”" for name in unpaid),
                stage=stage,
            )


def _overlaps(version: Version, rated: _Rates, stages: list[str], works: list[str]) -> Iterator[Finding]:
    told: set[tuple[int, ...]] = set()
    for stage in stages:
        for work in works:
            fitting = rated.fitting(stage, work)
            if len(fitting) > 1 and fitting not in told:
                told.add(fitting)
                second = rated.all[fitting[1]]
                yield version.at(second.rule, "rates", second.nth).ambiguous(
                    "{count} rates fit “{work}” by people of the stage “{stage}”: {rates}.",
                    code="pay.two-rates",
                    next_step="Let exactly one fit: name stages or kinds of work in each.",
                    count=len(fitting),
                    work=work,
                    stage=stage,
                    rates=" and ".join(_spoken(rated.all[n]) for n in fitting),
                )


def _spoken(one: _Rated) -> str:
    return f"{one.rate.rate.decimal()} in {one.rule.article}"
