"""A mail server on loopback that behaves, or misbehaves, as a story needs it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """`says` answers a command by its first word; what is not there is answered well."""

    says: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    letters: list[str] = field(default_factory=list)
    asked: int = 0
    port: int = 0

    def answer(self, caller: socket.socket) -> None:
        """One conversation."""
        self.asked += 1
        with caller, caller.makefile("rw", encoding="utf-8", newline="\r\n") as line:
            if self.silent:
                line.readline()
                return
            self.say(line, "HELLO", "220 loopback")
            while word := line.readline().strip().split(" ")[0].upper():
                if word == "QUIT":
                    self.say(line, word, "221 bye")
                    return
                if word == "DATA" and not self.says.get("DATA"):
                    self.say(line, word, "354 go on")
                    self.letters.append("".join(iter(line.readline, ".\r\n")))
                    self.say(line, "END", "250 taken")
                else:
                    self.say(line, word, "250 well")

    def say(self, line: object, word: str, well: str) -> None:
        line.write(f"{self.says.get(word, well)}\r\n")  # type: ignore[attr-defined]  # a text file over a socket
        line.flush()  # type: ignore[attr-defined]


@contextmanager
def mail_server(*, silent: bool = False, says: dict[str, str] | None = None) -> Iterator[MailServer]:
    """Open on a port of its own until the story is over."""
    server = MailServer(says or {}, silent)
    with socket.create_server(("127.0.0.1", 0)) as door:
        server.port = door.getsockname()[1]
        door.settimeout(0.1)
        closing = threading.Event()

        def stand() -> None:
            while not closing.is_set():
                try:
                    caller, _ = door.accept()
                except TimeoutError:
                    continue
                caller.settimeout(5)
                try:
                    server.answer(caller)
                except OSError:
                    continue  # the other side hung up

        standing = threading.Thread(target=stand)
        standing.start()
        try:
            yield server
        finally:
            closing.set()
            standing.join()
