"""Who is told of minutes, once, and what waits on *Today*."""

from __future__ import annotations

import datetime as dt
import io
import zoneinfo
from collections.abc import Callable

from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from bylaws.decisions.days import end_of
from tests.toadlane.minutes.conftest import House, key
from tests.toadlane.notices.conftest import prove
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import waiting
from toadlane.coops.sight import sight_on
from toadlane.mail.models import Letter
from toadlane.mail.outbox import send_due
from toadlane.meetings import standing
from toadlane.meetings.planned_rows import Part
from toadlane.minutes import tasks, verbs
from toadlane.minutes.models import Action, Frozen
from toadlane.minutes.posted import words_under
from toadlane.notices.hearing import work_off
from toadlane.notices.kinds import NO_MORE
from toadlane.notices.models import Notice
from toadlane.notices.posting import post
from toadlane.ui import figures

NEW_YORK = zoneinfo.ZoneInfo("America/New_York")


def told(kind: str) -> list[str]:
    work_off()
    rows = Notice.objects.filter(kind=kind).order_by("participant__key")
    return list(rows.values_list("participant__key", flat=True))


def today(house: House, who: Participant) -> list[tuple[str, str]]:
    return [(one.title, one.verb) for one in waiting(who, house.at) if "/meetings/" in one.url]


def test_minutes_are_told_once_to_whoever_may_see_them_with_their_words(house: House) -> None:
    house.at = Moment.of(timezone.now(), coop=house.coop)
    row = house.sent()

    assert told("minutes-out") == ["bo", "dee", "fay"]
    assert told("minutes-out") == ["bo", "dee", "fay"]
    notice = Notice.objects.get(kind="minutes-out", participant=house.bo)
    more = words_under([notice])[notice.pk]
    assert ("We buy the **van**." in str(more.text), "<strong>van</strong>" in more.html) == (True, True)
    assert told("meeting-action") == ["dee"]
    one = house.suggest(row, house.bo, part="issues", text="The roof.")
    assert told("minutes-correction") == ["ada", "dee", "fay"]
    house.answer(row, one, house.ada)
    assert told("minutes-answered") == ["bo"]
    house.approve(row, house.ada, house.bo, house.dee)
    assert told("minutes-approved") == ["ada", "bo", "dee", "fay"]


def test_whoever_it_is_noted_for_is_told_and_everybody_where_it_comes_to_nothing(house: House) -> None:
    house.at = Moment.of(timezone.now(), coop=house.coop)
    row, later = house.sent(), house.after("ada", "bo", "dee")
    house.note(row, later, "ada", "bo", "dee")
    assert told("minutes-noted") == ["bo", "dee"]
    notice = Notice.objects.get(kind="minutes-noted", participant=house.bo)
    last = house.at.day + dt.timedelta(days=2)
    assert notice.says == (
        "Ada noted in “Next” of February 27, 2025 that you approve the minutes of “Monday”. If you did not, "
        f"say so until {figures.day(last)}; otherwise it counts then."
    )
    assert (notice.of_kind.binding, notice.needed_by) == (True, end_of(last, "America/New_York"))

    house.contest(row, house.dee)
    assert told("minutes-contested") == ["ada"]
    house.contest(row, house.bo)

    assert told("minutes-contested") == ["ada", "ada", "dee", "fay"]
    assert not Notice.objects.filter(kind="minutes-noted", read_at=None).exists()
    said = [one.says for one in Notice.objects.filter(kind="minutes-contested", code="undone")]
    undone = "So they are not approved by what was noted."
    assert set(said) == {f"Bo did not approve the minutes of “Monday”, as was noted. {undone}"}


def test_who_approves_themselves_is_asked_no_more_and_a_new_text_asks_nobody_for_the_old(
    house: House,
) -> None:
    house.at = Moment.of(timezone.now(), coop=house.coop)
    row, later = house.sent(), house.after("ada", "bo", "dee")
    house.note(row, later, "bo", "dee")
    asks = Notice.objects.filter(kind="minutes-noted", read_at=None)
    house.approve(row, house.bo)
    told("minutes-noted")
    assert list(asks.values_list("participant__key", flat=True)) == ["dee"]

    one = house.suggest(row, house.bo, part="issues", text="The roof.")
    house.answer(row, one, house.ada)
    told("minutes-noted")

    assert not asks.exists()


def test_today_asks_whoever_it_was_noted_for(house: House, clock: Callable[[Moment], None]) -> None:
    row, later = house.sent(), house.after("ada", "bo", "dee")
    house.note(row, later, "ada", "bo")
    clock(house.at)

    [found] = [one for one in waiting(house.bo, house.at) if one.title == "Minutes: Monday"]
    assert (found.verb, found.detail, found.due_on) == (
        "Say if you did not approve them",
        "Ada noted that you approve them.",
        house.at.day + dt.timedelta(days=2),
    )
    house.contest(row, house.bo)
    assert ("Minutes: Monday", "Correct or approve them") in today(house, house.bo)


