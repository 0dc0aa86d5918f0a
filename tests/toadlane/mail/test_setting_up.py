"""Opal sets a mail server up; nobody else sees such a page, and nobody sees the password again."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bylaws.kernel.faults import InputFault, NotThere, Refused
from tests.toadlane.conftest import operate
from tests.toadlane.mail.conftest import on_loopback
from tests.toadlane.mail.post_office import PASSWORD, USER, post_office
from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import folders
from toadlane.mail import kept, outbox, tasks, verbs
from toadlane.mail.kept import Lack
from toadlane.mail.models import Letter
from toadlane.mail.server import MailServer, Security, from_url
from toadlane.people.models import Person

NOW = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
REMOTE = MailServer(
    host="mail.example.org",
    port=587,
    security=Security.STARTTLS,
    user=USER,
    password=PASSWORD,
    sender="Our Co-op <post@coop.example>",
)
TYPED = {
    "host": "mail.example.org",
    "port": "587",
    "security": "starttls",
    "user": USER,
    "password": PASSWORD,
    "sender": "Our Co-op <post@coop.example>",
    "reply_to": "",
    "key": "set-up",
}
AS_JSON = {**{name: said for name, said in TYPED.items() if name != "key"}, "port": 587}
PAGES = ("/house/mail/",)
CLICKS = ("/house/mail/", "/house/mail/test/", "/house/mail/removal/")


def test_a_server_is_kept_with_its_password_apart_and_for_this_program_alone(
    browser: Client, house: Path
) -> None:
    answer = browser.post("/house/mail/", TYPED)

    page = browser.get("/house/mail/").content.decode()
    files = {name: (house / name).stat().st_mode & 0o777 for name in (kept.SETTINGS, kept.PASSWORD)}
    assert (answer.status_code, kept.standing().server) == (302, REMOTE)
    assert files == {kept.SETTINGS: 0o600, kept.PASSWORD: 0o600}
    assert PASSWORD not in (house / kept.SETTINGS).read_text() + page + repr(kept.standing())


def test_a_refused_form_keeps_all_that_was_typed_but_the_password(browser: Client) -> None:
    answer = browser.post("/house/mail/", {**TYPED, "sender": "everyone"})

    page = answer.content.decode()
    assert (answer.status_code, kept.standing().lack) == (422, Lack.NOT_SET_UP)
    assert ("“everyone” is no address of a sender." in page, 'value="mail.example.org"' in page) == (
        True,
        True,
    )
    assert "Our Co-op &lt;post@coop.example&gt;" in page
    assert PASSWORD not in page


def test_the_password_stays_when_only_the_sender_changes(opal: Person, browser: Client) -> None:
    verbs.set_up(server=REMOTE, by=opal, at=NOW)

    browser.post("/house/mail/", {**TYPED, "password": "", "sender": "new@coop.example"})

    server = kept.standing().server
    assert server is not None
    assert (server.password, server.sender) == (PASSWORD, "new@coop.example")


@pytest.mark.parametrize(
    "other", [{"host": "mail.elsewhere.example"}, {"port": "25"}, {"user": "else"}, {"security": "tls"}]
)
def test_a_kept_password_is_sent_to_no_other_account(
    opal: Person, browser: Client, other: dict[str, str]
) -> None:
    verbs.set_up(server=REMOTE, by=opal, at=NOW)

    answer = browser.post("/house/mail/", {**TYPED, "password": "", **other})

    assert (answer.status_code, kept.standing().server) == (422, REMOTE)
    assert "has no password" in answer.content.decode()


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"host": "smtp://mail.example.org"}, "mail.host"),
        ({"host": "mail .example.org"}, "mail.host"),
        ({"port": 0}, "mail.port"),
        ({"port": 65536}, "mail.port"),
        ({"security": Security.NONE}, "mail.security"),
        ({"user": ""}, "mail.user"),
        ({"user": "a\r\nb"}, "mail.user"),
        ({"password": "naïve geese"}, "mail.password"),
        ({"sender": "post@coop.example\r\nBcc: all@coop.example"}, "mail.sender"),
        ({"sender": "a@b.example, c@d.example"}, "mail.sender"),
        ({"reply_to": "nobody"}, "mail.reply-to"),
    ],
)
def test_what_cannot_be_a_server_is_refused_beside_its_field(
    opal: Person, other: dict[str, Any], code: str
) -> None:
    described = {name: getattr(REMOTE, name) for name in REMOTE.__slots__}

    with pytest.raises(InputFault) as caught:
        verbs.set_up(server=MailServer(**{**described, **other}), by=opal, at=NOW)

    assert (caught.value.code, kept.standing().lack) == (code, Lack.NOT_SET_UP)


def test_what_a_colleague_or_a_crash_left_unreadable_is_said_and_put_right(
    opal: Person, browser: Client, house: Path
) -> None:
    for half in ('{"host": "mail', "[]", '{"host": "x"}', "\xff"):
        (house / kept.SETTINGS).write_text(half, encoding="latin-1")
        assert kept.standing().lack == Lack.UNREADABLE
    page = browser.get("/house/mail/").content.decode()

    verbs.set_up(server=REMOTE, by=opal, at=NOW)

    assert "The kept settings cannot be read." in page
    assert kept.standing().ready


def test_a_copy_of_the_house_has_the_settings_and_not_the_password(opal: Person, house: Path) -> None:
    verbs.set_up(server=REMOTE, by=opal, at=NOW)

    copied = [name for name in folders.other_files(house, None) if "mail" in name]
    (house / kept.PASSWORD).unlink()

    assert copied == [kept.SETTINGS]
    assert kept.standing().lack == Lack.NO_PASSWORD


def test_the_server_is_taken_away_with_its_password(opal: Person, browser: Client, house: Path) -> None:
    verbs.set_up(server=REMOTE, by=opal, at=NOW)

    answer = browser.post("/house/mail/removal/", {"key": "away"})

    assert (answer.status_code, [one.name for one in house.iterdir() if "mail" in one.name]) == (302, [])


def test_the_environment_wins_and_says_so(opal: Person, browser: Client, settings: Any) -> None:
    verbs.set_up(server=REMOTE, by=opal, at=NOW)
    settings.MAIL_BY_ENVIRONMENT = from_url(
        "smtps://ada:secret-of-ada@mail.other.example", sender="post@other.example"
    )

    page = browser.get("/house/mail/").content.decode()
    answer = browser.post("/house/mail/", TYPED)

    assert ("TOADLANE_MAIL_URL" in page, "mail.other.example:465" in page) == (True, True)
    assert ("secret-of-ada" in page, '<form class="form" method="post" action="/house/mail/"' in page) == (
        False,
        False,
    )
    assert answer.status_code == 409
    with pytest.raises(Refused, match="wins over"):
        verbs.take_away(by=opal)


def test_in_the_demo_nothing_is_set_up(opal: Person, browser: Client, house: Path) -> None:
    (house / "demo.json").write_text("[]")

    page = browser.get("/house/mail/").content.decode()

    assert "nobody is written to" in page
    with pytest.raises(Refused) as caught:
        verbs.set_up(server=REMOTE, by=opal, at=NOW)
    assert caught.value.code == "mail.demo"


@pytest.mark.parametrize("stranger", [True, False])
def test_for_everybody_else_there_is_no_such_page(
    ada: Participant, signed_in: Callable[[Participant], Client], *, stranger: bool
) -> None:
    browser = Client() if stranger else signed_in(ada)

    answers = [browser.get(page).status_code for page in PAGES]
    clicks = [browser.post(click, {"key": "k"}).status_code for click in CLICKS]

    assert set(answers + clicks) == {302 if stranger else 404}
    person = ada.person
    assert person is not None
    with pytest.raises(NotThere):
        verbs.send_test(by=person, at=NOW, key="k")


def test_a_test_clicked_twice_is_one_letter(opal: Person, browser: Client) -> None:
    verbs.set_up(server=REMOTE, by=opal, at=NOW)

    clicks = [browser.post("/house/mail/test/", {"key": "twice"}).status_code for _ in range(2)]

    letter = Letter.objects.get()
    assert (clicks, letter.to, letter.state) == ([302, 302], "opal@house.example", "waiting")


def test_no_test_without_a_server(browser: Client) -> None:
    answer = browser.post("/house/mail/test/", {"key": "none"})

    assert (answer.status_code, Letter.objects.count()) == (409, 0)
    assert "Set one up first" in answer.content.decode()


def test_the_page_says_what_the_server_said_and_never_what_the_letter_says(
    opal: Person, browser: Client
) -> None:
    outbox.write(
        kind=Letter.Kind.PASSWORD, to="wyn@a.example", subject="Hush", body="hush", key="h", at=timezone.now()
    )
    with post_office(refuses="550 5.1.1 <wyn@a.example> no such box") as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=NOW)
        tasks.send.func()

    page = html.unescape(browser.get("/house/mail/").content.decode())
    [told] = browser.get("/api/v1/house/mail").json()["letters"]

    assert ("wyn@a" in page, "550 5.1.1 <…@a.example> no such" in page, "ush" in page) == (False, True, False)
    assert (told["to"], "wyn" in json.dumps(told)) == ("…@a.example", False)


def test_the_list_of_letters_is_sent_once_and_not_again_in_vain(browser: Client) -> None:
    asks = {"HX-Request": "true"}
    first = browser.get("/house/mail/", headers=asks)
    again = browser.get("/house/mail/", headers={**asks, "If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_the_page_asks_as_much_for_many_letters_as_for_none(
    browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        outbox.write(
            kind=Letter.Kind.ACCOUNT,
            to="x@y.example",
            subject="",
            body="",
            key=str(number),
            at=timezone.now(),
        )

    with django_assert_num_queries(4):
        browser.get("/house/mail/")


def test_today_tells_only_whoever_runs_the_house_that_no_letter_leaves(
    ada: Participant, bo: Participant, noon: Moment
) -> None:
    operate(ada)

    told = [
        [item.title for item in providers.waiting(who, noon) if "e-mail" in item.title] for who in (ada, bo)
    ]

    assert told == [["This installation cannot send e-mail"], []]


def test_today_counts_the_letters_that_are_stuck(ada: Participant, noon: Moment) -> None:
    operate(ada)
    kept.keep(on_loopback(9))
    for key in "ab":
        outbox.write(
            kind=Letter.Kind.ACCOUNT, to="x@y.example", subject="", body="", key=key, at=timezone.now()
        )
    before = [item.title for item in providers.waiting(ada, noon) if "e-mail" in item.title]
    Letter.objects.update(trouble="slow")

    after = [item.title for item in providers.waiting(ada, noon) if "e-mail" in item.title]

    assert (before, after) == ([], ["2 e-mails cannot leave"])


def test_a_link_for_a_new_password_is_written_down_and_leaves_by_the_queue(
    settings: Any, opal: Person
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Client().post("/account/password/forgotten/", {"email": "opal@house.example"})
    before = len(django_mail.outbox)
    letter = Letter.objects.get()

    tasks.send.func()

    [sent] = django_mail.outbox
    assert (before, letter.kind, sent.to) == (0, Letter.Kind.PASSWORD, ["opal@house.example"])
    assert re.search(r"/account/password/new/\S+", str(sent.body))


def test_whoever_forgot_their_password_is_told_that_no_letter_leaves(opal: Person) -> None:
    pages = ("/account/password/forgotten/", "/account/password/forgotten/sent/")
    before = ["cannot send e-mail" in Client().get(page).content.decode() for page in pages]
    verbs.set_up(server=REMOTE, by=opal, at=NOW)

    after = ["cannot send e-mail" in Client().get(page).content.decode() for page in pages]

    assert (before, after) == ([True, True], [False, False])


def test_the_link_is_handed_over_where_no_letter_leaves(
    opal: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("password_link", "OPAL@house.example")

    page = Client().get(capsys.readouterr().out.strip(), follow=True)

    assert "Choose a new password" in page.content.decode()
    with pytest.raises(CommandError, match="Nobody signs in as else@house"):
        call_command("password_link", "else@house.example")


def test_only_something_due_wakes_the_queue(db: None) -> None:
    before = tasks.anything_due()
    outbox.write(kind=Letter.Kind.ACCOUNT, to="x@y.example", subject="", body="", key="a", at=timezone.now())

    assert (before, tasks.anything_due()) == (False, True)
    Letter.objects.update(state=Letter.State.TAKEN, settled_at=NOW)
    tasks.prune.func()
    assert not Letter.objects.exists()


def test_an_operator_sets_up_and_tries_over_the_api(browser: Client) -> None:
    with post_office() as office:
        loopback = {
            **AS_JSON,
            "host": "127.0.0.1",
            "port": office.port,
            "security": "none",
            "user": "",
            "password": "",
        }
        put = browser.put("/api/v1/house/mail", json.dumps(loopback), content_type="application/json")
        asked = browser.post("/api/v1/house/mail/tests", '{"key": "api"}', content_type="application/json")
        tasks.send.func()

    letter = browser.get(f"/api/v1/house/mail/letters/{asked.json()['id']}").json()
    assert (put.status_code, put.json()["server"]["has_password"], put.json()["lack"]) == (200, False, "")
    assert (asked.status_code, letter["state"], letter["says"]) == (201, "taken", "250 2.0.0 taken as 4711")


def test_the_api_never_tells_the_password_and_nothing_to_others(
    browser: Client, ada: Participant, signed_in: Callable[[Participant], Client]
) -> None:
    put = browser.put("/api/v1/house/mail", json.dumps(AS_JSON), content_type="application/json")
    read = browser.get("/api/v1/house/mail")
    others = signed_in(ada).get("/api/v1/house/mail")
    gone = browser.delete("/api/v1/house/mail")

    assert (put.json(), PASSWORD in read.content.decode()) == (read.json(), False)
    assert (others.status_code, gone.json()["server"], gone.json()["lack"]) == (404, None, "not-set-up")
    assert browser.get("/api/v1/house/mail/letters/01890000-0000-7000-8000-000000000000").status_code == 404
