"""The mail server that the environment names, or why that is none."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from toadlane.mail.mailbox import Mailbox
from toadlane.mail.server import MailServer, Security
from toadlane.site.letters import by_environment, replies_by_environment

HOST = "coop.example"
URL = "smtp://ada:se%20cret@mail.example"


@pytest.mark.parametrize(
    ("url", "host", "port", "security"),
    [
        (URL, "mail.example", 587, Security.STARTTLS),
        ("smtps://ada:se%20cret@mail.example", "mail.example", 465, Security.TLS),
        ("smtp://ada:se%20cret@mail.example:2525", "mail.example", 2525, Security.STARTTLS),
        ("smtp://ada:se%20cret@127.0.0.1?security=none", "127.0.0.1", 25, Security.NONE),
        ("smtp://ada:se%20cret@[::1]?security=none", "::1", 25, Security.NONE),
    ],
)
def test_a_server_is_named_by_its_url(url: str, host: str, port: int, security: Security) -> None:
    assert by_environment({"TOADLANE_MAIL_URL": url}, HOST) == MailServer(
        host=host,
        port=port,
        security=security,
        user="ada",
        password="se cret",
        sender="Toad Lane <noreply@coop.example>",
    )


def test_the_environment_says_in_whose_name() -> None:
    server = by_environment(
        {
            "TOADLANE_MAIL_URL": URL,
            "TOADLANE_MAIL_FROM": "Our Co-op <post@coop.example>",
            "TOADLANE_MAIL_REPLY_TO": "ask@coop.example",
        },
        HOST,
    )

    assert server is not None
    assert (server.sender, server.reply_to) == ("Our Co-op <post@coop.example>", "ask@coop.example")


def test_without_a_url_nothing_is_named() -> None:
    assert by_environment({}, HOST) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("TOADLANE_MAIL_URL", "mail.example"),
        ("TOADLANE_MAIL_URL", "imap://mail.example"),
        ("TOADLANE_MAIL_URL", "s://mail.example"),
        ("TOADLANE_MAIL_URL", "smtp://"),
        ("TOADLANE_MAIL_URL", "smtp://mail.example:port"),
        ("TOADLANE_MAIL_URL", "smtp://mail.example:0"),
        ("TOADLANE_MAIL_URL", "smtp://mail.example:70000"),
        ("TOADLANE_MAIL_URL", "smtp://:geese@mail.example"),
        ("TOADLANE_MAIL_URL", "smtp://mail.example?security=none"),
        ("TOADLANE_MAIL_URL", "smtp://mail.example?tls=maybe"),
        ("TOADLANE_MAIL_URL", "smtp://ad%0Aa:x@mail.example"),
        ("TOADLANE_MAIL_FROM", "Our Co-op"),
        ("TOADLANE_MAIL_REPLY_TO", "a@b.example\nBcc: c@d.example"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name_and_tells_no_password(name: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name}: ") as caught:
        by_environment({"TOADLANE_MAIL_URL": URL, name: said}, HOST)

    assert "geese" not in str(caught.value)


@pytest.mark.parametrize("name", ["TOADLANE_MAIL_FROM", "TOADLANE_MAIL_REPLY_TO"])
def test_a_sender_without_a_server_is_a_mistake(name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name}: it says nothing without"):
        by_environment({name: "post@coop.example"}, HOST)


def test_where_the_address_is_a_number_the_sender_has_to_be_said() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_MAIL_FROM: nobody can write from"):
        by_environment({"TOADLANE_MAIL_URL": URL}, "10.0.0.1")


BOX = "imaps://talk:six%20quiet%20ducks@mail.coop.example/Answers"


def test_answers_arrive_where_the_environment_says() -> None:
    said = {"TOADLANE_REPLIES_URL": BOX, "TOADLANE_REPLIES_ADDRESS": "talk@coop.example"}

    found = replies_by_environment(said)

    assert found == Mailbox(
        "mail.coop.example",
        993,
        Security.TLS,
        "talk",
        "talk@coop.example",
        folder="Answers",
        password="six quiet ducks",
    )
    assert "ducks" not in repr(found)
    assert replies_by_environment({}) is None


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (BOX, ""),
        ("", "talk@coop.example"),
        (BOX, "Our Co-op <talk@coop.example>"),
        (BOX, "talk+more@coop.example"),
        (BOX, "nowhere"),
        ("imap://talk:secret@mail.coop.example?security=none", "talk@coop.example"),
        ("pop://talk:secret@mail.coop.example", "talk@coop.example"),
        ("imaps://mail.coop.example", "talk@coop.example"),
        ("imaps://talk:secret@mail.coop.example:x", "talk@coop.example"),
        ("imaps://talk:secret@mail.coop.example:0", "talk@coop.example"),
        ("imaps://talk:secret@-/", "talk@coop.example"),
        ("imaps://talk:s%0Aecret@mail.coop.example", "talk@coop.example"),
    ],
)
def test_a_mailbox_that_makes_no_sense_is_refused_and_no_password_told(url: str, address: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        replies_by_environment({"TOADLANE_REPLIES_URL": url, "TOADLANE_REPLIES_ADDRESS": address})

    assert "TOADLANE_REPLIES_" in str(refused.value)
    assert "secret" not in str(refused.value)
