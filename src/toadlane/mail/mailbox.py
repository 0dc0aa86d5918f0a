"""The mailbox in which answers by e-mail arrive: as the environment names it, read by IMAP in rounds."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from toadlane.mail.server import PORT_MOST, Security, Unfit, is_host, is_loopback, is_sender

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
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise Unfit("port", "no-port") from None
    security = security_of(parts.scheme, dict(parse_qsl(parts.query)))
    found = Mailbox(
        host=parts.hostname or "",
        port=PORTS[security] if port is None else port,
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        address=address,
    )
    refuse_unfit(found)
    return found


def security_of(scheme: str, more: dict[str, str]) -> Security:
    """imaps is TLS from the first byte; “?security=none” is for this very machine alone."""
    match scheme, more:
        case "imaps", {**rest} if not rest:
            return Security.TLS
        case "imap", {**rest} if not rest:
            return Security.STARTTLS
        case "imap", {"security": "none", **rest} if not rest:
            return Security.NONE
    raise Unfit("security", "no-scheme")


def refuse_unfit(box: Mailbox) -> None:
    """Raises Unfit: `host`, `port`, `security`, `user`, `password` or `address` cannot be used."""
    if not is_host(box.host):
        raise Unfit("host", "no-host")
    if not 0 < box.port <= PORT_MOST:
        raise Unfit("port", "no-port")
    if box.security == Security.NONE and not is_loopback(box.host):
        raise Unfit("security", "open-way")
    if not box.user or not box.password:
        raise Unfit("user", "no-account")
    for where in (box.user, box.password, box.folder):
        if not where.isascii() or not where.isprintable():
            raise Unfit("user", "not-plain")
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
