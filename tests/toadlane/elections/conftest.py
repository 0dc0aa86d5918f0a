"""Harbour elects a board of three by secret ranking, and a chair and a treasurer openly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest

from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import joins
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.elections import verbs
from toadlane.elections.models import Election
from toadlane.elections.standing import standing_of
from toadlane.proposals import verbs as proposals
from toadlane.proposals.models import Proposal

RULES = """
## Article 4 — How we decide and elect

We talk until everybody can go along; people we elect by ballot.

```toml rule
kind = "decision"
name = "talk"
method = "majority"
threshold = "2/3"
of = "votes-cast"
open_for = "P3D"
```
```toml rule
kind = "decision"
name = "accord"
method = "consent"
blocks = "with-reason"
may_block = ["member"]
open_for = "P3D"
```
```toml rule
kind = "decision"
name = "ballot"
method = "ranked"
also_counted = ["schulze", "meek"]
notice = "P2D"
open_for = "P3D"
secrecy = "secret"
ties = "lot"
```
```toml rule
kind = "decision"
name = "hands"
method = "approval"
threshold = "1/2"
of = "votes-cast"
open_for = "P3D"
ties = "lot"
```
```toml rule
kind = "decision"
name = "marks"
method = "score"
highest = 5
open_for = "P3D"
```
```toml rule
kind = "subjects"
otherwise = "talk"
```

## Article 5 — Who does what

```toml rule
kind = "body"
name = "board"
form = "board"
open_to = ["member"]
filled = "election"
seats = 3
elected_by = "ballot"
term = "P2Y"
renewed = "by-halves"
recall_by = "talk"
vacancies = "countback"
mandate = []
```
```toml rule
kind = "body"
name = "care"
form = "circle"
open_to = ["member"]
filled = "election"
seats = 2
elected_by = "accord"
term = "P1Y"
without_candidates = true
mandate = []
```
```toml rule
kind = "role"
name = "chair"
does = ["speaks for us"]
open_to = ["member"]
filled = "election"
elected_by = "hands"
term = "P1Y"
terms_at_most = 2
```
```toml rule
kind = "role"
name = "treasurer"
does = ["keeps the money"]
open_to = ["member"]
filled = "election"
elected_by = "marks"
```
```toml rule
kind = "role"
name = "secretary"
does = ["writes it down"]
open_to = ["member"]
filled = "election"
elected_by = "talk"
```
"""
SEEN = '[[classes]]\nname = "decisions"\naudience = ["members", "candidates"]\n'
MEMBERS = ("dee", "eli", "fay", "gil", "hal", "ivy")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: noon)


@pytest.fixture
def electing(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    """Harbour with elections in its charter."""
    source = texts.HARBOUR.replace("\n## Article 6", f"{RULES}\n## Article 6", 1)
    source = source.replace("[[classes]]", f"{SEEN}[[classes]]", 1)
    charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def people(electing: Coop, ada: Participant) -> dict[str, Participant]:
    """Seven members."""
    others = {key: joins(electing, key, "member", dt.date(2024, 2, 1)) for key in MEMBERS}
    return {"ada": ada, **others}


@pytest.fixture
def called(people: dict[str, Participant], noon: Moment) -> Election:
    """An election of the board: nominations to the 24th, the vote from the 27th to the 29th."""
    return call("board", people["ada"], noon)


def call(post: str, by: Participant, noon: Moment, key: str = "call") -> Election:
    """Two weeks of nominations; whoever is elected begins a month from now."""
    return verbs.call_election(
        post=post,
        nominations_until=noon.day + dt.timedelta(days=14),
        from_day=noon.day + dt.timedelta(days=31),
        says="Come to the hustings.",
        by=by,
        at=noon,
        key=key,
    )


def later(noon: Moment, days: int) -> Moment:
    """Noon of a day so much later."""
    ahead = dt.timedelta(days=days)
    return Moment(noon.instant + ahead, noon.day + ahead)


def stand(election: Election, who: Sequence[Participant], at: Moment) -> None:
    """They name themselves."""
    for one in who:
        verbs.name_candidate(election=election, person=one.key, by=one, at=at, key=f"stand {one.key}")


def put(election: Election, at: Moment) -> Proposal:
    """The list is closed, and it is put to the vote."""
    found = verbs.bring_up_to(election=election, at=at).proposal
    assert found is not None
    return found


Vote = Callable[[Participant, Sequence[str]], None]


def rank(election: Election, ballots: Sequence[tuple[Participant, str]], at: Moment) -> None:
    """Each votes by a line such as “dee eli”, the first first, in whatever way the election is held."""
    vote = put(election, at)
    proposals.bring_up_to(proposal=vote, at=at)
    places = {key: nth for nth, key in enumerate(standing_of(election).ballot, 1)}
    for who, line in ballots:
        marks = [(places[key], 1) for key in line.split()]
        said = {"proposal": vote, "stance": "agree", "by": who, "at": at, "key": f"vote {who.key}"}
        if election.rule == "ballot":
            proposals.cast_vote(**said, ballot=marks)  # type: ignore[arg-type]  # as named above
        else:
            proposals.take_position(**said, ballot=marks)  # type: ignore[arg-type]  # the same
