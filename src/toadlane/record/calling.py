"""One request to another installation, at an address people named: never to this machine or its network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

PATIENCE_S: Final = 10.0
WHOLE_S: Final = 30.0
MOST: Final = 64 * 1024
PORTS: Final = {"https": 443, "http": 80}


class NotReached(Exception):
    """Nothing was said, or nothing that may be heard; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Heard:
    """What was answered; redirections are answers like any other, and not followed."""

    status: int
    body: str


def post(address: str, body: str) -> Heard:
    """Send text to an address; a NotReached for everything that is no answer."""
    parts = urlsplit(address)
    port = port_of(parts)
    if port is None or not allowed_scheme(parts.scheme) or not parts.hostname:
        raise NotReached("address")
    line = connection(parts.scheme, parts.hostname, port)
    clock = threading.Timer(WHOLE_S, hang_up, (line,))
    clock.daemon = True
    clock.start()
    try:
        line.request("POST", parts.path or "/", body.encode(), {"Content-Type": "text/plain; charset=utf-8"})
        answer = line.getresponse()
        return Heard(answer.status, answer.read(MOST).decode("utf-8", "replace"))
    except ssl.SSLError:
        raise NotReached("certificate") from None
    except (OSError, http.client.HTTPException):
        raise NotReached("silent") from None
    finally:
        clock.cancel()
        line.close()


def hang_up(line: http.client.HTTPConnection) -> None:
    """Patience is at its end with whoever says a letter every few seconds."""
    if line.sock is not None:
        with suppress(OSError):
            line.sock.shutdown(socket.SHUT_RDWR)


def port_of(parts: SplitResult) -> int | None:
    """The port of an address; None where that is none."""
    try:
        return parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None


def allowed_scheme(scheme: str) -> bool:
    """TLS, but for tests on one machine."""
    return scheme == "https" or (scheme == "http" and settings.WITNESSES_NEARBY)


def connection(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
    """A line to the host, whose place was looked at first: what is called is what was looked at."""
    kind = Guarded if scheme == "https" else Open
    return kind(place_of(host, port), host, port)


class Open(http.client.HTTPConnection):
    """Goes to a place that was looked at, under the name that was asked for."""

    def __init__(self, place: str, host: str, port: int) -> None:
        super().__init__(host, port, timeout=PATIENCE_S)
        self.place = place

    def connect(self) -> None:
        """The line itself."""
        self.sock: Any = socket.create_connection((self.place, self.port), PATIENCE_S)


class Guarded(Open):
    """The same, with TLS and a certificate that holds for the name."""

    default_port = PORTS["https"]

    def connect(self) -> None:
        """The line itself."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def place_of(host: str, port: int) -> str:
    """The address behind a name; all of them have to be in the open."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReached("unknown") from None
    places = [str(one[4][0]) for one in found]
    if not places or not all(map(is_open, places)):
        raise NotReached("inside")
    return places[0]


def is_open(place: str) -> bool:
    """Whether an address is in the open Internet; this machine only where the setting says so."""
    address = ipaddress.ip_address(place.partition("%")[0])
    if address.is_loopback:
        return bool(settings.WITNESSES_NEARBY)
    within = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if within is not None:
        return is_open(str(within))
    return address.is_global and not address.is_multicast
