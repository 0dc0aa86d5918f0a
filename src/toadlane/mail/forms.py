"""How a mail server is described."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.mail.server import MailServer, Security

WAYS: Final = [
    (Security.STARTTLS.value, _("STARTTLS (usual, port 587)")),
    (Security.TLS.value, _("TLS from the first byte (port 465)")),
    (Security.NONE.value, _("None: the server is this very machine")),
]


class ServerForm(KeyedForm):
    """Where letters are handed over, and in whose name."""

    host = forms.CharField(
        label=_("Mail server"),
        max_length=253,
        help_text=_("As your mail provider names it: mail.example.org"),
    )
    security = forms.ChoiceField(label=_("Security"), choices=WAYS, initial=Security.STARTTLS.value)
    port = forms.IntegerField(label=_("Port"), initial=587, min_value=1, max_value=65535)
    user = forms.CharField(label=_("User"), max_length=254, required=False)
    password = forms.CharField(
        label=_("Password"),
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "Kept where only this program reads it, and never shown again. Left empty, the one kept stays."
        ),
    )
    sender = forms.CharField(
        label=_("From"),
        max_length=320,
        help_text=_("As in: Our Co-op &lt;post@coop.example&gt; — or the address alone"),
    )
    reply_to = forms.CharField(
        label=_("Answers go to"),
        max_length=320,
        required=False,
        help_text=_("Left empty, to the address above"),
    )

    beside: ClassVar[Mapping[str, str]] = {
        "mail.host": "host",
        "mail.port": "port",
        "mail.security": "security",
        "mail.user": "user",
        "mail.password": "password",
        "mail.sender": "sender",
        "mail.reply-to": "reply_to",
    }

    def server(self) -> MailServer:
        """As it was described."""
        said: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return MailServer(**{**said, "security": Security(said["security"])})


def as_typed(server: MailServer | None) -> dict[str, Any]:
    """What the form shows of a server; its password never."""
    if server is None:
        return {}
    return {
        "host": server.host,
        "security": server.security.value,
        "port": server.port,
        "user": server.user,
        "sender": server.sender,
        "reply_to": server.reply_to,
    }
