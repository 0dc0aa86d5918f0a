"""One conversation with a mail server, from the greeting to its answer, never longer than our patience."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final

from django.conf import settings

from toadlane.mail import troubles
from toadlane.mail.server import MailServer, Security
from toadlane.mail.troubles import Trouble, What

ANSWER_S: Final = 20.0
"""How long one answer may take."""
WHOLE_S: Final = 60.0
"""How long it may all take: a server that sends a letter a second answers each time in time."""


ANSWER_BYTES: Final = 64 * 1024
"""How much one answer may hold, over all its lines: the library gathers them until one is the last."""


class Measured:
    """What the server says, line by line, until it has said too much for one answer."""

    def __init__(self, said: BinaryIO) -> None:
        self.said = said
        self.left = ANSWER_BYTES

    def readline(self, most: int) -> bytes:
        """One line; a Trouble where there is no end to them."""
        line = self.said.readline(most)
        self.left -= len(line)
        if self.left < 0:
            raise Trouble(What.UNKNOWN)
        return line

    def close(self) -> None:
        """Nothing more is read."""
        self.said.close()


class Bounded:
    """A line on which each answer is measured by itself."""

    file: Any
    sock: Any

    def getreply(self) -> tuple[int, bytes]:
        """One answer, however many lines it has."""
        if self.file is None:
            self.file = Measured(self.sock.makefile("rb"))
        self.file.left = ANSWER_BYTES
        answer: tuple[int, bytes] = super().getreply()  # type: ignore[misc]  # the library's own, below
        return answer


class Line(Bounded, smtplib.SMTP):
    """The library's own, which knows the server's name before it calls, and holds certificates to it."""

    def __init__(self, server: MailServer) -> None:
        super().__init__(local_hostname=settings.HOST, timeout=ANSWER_S)
        self._host = server.host  # what the library compares with the certificate


class GuardedLine(Bounded, smtplib.SMTP_SSL):
    """The same, with TLS from the first byte."""

    def __init__(self, server: MailServer) -> None:
        super().__init__(local_hostname=settings.HOST, timeout=ANSWER_S, context=ssl.create_default_context())
        self._host = server.host


@contextmanager
def conversation(server: MailServer) -> Iterator[smtplib.SMTP]:
    """Signed in and ready for letters; whatever goes wrong in it is a Trouble."""
    line = GuardedLine(server) if server.security == Security.TLS else Line(server)
    ended = threading.Event()
    clock = threading.Timer(WHOLE_S, hang_up, (line, ended))
    clock.daemon = True
    clock.start()
    try:
        enter(line, server, ended)
        yield line
    except (smtplib.SMTPException, OSError) as error:
        raise (Trouble(What.SLOW) if ended.is_set() else troubles.of(error)) from None
    finally:
        clock.cancel()
        line.close()


def hang_up(line: smtplib.SMTP, ended: threading.Event) -> None:
    """Patience is at its end: whoever waits for an answer hears that the line is dead."""
    ended.set()
    if line.sock is not None:
        try:
            line.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it is gone already


def enter(line: smtplib.SMTP, server: MailServer, ended: threading.Event) -> None:
    """Call, guard the way, sign in; an answer that the library cannot even read is none we know."""
    try:
        call(line, server, ended)
    except OSError:
        raise  # a certificate that does not hold is a ValueError as well
    except ValueError:
        raise Trouble(What.UNKNOWN) from None


def call(line: smtplib.SMTP, server: MailServer, ended: threading.Event) -> None:
    """The same, as the library tells what goes wrong."""
    code, says = line.connect(server.host, server.port)
    if ended.is_set():  # the clock cannot hang up on a line that is not there yet
        raise TimeoutError
    if code != HELLO:
        raise smtplib.SMTPConnectError(code, says)
    line.ehlo_or_helo_if_needed()
    if server.security == Security.STARTTLS:
        if not line.has_extn("starttls"):
            raise Trouble(What.NO_STARTTLS)
        line.starttls(context=ssl.create_default_context())
        line.ehlo_or_helo_if_needed()
    if server.user:
        line.login(server.user, server.password)


HELLO: Final = 220
TAKEN: Final = 250
RECEIVES: Final = frozenset({250, 251})


def hand_over(line: smtplib.SMTP, *, sender: str, to: str, letter: bytes) -> str:
    """One letter to one address; the server's own words when it took it."""
    code, says = line.mail(sender)
    if code != TAKEN:
        raise smtplib.SMTPSenderRefused(code, says, sender)
    code, says = line.rcpt(to)
    if code not in RECEIVES:
        raise smtplib.SMTPRecipientsRefused({to: (code, says)})
    code, says = line.data(letter)
    if code != TAKEN:
        raise smtplib.SMTPDataError(code, says)
    return troubles.answer(code, says)


def goodbye(line: smtplib.SMTP) -> None:
    """Politeness; what was taken is taken, whatever is said to it."""
    try:
        line.quit()
    except (smtplib.SMTPException, OSError):
        return
