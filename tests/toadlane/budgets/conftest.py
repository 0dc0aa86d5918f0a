"""Harbour shares out a learning fund: openly by marks, in secret by marks, or openly by points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from bylaws.kernel.money import Money
from bylaws.surplus.closing import Posting
from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import joins
from toadlane.books import journal
from toadlane.budgets import verbs
from toadlane.budgets.models import BudgetRound, Project
from toadlane.budgets.standing import standing_of
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment

RULES = """
## Article 4 — How we decide

We talk until everybody can go along.

```toml rule
kind = "decision"
name = "talk"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
open_for = "P3D"
```
```toml rule
kind = "subjects"
otherwise = "talk"
```

## Article 10 — What we share out

Every year members share out a part of the learning fund.

```toml rule
kind = "budget-round"
fund = "learning"
amount = "2000.00"
every = "P6M"
proposals_by = ["candidate", "member"]
voters = ["member"]
gather_for = "P7D"
vote_for = "P5D"
ballot = "approval"
counted = "equal-shares"
utility = "cost"
completion = "add1-overspend"
project_at_least = "50.00"
project_at_most = "1000.00"
ties = "cheaper-first"
left_over = "next-round"
{more}
```
"""
SEEN = '[[classes]]\nname = "decisions"\naudience = ["members", "candidates"]\n'
FUND = """[[steps]]
to = "fund"
name = "learning"
divisible = false
share = "10%"
of = "opening"
[[steps]]
to = "members"
"""
MEMBERS = ("dee", "eli", "fay", "gil", "hal", "ivy")
IDEAS = {
    "library": ("600", "A shelf of books"),
    "spanish": ("900", "Spanish lessons"),
    "tools": ("500", "Tools to lend"),
    "garden": ("450.50", "The garden behind the house"),
    "mural": ("800", "A mural"),
}
BALLOTS = {
    "ada": "1 2",
    "dee": "1 2 3",
    "eli": "1 2",
    "fay": "2 3",
    "gil": "4 3",
    "hal": "4",
    "ivy": "4 5",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: noon)


def adopt(
    harbour: Coop, by: Participant, noon: Moment, *, more: str = "", key: str = "charter", **put: str
) -> None:
    """Harbour's charter with budget rounds, and lines more; `put` stands in the place of a key’s value."""
    rules = RULES.replace("{more}", more)
    for name, value in put.items():
        was = next(line for line in rules.splitlines() if line.startswith(f"{name} ="))
        rules = rules.replace(was, f"{name} = {value}" if value else "")
    source = texts.HARBOUR.replace("\n## Article 6", f"{rules}\n## Article 6", 1)
    source = source.replace("[[classes]]", f"{SEEN}[[classes]]", 1)
    source = source.replace('[[steps]]\nto = "members"\n', FUND, 1)
    charter.adopt_charter(coop=harbour, source=source, by=by, at=noon, key=key)


def fill(coop: Coop, by: Participant, minor: int, on: dt.date) -> None:
    """Money comes into the learning fund."""
    amount = Money(minor, coop.currency)
    lines = [Posting("bank", amount), Posting("fund/learning", -amount)]
    journal.post(coop=coop, kind="opening", text="The fund", lines=lines, happened_on=on, by=by)


@pytest.fixture
def people(harbour: Coop, ada: Participant) -> dict[str, Participant]:
    """Seven members and a candidate."""
    others = {key: joins(harbour, key, "member", dt.date(2024, 2, 1)) for key in MEMBERS}
    cleo = joins(harbour, "cleo", "candidate", dt.date(2025, 2, 1))
    return {"ada": ada, **others, "cleo": cleo}


@pytest.fixture
def opened(people: dict[str, Participant], noon: Moment) -> BudgetRound:
    """A round: projects to the 10th, the vote from the 11th to the 15th."""
    return begin(people, noon)


def begin(people: Mapping[str, Participant], noon: Moment, *, more: str = "", **put: str) -> BudgetRound:
    """A round under the charter with these lines."""
    ada = people["ada"]
    adopt(ada.coop, ada, noon, more=more, **put)
    fill(ada.coop, ada, 300_000, noon.day)
    return verbs.open_round(by=ada, at=noon, key="open", says="What shall we learn?")


def later(noon: Moment, days: int) -> Moment:
    """Noon of a day so much later."""
    ahead = dt.timedelta(days=days)
    return Moment(noon.instant + ahead, noon.day + ahead)


def ask(row: BudgetRound, people: Mapping[str, Participant], at: Moment) -> list[Project]:
    """The five ideas, put in by five people."""
    return [
        verbs.put_in(budget_round=row, title=title, cost=cost, by=who, at=at, key=f"idea {key}")
        for (key, (cost, title)), who in zip(IDEAS.items(), people.values(), strict=False)
    ]


def vote(
    row: BudgetRound, people: Mapping[str, Participant], at: Moment, ballots: Mapping[str, str] = BALLOTS
) -> None:
    """Each votes by a line such as “1 2”; “1:5 2:3” gives points."""
    for key, line in ballots.items():
        marks = [tuple(map(int, (*one.split(":"), "1")[:2])) for one in line.split()]
        verbs.vote(budget_round=row, marks=marks, by=people[key], at=at, key=f"vote {key}")  # type: ignore[arg-type]  # two each


def funded(row: BudgetRound) -> list[str]:
    """The titles of what is funded."""
    found = standing_of(row)
    return [one.title for one in found.ballot if one.nth in found.grants]
