"""A mail server as an operator describes it, checked before anything is sent to it."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from enum import StrEnum
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name, validate_email, validate_ipv46_address

PORT_MOST: Final = 65535


class Security(StrEnum):
    """How the way to the server is guarded."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS: Final[Mapping[Security, int]] = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over, and in whose name."""

    host: str
    port: int
    security: Security
    user: str
    sender: str
    reply_to: str = ""
    password: str = field(default="", repr=False)

    @property
    def account(self) -> str:
        """Whose password it is; one that was given for another account is never sent to this one."""
        return f"{self.user}@{self.host}:{self.port}/{self.security.value}"

    @property
    def place(self) -> str:
        """Where it listens, for people."""
        return f"{self.host}:{self.port}"


class Unfit(ValueError):
    """What is wrong with a server as it was described: which field, and a word for the fault."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


def refuse_unfit(server: MailServer) -> None:
    """Raises Unfit: `host`, `port`, `security`, `user`, `password`, `sender` or `reply_to` cannot be used."""
    refuse_unfit_way(server.host, server.port, server.security, user=server.user, password=server.password)
    if server.password and not server.user:
        raise Unfit("user", "no-user")
    if not is_sender(server.sender):
        raise Unfit("sender", "no-address")
    if server.reply_to and not is_sender(server.reply_to):
        raise Unfit("reply_to", "no-address")


def refuse_unfit_way(host: str, port: int, security: Security, **said: str) -> None:
    """Raises Unfit: `host`, `port` or `security` cannot be used, or what is said on the way is not plain."""
    if not is_host(host):
        raise Unfit("host", "no-host")
    if not 0 < port <= PORT_MOST:
        raise Unfit("port", "no-port")
    if security == Security.NONE and not is_loopback(host):
        raise Unfit("security", "open-way")
    for where, words in said.items():
        if not words.isascii() or not words.isprintable():
            raise Unfit(where, "not-plain")


def is_host(host: str) -> bool:
    """A name or an address of a machine, nothing else."""
    if host == "localhost":
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return passes(validate_domain_name, host)
    return passes(validate_ipv46_address, host)


def is_loopback(host: str) -> bool:
    """This very machine: nothing that goes there can be read on the way."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_sender(said: str) -> bool:
    """One address, with or without a name before it."""
    name, address = parseaddr(said)
    plain = said.isprintable() and passes(validate_email, address)
    spellings = {address, f"{name} <{address}>", f'"{name}" <{address}>', formataddr((name, address))}
    return plain and said in spellings


def passes(check: Any, said: str) -> bool:
    """Whether one of Django's own checks has nothing against it."""
    try:
        check(said)
    except ValidationError:
        return False
    return True


def from_url(url: str, *, sender: str, reply_to: str = "") -> MailServer:
    """What TOADLANE_MAIL_URL describes; raises Unfit. “smtp” is STARTTLS unless it says otherwise."""
    server = MailServer(**described(url, "smtp", PORTS), sender=sender, reply_to=reply_to)
    refuse_unfit(server)
    return server


def described(url: str, protocol: str, ports: Mapping[Security, int]) -> dict[str, Any]:
    """Host, port, security, user and password as an address of a server has them; raises Unfit."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise Unfit("port", "no-port") from None
    security = security_of(parts.scheme, protocol, dict(parse_qsl(parts.query)))
    return {
        "host": parts.hostname or "",
        "port": ports[security] if port is None else port,
        "security": security,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
    }


def security_of(scheme: str, protocol: str, more: Mapping[str, str]) -> Security:
    """With an “s” at its end, TLS from the first byte; “?security=none” is for this very machine alone."""
    if scheme == f"{protocol}s" and not more:
        return Security.TLS
    if scheme == protocol and not more:
        return Security.STARTTLS
    if scheme == protocol and more == {"security": "none"}:
        return Security.NONE
    raise Unfit("security", "no-scheme")
