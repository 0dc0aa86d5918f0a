"""Asking to join: by a stranger, once the co-op opened its page, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.candidacy.conftest import ALL, IDA, apply
from tests.toadlane.candidacy.words import HIRING
from tests.toadlane.conftest import join
from toadlane.candidacy import asking, hiring, links, said, verbs
from toadlane.candidacy.asking import listed, warnings_of
from toadlane.candidacy.likeness import skeleton
from toadlane.candidacy.models import CONFIRMED_WITHIN, FORGOTTEN_AFTER, Application
from toadlane.candidacy.verbs.applying import AN_HOUR_AT_MOST, UNCONFIRMED_AT_MOST
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.dues.models import Speaker
from toadlane.dues.reads import line_of
from toadlane.mail.models import Letter
from toadlane.members.models import Invitation
from toadlane.record.models import Entry

JOIN = "/c/harbour/join/"


def refused(fault: type[Fault], act: Callable[[], object]) -> str:
    with pytest.raises(fault) as met:
        act()
    return met.value.code


def typed(n: int = 1, **other: str) -> dict[str, str]:
    return {
        "name": "Ida",
        "email": f"ida{n}@elsewhere.example",
        "words": "Hello.",
        "key": f"ida {n}",
        **other,
    }


def later(at: Moment, span: dt.timedelta) -> Moment:
    return Moment(at.instant + span, at.day + span)


def take_in(asked: Application, by: Participant, at: Moment, **other: object) -> Participant:
    told = {"name": "Ida Example", "stage": "candidate", "from_day": at.day, "key": "in", **other}
    return verbs.accept(application=asked, by=by, at=at, **told)  # type: ignore[arg-type]  # a story names what it changes


def test_while_the_page_is_closed_there_is_none(governed: Coop, ada: Participant, noon: Moment) -> None:
    assert Client().get(JOIN).status_code == 404
    assert refused(NotThere, lambda: apply(governed, noon)) == "not-there"
    verbs.state_page(coop=governed, is_open=False, says="Soon.", by=ada, at=noon, key="draft")
    told, asked = [], []
    for address in (JOIN, "/c/nowhere/join/"):
        with CaptureQueriesContext(connection) as questions:
            told.append(Client().get(address).status_code)
        asked.append([question["sql"].replace("nowhere", "harbour") for question in questions])
    assert (told, asked[0]) == ([404, 404], asked[1])


def test_only_those_who_lead_people_in_open_it(governed: Coop, dee: Participant, noon: Moment) -> None:
    act = lambda: verbs.state_page(coop=governed, is_open=True, says="Come!", by=dee, at=noon, key="page")  # noqa: E731

    assert refused(Refused, act) == "candidacy.not-leading"


def test_nothing_is_read_until_the_address_is_confirmed(open_page: Coop, noon: Moment) -> None:
    verbs.apply(coop=open_page, name="Ida", email=IDA, words="Hello.", at=noon, key="once")
    asked = Application.objects.get()

    assert (listed(open_page), asked.state) == ([], Application.State.SENT)
    letter = Letter.objects.get(to=IDA)
    assert links.link_of(asked) in letter.body
    assert ("Ida" in letter.body, "Hello." in letter.body) == (False, False)
    assert not Entry.objects.filter(kind="application.received.v1").exists()


def test_a_link_is_good_for_three_days(open_page: Coop, noon: Moment) -> None:
    verbs.apply(coop=open_page, name="Ida", email=IDA, words="Hello.", at=noon, key="once")
    asked = Application.objects.get()
    just_then = later(noon, CONFIRMED_WITHIN)

    act = lambda: verbs.confirm_address(application=asked, at=just_then, key="late")  # noqa: E731

    assert refused(NotThere, act) == "not-there"
    in_time = later(noon, CONFIRMED_WITHIN - dt.timedelta(seconds=1))
    assert verbs.confirm_address(application=asked, at=in_time, key="in time").state == "open"


def test_the_answer_is_the_same_whether_the_address_is_known(
    open_page: Coop, ada: Participant, noon: Moment
) -> None:
    emails = ("ada@harbour.example", IDA, "ada@harbour.example")
    answers = [Client().post(JOIN, typed(n, email=email)) for n, email in enumerate(emails)]

    assert {(one.status_code, one["Location"]) for one in answers} == {(302, f"{JOIN}thanks/")}
    to_ada = Letter.objects.filter(to="ada@harbour.example")
    assert ["known there already" in letter.body for letter in to_ada] == [True, True]
    asked = Application.objects.filter(email="ada@harbour.example")[0]
    assert asked.words == ""
    link = Client().get(links.link_of(asked).removeprefix("http://testserver"))
    assert link.status_code == 404


def test_somebody_who_sends_very_many_is_asked_to_wait(open_page: Coop) -> None:
    statuses = [Client().post(JOIN, typed(n)).status_code for n in range(11)]

    assert statuses == [302] * 10 + [429]


def test_no_mailbox_is_flooded_and_nobody_is_told(open_page: Coop) -> None:
    statuses = [Client().post(JOIN, typed(n, email=IDA)).status_code for n in range(4)]

    assert (statuses, Letter.objects.filter(to=IDA).count()) == ([302] * 4, 3)


def pile(coop: Coop, many: int, at: Moment, place: str = "", name: str = "No") -> None:
    """Applications that nobody confirmed."""
    Application.objects.bulk_create(
        Application(
            coop=coop,
            name=name,
            email=f"{place}{n}@x.example",
            words="x",
            from_place=place,
            sent_at=at.instant + dt.timedelta(seconds=n),
        )
        for n in range(many)
    )


def test_who_sends_very_many_crowds_out_only_their_own(open_page: Coop, noon: Moment) -> None:
    pile(open_page, 1, noon, "early")
    pile(open_page, UNCONFIRMED_AT_MOST - 1, later(noon, dt.timedelta(hours=1)), "busy")
    after = later(noon, dt.timedelta(hours=3))

    asked = {"coop": open_page, "name": "Ida", "email": IDA, "words": "Hello.", "at": after}
    verbs.apply(**asked, key="late", place="late")  # type: ignore[arg-type]  # a story names what it changes

    waiting = set(Application.objects.values_list("email", flat=True))
    assert len(waiting) == UNCONFIRMED_AT_MOST
    assert {"early0@x.example", IDA, "busy1@x.example"} <= waiting
    assert "busy0@x.example" not in waiting


def test_where_somebody_asked_from_is_kept_unread_until_they_confirm(open_page: Coop) -> None:
    for n, address in enumerate(("192.0.2.1", "192.0.2.1", "192.0.2.2")):
        Client().post(JOIN, typed(n), REMOTE_ADDR=address)
    rows = list(Application.objects.order_by("email").select_related("coop"))
    one, same, other = (row.from_place for row in rows)
    at = Moment.of(rows[0].sent_at, coop=open_page)

    confirmed = verbs.confirm_address(application=rows[0], at=at, key="mine")

    assert (one == same, one == other, len(one), "192" in one) == (True, False, 32, False)
    assert confirmed.from_place == ""


def test_letters_to_whom_strangers_name_are_bounded_by_the_hour(open_page: Coop, noon: Moment) -> None:
    pile(open_page, AN_HOUR_AT_MOST, noon)

    assert refused(Refused, lambda: apply(open_page, noon)) == "candidacy.flood"
    after = Moment(noon.instant + dt.timedelta(hours=2), noon.day)
    verbs.apply(coop=open_page, name="Uma", email="uma@x.example", words="Hello.", at=after, key="uma")
    assert Application.objects.filter(email="uma@x.example").exists()


def test_what_nobody_confirmed_is_forgotten(open_page: Coop, noon: Moment) -> None:
    pile(open_page, 3, noon)

    apply(open_page, later(noon, CONFIRMED_WITHIN + dt.timedelta(minutes=1)))

    assert Application.objects.count() == 1


def test_of_very_many_applications_a_page_is_shown_and_one_is_found(
    open_page: Coop, noon: Moment, browser: Client
) -> None:
    pile(open_page, 119, noon, name="Uma Example")
    pile(open_page, 1, noon, "z", name="Zoë Example")
    Application.objects.update(confirmed_at=noon.instant)
    page, api = (
        reverse("candidacy:applications", args=["harbour"]),
        "/api/v1/coops/harbour/joining/applications",
    )

    shown = browser.get(page, {"page": "2"}).content.decode()
    found = browser.get(page, {"name": "zoe"}).content.decode()
    nobody = browser.get(page, {"name": "quinn"}).content.decode()
    lots = [len(browser.get(api, {"page": number}).json()) for number in (1, 2, 3)]
    named = browser.get(api, {"name": "z0@x"}).json()

    assert (shown.count("Uma Example"), found.count("Zoë Example"), found.count("Uma")) == (50, 1, 0)
    assert "120 applications" in shown
    assert "No application is by that name" in nobody
    assert (lots, [one["words"] for one in named]) == ([100, 20, 0], ["x"])


def test_sent_twice_it_is_one(open_page: Coop) -> None:
    one, other = Client().post(JOIN, typed()), Client().post(JOIN, typed())

    assert (one.status_code, other.status_code, Application.objects.count()) == (302, 302, 1)


CALLED = ("Ana", "李小龍", "محمد", "می\u200cخواهم", "Nguyễn Thị Minh", "O’Brien-Łuczak", "x" * 200)
UNSEEN = ("", "   ", "x" * 201, "Ada\u202eexe", "a\x00b", "\u200b", "...", "\u200d\u200c")


@pytest.mark.parametrize("name", CALLED)
def test_a_name_is_what_somebody_is_called(name: str) -> None:
    assert said.name(f"  {name} ") == name


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_can_see_is_no_name(name: str) -> None:
    assert refused(InputFault, lambda: said.name(name)) == "candidacy.name"


@pytest.mark.parametrize("name", ["\u0410d\u0430", "ADA", "Ad\u00e1", "A da", "\uff21da"])
def test_names_can_be_taken_for_anothers(name: str) -> None:
    assert [one for one in ("Bo", "Ada", "Dee") if skeleton(one) == skeleton(name)] == ["Ada"]


def test_whose_name_looks_like_anothers_is_warned_of(open_page: Coop, bo: Participant, noon: Moment) -> None:
    greek, nobody = apply(open_page, noon, "\u0392\u03bf"), apply(open_page, noon, "Bob", "bob@x.example")

    assert (warnings_of(open_page, greek), warnings_of(open_page, nobody)) == (("Bo",), ())
    assert [one.looks_like for one in listed(open_page)] == [("Bo",), ()]


def test_however_many_apply_each_name_is_looked_at_twice(
    open_page: Coop, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once to be laid down, once to be looked for: strangers decide how many apply."""
    drawn: list[str] = []

    def counted(name: str) -> str:
        drawn.append(name)
        return skeleton(name)

    monkeypatch.setattr(asking, "skeleton", counted)
    many = [("Ida", f"ida{n}@x.example") for n in range(100)] + [
        (f"Uma {n}", "uma@x.example") for n in range(100)
    ]
    Application.objects.bulk_create(
        Application(
            coop=open_page,
            name=name,
            email=email,
            words="Hello.",
            sent_at=noon.instant,
            confirmed_at=noon.instant,
        )
        for name, email in many
    )

    found = listed(open_page)

    assert [one.looks_like for one in found] == [("Ida",)] * 100 + [()] * 100
    assert len(drawn) == 2 * len(many) + Participant.objects.filter(coop=open_page).count()


