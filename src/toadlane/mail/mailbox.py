"""The mailbox in which answers by e-mail arrive: as the environment names it, read by IMAP in rounds."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from toadlane.mail.server import Security, Unfit, described, is_sender, refuse_unfit_way

PORTS: Final = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
ANSWER_S: Final = 20.0
READ_BYTES: Final = 256 * 1024
"""The beginning of a letter: what people answer stands in it, what they attach need not be fetched."""
A_ROUND: Final = 50
NUMBER: Final = re.compile(rb"[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where answers arrive: everything sent to `address` with a “+” and a token before its “@”."""

    host: str
    port: int
    security: Security
    user: str
    address: str
    folder: str = "INBOX"
    password: str = field(default="", repr=False)

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.host}:{self.port}/{self.folder}"

    @property
    def before(self) -> str:
        """How the addresses of answers begin."""
        return f"{self.address.partition('@')[0]}+"

    def with_token(self, token: str) -> str:
        """The address by which one thing is answered."""
        return f"{self.before}{token}@{self.address.partition('@')[2]}"


def from_url(url: str, *, address: str) -> Mailbox:
    """What TOADLANE_REPLIES_URL describes; raises Unfit. “imap” is STARTTLS unless it says otherwise."""
    folder = unquote(urlsplit(url).path.strip("/")) or "INBOX"
    found = Mailbox(**described(url, "imap", PORTS), folder=folder, address=address)
    refuse_unfit(found)
    return found


def refuse_unfit(box: Mailbox) -> None:
    """Raises Unfit: `host`, `port`, `security`, `user`, `password`, `folder` or `address` cannot be used."""
    said = {"user": box.user, "password": box.password, "folder": box.folder}
    refuse_unfit_way(box.host, box.port, box.security, **said)
    if not box.user or not box.password:
        raise Unfit("user", "no-account")
    if not is_sender(box.address) or "<" in box.address or "+" in box.address:
        raise Unfit("address", "no-address")


@contextmanager
def opened(box: Mailbox) -> Iterator[imaplib.IMAP4]:
    """Signed in, with the folder open; the way is guarded unless it stays on this machine."""
    line = called(box)
    try:
        line.login(box.user, box.password)
        line.select(f'"{box.folder}"')
        yield line
    finally:
        with suppress(imaplib.IMAP4.error, OSError):  # politeness; what was removed is removed
            line.logout()
        with suppress(OSError):
            line.shutdown()


def called(box: Mailbox) -> imaplib.IMAP4:
    """The line to the server, before anybody signs in."""
    if box.security == Security.TLS:
        guard = ssl.create_default_context()
        return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=guard, timeout=ANSWER_S)
    line = imaplib.IMAP4(box.host, box.port, timeout=ANSWER_S)
    if box.security == Security.STARTTLS:
        line.starttls(ssl.create_default_context())
    return line


def read_round(box: Mailbox, take: Callable[[bytes], bool]) -> int:
    """Hand up to fifty letters to `take`, oldest first, and remove each once it was taken.

    Whatever is not sent to the addresses of answers is left alone. One that `take` cannot take (False) is set
    aside: it stays, flagged, and is not looked at until somebody takes the flag away.
    """
    with opened(box) as line:
        _said, found = line.uid("SEARCH", f'UNDELETED UNFLAGGED TO "{box.before}"')
        numbers = NUMBER.findall(found[0] or b"")[:A_ROUND] if found else []
        for number in numbers:
            raw = beginning(line, number.decode())
            if raw is not None:
                flag = r"(\Deleted)" if take(raw) else r"(\Flagged)"
                line.uid("STORE", number.decode(), "+FLAGS.SILENT", flag)
        line.expunge()
    return len(numbers)


def beginning(line: imaplib.IMAP4, number: str) -> bytes | None:
    """The first part of one letter; None where it is gone."""
    _said, found = line.uid("FETCH", number, f"(BODY.PEEK[]<0.{READ_BYTES}>)")
    parts = [one[1] for one in found if isinstance(one, tuple)]
    return parts[0][:READ_BYTES] if parts else None
