"""Several people act on one departure in the same moment: it happens once."""

from __future__ import annotations

import pytest

from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.crowds import all_at_once
from tests.toadlane.leaving.conftest import TODAY, click, on
from tests.toadlane.leaving.test_going import Give, Record, stages
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.leaving import verbs
from toadlane.leaving.models import Departure, DepartureDone
from toadlane.leaving.verbs.effect import take_effect


@pytest.mark.django_db(transaction=True)
def test_of_several_who_record_it_at_once_one_does(eli: Participant, give: Give, record: Record) -> None:
    acts = [lambda: give(eli), lambda: give(eli), lambda: record(eli, "resignation")]

    found = all_at_once([told(act) for act in acts])

    assert sorted(found) == ["departing.twice", "departing.twice", "done"]
    assert (Departure.objects.count(), len(stages(eli))) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_a_notice_taken_back_while_its_day_takes_effect_is_one_or_the_other(
    eli: Participant, give: Give, noon: Moment
) -> None:
    departure = give(eli)
    day = on(departure.leaves_on, noon)

    def back() -> object:
        return verbs.take_back(departure=departure, by=eli, at=on(TODAY, noon), key=click())

    found = all_at_once([told(back), *[told(lambda: take_effect(departure=departure, at=day))] * 2])

    held = Departure.objects.get(pk=departure.pk)
    assert found[1:] == ["done", "done"]
    assert DepartureDone.objects.count() <= 1
    assert held.is_back == (found[0] == "done")