def test_taken_in_somebody_is_a_candidate_and_invited(
    applied: Application, ada: Participant, noon: Moment
) -> None:
    who = take_in(applied, ada, noon)

    stages = list(StagePeriod.objects.filter(participant=who).values_list("stage", "valid_from"))
    assert stages == [("candidate", noon.day)]
    assert Invitation.objects.get(participant=who).email == IDA
    again = lambda: verbs.keep(application=applied, kept=True, by=ada, at=noon, key="late")  # noqa: E731
    assert refused(RecordMoved, again) == "candidacy.answered"
    assert take_in(applied, ada, noon).pk == who.pk


def test_an_organisation_that_applied_comes_in_with_who_speaks_for_it(
    applied: Application, ada: Participant, noon: Moment
) -> None:
    who = take_in(applied, ada, noon, name="Orchard Network", speaker="Nia Okafor")

    assert take_in(applied, ada, noon, name="Orchard Network", speaker="Nia Okafor").pk == who.pk
    line = line_of(who, noon.day)
    assert (line.terms.organisation, line.vote and line.vote.value) == (True, False)
    assert Speaker.objects.get(participant=who).name == "Nia Okafor"


def test_nobody_comes_in_as_a_member(applied: Application, ada: Participant, noon: Moment) -> None:
    assert refused(InputFault, lambda: take_in(applied, ada, noon, stage="member")) == "candidacy.entrance"


