"""Harbour as a network: Ada keeps its books, Fay its list of people, Orchard is to be an organisation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count

import pytest

from bylaws.kernel.money import Money
from tests.toadlane.charter import texts
from tests.toadlane.conftest import join
from toadlane.books.verbs import How
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.dues import verbs
from toadlane.dues.models import DuesPaid

YEAR = dt.date(2025, 1, 1)
BELONGING = """
## Article 3 — Belonging

```toml rule
kind = "membership"
part_time = true
[[stages]]
name = "candidate"
lasts = "P9M"
next_by = "admit-member"
rights = ["speak"]
[[stages]]
name = "member"
rights = ["speak", "propose", "vote", "block"]
[[stages]]
name = "former"
```
"""
DUES = """
## Article 6 — Dues

```toml rule
kind = "dues"
amount = "200.00"
per = "year"
payers = ["organisations"]
due_after = "P30D"
into = "fund"
fund = "machines"
band_chosen_by = "asked-for"
may_use = ["servers"]
votes = true
unpaid = "ends-membership"
unpaid_after = "P30D"
[[bands]]
name = "small"
amount = "50.00"
payers = "those with hardly any money"
```
"""
SURPLUS = """
## Article 9 — Surplus

```toml rule
kind = "surplus"
[[steps]]
to = "fund"
name = "machines"
share = "100%"
of = "left"
[losses]
from = [{ account = "collective", share = "100%" }]
```

```toml rule
kind = "tax"
mode = "none"
```
"""
OPENNESS = """
## Article 12 — Openness

```toml rule
kind = "transparency"
otherwise = "members"
[[classes]]
name = "member-money"
audience = ["bookkeeper", "self"]
```
"""
NETWORK = texts.FRONT + BELONGING + DUES + SURPLUS + OPENNESS
PAYERS_CHOOSE = NETWORK.replace('"asked-for"', '"payer"').replace(
    'into = "fund"\nfund = "machines"', 'into = "collective"'
)
_clicks = count()


def click() -> str:
    return f"dues-{next(_clicks)}"


def usd(minor: int) -> Money:
    return Money(minor, "USD")


@pytest.fixture
def network(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    """Its charter asks organisations for dues of the year, due on 31 January, with a month to wait."""
    adopt_charter(coop=harbour, source=NETWORK, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def fay(harbour: Coop) -> Participant:
    """A member who keeps the list of people."""
    fay = join(harbour, "fay", "member", dt.date(2024, 1, 1))
    RolePeriod.objects.create(coop=harbour, participant=fay, role="founder", valid_from=dt.date(2024, 1, 1))
    return fay


@pytest.fixture
def orchard(network: Coop, fay: Participant, noon: Moment) -> Participant:
    """A member of ten thousand, for whom Nia speaks."""
    orchard = join(network, "orchard", "member", dt.date(2024, 1, 1))
    verbs.enter_organisation(participant=orchard, speaker="Nia Okafor", by=fay, at=noon, key="orchard")
    return orchard


@pytest.fixture
def kept(network: Coop, ada: Participant, noon: Moment) -> Coop:
    """Dues are kept here since the year began."""
    verbs.keep_dues(coop=network, from_day=YEAR, by=ada, at=noon, key="kept")
    return network


@pytest.fixture
def receive(ada: Participant, noon: Moment) -> Callable[..., DuesPaid]:
    """Ada takes in dues of this year."""

    def receiving(who: Participant, minor: int, **other: object) -> DuesPaid:
        said: dict[str, object] = {
            "due_for": YEAR,
            "amount": usd(minor),
            "how": How(noon.day, "bank", click()),
            "by": ada,
            "at": noon,
            "key": click(),
        }
        return verbs.receive_dues(participant=who, **{**said, **other})  # type: ignore[arg-type]  # a story names what it changes

    return receiving
