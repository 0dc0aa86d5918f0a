"""How people come in: by invitation, never by a public form; and how the door answers."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from toadlane.people import limits
from toadlane.people.spelling import one_spelling

AGAIN = {
    "reauthenticate": _("With my password"),
    "mfa_reauthenticate": _("With a code from my app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closes the public sign-up, and counts tries so that nobody is kept out by others."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many failed tries from here. Wait five minutes, or come in another way: "
            "by a code sent to your e-mail address, or with a passkey."
        ),
        "incorrect_code": _("This is not the code, or it was used already. Look at the newest one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 — closed to all
        return False

    def clean_email(self, email: str) -> str:
        """An address that becomes somebody's is kept in its one spelling; the form refuses what has none."""
        return one_spelling(email)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The same as allauth's, counted by `limits.py`."""
        self._login_failed_rl_usage = limits.take(request, limits.PASSWORDS, credentials.get("email") or "")
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """In our words."""
        return [
            {**way, "description": AGAIN[way["id"]]} for way in super().get_reauthentication_methods(user)
        ]
