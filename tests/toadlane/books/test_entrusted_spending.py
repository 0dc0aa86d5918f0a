"""The managing partner decides what the rule entrusts to them, on the page of the payment, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.kernel.faults import Refused
from tests.toadlane.books.conftest import Year, YearUnder
from tests.toadlane.books.test_spending import KETTLE
from tests.toadlane.books.texts import HARBOUR
from tests.toadlane.proposals.passing import DECIDING
from toadlane.books.spending import verbs
from toadlane.coops.models import Participant, RolePeriod
from toadlane.decisions.models import Authority
from toadlane.proposals.models import Outcome, Proposal

PARTNER = """```toml rule
kind = "role"
name = "partner"
does = ["runs the days"]
open_to = ["member"]
filled = "volunteer"
```
```toml rule
kind = "decision"
name = "day-to-day"
method = "delegated"
delegate = "partner"
```
"""
ENTRUSTED = DECIDING.replace('by = "individual"', 'by = "day-to-day"').replace(
    '```toml rule\nkind = "subjects"', f'{PARTNER}```toml rule\nkind = "subjects"'
)


@pytest.fixture
def house(year_under: YearUnder) -> Year:
    """Dee is the managing partner."""
    year = year_under(HARBOUR + ENTRUSTED)
    RolePeriod.objects.create(
        coop=year.coop, participant=year.dee, role="partner", valid_from=dt.date(2024, 1, 1)
    )
    return year


def test_they_decide_at_once_and_everybody_sees_it_as_a_proposal_by_its_rule(house: Year) -> None:
    decided, again = (
        verbs.decide_alone(given=KETTLE, by=house.dee, at=house.noon, key="kettle") for _ in range(2)
    )

    [proposal] = Proposal.objects.all()
    assert again == decided
    assert (decided.proposal, decided.alone, decided.state) == (proposal.pk, False, "confirmed")
    assert (Outcome.objects.get().passed, proposal.rule, Authority.objects.count()) == (True, "day-to-day", 1)


def test_nobody_else_decides_it_so_and_nothing_is_left_of_the_attempt(house: Year) -> None:
    with pytest.raises(Refused) as refused:
        verbs.decide_alone(given=KETTLE, by=house.ada, at=house.noon, key="kettle")

    assert refused.value.code == "proposals.not-deciding"
    assert (Proposal.objects.count(), Authority.objects.count()) == (0, 0)


def test_the_page_offers_it_to_them_alone(
    house: Year, signed_in: Callable[[Participant], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: house.noon)
    here = f"/c/{house.coop.slug}/money/spending/new/"
    hers = signed_in(house.dee).get(here, KETTLE).content.decode()
    adas = signed_in(house.ada).get(here, KETTLE).content.decode()

    assert ("It is yours to decide" in hers, "Have it decided here" in hers) == (True, False)
    assert ("It is yours to decide" in adas, "Have it decided here" in adas) == (False, True)
