"""What exactly was decided, and what was paid on it, goes along whole; what is to be done is done there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.books.conftest import Year
from tests.toadlane.books.test_spending import VAN, house, kettle, paid
from tests.toadlane.keeping.test_proposals_travel import carried
from tests.toadlane.proposals.passing import agreed, later, raised
from toadlane.books.models import Spending
from toadlane.books.spending import verbs
from toadlane.coops.models import Participant
from toadlane.decisions import deeds
from toadlane.decisions.models import Authority, AuthorityUse, Deed

__all__ = ["house", "kettle"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_deeds_and_what_was_paid_on_them_arrive_equal_and_what_is_to_be_paid_is_paid_there_once(
    house: Year, kettle: Authority, tmp_path: Path
) -> None:
    paid(kettle, house.ada, house.noon)
    rope = verbs.decide_alone(given={**VAN, "amount": "20.00"}, by=house.dee, at=house.noon, key="rope")
    back = paid(rope, house.ada, house.noon, key="pay rope")
    said: dict[str, Any] = {"because": "Returned", "on": house.noon.day, "by": house.ada, "at": house.noon}
    verbs.reverse_spending(spending=back, key="back", **said)
    proposal = raised("spend", "", house.dee, house.noon, **VAN)
    at = later(house.noon, days=4)
    van = agreed(proposal, [house.ada, house.dee], house.noon, ends=at)
    facts = {one.fingerprint: one.facts for one in Deed.objects.all()}

    left, came = carried(tmp_path)

    assert left == came
    assert {one.fingerprint: one.facts for one in Deed.objects.all()} == facts
    arrived = Authority.objects.select_related("coop").get(pk=van.pk)
    deed = deeds.deed_on(arrived)
    assert deed is not None
    assert deeds.moved(deed, at) is None
    ada = Participant.objects.select_related("coop").get(key="ada")
    before = Spending.objects.count()
    paid(arrived, ada, at, key="van")
    with pytest.raises(Fault) as twice:
        paid(arrived, ada, at, key="van again")

    assert (Spending.objects.count(), twice.value.code) == (before + 1, "spending.paid")
    assert AuthorityUse.objects.filter(authority=arrived).count() == 1
