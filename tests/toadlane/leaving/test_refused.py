"""What is refused when somebody leaves, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import InputFault, NotThere, Refused
from bylaws.kernel.money import Money
from tests.toadlane.conftest import join
from tests.toadlane.leaving.charters import HARBOUR
from tests.toadlane.leaving.conftest import LONG_AGO, click, says_stays
from tests.toadlane.leaving.test_going import Decide, Give, Record, refused
from toadlane.books import payouts
from toadlane.books.verbs import PAY_OUT, pay_out_leaver, receive_buy_in, reverse_payout
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.leaving import reckoning, verbs
from toadlane.leaving.models import Departure, DepartureWords
from toadlane.members.leading import led_by
from toadlane.members.verbs import confirm_change


def test_where_members_decide_on_retiring_notice_alone_does_not_do(
    harbour: Coop, ada: Participant, noon: Moment, give: Give, record: Record
) -> None:
    deciding = HARBOUR.replace(
        'rights = ["speak", "propose", "vote", "block", "share"]',
        'next_by = "retire"\nrights = ["speak", "propose", "vote", "block", "share"]',
    ).replace('dismiss = "people"', 'dismiss = "people"\nretire = "people"')
    adopt_charter(coop=harbour, source=deciding, by=ada, at=noon, key="charter")
    eli = join(harbour, "eli", "member", LONG_AGO)
    found = reckoning.departure(eli, "retirement", told_on=noon.day, leaves_on=None).value
    authority = enter_authority(
        matter="retire",
        subject="eli",
        article="Article 5 — Who decides what",
        decided_on=noon.day,
        text="Eli retires.",
        fingerprint=reckoning.fingerprint_of_departure(eli, found),
        by=ada,
        at=noon,
        key=click(),
    )
    confirm_authority(authority=authority, by=eli, at=noon, key=click())

    alone = refused(Refused, lambda: give(eli, way="retirement"))
    departure = record(eli, "retirement", authority=authority)

    assert (alone, departure.becomes, departure.authority) == (
        "departing.by-decision",
        "retired",
        authority.pk,
    )


def test_words_without_end_are_refused_and_hostile_ones_kept_as_they_are(
    eli: Participant, dee: Participant, give: Give
) -> None:
    endless = refused(InputFault, lambda: give(eli, words="a" * 5_001))
    broken = refused(InputFault, lambda: give(eli, words="a\x00b"))

    give(dee, words="<script>alert(1)</script> \u202e")

    assert (endless, broken) == ("departing.words", "charter.not-text")
    assert DepartureWords.objects.get().words == "<script>alert(1)</script> \u202e"
    assert Departure.objects.count() == 1


def test_somebody_of_another_co_op_records_nothing_here(
    eli: Participant, record: Record, noon: Moment
) -> None:
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    mallory = join(other, "mallory", "member", LONG_AGO)

    with pytest.raises(NotThere):
        record(eli, "resignation", by=mallory)
    with pytest.raises(NotThere):
        verbs.come_back(
            participant=eli, stage="candidate", from_day=noon.day, by=mallory, at=noon, key=click()
        )


def test_a_co_op_without_a_charter_has_nobody_who_leads_people_in(harbour: Coop) -> None:
    assert led_by(harbour, LONG_AGO) == ""


def test_a_departure_is_not_taken_back_over_a_payout(
    *,
    ada: Participant,
    dee: Participant,
    eli: Participant,
    record: Record,
    decide: Decide,
    noon: Moment,
) -> None:
    receive_buy_in(
        participant=eli, amount=Money.parse("500.00", "USD"), on=noon.day, by=ada, at=noon, key=click()
    )
    told_on = dt.date(2025, 1, 15)
    departure = record(eli, "resignation", told_on=told_on)
    found = payouts.departure(eli, notice_on=told_on, at=noon)
    authority = decide(eli, PAY_OUT, found.fingerprint, article=found.article)
    payout = pay_out_leaver(
        participant=eli, notice_on=told_on, authority=authority, by=ada, at=noon, key=click()
    )

    def back() -> object:
        return confirm_change(change=asked, by=dee, at=noon, key=click())

    asked = says_stays(departure, ada, noon)
    paid_out = refused(Refused, back)
    reverse_payout(payout=payout, because="A mistake.", on=noon.day, by=ada, at=noon, key=click())
    back()

    assert paid_out == "departing.paid-out"
    assert eli.stage_on(noon.day) == "member"
