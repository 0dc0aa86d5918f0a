"""Which mail server the environment names; one it does not name may be set up on the page of e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from toadlane.mail import mailbox
from toadlane.mail.mailbox import Mailbox
from toadlane.mail.server import MailServer, Unfit, from_url, is_sender
from toadlane.site.environment import wrong

AS_A_URL: Final = "Write “smtp://user:password@mail.example:587”, or “smtps://…” for port 465."
AS_A_SENDER: Final = "Write “post@coop.example” or “Our Co-op <post@coop.example>”."
AS_A_MAILBOX: Final = "Write “imaps://user:password@mail.example/INBOX”, or “imap://…” for STARTTLS."
AS_AN_ADDRESS: Final = "Write “talk@coop.example”, whose mailbox also takes “talk+anything@coop.example”."
WHY: Final[Mapping[str, str]] = {
    "no-scheme": "it names no mail server.",
    "no-host": "it names no mail server.",
    "no-port": "its port is no port.",
    "open-way": "without TLS, letters and password could be read on the way.",
    "no-user": "there is a password, and no user whose password it is.",
    "no-account": "it names no user and password.",
    "not-plain": "user or password hold letters that mail servers do not take.",
}
ALONE: Final = ("TOADLANE_MAIL_FROM", "TOADLANE_MAIL_REPLY_TO")


def by_environment(environ: Mapping[str, str], host: str) -> MailServer | None:
    """The server, or None where none is named; refused loudly when it makes no sense. Says no password."""
    sender = sender_of(environ, "TOADLANE_MAIL_FROM") or f"Toad Lane <noreply@{host}>"
    reply_to = sender_of(environ, "TOADLANE_MAIL_REPLY_TO")
    url = environ.get("TOADLANE_MAIL_URL")
    if not url:
        for name in ALONE:
            if environ.get(name):
                raise wrong(name, "it says nothing without TOADLANE_MAIL_URL.", "Name the server, too.")
        return None
    try:
        return from_url(url, sender=sender, reply_to=reply_to)
    except Unfit as unfit:
        if unfit.where == "sender":
            raise wrong("TOADLANE_MAIL_FROM", f"nobody can write from “{sender}”.", AS_A_SENDER) from None
        raise wrong("TOADLANE_MAIL_URL", WHY[unfit.why], AS_A_URL) from None


def replies_by_environment(environ: Mapping[str, str]) -> Mailbox | None:
    """Where answers by e-mail arrive, or None where that is not said; refused when it makes no sense."""
    url, address = (environ.get(name, "") for name in ("TOADLANE_REPLIES_URL", "TOADLANE_REPLIES_ADDRESS"))
    if bool(url) != bool(address):
        raise wrong("TOADLANE_REPLIES_URL", "it goes with TOADLANE_REPLIES_ADDRESS alone.", AS_A_MAILBOX)
    if not url:
        return None
    try:
        return mailbox.from_url(url, address=address)
    except Unfit as unfit:
        if unfit.where == "address":
            raise wrong("TOADLANE_REPLIES_ADDRESS", f"“{address}” will not do.", AS_AN_ADDRESS) from None
        raise wrong("TOADLANE_REPLIES_URL", WHY[unfit.why], AS_A_MAILBOX) from None


def sender_of(environ: Mapping[str, str], name: str) -> str:
    """An address that letters come from or are answered to; "" where none is named."""
    said = environ.get(name, "")
    if said and not is_sender(said):
        raise wrong(name, f"“{said}” is no address of a sender.", AS_A_SENDER)
    return said
