"""Harbour has roles and circles: one to volunteer for, one in turns, one elected, one drawn, and a board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import joins
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import verbs as decisions
from toadlane.decisions.models import Authority
from toadlane.people.models import Person

Agree = Callable[..., Authority]
Enter = Callable[[Participant | Person], Client]

RULES = """
## Article 4 — How we decide

We talk until everybody can go along.

```toml rule
kind = "decision"
name = "talk"
method = "majority"
threshold = "2/3"
of = "votes-cast"
open_for = "P3D"
```

## Article 5 — Who does what

Some look after one thing, some sit together.

```toml rule
kind = "role"
name = "webmaster"
does = ["keeps the website true and running"]
open_to = ["member"]
filled = "volunteer"
term = "P1Y"
hand_over = ["the keys", "the plan"]
hand_over_takes = "P1M"
```
```toml rule
kind = "role"
name = "convener"
does = ["calls the meeting"]
open_to = ["candidate", "member"]
filled = "turns"
term = "P1M"
```
```toml rule
kind = "role"
name = "chair"
does = ["speaks for us"]
open_to = ["member"]
filled = "election"
elected_by = "talk"
deputy = true
term = "P1Y"
terms_at_most = 2
recall_by = "talk"
```
```toml rule
kind = "role"
name = "watch"
does = ["looks after the kettle"]
open_to = ["member"]
filled = "lot"
holders = 2
term = "P1M"
```
```toml rule
kind = "role"
name = "circle-leader"
does = ["leads the circle"]
open_to = ["member"]
filled = "volunteer"
held_for = "body"
```
```toml rule
kind = "body"
name = "board"
form = "board"
open_to = ["member"]
filled = "election"
seats = 3
elected_by = "talk"
term = "P2Y"
renewed = "all-together"
mandate = ["policy", "contract"]
```
```toml rule
kind = "body"
name = "product"
form = "circle"
open_to = ["candidate", "member"]
filled = "open"
mandate = []
part_of = "board"
links = ["leader", "delegate"]
```
```toml rule
kind = "body"
name = "everyone"
form = "assembly"
open_to = ["member"]
filled = "open"
mandate = ["amend-charter"]
```
"""

SEEN = """[[classes]]
name = "directory"
audience = ["members", "candidates"]
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: noon)


@pytest.fixture
def roles(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    """Harbour with roles in its charter."""
    source = texts.HARBOUR.replace("\n## Article 6", f"{RULES}\n## Article 6", 1)
    source = source.replace("[[classes]]", f"{SEEN}[[classes]]", 1)
    charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def dee(roles: Coop) -> Participant:
    """A second member."""
    return joins(roles, "dee", "member", dt.date(2024, 2, 1))


@pytest.fixture
def agree(roles: Coop, ada: Participant, dee: Participant, noon: Moment) -> Agree:
    """Members decided something about a role, and it is confirmed."""

    def agreeing(subject: str, fingerprint: str = "", **other: object) -> Authority:
        said: dict[str, object] = {
            "matter": "role",
            "subject": subject,
            "fingerprint": fingerprint,
            "article": "Article 4 — How we decide",
            "decided_on": noon.day,
            "text": "We chose.",
            "by": ada,
            "at": noon,
            "key": f"{subject} {other}",
            **other,
        }
        entered = decisions.enter_authority(**said)  # type: ignore[arg-type]  # a story names what it changes
        decisions.confirm_authority(authority=entered, by=dee, at=noon, key=f"confirm {entered.pk}")
        return Authority.objects.get(pk=entered.pk)

    return agreeing


def later(noon: Moment, day: str) -> Moment:
    """Noon of another day."""
    on = dt.date.fromisoformat(day)
    return Moment(noon.instant + (on - noon.day), on)
