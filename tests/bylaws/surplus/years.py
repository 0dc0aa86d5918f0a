"""Years of a small co-op: Ada founded it, Bo joined, Chi is outside."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.cells import Entry, cells, cuts
from bylaws.facts.people import Person, Spell, person, stretches
from bylaws.facts.year import Standing, YearFacts
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from bylaws.surplus.close import close_year
from bylaws.surplus.closing import Closing, MemberShare
from tests.bylaws.charter.texts import article, front

HOUR = 3600
HOURS_ARTICLE, PAY_ARTICLE = "Article 6 — Hours", "Article 7 — Pay"
BUY_IN_ARTICLE, ARTICLE = "Article 8 — Buy-in", "Article 9 — Surplus"
CAPITAL_ARTICLE, TAX_ARTICLE = "Article 10 — Capital", "Article 11 — Taxes"

Rule = Mapping[str, Any]
HOURS: Rule = {
    "kinds": [
        {"name": "client-work", "counts_for": ["pay", "patronage", "candidacy"]},
        {"name": "upkeep", "counts_for": ["patronage"]},
        {"name": "leave", "counts_for": ["pay"]},
        {"name": "meetings", "counts_for": []},
    ]
}
PAY: Rule = {"name": "wages", "plan": "hourly", "period": "month", "rates": [{"rate": "30.00"}]}
STAGES: Rule = {"stages": [{"name": "candidate"}, {"name": "member"}, {"name": "former"}]}
NO_TAX: Rule = {"mode": "none"}
SUBCHAPTER_T: Rule = {"mode": "us-subchapter-t"}
LOSS_IN_COMMON: Rule = {"from": [{"account": "collective", "share": "100%"}]}

People = Mapping[str, Sequence[tuple[str, str, str | None]]]
Worked = Sequence[tuple[str, str, str, float]]
ALWAYS = "2015-01-01"
ADA_AND_BO: People = {"ada": [("member", ALWAYS, None)], "bo": [("member", ALWAYS, None)]}


def toml(rule: Rule) -> str:
    """A rule as TOML, every table in one line."""
    return "\n".join(f"{key} = {_value(value)}" for key, value in rule.items())


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def charter(
    *steps: Rule,
    losses: Rule | None = LOSS_IN_COMMON,
    others: str | None = None,
    hours: Rule | None = HOURS,
    pay: Rule | None = PAY,
    buy_in: str | None = None,
    capital: Rule | None = None,
    tax: Rule | None = NO_TAX,
    amendments: Mapping[str, str] | None = None,
    since: str = "2015-01-01",
    year_starts: str = "01-01",
    currency: str = "USD",
) -> Charter:
    """A charter whose surplus goes these steps; rules that are None are left out."""
    surplus: dict[str, Any] = {"from_others_work": others} if others else {}
    surplus |= {"steps": list(steps)} | ({"losses": losses} if losses else {})
    rules: dict[tuple[int, str], tuple[str, Rule | None]] = {
        (3, "Membership"): ("membership", STAGES),
        (6, "Hours"): ("hours", hours),
        (7, "Pay"): ("pay", pay),
        (8, "Buy-in"): ("buy-in", {"amount": buy_in} if buy_in else None),
        (9, "Surplus"): ("surplus", surplus if steps else None),
        (10, "Capital"): ("capital", capital),
        (11, "Taxes"): ("tax", tax),
    }
    texts = [
        article(number, title, f'kind = "{kind}"\n{toml(rule)}')
        for (number, title), (kind, rule) in rules.items()
        if rule is not None
    ]
    dated = {"adopted": since, "from": since, "fiscal_year_starts": f'"{year_starts}"'}
    base = front(**dated, currency=f'"{currency}"') + "\n".join(texts)
    return read_charter(base, amendments or {})


def members(**says: Any) -> Rule:
    """A step to members: by hours, all of what is left, in money, unless said otherwise."""
    step = {"to": "members", "share": "100%", "of": "left", "by": "hours", "eligible": ["member"]}
    return step | {"cash": "100%"} | says


def collective(share: str = "100%", of: str = "left", **says: Any) -> Rule:
    return {"to": "collective", "share": share, "of": of, **says}


def fund(name: str, **says: Any) -> Rule:
    return {"to": "fund", "name": name, **says}


TAX: Rule = {"to": "tax"}
INTEREST: Rule = {"to": "interest"}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def people(who: People) -> dict[str, Person]:
    return {
        key: person(
            key,
            key.title(),
            [
                Spell(stage, Period(day(since), day(until) if until else None))
                for stage, since, until in spells
            ],
        )
        for key, spells in who.items()
    }


def year(
    text: Charter,
    surplus: str,
    worked: Worked = (),
    *,
    who: People = ADA_AND_BO,
    tax: str = "0",
    number: int = 2025,
    closed_on: str = "2026-03-16",
    standing: Mapping[str, Standing] | None = None,
    collective: str | None = None,
    funds: Mapping[str, str] | None = None,
    currency: str = "USD",
) -> YearFacts:
    """The facts of a year; `worked` are (person, kind of work, day, hours)."""
    entries = [(key, work, day(on), round(hours * HOUR)) for key, work, on, hours in worked]
    return YearFacts(
        year=number,
        surplus=Money.parse(surplus, currency),
        tax=Money.parse(tax, currency),
        closed_on=day(closed_on),
        people=people(who),
        cells=added_up(text, entries, people(who), number),
        standing=standing or {},
        collective=None if collective is None else Money.parse(collective, currency),
        funds={name: Money.parse(amount, currency) for name, amount in (funds or {}).items()},
    )


def added_up(text: Charter, entries: Iterable[Entry], who: Mapping[str, Person], number: int) -> Any:
    period, _ = text.for_year(number)
    edges = cuts(text, period)
    runs = {key: stretches(one, period, edges) for key, one in who.items()}
    return cells(entries, people=who, stretched=runs)


def close(text: Charter, surplus: str, worked: Worked = (), **says: Any) -> Closing:
    """Close the year these facts make."""
    return close_year(text, year(text, surplus, worked, **says))


def steps(closing: Closing) -> list[str]:
    """Each step as "to name amount"."""
    return [
        f"{line.to}{f' {line.name}' if line.name else ''} {line.amount.decimal()}"
        for line in closing.parts.steps
    ]


def shares(closing: Closing) -> dict[str, str]:
    """What each person receives from the steps to members together."""
    return {
        key: Money(sum(one.share.minor for one in own), closing.currency).decimal()
        for key, own in closing.by_person.items()
    }


def made_of(share: MemberShare) -> tuple[str, str, str, str]:
    """A share as (share, cash, to buy-in, notice)."""
    amounts = (share.share, share.cash, share.to_buy_in, share.notice)
    return (amounts[0].decimal(), amounts[1].decimal(), amounts[2].decimal(), amounts[3].decimal())


def paid_on(share: MemberShare) -> list[tuple[str, str]]:
    return [(one.due_on.isoformat(), one.amount.decimal()) for one in share.instalments]


def held(paid_in: str = "0", earning: str = "0", earlier_hours: int = 0, currency: str = "USD") -> Standing:
    return Standing(Money.parse(paid_in, currency), Money.parse(earning, currency), earlier_hours * HOUR)
