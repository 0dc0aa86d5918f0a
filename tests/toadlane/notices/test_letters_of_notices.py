"""A notice becomes a letter once, at its reader's hour, with what they may still see."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from tests.toadlane.conftest import NOON, join
from tests.toadlane.notices.conftest import Tell, post, prove, rest, went
from toadlane.coops import sight
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.mail import outbox
from toadlane.mail.models import Letter
from toadlane.notices import posting, verbs
from toadlane.notices.models import Notice
from toadlane.notices.timing import When
from toadlane.people.models import Person

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
Choose = Callable[..., None]


@pytest.fixture
def choose(ada: Participant) -> Choose:
    """`choose(supper="daily")` is Ada's choice at noon."""

    def of(**said: str) -> None:
        verbs.choose(choices={key: When(when) for key, when in said.items()}, by=ada, at=NOON)

    return of


def test_a_notice_is_one_letter_that_says_it_in_text_and_in_html_and_not_in_its_subject(
    ada: Participant, told: Tell
) -> None:
    told(ada)

    [letter] = post()

    assert (letter.to, letter.subject) == ("ada@harbour.example", "Harbour Web Cooperative: Supper")
    [notice] = Notice.objects.all()
    for said in (letter.body, letter.html):
        assert "Supper of March 4, 2025: soup." in said
        assert f"/c/harbour/notices/{notice.pk}/" in said
        assert "/c/harbour/notices/choices/" in said
    assert (notice.went, notice.send_at, str(notice.batch) in letter.key) == ("written", None, True)


def test_asked_again_with_the_same_key_it_is_told_and_written_once(ada: Participant, told: Tell) -> None:
    told(ada)
    told(ada)

    assert [len(post()), len(post(HOUR)), Notice.objects.count()] == [1, 1, 1]


