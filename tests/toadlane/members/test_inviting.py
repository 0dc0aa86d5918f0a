"""Invitations: sent, handed over, withdrawn, too old, used twice, opened by somebody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.crowds import all_at_once
from tests.toadlane.members.conftest import GIL, PASSWORD, Bring, send_all
from tests.toadlane.members.mail_server import MailServer, mail_server
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members import links, verbs
from toadlane.members.entering import NewPerson
from toadlane.members.models import LASTS, Invitation
from toadlane.people.models import Person
from toadlane.record.models import Entry

OPEN, EXPIRED = Invitation.State.OPEN, Invitation.State.EXPIRED


def later(now: Moment, days: int) -> Moment:
    span = dt.timedelta(days=days)
    return Moment(now.instant + span, now.day + span)


@pytest.fixture
def settle_on(monkeypatch: pytest.MonkeyPatch) -> Callable[[Moment], None]:
    """What time it is on the pages."""

    def settle(at: Moment) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: at.instant)

    return settle


@pytest.fixture
def person(db: None) -> Person:
    """Gil has an account already."""
    return Person.objects.welcome(email=GIL.email, name="Gil", password=PASSWORD)


def by_smtp(settings: Any, server: MailServer) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False


def test_the_letter_holds_the_link_and_who_invites(invited: Invitation) -> None:
    send_all()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([GIL.email], "Fay Example invites you to Harbour Web Cooperative")
    assert links.link_by_post(invited) in letter.body
    invited.refresh_from_db()
    assert (invited.sent_at is not None, invited.trouble) == (True, "")


def test_sent_once_however_often_the_work_begins(invited: Invitation) -> None:
    send_all()
    send_all()

    assert len(mail.outbox) == 1


def test_a_name_of_several_lines_stays_one_subject(bring: Bring, fay: Participant) -> None:
    fay.coop.name = "Harbour\nBcc: everyone@harbour.example"
    fay.coop.save()
    bring(GIL)

    send_all()

    assert mail.outbox[0].subject == "Fay Example invites you to Harbour Bcc: everyone@harbour.example"


def test_a_real_mail_server_gets_the_letter(invited: Invitation, settings: Any) -> None:
    with mail_server() as server:
        by_smtp(settings, server)
        send_all()

    (letter,) = server.letters
    assert f"To: {GIL.email}" in letter.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("says", "word"),
    [
        ({"RCPT": "550 nobody here"}, "550 nobody here)"),
        (
            {"MAIL": "550 not you"},
            "550 not you)",
        ),
        ({"END": "554 no, after all"}, "554 no, after all)"),
        ({"HELLO": "421 too busy"}, "421 too busy)"),
    ],
)
def test_a_mail_server_that_refuses_is_told_of_and_the_link_is_handed_over(
    invited: Invitation, settings: Any, browser: Client, says: dict[str, str], word: str
) -> None:
    with mail_server(says=says) as server:
        by_smtp(settings, server)
        send_all()

    invited.refresh_from_db()
    assert (invited.sent_at, invited.trouble.partition("(")[2]) == (None, word)
    invited.expires_at = dt.datetime.now(dt.UTC) + LASTS
    invited.save()
    assert links.link_to(invited) in browser.get("/c/harbour/people/gil/").content.decode()


def test_a_server_that_is_gone_is_asked_once_not_twenty_times(
    bring: Bring, fay: Participant, settings: Any
) -> None:
    bring(*[NewPerson(f"P {n}", f"p{n}@harbour.example") for n in range(20)])
    with mail_server(says={"HELLO": "421 too busy"}) as server:
        by_smtp(settings, server)
        send_all()

    assert server.asked == 1
    assert Invitation.objects.exclude(trouble="").count() == 1


def test_wrong_addresses_in_a_row_do_not_stop_the_others(
    bring: Bring, fay: Participant, settings: Any
) -> None:
    bring(*[NewPerson(f"P {n}", f"p{n}@harbour.example") for n in range(6)])
    with mail_server(says={"RCPT": "550 nobody here"}) as server:
        by_smtp(settings, server)
        send_all()

    assert server.asked == 6


def test_whoever_has_no_account_comes_in_with_a_new_one(invited: Invitation, now: Moment) -> None:
    gil = verbs.accept_as_newcomer(invitation=invited, name="Gil", password=PASSWORD, at=now, key="in")

    assert gil.person is not None
    assert (gil.person.email, gil.person.check_password(PASSWORD)) == (GIL.email, True)
    assert Entry.objects.get(kind="invitation.accepted.v1").actor == "gil"


def test_whoever_has_an_account_comes_in_with_it(invited: Invitation, person: Person, now: Moment) -> None:
    gil = verbs.accept(invitation=invited, by=person, at=now, key="in")

    assert gil.person == person


def test_the_same_click_twice_lets_in_once(invited: Invitation, person: Person, now: Moment) -> None:
    for _ in range(2):
        verbs.accept(invitation=invited, by=person, at=now, key="in")

    assert Entry.objects.filter(kind="invitation.accepted.v1").count() == 1


def test_used_twice_is_refused(invited: Invitation, person: Person, now: Moment) -> None:
    verbs.accept(invitation=invited, by=person, at=now, key="in")

    with pytest.raises(RecordMoved) as fault:
        verbs.accept(invitation=invited, by=person, at=now, key="again")

    assert fault.value.code == "invitation.used"


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_let_one_in(invited: Invitation, now: Moment) -> None:
    def come(key: str) -> str:
        try:
            verbs.accept_as_newcomer(invitation=invited, name="Gil", password=PASSWORD, at=now, key=key)
        except RecordMoved as fault:
            return fault.code
        return "in"

    came = all_at_once([lambda n=n: come(f"key-{n}") for n in range(5)])  # type: ignore[misc]  # each its own key

    assert sorted(came) == ["in", *["invitation.used"] * 4]
    assert Person.objects.filter(email=GIL.email).count() == 1


def test_good_to_the_last_moment_and_no_longer(invited: Invitation, person: Person, now: Moment) -> None:
    end = later(now, LASTS.days)
    before = Moment(end.instant - dt.timedelta(seconds=1), end.day)

    assert (invited.state_at(before.instant), invited.state_at(end.instant)) == (OPEN, EXPIRED)
    with pytest.raises(Refused) as fault:
        verbs.accept(invitation=invited, by=person, at=end, key="in")
    assert fault.value.code == "invitation.expired"
    assert verbs.accept(invitation=invited, by=person, at=before, key="in").person == person


def test_somebody_else_is_not_let_in(invited: Invitation, chi: Person, now: Moment) -> None:
    with pytest.raises(Refused) as fault:
        verbs.accept(invitation=invited, by=chi, at=now, key="in")

    assert fault.value.code == "invitation.other"


def test_one_account_is_one_person_in_a_co_op(
    gil: Participant, fay: Participant, invited: Invitation, now: Moment
) -> None:
    assert fay.person is not None
    fay.person.email = "fay@elsewhere.example"
    fay.person.save()
    again = verbs.invite(participant=gil, email="fay@harbour.example", by=fay, at=now, key="again")
    fay.person.email = "fay@harbour.example"
    fay.person.save()

    with pytest.raises(Refused) as fault:
        verbs.accept(invitation=again, by=fay.person, at=now, key="in")

    assert fault.value.code == "invitation.here-already"


def test_an_account_made_meanwhile_is_told_of(invited: Invitation, person: Person, now: Moment) -> None:
    with pytest.raises(RecordMoved) as fault:
        verbs.accept_as_newcomer(invitation=invited, name="Gil", password=PASSWORD, at=now, key="in")

    assert fault.value.code == "invitation.account"


def test_invited_anew_the_first_link_leads_nowhere(
    gil: Participant, fay: Participant, invited: Invitation, now: Moment, person: Person
) -> None:
    anew = verbs.invite(participant=gil, email=GIL.email, by=fay, at=now, key="anew")

    with pytest.raises(RecordMoved) as fault:
        verbs.accept(invitation=invited, by=person, at=now, key="in")

    assert fault.value.code == "invitation.withdrawn"
    assert verbs.accept(invitation=anew, by=person, at=now, key="in2").person == person


def test_the_same_click_invites_once(gil: Participant, fay: Participant, now: Moment) -> None:
    said: dict[str, Any] = {
        "participant": gil,
        "email": "gil@new.example",
        "by": fay,
        "at": now,
        "key": "anew",
    }

    assert verbs.invite(**said) == verbs.invite(**said)


def test_withdrawn_stays_withdrawn(
    invited: Invitation, fay: Participant, now: Moment, person: Person
) -> None:
    for _ in range(2):
        verbs.withdraw(invitation=invited, by=fay, at=now, key="no")

    with pytest.raises(RecordMoved):
        verbs.withdraw(invitation=invited, by=fay, at=now, key="no again")
    with pytest.raises(RecordMoved):
        verbs.accept(invitation=invited, by=person, at=now, key="in")


def test_an_address_in_use_is_not_invited(gil: Participant, fay: Participant, now: Moment) -> None:
    with pytest.raises(InputFault) as fault:
        verbs.invite(participant=gil, email="fay@harbour.example", by=fay, at=now, key="anew")

    assert fault.value.code == "members.twice"


def test_whoever_signs_in_is_not_invited(fay: Participant, now: Moment) -> None:
    with pytest.raises(RecordMoved) as fault:
        verbs.invite(participant=fay, email="fay@new.example", by=fay, at=now, key="anew")

    assert fault.value.code == "invitation.accepted"


@pytest.mark.parametrize("cut", [0, 5, 33, -1])
def test_a_link_that_is_not_ours_leads_nowhere(invited: Invitation, cut: int) -> None:
    token = links.token_of(invited)
    forged = token[:cut] + ("A" if token[cut] != "A" else "B") + (token[cut + 1 :] if cut != -1 else "")

    with pytest.raises(NotThere):
        links.invitation_of(forged)


def test_a_link_of_an_invitation_long_gone_leads_nowhere(invited: Invitation) -> None:
    token = links.token_of(Invitation())

    with pytest.raises(Fault) as fault:
        links.invitation_of(token)

    assert fault.value.code == "not-there"


def page(invited: Invitation) -> str:
    return f"/invitation/{links.token_of(invited)}/"


def test_by_the_pages_a_newcomer_comes_in(
    invited: Invitation, now: Moment, settle_on: Callable[[Moment], None]
) -> None:
    settle_on(now)
    browser = Client()

    shown = browser.get(page(invited))
    weak = browser.post(page(invited), {"name": "Gil", "password": "short", "key": "in"})
    came = browser.post(page(invited), {"name": "Gil", "password": PASSWORD, "key": "in"}, follow=True)

    assert (shown.status_code, shown.context["way"]) == (200, "new")
    assert (weak.status_code, list(weak.context["form"].errors)) == (422, ["password"])
    assert came.redirect_chain == [("/c/harbour/", 302)]
    assert came.status_code == 200


def test_the_newcomers_click_once_more_opens_nothing_without_the_password(
    invited: Invitation, now: Moment, settle_on: Callable[[Moment], None]
) -> None:
    settle_on(now)
    Client().post(page(invited), {"name": "Gil", "password": PASSWORD, "key": "in"})
    other = Client()

    answer = other.post(page(invited), {"name": "Gil", "password": "another long password", "key": "in"})

    assert "_auth_user_id" not in other.session
    assert answer.status_code == 410


def test_by_the_pages_somebody_with_an_account_signs_in_and_comes_in(
    invited: Invitation, person: Person, now: Moment, settle_on: Callable[[Moment], None]
) -> None:
    settle_on(now)
    browser = Client()

    first = browser.get(page(invited))
    posted = browser.post(page(invited), {"name": "Gil", "password": PASSWORD, "key": "in"})
    browser.force_login(person)
    second = browser.get(page(invited))
    came = browser.post(page(invited), {"key": "in"})

    assert [first.context["way"], posted.context["way"], second.context["way"]] == [
        "sign-in",
        "sign-in",
        "yours",
    ]
    assert f"next={page(invited)}" in first.content.decode()
    assert came.headers["Location"] == "/c/harbour/"


def test_by_the_pages_somebody_else_is_told_what_to_do(
    invited: Invitation, now: Moment, settle_on: Callable[[Moment], None], browser: Client
) -> None:
    settle_on(now)

    shown = browser.get(page(invited))
    tried = browser.post(page(invited), {"key": "in"})

    assert (shown.context["way"], tried.status_code) == ("other", 409)
    assert Participant.objects.get(key="gil").person is None


@pytest.mark.parametrize("state", ["withdrawn", "accepted", "expired"])
def test_a_link_that_is_over_says_so(
    invited: Invitation, now: Moment, settle_on: Callable[[Moment], None], state: str
) -> None:
    settle_on(later(now, 30) if state == "expired" else now)
    if state != "expired":
        Invitation.objects.filter(pk=invited.pk).update(**{f"{state}_at": now.instant})

    answer = Client().get(page(invited))

    assert (answer.status_code, answer.context["state"]) == (410, state)


def test_a_forged_link_is_a_page_that_is_not_there(db: None) -> None:
    assert Client().get("/invitation/whatever/").status_code == 404


def test_nobody_else_sees_the_address_or_the_link(
    invited: Invitation, bo: Participant, signed_in: Callable[[Participant], Client]
) -> None:
    told = signed_in(bo).get("/c/harbour/people/").content.decode()

    assert (GIL.email in told, links.token_of(invited) in told) == (False, False)


def test_brought_in_without_sending_nothing_is_sent(bring: Bring) -> None:
    bring(replace(GIL), send=False)

    assert mail.outbox == []
    assert Invitation.objects.get().sent_at is None
