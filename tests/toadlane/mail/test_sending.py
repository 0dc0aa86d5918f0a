"""Letters leave by a real server on loopback, or wait and say in plain words what stands in the way."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.toadlane.mail.conftest import on_loopback
from tests.toadlane.mail.post_office import PASSWORD, USER, broken_line, certificate_of, post_office
from toadlane.mail import kept, outbox, talking, verbs
from toadlane.mail.models import Letter
from toadlane.mail.server import Security
from toadlane.people.models import Person

TAKEN, WAITING, FAILED = Letter.State.TAKEN, Letter.State.WAITING, Letter.State.FAILED
Sent = Callable[[], Letter]


@pytest.fixture
def tried(opal: Person) -> Sent:
    """A test that Opal asked for, after the queue had it in hand."""

    def sent() -> Letter:
        letter = verbs.send_test(by=opal, at=timezone.now(), key="one")
        outbox.send_due()
        letter.refresh_from_db()
        return letter

    return sent


@pytest.fixture
def waiting(db: None) -> Letter:
    """A link somebody waits for."""
    return outbox.write(
        kind=Letter.Kind.PASSWORD,
        to="dee@harbour.example",
        subject="Choose\na new password",
        body="https://coop.example/secret-link",
        key="reset",
        at=timezone.now(),
    )


def what(letter: Letter) -> tuple[str, str, str]:
    letter.refresh_from_db()
    return letter.state, letter.trouble, letter.answer


def test_a_letter_goes_over_starttls_with_a_password_and_its_link_leads_home(
    opal: Person, browser: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Sent
) -> None:
    whole, trusted = certificate_of("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with post_office(whole) as office:
        server = on_loopback(
            office.port,
            host="localhost",
            security=Security.STARTTLS,
            user=USER,
            password=PASSWORD,
            reply_to="ask@coop.example",
        )
        verbs.set_up(server=server, by=opal, at=timezone.now())

        letter = tried()

    (got,) = office.got
    (link,) = re.findall(r"http://\S+?(/\S+)", got.get_content())
    assert (letter.state, letter.answer) == (TAKEN, "250 2.0.0 taken as 4711")
    assert (got["From"], got["To"], got["Reply-To"]) == (
        "Our Co-op <post@coop.example>",
        "opal@house.example",
        "ask@coop.example",
    )
    assert (office.envelopes, office.signed_in) == ([("post@coop.example", ["opal@house.example"])], [USER])
    assert "250 2.0.0 taken as 4711" in browser.get(link).content.decode()


def test_a_letter_goes_over_tls_from_the_first_byte(
    opal: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Sent
) -> None:
    whole, trusted = certificate_of("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with post_office(whole, from_the_first_byte=True) as office:
        server = on_loopback(
            office.port, host="localhost", security=Security.TLS, user=USER, password=PASSWORD
        )
        verbs.set_up(server=server, by=opal, at=timezone.now())

        letter = tried()

    assert (letter.state, office.signed_in, len(office.got)) == (TAKEN, [USER], 1)


@pytest.mark.parametrize(("answer", "trouble"), [("553 not yours", "sender-refused"), ("451 later", "busy")])
def test_a_from_address_that_is_refused_is_trouble_of_every_letter(
    opal: Person, waiting: Letter, answer: str, trouble: str
) -> None:
    with post_office(refuses_sender=answer) as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()

    assert what(waiting) == (WAITING, trouble, answer)


def test_what_a_letter_says_is_forgotten_once_it_left(opal: Person, waiting: Letter) -> None:
    with post_office() as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.subject, waiting.body) == (TAKEN, "", "")
    assert (office.got[0]["Subject"], office.got[0]["Message-ID"][1:33]) == (
        "Choose a new password",
        waiting.pk.hex,
    )


def test_a_certificate_nobody_vouches_for_ends_the_conversation_before_the_password(
    opal: Person, tmp_path: Path, tried: Sent
) -> None:
    whole, _ = certificate_of("localhost", tmp_path)
    with post_office(whole) as office:
        server = on_loopback(
            office.port, host="localhost", security=Security.STARTTLS, user=USER, password=PASSWORD
        )
        verbs.set_up(server=server, by=opal, at=timezone.now())

        letter = tried()

    assert (letter.state, letter.trouble, office.signed_in) == (FAILED, "certificate", [])
    assert "not one this machine trusts" in letter.says


def test_a_certificate_of_another_name_is_no_better(
    opal: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Sent
) -> None:
    whole, trusted = certificate_of("mail.elsewhere.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with post_office(whole) as office:
        server = on_loopback(
            office.port, host="localhost", security=Security.STARTTLS, user=USER, password=PASSWORD
        )
        verbs.set_up(server=server, by=opal, at=timezone.now())

        letter = tried()

    assert (letter.trouble, office.signed_in) == ("certificate", [])
    assert "localhost" in letter.answer


def test_a_wrong_password_is_called_so(
    opal: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Sent
) -> None:
    whole, trusted = certificate_of("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with post_office(whole) as office:
        server = on_loopback(
            office.port, host="localhost", security=Security.STARTTLS, user=USER, password="wrong geese"
        )
        verbs.set_up(server=server, by=opal, at=timezone.now())

        letter = tried()

    assert (letter.state, letter.trouble, letter.answer[:9]) == (FAILED, "wrong-password", "535 5.7.8")
    assert "wrong geese" not in letter.says


@pytest.mark.parametrize(
    ("security", "trouble"), [(Security.STARTTLS, "no-starttls"), (Security.TLS, "no-tls")]
)
def test_a_server_without_tls_is_told_nothing(
    opal: Person, tried: Sent, security: Security, trouble: str
) -> None:
    with post_office() as office:
        server = on_loopback(office.port, security=security, user=USER, password=PASSWORD)
        verbs.set_up(server=server, by=opal, at=timezone.now())

        letter = tried()

    assert (letter.trouble, office.got) == (trouble, [])


def test_a_server_that_asks_nobody_to_sign_in_is_not_given_a_password(opal: Person, tried: Sent) -> None:
    with post_office() as office:
        verbs.set_up(
            server=on_loopback(office.port, user=USER, password=PASSWORD), by=opal, at=timezone.now()
        )

        assert tried().trouble == "no-sign-in"


def test_nobody_listens_there(opal: Person, tried: Sent) -> None:
    with post_office() as office:
        port = office.port
    verbs.set_up(server=on_loopback(port), by=opal, at=timezone.now())

    assert tried().trouble == "nobody-there"


@pytest.mark.parametrize(
    ("answer", "trouble", "state"),
    [
        ("550 5.1.1 no such box", "recipient-refused", FAILED),
        ("451 4.3.0 not now", "recipient-refused", WAITING),
    ],
)
def test_one_address_that_is_refused_holds_up_no_other(
    opal: Person, waiting: Letter, answer: str, trouble: str, state: str
) -> None:
    other = outbox.write(
        kind=Letter.Kind.ADDRESS, to="eli@b.example", subject="s", body="b", key="2", at=timezone.now()
    )
    with post_office(refuses=answer) as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()

    assert [what(one) for one in (waiting, other)] == [(state, trouble, answer)] * 2


def test_a_letter_the_server_does_not_like_fails_with_its_words(opal: Person, waiting: Letter) -> None:
    with post_office(refuses_letter="554 5.7.1 looks like spam") as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()

    assert what(waiting) == (FAILED, "letter-refused", "554 5.7.1 looks like spam")
    assert waiting.body == ""


def test_a_slow_server_is_waited_for_no_longer_than_an_answer_may_take(
    opal: Person, waiting: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talking, "ANSWER_S", 0.3)
    with post_office(wait_s=1.5) as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()

    assert what(waiting) == (WAITING, "slow", "")
    assert waiting.body == "https://coop.example/secret-link"


def test_a_server_that_dribbles_is_hung_up_on(
    opal: Person, waiting: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talking, "WHOLE_S", 0.4)
    with broken_line(after=b"", then=b"220", silent_s=5) as port:
        verbs.set_up(server=on_loopback(port), by=opal, at=timezone.now())
        outbox.send_due()

    assert what(waiting) == (WAITING, "slow", "")


def test_a_server_that_hangs_up_in_the_middle_of_a_letter_is_tried_again(
    opal: Person, waiting: Letter
) -> None:
    with broken_line(after=b"secret-link") as port:
        verbs.set_up(server=on_loopback(port), by=opal, at=timezone.now())
        outbox.send_due()
    waiting.refresh_from_db()

    pause = waiting.next_at - timezone.now()
    assert (waiting.state, waiting.trouble, waiting.tries) == (WAITING, "hung-up", 1)
    assert dt.timedelta(seconds=50) < pause <= dt.timedelta(minutes=1)


def test_a_greeting_that_says_no_is_a_busy_server(opal: Person, waiting: Letter) -> None:
    with broken_line(after=b"", then=b"421 too many\r\n") as port:
        verbs.set_up(server=on_loopback(port), by=opal, at=timezone.now())
        outbox.send_due()

    assert what(waiting) == (WAITING, "busy", "421 too many")


def test_an_answer_nobody_can_read_is_trouble_and_no_crash(opal: Person, waiting: Letter) -> None:
    offer = b"250-loopback\r\n250 AUTH CRAM-MD5\r\n334 x\r\n"
    with broken_line(after=b"ehlo", then=offer, silent_s=1) as port:
        verbs.set_up(server=on_loopback(port, user=USER, password=PASSWORD), by=opal, at=timezone.now())
        outbox.send_due()

    assert what(waiting) == (WAITING, "unknown", "")


def test_five_thousand_lines_are_an_answer_too(opal: Person, waiting: Letter) -> None:
    with broken_line(after=b"secret-link", then=b"250-well\r\n" * 5000 + b"250 well\r\n", silent_s=1) as port:
        verbs.set_up(server=on_loopback(port), by=opal, at=timezone.now())
        outbox.send_due()

    state, trouble, answer = what(waiting)
    assert (state, trouble, len(answer)) == (TAKEN, "", 300)


def test_a_letter_that_no_server_could_be_told_of_holds_up_no_other(opal: Person, waiting: Letter) -> None:
    Letter.objects.filter(pk=waiting.pk).update(to="dee@harbour.example\nRCPT TO:<eve@x.example>")
    other = outbox.write(
        kind=Letter.Kind.ACCOUNT, to="bo@harbour.example", subject="", body="", key="2", at=timezone.now()
    )
    with post_office() as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()

    assert (what(waiting)[:2], what(other)[0]) == ((WAITING, "letter-refused"), TAKEN)
    assert [to for _, to in office.envelopes] == [["bo@harbour.example"]]


def test_who_was_called_for_too_long_is_not_listened_to(
    opal: Person, waiting: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock ran out before there was a line to hang up."""
    monkeypatch.setattr(talking, "WHOLE_S", 0.0)
    called = talking.Line.connect

    def slowly(line: talking.Line, host: str, port: int) -> tuple[int, bytes]:
        time.sleep(0.2)
        return called(line, host, port)

    monkeypatch.setattr(talking.Line, "connect", slowly)
    with post_office() as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()

    assert (what(waiting)[:2], office.got) == ((WAITING, "slow"), [])


