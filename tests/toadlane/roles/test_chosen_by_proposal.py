"""Somebody holds a role because a proposal was adopted by the rule that the charter names for it."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault, Refused
from tests.toadlane.charter import texts
from tests.toadlane.proposals.passing import agreed, later, raised
from tests.toadlane.roles.conftest import RULES
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds, doing
from toadlane.decisions.models import AuthorityUse, Deed
from toadlane.proposals.asking import ask
from toadlane.roles.effects import Filling
from toadlane.roles.models import Filling as Filled

CHAIR = "chair, dee, 2025-03-10"
WAYS = """
## Article 27 — Who decides what

```toml rule
kind = "decision"
name = "quick"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
open_for = "P1D"
```
```toml rule
kind = "subjects"
otherwise = "RULE"
```
"""


@pytest.fixture
def rule() -> str:
    """By which rule whatever is not named is decided; the chair is elected by “talk”."""
    return "talk"


@pytest.fixture
def roles(harbour: Coop, ada: Participant, noon: Moment, rule: str) -> Coop:
    source = texts.HARBOUR.replace("\n## Article 6", f"{RULES}\n## Article 6", 1) + WAYS.replace("RULE", rule)
    charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
    return harbour


def test_it_says_who_holds_what_from_when_and_is_done_once_by_any_member(
    ada: Participant, dee: Participant, noon: Moment
) -> None:
    at = later(noon, days=4)
    proposal = raised("role", CHAIR, ada, noon)
    lines = Filling().lines(Deed.objects.get())
    adopted = agreed(proposal, [ada], noon, ends=at)
    waiting = [item.title for item in doing.for_today(dee, at)]
    for _ in range(2):
        deeds.carry_out(authority=adopted, by=dee, at=at, key="hold")
    with pytest.raises(Fault):
        deeds.carry_out(authority=adopted, by=ada, at=at, key="again")

    assert lines == (("Who", "Dee"), ("What", "chair"), ("From", "March 10, 2025"))
    assert waiting == ["Fill a role or a seat: chair, dee, 2025-03-10"]
    [row] = Filled.objects.all()
    assert (row.authority, row.way) == (adopted.pk, "chosen")
    assert dee.roles_on(dt.date(2025, 3, 10)) == frozenset({"chair"})
    assert AuthorityUse.objects.get().by == dee


@pytest.mark.parametrize("subject", ["webmaster, dee, 2025-03-10", "chair, bo, 2025-03-10", "chair", ""])
def test_what_is_not_filled_so_or_by_whom_may_not_is_not_put_to_anybody(
    ada: Participant, dee: Participant, bo: Participant, noon: Moment, subject: str
) -> None:
    with pytest.raises(Fault):
        ask(acts="role", subject=subject, given={}, by=ada, at=noon, key="k")


@pytest.mark.parametrize("rule", ["quick"])
def test_where_the_charter_sends_it_elsewhere_it_is_not_raised(
    ada: Participant, dee: Participant, noon: Moment
) -> None:
    with pytest.raises(Refused) as refused:
        ask(acts="role", subject=CHAIR, given={}, by=ada, at=noon, key="k")

    assert refused.value.code == "proposals.other-article"
