"""A co-op that thinks of amending its surplus: Ada founded it, Bo joined, Chi is outside."""

from __future__ import annotations

from typing import Any

from bylaws.charter.charter import Charter
from bylaws.facts.year import YearFacts
from bylaws.replay.drafts import amended
from tests.bylaws.charter.texts import article
from tests.bylaws.surplus.years import Rule, collective, members, toml
from tests.bylaws.surplus.years import charter as written
from tests.bylaws.surplus.years import year as a_year

WORKED = (("ada", "client-work", "{year}-02-03", 300), ("bo", "client-work", "{year}-05-06", 100))
TITLES = {6: "Hours", 7: "Pay", 8: "Buy-in", 9: "Surplus", 10: "Capital"}
IN_COMMON: Rule = {"from": [{"account": "collective", "share": "100%"}]}


def as_it_stands(**says: Any) -> Charter:
    """A quarter in common, the rest to members by hours."""
    return written(*says.pop("steps", (collective("25%"), members())), **says)


def draft(number: int, kind: str, rule: Rule, *, since: str = "2027-01-01", verb: str = "replaces") -> str:
    """An amendment of one article that nobody has adopted yet."""
    body = article(number, TITLES[number], f'kind = "{kind}"\n{toml(rule)}')
    return f"---\nfrom = {since}\n{verb} = [{number}]\n---\n{body}"


def surplus(*steps: Rule, **says: Any) -> str:
    """An amendment of the surplus article."""
    return draft(9, "surplus", {"steps": list(steps), "losses": IN_COMMON, **says})


def with_draft(text: Charter, source: str) -> Charter:
    """The charter with a draft beside its adopted amendments."""
    adopted = {one.name: one.text.source for one in text.amendments}
    return amended(text.base.source, adopted, source, name="draft")


def year(text: Charter, number: int = 2025, amount: str = "1000.00", **says: Any) -> YearFacts:
    """A year in which Ada worked three hundred hours and Bo a hundred."""
    worked = says.pop("worked", WORKED)
    dated = [(who, work, day.format(year=number), hours) for who, work, day, hours in worked]
    return a_year(text, amount, dated, number=number, closed_on=f"{number + 1}-03-16", **says)
