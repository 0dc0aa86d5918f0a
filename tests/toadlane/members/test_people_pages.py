"""The pages of people, for those who enter them and those who read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.conftest import join
from tests.toadlane.members.conftest import BEGAN, Bring
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.members.entering import NewPerson, Spell
from toadlane.members.models import Invitation

ROOM = "/c/harbour/people/"
GIL = f"{ROOM}gil/"
TYPED = {
    "name": "Hal Example",
    "email": "hal@harbour.example",
    "stage": "member",
    "since": "2024-01-01",
    "key": "k",
}
LINES = "Hal;hal@harbour.example;member 2024-01-01\nIda;;candidate 2024-05-01"
Enter = Callable[[Participant], Client]


def errors(page: Any, form: str = "form") -> list[str]:
    return list(page.context[form].errors)


def test_one_person_is_brought_in_by_the_form(browser: Client, coop: Coop) -> None:
    typed = {**TYPED, "before": "candidate", "before_since": "2023-04-01", "role": "bookkeeper", "send": "on"}

    answer = browser.post(f"{ROOM}bring/one/", typed, follow=True)

    hal = Participant.objects.get(coop=coop, key="hal")
    assert answer.redirect_chain == [(ROOM, 302)]
    assert (hal.stage_on(dt.date(2023, 4, 1)), hal.stage_on(dt.date(2024, 1, 1))) == ("candidate", "member")
    assert hal.roles_on(dt.date(2024, 1, 1)) == frozenset({"bookkeeper"})
    assert "Hal Example" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "hal"}, "email"),
        ({"email": "fay@harbour.example"}, "email"),
        ({"since": ""}, "since"),
        ({"since": "1.5.2024"}, "since"),
        ({"since": "1999-01-01"}, "since"),
        ({"stage": "emperor"}, "stage"),
        ({"before": "candidate"}, "before_since"),
        ({"before_since": "2023-04-01"}, "before_since"),
        ({"before": "candidate", "before_since": "2024-01-01"}, "before_since"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    browser: Client, typed: dict[str, str], field: str
) -> None:
    page = browser.post(f"{ROOM}bring/one/", {**TYPED, "role": "bookkeeper", **typed})

    assert (page.status_code, errors(page), page.context["form"]["role"].value()) == (
        422,
        [field],
        "bookkeeper",
    )


def test_lines_are_looked_at_first_and_brought_in_then(browser: Client, coop: Coop) -> None:
    looked = browser.post(f"{ROOM}bring/many/", {"lines": LINES, "key": "k"})
    before = Participant.objects.count()
    came = browser.post(f"{ROOM}bring/many/", {"lines": LINES, "key": "k", "bring": "yes"})

    assert (looked.status_code, before, len(looked.context["lines"])) == (200, 1, 2)
    assert (came.headers["Location"], Participant.objects.count()) == (ROOM, 3)


def test_a_wrong_line_keeps_everybody_out_and_the_lines_stay(browser: Client) -> None:
    lines = f"{LINES}\nJo;;member"

    page = browser.post(f"{ROOM}bring/many/", {"lines": lines, "key": "k", "bring": "yes"})

    assert (page.status_code, Participant.objects.count()) == (422, 1)
    assert page.context["form"]["lines"].value() == lines
    assert "does not say since when" in page.content.decode()


def test_five_hundred_lines_are_one_look(browser: Client) -> None:
    lines = "\n".join(f"Person {n};p{n}@harbour.example;member 2024-01-01" for n in range(500))

    page = browser.post(f"{ROOM}bring/many/", {"lines": lines, "key": "k"})

    assert (page.status_code, page.context["wrong"], len(page.context["lines"])) == (200, [], 500)


def test_too_many_lines_are_refused_with_the_lines_kept(browser: Client) -> None:
    lines = "\n".join(f"Person {n}" for n in range(1001))

    page = browser.post(f"{ROOM}bring/many/", {"lines": lines, "key": "k", "bring": "yes"})

    assert (page.status_code, Participant.objects.count()) == (422, 1)
    assert "1001 people cannot be brought in at once" in page.content.decode()


def test_hostile_names_are_only_names(bring: Bring, browser: Client) -> None:
    bring(NewPerson("<img src=x onerror=alert(1)>"), NewPerson("=cmd|'/c calc'!A1"))

    told = browser.get(ROOM).content.decode()

    assert "<img" not in told
    assert "&lt;img src=x onerror=alert(1)&gt;" in told


@pytest.mark.parametrize("many", [3, 300])
def test_the_list_asks_as_much_for_3_as_for_300(
    bring: Bring, browser: Client, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bring(
        *[
            NewPerson(
                f"P {n}", f"p{n}@harbour.example", (Spell("member", BEGAN),), (Spell("accountant", BEGAN),)
            )
            for n in range(many)
        ]
    )

    # Session, person, participant; stage and roles, open classes; people, stages, roles, invitations.
    with django_assert_num_queries(9):
        page = browser.get(ROOM)

    assert len(page.context["lines"]) == many + 1


def test_a_member_reads_and_is_offered_nothing(ada_reads: Client, gil: Participant) -> None:
    listed, one = ada_reads.get(ROOM), ada_reads.get(GIL)

    assert (listed.status_code, one.status_code) == (200, 200)
    assert "Bring somebody in" not in listed.content.decode()
    assert "gil@harbour.example" not in one.content.decode()


@pytest.fixture
def ada_reads(coop: Coop, signed_in: Enter) -> Client:
    return signed_in(join(coop, "ada", "member", BEGAN))


def test_a_member_who_tries_is_told_who_does_it(ada_reads: Client, gil: Participant) -> None:
    answers = [
        ada_reads.post(f"{ROOM}bring/one/", TYPED),
        ada_reads.get(f"{ROOM}bring/many/"),
        ada_reads.post(f"{GIL}stages/", {"word": "member", "valid_from": "2024-01-01", "key": "k"}),
        ada_reads.post(f"{GIL}name/", {"name": "G", "key": "k"}),
        ada_reads.post(f"{GIL}invitations/", {"email": "g@harbour.example", "key": "k"}),
    ]

    assert [answer.status_code for answer in answers] == [409] * 5


def test_strangers_find_nothing(client: Client, gil: Participant, signed_in: Any, chi: Any) -> None:
    assert [who.get(at).status_code for who in (client, signed_in(chi)) for at in (ROOM, GIL)] == [404] * 4


def test_a_candidate_sees_themselves_and_not_the_others(
    coop: Coop, bo: Participant, gil: Participant, signed_in: Enter
) -> None:
    browser = signed_in(bo)

    assert [browser.get(f"{ROOM}{who}").status_code for who in ("", "bo/", "gil/", "nobody/")] == [
        404,
        200,
        404,
        404,
    ]


def test_a_stage_and_a_role_are_entered_on_the_page_of_a_person(browser: Client, gil: Participant) -> None:
    browser.post(f"{GIL}stages/", {"word": "sabbatical", "valid_from": "2025-01-01", "key": "a"})
    browser.post(f"{GIL}roles/", {"word": "accountant", "valid_from": "2025-01-01", "key": "b"})

    assert gil.stage_on(dt.date(2025, 1, 1)) == "sabbatical"
    assert gil.roles_on(dt.date(2025, 1, 1)) == frozenset({"accountant", "bookkeeper"})


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (("stages/", {"word": "member", "valid_from": "2023-10-01"}), ("stage_form", "valid_from")),
        (("stages/", {"word": "emperor", "valid_from": "2025-10-01"}), ("stage_form", "word")),
        (("roles/", {"word": "bookkeeper", "valid_from": "2024-06-01"}), ("role_form", "valid_from")),
        (("roles/", {"word": "founder", "valid_from": "2001-06-01"}), ("role_form", "valid_from")),
        (("name/", {"name": " "}), ("name_form", "name")),
        (("invitations/", {"email": "gil"}), ("invite_form", "email")),
        (("invitations/", {"email": "fay@harbour.example"}), ("invite_form", "email")),
    ],
)
def test_a_form_on_the_page_of_a_person_says_what_is_wrong(
    browser: Client, gil: Participant, sent: tuple[str, dict[str, str]], told: tuple[str, str]
) -> None:
    (where, typed), (form, field) = sent, told

    page = browser.post(f"{GIL}{where}", {**typed, "key": "k"})

    assert page.status_code in {409, 422}
    assert errors(page, form) == [field]


def test_a_name_is_put_right_on_the_page(browser: Client, gil: Participant) -> None:
    browser.post(f"{GIL}name/", {"name": "Gill Example", "key": "k"})

    gil.refresh_from_db()
    assert gil.name == "Gill Example"


def test_a_wrong_stage_is_put_right_on_its_page(browser: Client, gil: Participant) -> None:
    row = StagePeriod.objects.get(participant=gil, stage="candidate")
    at = f"{GIL}stages/{row.pk}/"
    typed = {
        "word": "candidate",
        "valid_from": "2023-03-01",
        "valid_until": "2023-10-01",
        "because": "",
        "key": "k",
    }

    shown = browser.get(at)
    silent = browser.post(at, typed)
    browser.post(at, {**typed, "because": "the minutes say March"})

    assert (shown.status_code, silent.status_code, errors(silent)) == (200, 422, ["because"])
    assert gil.stage_on(dt.date(2023, 2, 1)) is None
    assert browser.get(at).status_code == 404
    assert "replaced" in browser.get(GIL).content.decode()


def test_a_role_that_never_was_is_taken_back_on_its_page(browser: Client, gil: Participant) -> None:
    row = RolePeriod.objects.get(participant=gil)
    typed = {"word": "bookkeeper", "valid_from": "2024-01-01", "never": "on", "because": "a slip", "key": "k"}

    browser.post(f"{GIL}roles/{row.pk}/", typed)

    assert gil.roles_on(dt.date(2025, 1, 1)) == frozenset()


def test_the_last_founder_is_told_why_they_stay(browser: Client, fay: Participant) -> None:
    row = RolePeriod.objects.get(participant=fay)
    typed = {"word": "founder", "valid_from": "2019-04-01", "never": "on", "because": "done", "key": "k"}

    page = browser.post(f"{ROOM}fay/roles/{row.pk}/", typed)

    assert page.status_code == 409
    assert "nobody could enter people any more" in page.content.decode()


def test_invited_anew_and_withdrawn_on_the_page(browser: Client, gil: Participant) -> None:
    first = Invitation.objects.get(participant=gil)
    browser.post(f"{GIL}invitations/", {"email": "gil@new.example", "send": "on", "key": "k"})
    second = Invitation.objects.get(participant=gil, withdrawn_at=None)

    browser.post(f"{GIL}invitations/{second.pk}/withdrawal/", {"key": "w"})
    again = browser.post(f"{GIL}invitations/{second.pk}/withdrawal/", {"key": "x"}, follow=True)
    keyless = browser.post(f"{GIL}invitations/{second.pk}/withdrawal/", {}, follow=True)
    other = browser.post(f"{ROOM}fay/invitations/{second.pk}/withdrawal/", {"key": "w"})

    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert not Invitation.objects.filter(withdrawn_at=None).exists()
    assert "was withdrawn" in again.content.decode()
    assert "Nothing was changed" in keyless.content.decode()
    assert other.status_code == 404


def test_each_state_of_an_invitation_is_told_in_the_list(browser: Client, bring: Bring, coop: Coop) -> None:
    names = ["Open", "Sent", "Trouble", "Old", "None"]
    bring(*[NewPerson(name, f"{name.lower()}@harbour.example" if name != "None" else "") for name in names])
    far = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
    rows = Invitation.objects.filter(coop=coop)
    rows.update(expires_at=far)
    rows.filter(email__startswith="sent").update(sent_at=far)
    rows.filter(email__startswith="trouble").update(trouble="refused")
    rows.filter(email__startswith="old").update(expires_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))

    told = browser.get(ROOM).content.decode()

    words = ["Not sent yet", "Invited", "Could not be sent", "Invitation too old", "not invited"]
    assert [word for word in words if word not in told] == []


def test_somebody_is_found_by_a_part_of_their_name_and_by_what_they_hold(
    bring: Bring, browser: Client, coop: Coop
) -> None:
    since = dt.date(2024, 1, 1)
    bring(
        NewPerson("Zoë Ångström"),
        NewPerson("Zoe Sample", roles=(Spell("accountant", since),)),
        *(NewPerson(f"Person {n}") for n in range(4)),
    )

    def found(query: str) -> tuple[list[str], list[str]]:
        page = browser.get(f"{ROOM}?{query}")
        api = browser.get(f"/api/v1/coops/{coop.slug}/people?{query}").json()
        return [line.participant.name for line in page.context["lines"]], [one["name"] for one in api]

    assert found("name=zoe") == (["Zoe Sample", "Zoë Ångström"],) * 2
    assert found("name=ANGSTROM+zo") == (["Zoë Ångström"],) * 2
    assert found("role=accountant") == (["Zoe Sample"],) * 2
    assert found("name=nobody+of+this+name") == ([], [])
    assert "Nobody here is called so" in browser.get(f"{ROOM}?name=xyz").content.decode()
    assert len(browser.get(f"{ROOM}?role=emperor").context["lines"]) == 7