def test_trouble_of_the_server_is_met_once_and_not_by_every_letter(opal: Person, waiting: Letter) -> None:
    others = [
        outbox.write(
            kind=Letter.Kind.ACCOUNT, to="x@y.example", subject="", body="", key=str(n), at=timezone.now()
        )
        for n in range(3)
    ]
    with post_office() as office:
        port = office.port
    verbs.set_up(server=on_loopback(port), by=opal, at=timezone.now())
    outbox.send_due()

    for one in (waiting, *others):
        one.refresh_from_db()
    assert [one.tries for one in (waiting, *others)] == [1, 0, 0, 0]
    assert not outbox.due(timezone.now()).exists()


def test_letters_wait_until_a_server_is_set_up_and_leave_then(opal: Person, waiting: Letter) -> None:
    outbox.send_due()
    before = what(waiting)

    with post_office() as office:
        verbs.set_up(server=on_loopback(office.port), by=opal, at=timezone.now())
        outbox.send_due()

    assert (before, what(waiting)[0]) == ((WAITING, "not-set-up", ""), TAKEN)


def test_after_three_days_a_letter_is_given_up_and_forgotten(waiting: Letter) -> None:
    Letter.objects.update(written_at=timezone.now() - dt.timedelta(days=3))

    outbox.send_due()

    assert (what(waiting), waiting.body) == ((FAILED, "too-old", ""), "")


def test_a_letter_in_a_killed_process_is_taken_up_again(opal: Person, waiting: Letter) -> None:
    outbox.take(timezone.now())
    meanwhile = outbox.take(timezone.now())

    again = outbox.take(timezone.now() + outbox.LEASE)

    assert (meanwhile, again) == (None, waiting)


def test_a_month_later_nobody_knows_who_was_written_to(waiting: Letter) -> None:
    now = timezone.now()
    outbox.settle(waiting, TAKEN, now - dt.timedelta(days=31), answer="250")

    outbox.prune(now)

    assert not Letter.objects.exists()


def test_the_demo_writes_files_and_to_nobody(opal: Person, waiting: Letter, house: Path) -> None:
    (house / "demo.json").write_text("[]")
    with post_office() as office:
        kept.keep(on_loopback(office.port))
        outbox.send_due()

    assert (what(waiting)[0], office.got) == (TAKEN, [])
    assert "secret-link" in next((house / "mail").iterdir()).read_text()