def test_only_those_who_lead_answer(
    applied: Application, bo: Participant, dee: Participant, noon: Moment
) -> None:
    assert refused(Refused, lambda: take_in(applied, bo, noon)) == "candidacy.not-leading"
    assert refused(Refused, lambda: take_in(applied, dee, noon)) == "candidacy.not-leading"


def test_a_no_is_a_letter_and_is_forgotten_in_a_year(
    applied: Application, ada: Participant, noon: Moment
) -> None:
    verbs.decline(application=applied, letter="Not now;\nthank you.", by=ada, at=noon, key="no")

    assert "Not now;\nthank you." in Letter.objects.get(key=f"application:answer:{applied.pk}").body
    after = later(noon, FORGOTTEN_AFTER + dt.timedelta(days=1))
    apply(applied.coop, after, email="other@elsewhere.example")
    assert not Application.objects.filter(pk=applied.pk).exists()


def test_kept_for_later_it_can_be_taken_up_again(
    applied: Application, ada: Participant, noon: Moment
) -> None:
    kept = verbs.keep(application=applied, kept=True, by=ada, at=noon, key="keep").state
    taken_up = verbs.keep(application=applied, kept=False, by=ada, at=noon, key="up").state

    assert (kept, taken_up) == (Application.State.KEPT, Application.State.OPEN)


def test_where_hiring_is_decided_nobody_is_taken_in_without(
    harbour: Coop, ada: Participant, noon: Moment
) -> None:
    adopt_charter(coop=harbour, source=HIRING, by=ada, at=noon, key="charter")
    dee = join(harbour, "dee", "member", dt.date(2024, 1, 1))
    verbs.state_page(coop=harbour, is_open=True, says="Come!", by=ada, at=noon, key="page")
    asked = apply(harbour, noon)

    assert refused(Refused, lambda: take_in(asked, ada, noon)) == "candidacy.hire"
    entered = enter_authority(
        matter="hire",
        subject=hiring.subject_of(asked),
        fingerprint=hiring.fingerprint(asked, "candidate"),
        article=ALL,
        decided_on=noon.day,
        text="We take them in.",
        by=ada,
        at=noon,
        key="hire",
    )
    confirm_authority(authority=entered, by=dee, at=noon, key="yes")
    authority = Authority.objects.get(pk=entered.pk)
    assert take_in(asked, ada, noon, authority=authority, key="decided").key == "ida"
    assert Authority.objects.get(pk=entered.pk).state == Authority.State.USED
