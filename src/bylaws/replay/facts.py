"""What the facts kept of a year can say under an amended charter, and what they cannot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.surplus import Step, Surplus
from bylaws.facts.year import Standing, YearFacts
from bylaws.kernel.faults import CharterSilent, InputFault
from bylaws.kernel.money import zero
from bylaws.kernel.periods import YEARS_FROM, fiscal_year_of
from bylaws.replay.supposing import Changes
from bylaws.surplus.measures import Measures, eligible_stages


def as_supposed(
    facts: YearFacts, *, before: Charter, after: Charter, changed: Changes, earlier: Sequence[YearFacts]
) -> YearFacts:
    """The facts of a year for a close under `after`, of which `changed` is not as it was in `before`.

    A fund that only the amendment names begins at nothing. Faults: `replay.unknown-work`,
    `replay.capital-not-kept`, `replay.tenure-not-kept`.
    """
    (_, old), (_, new) = before.for_year(facts.year), after.for_year(facts.year)
    if ("hours", None) in changed.rules:
        _refuse_unknown_work(facts, after)
    if ("capital", None) in changed.rules:
        _refuse_other_capital(facts, old, new)
    added = set(_funds(new)) - set(_funds(old)) - set(facts.funds)
    funds = {**facts.funds, **dict.fromkeys(sorted(added), zero(facts.surplus.currency))}
    standing = _with_tenure(facts, before=before, after=after, changed=changed, earlier=earlier)
    return replace(facts, funds=funds, standing=standing)


def _steps(text: InForce) -> list[Step]:
    rule = text.maybe("surplus", Surplus)
    return rule.says.steps if rule else []


def _funds(text: InForce) -> list[str]:
    rule = text.maybe("surplus", Surplus)
    losses = rule.says.losses.steps if rule and rule.says.losses else []
    names = [*(step.name for step in _steps(text)), *(step.name for step in losses)]
    return [name for name in names if name is not None]


def _refuse_unknown_work(facts: YearFacts, after: Charter) -> None:
    """Hours of a kind the amended charter does not name would count for nothing, and nobody decided that."""
    first_days = {cell.work: cell.period.from_day for cell in sorted(facts.cells, reverse=True)}
    for work, day in sorted(first_days.items()):
        rule = after.on(day).rule("hours", Hours)
        if work not in {kind.name for kind in rule.says.kinds}:
            raise CharterSilent(
                "In {year} hours were logged as “{work}”, which the amended charter does not name.",
                code="replay.unknown-work",
                next_step="Let the amended article name it, and say what it counts for.",
                article=rule.article,
                year=facts.year,
                work=work[:80],
            )


def _refuse_other_capital(facts: YearFacts, old: InForce, new: InForce) -> None:
    """The kept facts hold the sum of the capital that earned interest, not the parts it was made of."""
    rule = new.maybe("capital", Capital)
    if rule is not None and rule.says.interest and _earning(old) != _earning(new):
        raise InputFault(
            "What is kept of {year} does not tell the capital apart that would have earned interest then.",
            code="replay.capital-not-kept",
            next_step="Let the same capital earn as before, or judge this year without it.",
            article=rule.article,
            year=facts.year,
        )


def _earning(text: InForce) -> set[str]:
    """What of a member's capital the facts counted as earning: without a rule, both."""
    rule = text.maybe("capital", Capital)
    return {"paid-in", "notices"} if rule is None else set(rule.says.interest_on)


def _with_tenure(
    facts: YearFacts, *, before: Charter, after: Charter, changed: Changes, earlier: Sequence[YearFacts]
) -> dict[str, Standing]:
    """Where hours of earlier years count and were not kept, or otherwise, they come from those years."""
    held = dict(facts.standing)
    period, old = before.for_year(facts.year)
    stages, were = _tenured(after.on(period.from_day)), _tenured(old)
    starts = before.base_front.starts()
    kept = stages == were or (not were and any(one.earlier_seconds for one in held.values()))
    if not stages or starts >= period.from_day or (kept and ("hours", None) not in changed.rules):
        return held
    first = max(starts, dt.date(YEARS_FROM, 1, 1))
    years = range(fiscal_year_of(first, before.base_front.fiscal_year_starts), facts.year)
    known = {one.year: one for one in earlier}
    missing = next((year for year in years if year not in known), None)
    if missing is not None:
        raise InputFault(
            "Hours of all earlier years would have counted in {year}, and those of {missing} are not known.",
            code="replay.tenure-not-kept",
            next_step="Judge this year without it; replay it with the facts of every year before it.",
            year=facts.year,
            missing=missing,
        )
    nothing = zero(facts.surplus.currency)
    for key, seconds in _seconds([known[year] for year in years], after, stages).items():
        held[key] = replace(held.get(key, Standing(nothing, nothing)), earlier_seconds=seconds)
    return held


def _tenured(text: InForce) -> frozenset[str]:
    """The stages among whom earlier years' hours count."""
    counting = [step for step in _steps(text) if any(part.base == "tenure" for part in step.parts)]
    return eligible_stages(step.eligible for step in counting)


def _seconds(years: Sequence[YearFacts], charter: Charter, stages: frozenset[str]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for facts in years:
        period, _ = charter.for_year(facts.year)
        for key, seconds in Measures(charter, facts, period, stages).seconds.items():
            sums[key] = sums.get(key, 0) + seconds
    return sums
