"""Real mail servers on loopback, with certificates of their own; one for each way to misbehave."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import socket
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "post@coop.example", "seven quiet geese"


@dataclass
class Office:
    """What it does with letters, and what it got."""

    port: int = 0
    refuses: str = ""
    refuses_sender: str = ""
    refuses_letter: str = ""
    wait_s: float = 0.0
    got: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 — the library's names
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refuses_sender:
            return self.refuses_sender
        envelope.mail_from = address
        return "250 well"

    async def handle_RCPT(  # noqa: N802 — the library's names
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 well"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.wait_s)
        if self.refuses_letter:
            return self.refuses_letter
        written = envelope.content
        assert isinstance(written, bytes)
        self.got.append(message_from_bytes(written, policy=policy.default))
        self.envelopes.append((str(envelope.mail_from), list(envelope.rcpt_tos)))
        return "250 2.0.0 taken as 4711"

    def sign_in(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, said: Any
    ) -> AuthResult:
        assert isinstance(said, LoginPassword)
        self.signed_in.append(said.login.decode())
        well = (said.login.decode(), said.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=well, handled=False) if not well else AuthResult(success=True)


class OnAnyPort(Controller):
    """Knocks at the port it was given, which the library does not know of."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def post_office(
    certificate: Path | None = None, *, from_the_first_byte: bool = False, **misbehaviour: Any
) -> Iterator[Office]:
    """Open on a port of its own; with a certificate it insists on TLS and on a password."""
    office = Office(**misbehaviour)
    more: dict[str, Any] = {}
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        guarded = {"tls_context": context, "require_starttls": True}
        if from_the_first_byte:
            guarded = {"ssl_context": context, "auth_require_tls": False}
            # The library does not see that the whole line is guarded, and warns of it.
            warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS", UserWarning)
        more = {**guarded, "auth_required": True, "authenticator": office.sign_in}
    controller = OnAnyPort(office, hostname="127.0.0.1", port=0, **more)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()


@contextmanager
def broken_line(*, after: bytes, then: bytes = b"", silent_s: float = 0.0) -> Iterator[int]:
    """A server that says well to everything until it hears `after`; then says `then`, waits and hangs up."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.1)

        def stand() -> None:
            while not over.is_set():
                try:
                    caller, _ = door.accept()
                except TimeoutError:
                    continue
                with caller:
                    caller.settimeout(5)
                    talk(caller, after, then)
                    over.wait(silent_s)

        standing = threading.Thread(target=stand)
        standing.start()
        try:
            yield door.getsockname()[1]
        finally:
            over.set()
            standing.join()


def talk(caller: Any, after: bytes, then: bytes) -> None:
    """Say well to everything, up to a word."""
    if after == b"":
        caller.sendall(then)
        return
    caller.sendall(b"220 loopback\r\n")
    heard = b""
    while after not in heard:
        said = caller.recv(65536)
        if not said:
            return
        heard += said
        if after in heard:
            break
        caller.sendall(b"354 go on\r\n" if said.upper().startswith(b"DATA") else b"250 well\r\n")
    caller.sendall(then)


def certificate_of(name: str, folder: Path) -> tuple[Path, Path]:
    """One file with key and certificate for a server of this name, and the certificate to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    alternative: x509.GeneralName = x509.DNSName(name)
    if name[0].isdigit():
        alternative = x509.IPAddress(ipaddress.ip_address(name))
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    whole, trusted = folder / f"{name}.pem", folder / f"{name}.crt"
    whole.write_bytes(private + public)
    trusted.write_bytes(public)
    return whole, trusted
