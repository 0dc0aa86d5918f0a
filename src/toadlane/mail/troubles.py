"""What can go wrong between here and a mail server, in plain words beside the server's own."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

LONGEST: Final = 300
LASTING: Final = 500
"""SMTP answers from here on will be the same tomorrow."""


class What(StrEnum):
    """Kinds of trouble."""

    NOT_SET_UP = "not-set-up"
    NO_PASSWORD = "no-password"  # noqa: S105 — a word for what is missing
    UNREADABLE = "unreadable"
    NO_SUCH_HOST = "no-such-host"
    NOBODY_THERE = "nobody-there"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    CERTIFICATE = "certificate"
    NO_TLS = "no-tls"
    NO_STARTTLS = "no-starttls"
    NO_SIGN_IN = "no-sign-in"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 — a word for what is wrong
    SENDER_REFUSED = "sender-refused"
    RECIPIENT_REFUSED = "recipient-refused"
    LETTER_REFUSED = "letter-refused"
    HUNG_UP = "hung-up"
    BUSY = "busy"
    TOO_OLD = "too-old"
    UNKNOWN = "unknown"


WORDS: Final[Mapping[What, object]] = {
    What.NOT_SET_UP: _("No mail server is set up yet. Set one up on the page of e-mail."),
    What.NO_PASSWORD: _(
        "The password of the mail server is not here, perhaps since a restore. Type it anew."
    ),
    What.UNREADABLE: _("The kept settings cannot be read. Set the mail server up anew."),
    What.NO_SUCH_HOST: _("No machine of this name was found. Look at how the server’s name is written."),
    What.NOBODY_THERE: _(
        "The machine is there, but no mail server listens on this port. "
        "Try 587 with STARTTLS, or 465 with TLS."
    ),
    What.UNREACHABLE: _(
        "The machine cannot be reached from here. A firewall may be in the way; many hosters close port 25."
    ),
    What.SLOW: _("The server took too long to answer. Look at the port, or try again later."),
    What.CERTIFICATE: _(
        "The server’s certificate is not one this machine trusts, so nothing was said to it. Write the name "
        "that is in its certificate, or have its certificate renewed."
    ),
    What.NO_TLS: _(
        "The server does not speak TLS on this port. "
        "STARTTLS is usual on 587, TLS from the first byte on 465."
    ),
    What.NO_STARTTLS: _("The server offers no STARTTLS, so nothing was said to it. Try TLS on port 465."),
    What.NO_SIGN_IN: _(
        "The server asks nobody to sign in here. Leave user and password empty, or use port 587."
    ),
    What.WRONG_PASSWORD: _(
        "The server does not take this user and password. Some want a password made for programs alone."
    ),
    What.SENDER_REFUSED: _(
        "The server does not send for this from-address. Use one that belongs to the user."
    ),
    What.RECIPIENT_REFUSED: _("The server does not take letters to this address."),
    What.LETTER_REFUSED: _("The server did not take the letter."),
    What.HUNG_UP: _("The server hung up in the middle."),
    What.BUSY: _("The server is busy or closing. It is asked again later."),
    What.TOO_OLD: _("It could not be handed over for three days, and links in letters last no longer."),
    What.UNKNOWN: _("The server answered in a way nobody expected."),
}
OF_THE_LETTER: Final = frozenset({What.RECIPIENT_REFUSED, What.LETTER_REFUSED})
"""Trouble with one letter; all other trouble every letter would meet."""


class Trouble(smtplib.SMTPException):
    """A letter was not handed over; `says` holds the server's own words, where it said any."""

    def __init__(self, what: What, *, code: int = 0, says: str = "") -> None:
        super().__init__(what.value)
        self.what = what
        self.code = code
        self.says = says

    def __str__(self) -> str:
        return told(self.what, self.says)

    @property
    def of_the_letter(self) -> bool:
        """Whether another letter might fare better."""
        return self.what in OF_THE_LETTER

    @property
    def lasting(self) -> bool:
        """Whether trying again is in vain."""
        return self.of_the_letter and self.code >= LASTING


def told(what: What, says: str) -> str:
    """What went wrong, and what the server said."""
    return f"{WORDS[what]} ({says})" if says else str(WORDS[what])


def of(error: Exception) -> Trouble:
    """What an error of the line, of TLS or of the server means."""
    broke = error.__context__ if isinstance(error, smtplib.SMTPServerDisconnected) else None
    known = error if isinstance(error, Trouble) else broke
    if isinstance(known, Trouble):
        return known
    match error:
        case smtplib.SMTPAuthenticationError():
            kind = What.WRONG_PASSWORD if error.smtp_code >= LASTING else What.BUSY
        case smtplib.SMTPSenderRefused():
            kind = What.SENDER_REFUSED if error.smtp_code >= LASTING else What.BUSY
        case smtplib.SMTPRecipientsRefused():
            code, says = next(iter(error.recipients.values()))
            return Trouble(What.RECIPIENT_REFUSED, code=code, says=answer(code, says))
        case smtplib.SMTPDataError():
            kind = What.LETTER_REFUSED
        case smtplib.SMTPServerDisconnected():
            # The library tells a silence that lasted too long as a dead line.
            return of_the_line(broke) if isinstance(broke, OSError) else Trouble(What.HUNG_UP)
        case smtplib.SMTPNotSupportedError():
            return Trouble(What.NO_SIGN_IN)
        case smtplib.SMTPResponseException():
            kind = What.BUSY if error.smtp_code < LASTING else What.UNKNOWN
        case _:
            return of_the_line(error)
    return Trouble(kind, code=error.smtp_code, says=answer(error.smtp_code, error.smtp_error))


OF_THE_LINE: Final[tuple[tuple[type[Exception], What], ...]] = (
    (ssl.SSLError, What.NO_TLS),
    (socket.gaierror, What.NO_SUCH_HOST),
    (TimeoutError, What.SLOW),
    (ConnectionRefusedError, What.NOBODY_THERE),
    (ConnectionError, What.HUNG_UP),
    (OSError, What.UNREACHABLE),
)
"""The first kind that fits: each of them is an OSError."""


def of_the_line(error: Exception) -> Trouble:
    """What an error below the conversation means."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble(What.CERTIFICATE, says=words(error.verify_message))
    kinds = (what for kind, what in OF_THE_LINE if isinstance(error, kind))
    return Trouble(next(kinds, What.UNKNOWN))


def answer(code: int, said: object) -> str:
    """What a server said, with its number."""
    return words(f"{code} {words(said)}")


def words(said: object) -> str:
    """A server's answer as one printable line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]
