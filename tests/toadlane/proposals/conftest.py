"""Harbour decides by vote in three days, by consensus in seven; Ada, Dee and Fay decide, Bo looks on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import joins
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.proposals import verbs
from toadlane.proposals.models import Position, Proposal
from toadlane.proposals.said import Asked

RULES = """
## Article 4 — How we decide

We talk, and then we decide.

```toml rule
kind = "decision"
name = "vote"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
quorum = "1/2"
open_for = "P3D"
recusal = "heard"
```
```toml rule
kind = "decision"
name = "agreed"
method = "consensus"
open_for = "P7D"
blocks = "with-reason"
review = "P1Y"
fallback = { after_attempts = 2, cooling_off = "P2D", cooling_off_after = "each-attempt", to = "vote" }
```
```toml rule
kind = "decision"
name = "closed"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
quorum = "1/2"
second_call = { after = "P2D" }
open_for = "P3D"
secrecy = "secret"
```
```toml rule
kind = "decision"
name = "quick"
method = "majority"
threshold = "more than 1/2"
of = "eligible"
open_for = "P3D"
ends_early = true
```
```toml rule
kind = "decision"
name = "pick"
method = "choice"
open_for = "P3D"
ties = "lot"
```
```toml rule
kind = "decision"
name = "consented"
method = "consent"
open_for = "P3D"
blocks = "with-reason"
```
```toml rule
kind = "decision"
name = "perhaps"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
open_for = "P3D"
secrecy = "on-request"
```
```toml rule
kind = "decision"
name = "proxied"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
open_for = "P3D"
recusal = "heard"
proxies_at_most = 1
```
```toml rule
kind = "decision"
name = "shut"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
open_for = "P3D"
secrecy = "secret"
proxies_at_most = 1
```
```toml rule
kind = "decision"
name = "hidden"
method = "choice"
open_for = "P3D"
ties = "run-off"
secrecy = "secret"
```
```toml rule
kind = "decision"
name = "anew"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
open_for = "P3D"
secrecy = "secret"
fallback = { after_attempts = 2, cooling_off = "P2D", cooling_off_after = "each-attempt", to = "closed" }
```
```toml rule
kind = "decision"
name = "swift"
method = "consensus"
open_for = "P3D"
blocks = "any"
fallback = { after_attempts = 2, to = "vote" }
```
```toml rule
kind = "decision"
name = "lead"
method = "advice"
```
```toml rule
kind = "subjects"
budget = "quick"
client = "lead"
network = "consented"
policy = "agreed"
dismiss = "closed"
van = "pick"
borrow = "perhaps"
mooring = "proxied"
anchor = "shut"
dock = "swift"
flag = "hidden"
sail = "anew"
otherwise = "vote"
[[spend]]
up_to = "500.00"
by = "individual"
[[spend]]
by = "vote"
```
"""

VOTES = 'rights = ["speak", "vote", "share"]'
MEMBERS_MAY = 'rights = ["speak", "propose", "vote", "block", "share"]'
Raise = Callable[..., Proposal]


@dataclass(frozen=True)
class House:
    """Harbour with those who decide there."""

    coop: Coop
    ada: Participant
    dee: Participant
    fay: Participant
    bo: Participant


def later(at: Moment, **ahead: int) -> Moment:
    """So much later, on Harbour's own day."""
    return Moment.of(at.instant + dt.timedelta(**ahead), coop=Coop.objects.get(slug="harbour"))


@pytest.fixture
def house(harbour: Coop, ada: Participant, bo: Participant, noon: Moment) -> House:
    source = texts.HARBOUR.replace("\n## Article 6", f"{RULES}\n## Article 6", 1)
    source = source.replace(VOTES, MEMBERS_MAY)
    charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
    dee = joins(harbour, "dee", "member", dt.date(2024, 2, 1))
    fay = joins(harbour, "fay", "member", dt.date(2024, 3, 1))
    return House(harbour, ada, dee, fay, bo)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> Callable[[Moment], None]:
    """Sets what time it is for pages; noon until it is set."""

    def at(moment: Moment) -> None:
        monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: moment)

    at(noon)
    return at


@pytest.fixture
def raised(house: House, noon: Moment) -> Raise:
    """Ada raises a matter, about a policy unless said otherwise."""

    def raising(**other: object) -> Proposal:
        at = other.pop("at", noon)
        by = other.pop("by", house.ada)
        said = {"matter": "policy", "title": "Fridays are quiet", "text": "No meetings on Fridays.", **other}
        key = hashlib.sha256(f"{said} {at}".encode()).hexdigest()
        draft = verbs.keep_draft(asked=Asked(**said), by=by, at=at, key=f"draft {key}")  # type: ignore[arg-type]
        return verbs.raise_proposal(draft=draft.pk, by=by, at=at, key=f"raise {key}")  # type: ignore[arg-type]

    return raising


def take(proposal: Proposal, stance: str, by: Participant, at: Moment, **other: object) -> Position:
    """Somebody says where they stand."""
    key = f"{by.key} {stance} {at.instant} {proposal.pk}"
    said: dict[str, object] = {"stance": stance, "by": by, "at": at, "key": key, **other}
    return verbs.take_position(proposal=proposal, **said)  # type: ignore[arg-type]  # a story names what it changes


def ends(house: House, who: Participant, day: dt.date) -> None:
    """Somebody leaves on a day."""
    standing = StagePeriod.objects.get(participant=who)
    StagePeriod.objects.create(
        coop=house.coop,
        participant=who,
        stage=standing.stage,
        valid_from=standing.valid_from,
        valid_until=day,
        replaces=standing,
    )