def test_both_forms_of_a_letter_have_the_same_links(ada: Participant, told: Tell) -> None:
    told(ada)
    told(ada, kind="lease", words="ends", key="two", url="")

    [letter] = post()

    in_text = set(re.findall(r"http\S+", letter.body))
    in_html = {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', letter.html)}
    assert (in_text, len(in_text)) == (in_html, 4)


def test_a_letter_is_in_its_readers_language_and_days(ada: Participant, told: Tell) -> None:
    Person.objects.filter(participants=ada).update(language="fr")
    told(ada)

    [letter] = post()

    assert "4 mars 2025" in letter.body
    assert '<html lang="fr">' in letter.html


def test_words_of_a_stranger_are_only_words_in_html(ada: Participant, told: Tell) -> None:
    told(ada, values={"day": "2025-03-04", "dish": "<img src=x onerror=alert(1)>{day}%(day)s"})

    [letter] = post()

    assert "<img" not in letter.html
    assert "&lt;img src=x onerror=alert(1)&gt;{day}%(day)s" in letter.html
    assert "<img src=x onerror=alert(1)>{day}%(day)s" in letter.body


def test_of_what_is_discreet_a_letter_says_only_that_it_is_there(ada: Participant, told: Tell) -> None:
    told(ada, kind="care", words="asked", values={"name": "Bo"})

    [letter] = post()

    assert letter.subject == "Harbour Web Cooperative: 1 notice for you"
    assert "Bo" not in letter.body + letter.html
    assert Notice.objects.get().says == "Bo asks for care."


def test_what_is_chosen_daily_comes_together_in_the_morning(
    ada: Participant, told: Tell, choose: Choose
) -> None:
    choose(supper="daily", care="daily")
    told(ada, key="one")
    told(ada, key="two", at=NOON + HOUR)
    told(ada, kind="care", words="asked", values={"name": "Bo"}, key="three", at=NOON + 2 * HOUR)
    morning = dt.datetime(2025, 3, 4, 13, 0, tzinfo=dt.UTC) - NOON

    before, after, later = (len(post(morning - HOUR / 60)), post(morning), len(post(morning + HOUR)))

    assert (before, [letter.subject for letter in after], later) == (
        0,
        ["Harbour Web Cooperative: 3 notices for you"],
        1,
    )


def test_what_is_refused_stands_in_the_list_alone(ada: Participant, told: Tell, choose: Choose) -> None:
    choose(supper="never")
    told(ada)

    assert (post(DAY * 30), went()) == ([], ["listed"])


def test_a_choice_changes_what_waits(ada: Participant, told: Tell, choose: Choose) -> None:
    choose(supper="weekly", lease="daily")
    told(ada)
    told(ada, kind="lease", words="ends", key="two")

    choose(supper="never", lease="at-once")

    assert ([letter.subject for letter in post()], went()) == (
        ["Harbour Web Cooperative: The lease"],
        ["listed", "written"],
    )


def test_quiet_hours_are_kept_also_when_the_queue_comes_to_it_late(ada: Participant, told: Tell) -> None:
    rest(ada, quiet_from=dt.time(22), quiet_until=dt.time(7))
    told(ada)
    night = dt.datetime(2025, 3, 4, 4, 0, tzinfo=dt.UTC) - NOON  # 23:00 in Harbour

    assert (post(night), went()) == ([], ["waiting"])
    assert len(post(night + 8 * HOUR)) == 1


def test_what_binds_waits_for_the_morning_too_unless_it_is_needed_sooner(
    ada: Participant, told: Tell
) -> None:
    rest(ada, quiet_from=dt.time(0), quiet_until=dt.time(18))
    soon = NOON + HOUR
    told(ada, kind="lease", words="ends", key="waits")
    told(ada, kind="lease", words="ends", key="cannot wait", needed_by=soon)
    told(ada, key="informs alone", needed_by=soon)

    now = post()
    evening = post(6 * HOUR)

    assert [len(now), len(evening), went()] == [1, 2, ["written", "held", "written"]]


def test_what_the_charter_closed_meanwhile_is_not_sent(
    harbour: Coop, ada: Participant, bo: Participant, noon: Moment, told: Tell
) -> None:
    prove(bo)
    sight.seed(coop=harbour, classes={"accounts": ["candidates", "members"]}, by=ada, at=noon)
    told(bo)
    sight.seed(coop=harbour, classes={"accounts": ["members"]}, by=ada, at=noon)

    assert (post(), went()) == ([], ["held"])


def test_whoever_may_not_sign_in_any_more_is_not_written_to(ada: Participant, told: Tell) -> None:
    told(ada)
    Person.objects.filter(participants=ada).update(is_active=False)

    assert (post(), post(DAY * 20), went()) == ([], [], ["held"])


def leave(who: Participant, day: dt.date) -> None:
    [stage] = StagePeriod.objects.filter(participant=who)
    StagePeriod.objects.create(
        coop=who.coop,
        participant=who,
        stage=stage.stage,
        valid_from=stage.valid_from,
        valid_until=day,
        replaces=stage,
    )


def test_leavers_get_nothing_but_what_binds_and_concerns_them(
    bo: Participant, noon: Moment, told: Tell
) -> None:
    prove(bo)
    told(bo, about=bo, key="informs")
    told(bo, kind="lease", words="ends", about=bo, key="binds")
    leave(bo, noon.day)

    assert ([letter.subject for letter in post()], went()) == (
        ["Harbour Web Cooperative: The lease"],
        ["written", "held"],
    )


def test_a_letter_that_waited_for_a_server_while_its_reader_left_goes_without_what_is_not_for_them_now(
    bo: Participant, noon: Moment, told: Tell
) -> None:
    prove(bo)
    told(bo, about=bo, key="informs")
    told(bo, kind="lease", words="ends", about=bo, key="binds")
    [letter] = post()
    fresh = outbox.still_wanted(letter, letter.written_at)
    with time_machine.travel(NOON + HOUR, tick=False):
        wanted = outbox.still_wanted(letter, NOON + HOUR)
        leave(bo, noon.day)
        left = outbox.still_wanted(letter, NOON + HOUR)
        letter.delete()

        [anew] = post(HOUR)

    assert (fresh, wanted, left) == (True, True, False)
    assert ("soup" in letter.body, "soup" in anew.body, "lease ends" in anew.body) == (True, False, True)
    assert went() == ["written", "held"]


def test_a_letter_that_waited_while_its_reader_took_another_address_does_not_go_to_the_old_one(
    bo: Participant, told: Tell
) -> None:
    prove(bo)
    told(bo, about=bo)
    [letter] = post()
    Person.objects.filter(participants=bo).update(email="bo@elsewhere.example")

    with time_machine.travel(NOON + HOUR, tick=False):
        assert (outbox.still_wanted(letter, NOON + HOUR), went()) == (False, ["held"])


def test_nobody_is_written_at_an_address_that_may_be_somebody_elses(harbour: Coop, told: Tell) -> None:
    dee = join(harbour, "dee", "member", dt.date(2024, 1, 1))
    told(dee, key="informs")
    told(dee, kind="lease", words="ends", key="binds")
    assert post() == []

    prove(dee)

    assert len(post(6 * HOUR)) == 1


def test_what_only_informs_is_given_up_after_two_weeks_and_what_binds_waits_on(
    harbour: Coop, told: Tell
) -> None:
    dee = join(harbour, "dee", "member", dt.date(2024, 1, 1))
    told(dee, key="informs")
    told(dee, kind="lease", words="ends", key="binds")

    post(DAY * 14)

    assert went() == ["waiting", "held"]


def test_nobody_elses_participants_are_told(harbour: Coop, ada: Participant, told: Tell) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    abe = join(quay, "abe", "member", dt.date(2024, 1, 1))

    told(ada, abe, except_for="ada")

    assert Notice.objects.count() == 0


def test_a_round_asks_as_much_for_two_hundred_members_with_fifty_notices_as_for_two(
    harbour: Coop, told: Tell
) -> None:
    few = [join(harbour, f"few-{n}", "member", dt.date(2024, 1, 1)) for n in range(2)]
    for one in few:
        prove(one)
    for n in range(2):
        told(*few, key=f"{n}")
    of_few = asked(harbour)
    many = crowd(harbour, 200)
    Notice.objects.bulk_create(copies(many, 50))

    of_many = asked(harbour)

    letters = Letter.objects.exclude(to__startswith="few")
    assert (letters.count(), of_many - of_few <= LOTS_OF_LETTERS) == (200, True)
    assert {letter.body.count("soup") for letter in letters} == {50}


LOTS_OF_LETTERS = 4
"""Letters are written so many lots at a time as the engine takes; nothing else grows."""


def asked(coop: Coop) -> int:
    with CaptureQueriesContext(connection) as queries:
        posting.post_round(coop, NOON)
    return len(queries)


def crowd(coop: Coop, many: int) -> list[Participant]:
    people = [
        Person(email=f"m{n}@x.example", name=f"M{n}", proven_address=f"m{n}@x.example") for n in range(many)
    ]
    Person.objects.bulk_create(people)
    there = [Participant(coop=coop, key=f"m{n}", name=f"M{n}", person=one) for n, one in enumerate(people)]
    Participant.objects.bulk_create(there)
    of_all: dict[str, Any] = {"coop": coop, "stage": "member", "valid_from": dt.date(2024, 1, 1)}
    QuerySet[StagePeriod](StagePeriod).bulk_create([StagePeriod(participant=one, **of_all) for one in there])
    return there


def copies(readers: list[Participant], each: int) -> list[Notice]:
    said: dict[str, Any] = {
        "kind": "supper",
        "code": "set",
        "values": {"day": "2025-03-04", "dish": "soup"},
        "information_class": "accounts",
        "path": "record/",
        "told_at": NOON,
        "send_at": NOON,
        "went": "waiting",
    }
    return [
        Notice(coop=one.coop, participant=one, about=one, key=f"{n}", **said)
        for one in readers
        for n in range(each)
    ]
