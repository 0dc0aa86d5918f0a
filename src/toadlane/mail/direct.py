"""Django's way to send, by the server that is set up at this moment."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as Files
from django.core.mail.message import sanitize_address

from toadlane.coops.demo import is_demo
from toadlane.mail import kept, talking, troubles
from toadlane.mail.kept import Lack
from toadlane.mail.server import MailServer
from toadlane.mail.troubles import Trouble, What


class Direct(BaseEmailBackend):
    """Hands letters over while the caller waits, so callers are jobs; what goes wrong is a Trouble.

    In the demo they go to files in its data folder: everybody in it is made up.
    """

    answer = ""
    """What the server said to the last letter."""

    def __init__(self, *, fail_silently: bool = False, **_options: Any) -> None:
        super().__init__(fail_silently=fail_silently)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken; Trouble at the first that was not."""
        if is_demo():
            return Files(file_path=str(settings.DATA / "mail")).send_messages(email_messages)
        standing = kept.standing()
        if standing.server is None or not standing.ready:
            raise Trouble(What(standing.lack or Lack.NOT_SET_UP))
        with talking.conversation(standing.server) as line:
            for message in email_messages:
                self.answer = send_one(line, standing.server, message)
            talking.goodbye(line)
        return len(email_messages)


def send_one(line: smtplib.SMTP, server: MailServer, message: EmailMessage) -> str:
    """The same as `send`; a letter that cannot be spelled for a server holds up no other."""
    try:
        return send(line, server, message)
    except OSError:
        raise
    except ValueError as error:
        raise Trouble(What.LETTER_REFUSED, says=troubles.words(error)) from None


def send(line: smtplib.SMTP, server: MailServer, message: EmailMessage) -> str:
    """One letter to all its addresses; the answer to the last."""
    if message.from_email == settings.DEFAULT_FROM_EMAIL:
        message.from_email = spelled(server.sender)
    if server.reply_to and not message.reply_to:
        message.reply_to = [spelled(server.reply_to)]
    written = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own has it
    answer = ""
    for to in message.recipients():
        answer = talking.hand_over(
            line,
            sender=sanitize_address(parseaddr(message.from_email)[1], "utf-8"),
            to=sanitize_address(to, "utf-8"),
            letter=written,
        )
    return answer


def spelled(address: str) -> str:
    """With quotes around a name that needs them."""
    return formataddr(parseaddr(address), "utf-8")
