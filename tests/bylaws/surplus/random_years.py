"""Whole random years: any charter of the surplus kind, and any facts that it can be asked about.

Ada is a member all the time, does every kind of work, and more than the least hours a step can ask
for; so there is always somebody to share a surplus and to bear a loss.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.surplus import Base
from bylaws.facts.cells import Entry
from bylaws.facts.people import Person, Spell, person
from bylaws.facts.year import Standing, YearFacts
from bylaws.kernel.money import Money, decimals
from bylaws.kernel.periods import Period
from tests.bylaws.charter.texts import amendment, article
from tests.bylaws.surplus.years import HOUR, Rule, added_up, charter, toml

STAGES = ("candidate", "member", "intern")
WORK = ("client-work", "upkeep", "leave", "meetings")
BASES = ("hours", "pay", "equal", "member-months", "tenure", "equalise-pay")
LOSS_BASES: tuple[Base, ...] = ("hours", "pay", "equal", "member-months")
FUNDS = ("care", "tools")
ADAS_HOURS = 300
SINCE = dt.date(2020, 1, 1)
YEAR = 2025
MANY = settings(max_examples=int(os.environ.get("TOADLANE_EXAMPLES", "20")))
"""A few years of each kind on every run; as many as one likes when asked for."""

shares_text = st.one_of(
    st.integers(0, 100).map(lambda n: f"{n}%"),
    st.tuples(st.integers(0, 7), st.integers(1, 7))
    .filter(lambda t: t[0] <= t[1])
    .map(lambda t: f"{t[0]}/{t[1]}"),
)


@dataclass(frozen=True)
class RandomYear:
    """A charter, and the facts of a year under it with the entries they were added up from."""

    charter: Charter
    facts: YearFacts
    entries: tuple[Entry, ...]

    def again(self, entries: tuple[Entry, ...]) -> YearFacts:
        """The same facts with other entries."""
        cells = added_up(self.charter, entries, self.facts.people, YEAR)
        return YearFacts(**{**_fields(self.facts), "cells": cells})


def _fields(facts: YearFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


@st.composite
def random_years(draw: st.DrawFn, *, loss: bool | None = None) -> RandomYear:
    """A year with a surplus, with a loss, or (None) with either."""
    currency = draw(st.sampled_from(("USD", "USD", "JPY", "KWD")))
    text = draw(charters(currency))
    people = draw(everyone())
    entries = draw(worked(text, people))
    has_loss = draw(st.booleans()) if loss is None else loss
    size = draw(st.one_of(st.integers(0, 99), st.integers(10**4, 10**6), st.integers(10**7, 10**9)))
    surplus = -size - 1 if has_loss else size
    tax = draw(st.sampled_from((0, 0, abs(surplus) // 5, min(1, max(surplus, 0)))))
    period, _ = text.for_year(YEAR)
    facts = YearFacts(
        year=YEAR,
        surplus=Money(surplus, currency),
        tax=Money(tax, currency),
        closed_on=(period.until or SINCE) + dt.timedelta(days=draw(st.integers(0, 200))),
        people=people,
        cells=added_up(text, entries, people, YEAR),
        standing=draw(standings(people, currency)),
        collective=Money(draw(st.integers(-1000, 10**7)), currency),
        funds={name: Money(draw(st.integers(0, 10**6)), currency) for name in FUNDS},
    )
    return RandomYear(text, facts, entries)


@st.composite
def charters(draw: st.DrawFn, currency: str) -> Charter:
    """Any steps and losses, any hours and rates, amended within the year or not."""
    money = amounts(currency)
    steps: list[Rule] = [{"to": "tax"}]
    steps += draw(st.lists(st.one_of(common_steps(money), member_steps(money)), max_size=5))
    steps.insert(draw(st.integers(1, len(steps))), {"to": "interest"})
    steps.append(
        draw(st.one_of(st.just({"to": "collective", "share": "100%", "of": "left"}), member_rests()))
    )
    losses = [
        *draw(st.lists(loss_steps(money), max_size=4)),
        {"account": "collective", "share": "100%", "of": "left"},
    ]
    hours, pay = draw(hours_rules()), draw(pay_rules(money))
    amendments = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "hours.md": amended(6, "hours", hours_rules()),
                "pay.md": amended(7, "pay", pay_rules(money)),
            },
        )
    )
    return charter(
        *steps,
        losses={"from": losses},
        others=draw(st.sampled_from((None, "collective"))),
        hours=hours,
        pay=pay,
        buy_in=draw(money),
        capital={"interest": draw(shares_text), "interest_on": ["paid-in"]},
        tax={"mode": draw(st.sampled_from(("us-subchapter-t", "none")))},
        amendments=amendments,
        since=draw(st.sampled_from(("2015-01-01", "2024-11-20"))),
        year_starts=draw(st.sampled_from(("01-01", "07-01", "04-06"))),
        currency=currency,
    )


def amounts(currency: str) -> st.SearchStrategy[str]:
    minor = st.one_of(st.integers(0, 200), st.integers(0, 10**5), st.integers(0, 10**7))
    return minor.map(lambda amount: Money(amount, currency).decimal())


def takes(money: st.SearchStrategy[str]) -> st.SearchStrategy[Rule]:
    return st.one_of(
        st.fixed_dictionaries({"amount": money}),
        st.fixed_dictionaries({"share": shares_text, "of": st.sampled_from(("opening", "left"))}),
    )


@st.composite
def common_steps(draw: st.DrawFn, money: st.SearchStrategy[str]) -> Rule:
    to = draw(st.sampled_from(("collective", "fund")))
    named = {"name": draw(st.sampled_from(FUNDS))} if to == "fund" else {}
    limits = draw(st.fixed_dictionaries({}, optional={"at_most": money, "until_balance": money}))
    return {"to": to, **named, **draw(takes(money)), **limits}


@st.composite
def member_steps(draw: st.DrawFn, money: st.SearchStrategy[str]) -> Rule:
    rest = {key: says for key, says in draw(member_rests()).items() if key not in ("share", "of")}
    limits = draw(st.fixed_dictionaries({}, optional={"at_most": money}))
    return {**rest, **draw(takes(money)), **limits}


@st.composite
def member_rests(draw: st.DrawFn) -> Rule:
    by: Any = draw(st.one_of(st.sampled_from(BASES), mixes()))
    bases = [by] if isinstance(by, str) else [part["base"] for part in by]
    stages = {"member", *draw(st.sets(st.sampled_from(STAGES)))}
    step: dict[str, Any] = {
        "to": "members",
        "share": "100%",
        "of": "left",
        "by": by,
        "eligible": sorted(stages),
    }
    if "tenure" in bases:
        step["tenure_at_most"] = draw(st.sampled_from(("50%", "200%", "1/3")))
    if draw(st.booleans()):
        step["hours_at_least"] = draw(st.integers(1, ADAS_HOURS // 3))
    cash = draw(st.one_of(st.just("100%"), shares_text))
    step["cash"] = cash
    if cash not in ("100%", *(f"{n}/{n}" for n in range(1, 8))):
        step["retained"] = draw(st.sampled_from(("qualified-notice", "nonqualified-notice")))
        step["offset_open_buy_in"] = draw(st.booleans())
    if draw(st.booleans()):
        step["instalments"] = draw(schedules())
    return step


def mixes() -> st.SearchStrategy[list[Rule]]:
    return st.lists(st.sampled_from(BASES), min_size=2, max_size=4).map(
        lambda bases: [{"base": base, "share": f"1/{len(bases)}"} for base in bases]
    )


def schedules() -> st.SearchStrategy[Rule]:
    return st.fixed_dictionaries(
        {
            "count": st.integers(1, 6),
            "first": st.sampled_from(("P1M", "P15D")),
            "every": st.sampled_from(("P1M", "P3M")),
            "after": st.sampled_from(("close", "year-end")),
        },
        optional={"gate": st.just("release")},
    )


@st.composite
def loss_steps(draw: st.DrawFn, money: st.SearchStrategy[str]) -> Rule:
    account = draw(st.sampled_from(("collective", "fund", "members")))
    step: dict[str, Any] = {"account": account, "share": draw(shares_text)}
    step["of"] = draw(st.sampled_from(("opening", "left")))
    if account == "fund":
        step["name"] = draw(st.sampled_from(FUNDS))
    if account == "members":
        step["by"] = draw(st.sampled_from(LOSS_BASES))
        step["eligible"] = sorted({"member", *draw(st.sets(st.sampled_from(STAGES)))})
    elif draw(st.booleans()):
        step["down_to"] = draw(money)
    return step


@st.composite
def hours_rules(draw: st.DrawFn) -> Rule:
    """What Ada does most always counts, for pay and patronage; the rest may."""
    counts = {work: draw(st.sets(st.sampled_from(("pay", "patronage")))) for work in WORK}
    counts["client-work"] = {"pay", "patronage"}
    return {"kinds": [{"name": work, "counts_for": sorted(purposes)} for work, purposes in counts.items()]}


@st.composite
def pay_rules(draw: st.DrawFn, money: st.SearchStrategy[str]) -> Rule:
    """Rates of which exactly one fits each hour; none of them is nothing."""
    rate = money.filter(lambda amount: bool(float(amount)))
    rates: list[Rule] = [{"rate": draw(rate)}]
    if draw(st.booleans()):
        rates = [{"rate": draw(rate), "stages": [stage]} for stage in STAGES]
    return {"name": "wages", "plan": "hourly", "period": "month", "rates": rates}


@st.composite
def amended(draw: st.DrawFn, number: int, kind: str, rules: st.SearchStrategy[Rule]) -> str:
    from_ = dt.date(2024, 12, 1) + dt.timedelta(days=draw(st.integers(0, 300)))
    text = article(number, kind.title(), f'kind = "{kind}"\n{toml(draw(rules))}')
    return amendment(text, adopted="2024-12-01", from_=from_.isoformat(), replaces=f"[{number}]")


@st.composite
def everyone(draw: st.DrawFn) -> dict[str, Person]:
    """Ada, and others who come, change and go."""
    found = {"ada": person("ada", "Ada", [Spell("member", Period(SINCE, None))])}
    for key in draw(st.lists(st.sampled_from(("bo", "chi", "dee", "eli")), min_size=1, unique=True)):
        edges = draw(st.lists(st.integers(900, 2100), min_size=1, max_size=4, unique=True).map(sorted))
        days = [SINCE + dt.timedelta(days=edge) for edge in edges]
        stages = [draw(st.sampled_from(("member", *STAGES, ""))) for _ in days]
        spells = [
            Spell(stage, Period(first, until))
            for stage, first, until in zip(stages, days, [*days[1:], None], strict=True)
            if stage
        ]
        found[key] = person(key, key.title(), spells)
    return found


@st.composite
def worked(draw: st.DrawFn, text: Charter, people: dict[str, Person]) -> tuple[Entry, ...]:
    """Hours on days on which their people were there; Ada does enough of everything."""
    period, _ = text.for_year(YEAR)
    days = period.days()
    entries: list[Entry] = [("ada", "client-work", period.from_day, ADAS_HOURS * HOUR)]
    for nth in range(draw(st.integers(4, 16))):
        key = sorted(people)[nth % len(people)]
        on = period.from_day + dt.timedelta(days=draw(st.integers(0, days - 1)))
        if people[key].stage_on(on) is not None:
            seconds = draw(st.one_of(st.integers(0, 99), st.integers(50 * HOUR, 800 * HOUR)))
            entries.append((key, draw(st.sampled_from(WORK)), on, seconds))
    return tuple(entries)


@st.composite
def standings(draw: st.DrawFn, people: dict[str, Person], currency: str) -> dict[str, Standing]:
    money = st.integers(0, 10**6 * 10 ** decimals(currency) // 100)
    return {
        key: Standing(
            Money(draw(money), currency),
            Money(draw(st.integers(-1000, 10**6)), currency),
            draw(st.integers(0, 10**7)),
        )
        for key in people
        if draw(st.booleans())
    }
