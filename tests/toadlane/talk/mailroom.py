"""A real IMAP server on loopback, with a mailbox in memory, and letters as people's programs write them."""

from __future__ import annotations

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from toadlane.mail.mailbox import Mailbox
from toadlane.mail.server import Security

ADDRESS = "talk@coop.example"
USER, PASSWORD = "talk", "six quiet ducks"


@contextmanager
def mailroom() -> Iterator[Mailbox]:
    """Open on a port of its own."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    pymap = str(Path(sys.executable).with_name("pymap"))
    command = [pymap, "--host", "127.0.0.1", "--port", str(port), "--no-tls"]
    account = ["dict", "--demo-user", USER, "--demo-password", PASSWORD]
    with subprocess.Popen([*command, *account], stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield Mailbox("127.0.0.1", port, Security.NONE, USER, ADDRESS, password=PASSWORD)
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    """Until it answers; half a minute at most."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server of letters did not open")


@contextmanager
def inside(box: Mailbox) -> Iterator[imaplib.IMAP4]:
    """As whoever keeps the mailbox."""
    line = imaplib.IMAP4(box.host, box.port, timeout=10)
    line.login(box.user, box.password)
    line.select("INBOX")
    yield line
    line.logout()


def drop(box: Mailbox, *letters: bytes) -> None:
    """They arrive."""
    with inside(box) as line:
        for letter in letters:
            line.append("INBOX", "", "", letter)


def left(box: Mailbox) -> int:
    """How many letters lie in it."""
    with inside(box) as line:
        return len(line.uid("SEARCH", "ALL")[1][0].split())


def letter(
    to: str, text: str, *, sender: str = "bo@harbour.example", number: str = "1", **more: str
) -> bytes:
    """A letter as a program sends it; `more` are headers, with “_” for “-”."""
    said = {
        "From": f"Bo <{sender}>",
        "To": to,
        "Subject": "Re: Harbour",
        "Message-ID": f"<{number}@phone.example>",
        "Content-Type": "text/plain; charset=utf-8",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return (head + "\r\n" + text.replace("\n", "\r\n")).encode()
