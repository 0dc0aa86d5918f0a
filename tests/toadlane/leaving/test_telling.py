"""Who is told that somebody leaves, and in which words; and what stays theirs to see."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.toadlane.leaving.conftest import GOES, TODAY, click, on, parting, second, stays
from tests.toadlane.leaving.test_going import Decide, Give, Record
from tests.toadlane.notices.conftest import prove
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.leaving import reads, verbs
from toadlane.leaving.models import HandedOver
from toadlane.leaving.verbs.going import Told
from toadlane.mail.models import Letter
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.notices.posting import post
from toadlane.notices.timing import When
from toadlane.notices.verbs import choose


@pytest.fixture(autouse=True)
def _news(monkeypatch: pytest.MonkeyPatch) -> None:
    """These stories happen in 2025, and are heard as if it were then."""
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta(days=36_500))


def told() -> list[tuple[str, str]]:
    """Everything people were told, as who and what."""
    hearing.work_off()
    rows = Notice.objects.filter(
        kind__in=["my-leaving", "hand-over", "somebody-leaves", "somebody-died"], read_at=None
    )
    return sorted((row.participant.key, row.of_kind.says(row.code, row.values)) for row in rows)


def test_members_hear_of_a_notice_until_it_is_taken_back(
    ada: Participant, dee: Participant, eli: Participant, give: Give, noon: Moment
) -> None:
    departure = give(dee)
    first = told()

    verbs.take_back(departure=departure, by=dee, at=noon, key=click())

    says = "Dee has given notice and leaves on April 3, 2025."
    assert first == [("ada", says), ("eli", says)]
    assert told() == []


def test_who_is_parted_with_hears_of_it(
    eli: Participant, dee: Participant, record: Record, decide: Decide
) -> None:
    record(eli, "dismissal", authority=decide(eli, "dismiss", parting(eli)))

    assert told() == [("eli", "The members have decided to part with you. The day is March 3, 2025.")]


def test_members_find_a_death_in_their_list_and_no_letter_tells_them_unless_they_want_one(
    ada: Participant, dee: Participant, eli: Participant, record: Record, noon: Moment
) -> None:
    hearing.work_off()
    for who in (ada, eli):
        prove(who)
    choose(choices={"somebody-died": When.AT_ONCE}, by=eli, at=noon.instant)
    Notice.objects.update(went=Notice.Went.LISTED, send_at=None)  # the news of the charter
    departure = record(dee, "death")
    first = told()
    post(noon.instant)
    letters = list(Letter.objects.values_list("to", "subject"))
    told()
    stays(departure, ada, eli, noon, "It was another Dee.")

    says = "Dee died on March 3, 2025."
    assert first == [("ada", says), ("eli", says)]
    assert letters == [("eli@harbour.example", "Harbour Web Cooperative: 1 notice for you")]
    assert says not in Letter.objects.get().body
    mistaken = "It was recorded by mistake that Dee had died. It was taken back."
    goes_on = "It was taken back that you leave. Everything goes on as before."
    assert told() == [("ada", mistaken), ("dee", goes_on), ("sol", mistaken)]


def test_whoever_is_told_to_have_died_is_written_a_letter_that_says_nothing_of_it(
    ada: Participant, dee: Participant, noon: Moment
) -> None:
    hearing.work_off()
    prove(dee)
    Notice.objects.update(went=Notice.Went.LISTED, send_at=None)  # the news of the charter
    verbs.tell_departure(participant=dee, told=Told("death", TODAY), by=ada, at=noon, key=click())
    first = [says for who, says in told() if who == "dee"]
    post(noon.instant)

    [letter] = Letter.objects.all()
    assert first == ["It is told that you died. If you read this, say that it is not so."]
    assert (letter.to, letter.subject) == (
        "dee@harbour.example",
        "Harbour Web Cooperative: 1 notice for you",
    )
    assert "died" not in letter.body


def test_who_is_back_and_who_stays_after_a_mistake_hear_of_it(
    ada: Participant, dee: Participant, eli: Participant, record: Record, noon: Moment
) -> None:
    departure = record(eli, "retirement")
    told()
    stays(departure, ada, second(ada.coop), noon, "It was another Eli.")
    record(dee, "resignation", told_on=dt.date(2025, 1, 15))
    verbs.come_back(participant=dee, stage="candidate", from_day=TODAY, by=ada, at=noon, key=click())

    assert told() == [
        ("dee", "It is recorded that you gave notice, and leave on February 15, 2025."),
        ("dee", "You are here again from March 3, 2025. Your stage: candidate."),
        ("eli", "It is recorded that you retire on April 3, 2025."),
        ("eli", "It was taken back that you leave. Everything goes on as before."),
    ]


def test_who_has_a_thing_then_hears_of_it_and_who_had_it_before_no_more(
    ada: Participant, dee: Participant, eli: Participant, give: Give, noon: Moment
) -> None:
    item = HandedOver.objects.filter(departure=give(dee))[0]
    verbs.give_to(item=item, to=eli, by=dee, at=noon, key=click())
    first = [one for one in told() if "hands over" in one[1]]

    verbs.give_to(item=item, to=ada, by=dee, at=noon, key=click())

    says = "You are to have something then that Dee hands over, by April 3, 2025."
    assert first == [("eli", says)]
    assert [one for one in told() if "hands over" in one[1]] == [("ada", says)]


# What stays


@pytest.mark.parametrize("kind", ["member-money", "hours", "own-documents", "evaluations", "departures"])
def test_what_is_about_them_stays_theirs_to_see_and_what_is_about_others_does_not(
    ada: Participant, dee: Participant, eli: Participant, give: Give, kind: str
) -> None:
    give(dee)

    sight = sight_on(dee, GOES)

    assert sight.may_see(Matter(dee.coop, kind, dee))
    assert not sight.may_see(Matter(dee.coop, kind, eli))


def test_a_decision_somebody_entered_stands_and_others_go_on_with_it(
    ada: Participant, dee: Participant, eli: Participant, give: Give, noon: Moment
) -> None:
    entered = enter_authority(
        matter="dismiss",
        subject="eli",
        article="Article 5 — Who decides what",
        decided_on=noon.day,
        text="As it was said in the meeting.",
        by=dee,
        at=noon,
        key=click(),
    )
    from toadlane.coops.access import Place

    place = Place(dee.coop, dee, noon, sight_on(dee, noon.day))
    seen = reads.outlook(place, dee, "resignation", told_on=noon.day)
    give(dee)

    confirmed = confirm_authority(authority=entered, by=eli, at=on(GOES, noon), key=click())

    assert (seen.entered, confirmed.authority) == ([entered], entered)
