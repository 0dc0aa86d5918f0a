"""Two press at the same moment: one is first, and the other is told so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.conftest import join
from tests.toadlane.crowds import all_at_once
from tests.toadlane.privacy.conftest import BANK, Ask
from toadlane.coops.models import ExposurePeriod, Participant
from toadlane.coops.moment import Moment
from toadlane.notices.models import Notice
from toadlane.privacy import details, verbs
from toadlane.privacy.models import EmergencyAgreed, Look

pytestmark = pytest.mark.django_db(transaction=True)


def outcome(act: Callable[[], object]) -> Callable[[], str]:
    """What came of it: “done”, or the code of the fault."""

    def tried() -> str:
        try:
            act()
        except Fault as fault:
            return fault.code
        return "done"

    return tried


def test_of_two_who_agree_at_once_one_is_the_second_member(ask: Ask, ada: Participant, noon: Moment) -> None:
    gil = join(ada.coop, "gil", "member", dt.date(2024, 1, 1))
    emergency = ask()

    def agreeing(who: Participant) -> Callable[[], str]:
        return outcome(lambda: verbs.agree_in_emergency(emergency=emergency, by=who, at=noon, key=who.key))

    came = all_at_once([agreeing(ada), agreeing(gil)])

    assert sorted(came) == ["done", "emergency.agreed"]
    assert (EmergencyAgreed.objects.count(), ExposurePeriod.objects.count(), Notice.objects.count()) == (
        1,
        2,
        1,
    )


def test_one_look_clicked_twice_at_once_is_one_look(
    kept: Participant, ada: Participant, noon: Moment
) -> None:
    def looked() -> dict[str, str]:
        return verbs.look(about=kept, information_class="payment-details", by=ada, at=noon, key="click")

    assert all_at_once([looked, looked]) == [{"bank": BANK}] * 2
    assert Look.objects.count() == 1


def test_two_forms_of_one_person_kept_at_once_leave_one_of_them_whole(dee: Participant, noon: Moment) -> None:
    def keeping(text: str) -> Callable[[], object]:
        said = {"bank": text, "address": text}
        return lambda: verbs.keep_details(participant=dee, said=said, by=dee, at=noon, key=text)

    all_at_once([keeping("one"), keeping("other")])

    assert details.own(dee) in ({"bank": "one", "address": "one"}, {"bank": "other", "address": "other"})