def test_a_closed_session_is_told_to_those_who_were_in_it_and_its_words_stay_out_of_letters(
    house: House,
) -> None:
    house.at = Moment.of(timezone.now(), coop=house.coop)
    row = house.written()
    closed = verbs.begin_closed(
        minutes=row.pk, title="Pay", there=["bo"], by=house.ada, at=house.at, key=key()
    )
    house.write(closed, "decisions", "Salmon.")
    for part in ("issues", "actions"):
        verbs.say_none(minutes=closed.pk, part=part, none=True, by=house.ada, at=house.at)
    verbs.send_out(minutes=closed.pk, by=house.ada, at=house.at)

    assert told("minutes-out") == ["bo"]
    notice = Notice.objects.get(kind="minutes-out")
    assert words_under([notice])[notice.pk] == NO_MORE


def test_today_leads_from_writing_to_approving_and_to_what_was_promised(
    house: House, clock: Callable[[Moment], None]
) -> None:
    Part.objects.create(
        coop=house.coop,
        meeting=house.meeting,
        role="scribe",
        participant=house.ada,
        way="took",
        since=house.at.instant,
    )
    assert ("Monday is over", "Write its minutes") in today(house, house.ada)
    row = house.written()
    assert ("Minutes: Monday", "Finish them and send them out") in today(house, house.ada)
    verbs.send_out(minutes=row.pk, by=house.ada, at=house.at)
    assert ("Minutes: Monday", "Correct or approve them") in today(house, house.bo)
    assert [one for one in today(house, house.fay) if "Minutes" in one[0]] == []
    house.suggest(row, house.bo, part="issues", text="The roof.")
    assert ("Minutes: Monday", "Answer the corrections") in today(house, house.ada)
    assert ("Get three offers", "Do it, and say so") in today(house, house.dee)


def test_the_house_freezes_what_was_approved_and_reminds_of_what_is_due_once(
    house: House, clock: Callable[[Moment], None]
) -> None:
    row = house.sent()
    house.approve(row, house.ada, house.bo)
    assert tasks.something_waits()
    Action.objects.update(due_on=timezone.now().date())
    clock(Moment.of(timezone.now(), coop=house.coop))
    tasks.settle_all.call()
    tasks.settle_all.call()

    assert Frozen.objects.get().frozen_on == timezone.now().astimezone(NEW_YORK).date()
    assert list(Notice.objects.filter(kind="meeting-action", code="due").values_list("participant__key")) == [
        ("dee",)
    ]


def test_the_page_of_a_meeting_leads_to_its_minutes_and_its_agenda_tells_what_is_due(
    house: House, signed_in: Callable[[Participant], Client], clock: Callable[[Moment], None]
) -> None:
    page = f"/c/harbour/meetings/{house.meeting.pk}/"
    house.sent()

    assert (
        f"/c/harbour/meetings/{house.meeting.pk}/minutes/" in signed_in(house.ada).get(page).content.decode()
    )
    sight = sight_on(house.ada, house.at.day)
    place = Place(house.coop, house.ada, house.at, sight)
    assert [one.text for one in standing.filled(place, house.meeting, ["open-actions"])["open-actions"]] == []
    later = house.plan("Later", house.at.instant + dt.timedelta(days=30))
    told = standing.filled(place, later, ["open-actions"])["open-actions"]
    assert [one.text for one in told] == ["Dee: Get three offers"]


def test_letters_carry_the_minutes_in_the_language_of_each_and_enclose_them_for_those_who_may_read_them(
    house: House, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    house.at = Moment.of(timezone.now(), coop=house.coop)
    for who, language in ((house.bo, "es"), (house.fay, "en")):
        assert who.person is not None
        who.person.language = language
        who.person.save()
        prove(who)
    row = house.written()
    house.write(row, "issues", "<script>alert(1)</script>\n\n- **The** roof\n\n" + "x " * 4_000, title="Roof")
    house.write(row, "issues", "y " * 4_900)
    house.write(row, "issues", "z " * 4_900)
    verbs.send_out(minutes=row.pk, by=house.ada, at=house.at)
    work_off()
    Notice.objects.filter(send_at__isnull=False).update(send_at=timezone.now())
    with CaptureQueriesContext(connection) as asked:
        post(timezone.now())
    send_due()

    letters = {one.to[0]: one for one in mailoutbox if "Harbour" in one.subject}
    english, spanish = letters["fay@harbour.example"], letters["bo@harbour.example"]
    [page] = [str(said) for said, media in english.alternatives if media == "text/html"]
    assert "<strong>van</strong>" in page
    assert ("<script>" in page, "This is long" in page, "This is long" in english.body) == (False, True, True)
    assert ("Lo que se decidió" in spanish.body, "Draft" in spanish.body) == (True, False)
    [(name, data, media)] = english.attachments
    assert (name, media) == ("harbour-minutes-2025-02-24.pdf", "application/pdf")
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert ("Get three offers" in printed, "alert(1)" in printed) == (True, True)
    assert len(asked) < 60
    assert list(Letter.objects.values_list("body", "encloses").distinct()) == [("", [])]
