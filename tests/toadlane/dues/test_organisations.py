"""Organisations as members, who speaks for them, and who works a part of the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.conftest import join
from tests.toadlane.dues.conftest import click
from toadlane.candidacy.standings import standing_of
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.dues import verbs
from toadlane.dues.models import Organisation, PartTime, Speaker
from toadlane.dues.reads import line_of, voters
from toadlane.members.models import Change, Invitation
from toadlane.members.verbs import ask_change, confirm_change
from toadlane.members.verbs.changing import said_to
from toadlane.notices import calendars
from toadlane.notices.models import CalendarAddress
from toadlane.people.models import Person
from toadlane.record.models import Entry
from toadlane.record.reads import content


@pytest.fixture
def nia(orchard: Participant, fay: Participant, noon: Moment) -> Person:
    """She was invited to sign in for Orchard, and does."""
    nia = Person.objects.create(email="nia@orchard.example", name="Nia Okafor")
    Participant.objects.filter(pk=orchard.pk).update(person=nia)
    Invitation.objects.create(
        coop=orchard.coop,
        participant=orchard,
        email=nia.email,
        made_by=fay,
        made_at=noon.instant,
        expires_at=noon.instant,
        accepted_at=noon.instant,
    )
    return nia


def test_an_organisation_has_one_vote_whoever_speaks_for_it(
    orchard: Participant, fay: Participant, noon: Moment
) -> None:
    verbs.name_speaker(participant=orchard, speaker="Olu Bello", by=orchard, at=noon, key="olu")
    verbs.name_speaker(participant=orchard, speaker="Olu Bello", by=orchard, at=noon, key="olu")

    assert Speaker.objects.get().name == "Olu Bello"
    assert sum(one.value for one in voters(orchard.coop, noon.day).values()) == 3  # Ada, Fay, Orchard
    said = [content(one) for one in Entry.objects.filter(kind="organisation.spoken-for.v1")]
    assert [one and one["what"] for one in said] == [{"participant": "orchard", "signs_in_anew": False}]


def says(who: Participant, by: Participant, at: Moment, speaker: str, email: str) -> Change:
    """Somebody says who speaks for an organisation."""
    said = {"speaker": speaker, "email": email}
    return ask_change(kind="speaker", participant=who, said=said, by=by, at=at, key=click())


def test_whoever_spoke_before_is_out_at_once_when_somebody_else_signs_in_by_the_word_of_two(
    orchard: Participant, nia: Person, fay: Participant, ada: Participant, noon: Moment
) -> None:
    orchard.refresh_from_db()
    calendars.make(by=orchard, at=noon)

    with pytest.raises(Fault) as refused:
        verbs.name_speaker(
            participant=orchard, speaker="Olu", email="olu@orchard.example", by=fay, at=noon, key="olu"
        )
    asked = says(orchard, fay, noon, "Olu", "olu@orchard.example")
    orchard.refresh_from_db()
    assert (refused.value.code, orchard.person_id) == ("organisation.for-two", nia.pk)
    bo = join(orchard.coop, "bo", "candidate", dt.date(2024, 7, 1))
    assert [sorted(said_to(asked, who, noon)) for who in (bo, ada, fay)] == [[], *[["email", "speaker"]] * 2]
    confirm_change(change=asked, by=ada, at=noon, key="so")

    orchard.refresh_from_db()
    assert orchard.person_id is None
    assert Change.objects.get().said == {}
    assert [one.email for one in Invitation.objects.filter(accepted_at=None)] == ["olu@orchard.example"]
    assert not CalendarAddress.objects.exists()  # or she would read it again once he signs in


def test_nobody_takes_the_account_of_a_member_by_entering_them_as_an_organisation(
    orchard: Participant, fay: Participant, noon: Moment
) -> None:
    """Orchard signed in as itself, before Fay alone entered it as an organisation."""

    def olu(by: Participant) -> None:
        verbs.name_speaker(
            participant=orchard, speaker="Olu", email="olu@orchard.example", by=by, at=noon, key=click()
        )

    with pytest.raises(Fault) as refused:
        says(orchard, fay, noon, "Olu", "olu@orchard.example")
    orchard.refresh_from_db()
    assert (refused.value.code, orchard.person_id is None) == ("organisation.signs-in", False)

    olu(orchard)
    orchard.refresh_from_db()
    assert orchard.person_id is None


def test_the_same_address_goes_on_signing_in(
    orchard: Participant, nia: Person, fay: Participant, noon: Moment
) -> None:
    asked = says(orchard, fay, noon, "N. Okafor", nia.email)
    confirm_change(change=asked, by=orchard, at=noon, key="so")

    orchard.refresh_from_db()
    assert orchard.person_id == nia.pk
    assert not Invitation.objects.filter(accepted_at=None).exists()


def test_nobody_who_takes_part_signs_in_for_an_organisation_too(
    orchard: Participant, nia: Person, fay: Participant, noon: Moment
) -> None:
    assert fay.person is not None
    address = fay.person.email

    asked = says(orchard, fay, noon, "Fay", address)

    with pytest.raises(Fault) as refused:
        confirm_change(change=asked, by=orchard, at=noon, key="two")

    assert refused.value.code == "organisation.two-votes"
    orchard.refresh_from_db()
    assert (orchard.person_id, Speaker.objects.get().name) == (nia.pk, "Nia Okafor")


def test_what_cannot_be_entered_is_refused_with_what_to_do(
    network: Coop, orchard: Participant, fay: Participant, ada: Participant, noon: Moment
) -> None:
    gil = join(network, "gil", "member", dt.date(2024, 1, 1))
    refusals: dict[str, Callable[[], object]] = {
        "organisation.holds-role": lambda: verbs.enter_organisation(
            participant=ada, speaker="Ada", by=fay, at=noon, key=click()
        ),
        "period.overlaps": lambda: verbs.enter_organisation(
            participant=orchard, speaker="Nia", by=fay, at=noon, key=click()
        ),
        "members.not-founder": lambda: verbs.enter_organisation(
            participant=gil, speaker="Gil", by=gil, at=noon, key=click()
        ),
        "members.name": lambda: verbs.enter_organisation(
            participant=gil, speaker="a\u202eb" * 60, by=fay, at=noon, key=click()
        ),
        "organisation.is-person": lambda: verbs.name_speaker(
            participant=gil, speaker="Gil", by=fay, at=noon, key=click()
        ),
        "organisation.not-theirs": lambda: verbs.name_speaker(
            participant=orchard, speaker="Gil", by=gil, at=noon, key=click()
        ),
    }
    found = {}
    for code, act in refusals.items():
        with pytest.raises(Fault) as refused:
            act()
        found[code] = refused.value.code
    assert found == {code: code for code in refusals}


def test_what_was_entered_by_mistake_is_taken_back(
    kept: Coop, orchard: Participant, fay: Participant, noon: Moment
) -> None:
    assert line_of(orchard, noon.day).pays

    verbs.take_organisation_back(participant=orchard, by=fay, at=noon, key="back")

    line = line_of(orchard, noon.day)
    assert (line.pays, line.terms.organisation, Speaker.objects.exists()) == (False, False, False)
    verbs.enter_organisation(participant=orchard, speaker="Nia", by=fay, at=noon, key="anew")
    assert line_of(orchard, noon.day).pays
    assert Organisation.written.count() == 3  # nothing written is changed


def test_a_part_of_the_time_is_told_and_takes_nothing_off(
    network: Coop, bo: Participant, fay: Participant, noon: Moment
) -> None:
    whole = standing_of(bo, noon.day)
    for share, day in (("1/2", "2025-01-01"), ("60%", "2025-03-01"), ("100%", "2025-05-01")):
        verbs.state_share(
            participant=bo, share=share, from_day=dt.date.fromisoformat(day), by=fay, at=noon, key=day
        )

    shares = [
        (one.share, str(one.valid_from), str(one.valid_until)) for one in PartTime.objects.order_by("pk")
    ]
    assert shares == [
        ("1/2", "2025-01-01", "2025-03-01"),
        ("3/5", "2025-03-01", "2025-05-01"),
        ("1", "2025-05-01", "None"),
    ]
    found = standing_of(bo, noon.day)
    assert (found.value.time, found.value.hours) == (whole.value.time, whole.value.hours)
    codes = {one.code: one.values for one in found.reason.walk()}
    assert codes["part-time.share"] == {"share": "3/5"}
    assert "part-time.share" not in {one.code for one in whole.reason.walk()}
    assert line_of(bo, dt.date(2025, 5, 1)).terms.share_on(dt.date(2025, 5, 1)) is None


def test_what_is_no_part_of_the_time_is_refused(
    network: Coop, bo: Participant, fay: Participant, noon: Moment
) -> None:
    for share in ("0", "2", "-1/2", "1/0", "half", "", "3/2", "1/" + "9" * 50):
        with pytest.raises(Fault) as refused:
            verbs.state_share(participant=bo, share=share, from_day=noon.day, by=fay, at=noon, key=click())
        assert (share, refused.value.code) == (share, "part-time.share")
    assert not PartTime.objects.exists()


def test_said_again_for_the_same_or_an_earlier_day_the_later_word_holds(
    network: Coop, bo: Participant, fay: Participant, noon: Moment
) -> None:
    for nth, (share, day) in enumerate((("1/2", 10), ("1/3", 10), ("1/4", 5))):
        verbs.state_share(
            participant=bo, share=share, from_day=dt.date(2025, 3, day), by=fay, at=noon, key=str(nth)
        )

    standing = [one for one in PartTime.objects.all() if one.valid_from != one.valid_until]
    assert [(one.share, one.valid_from.day, one.valid_until) for one in standing] == [("1/4", 5, None)]
