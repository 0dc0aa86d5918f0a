"""How people come in: by invitation, never by a public form."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from toadlane.people.models import Person, one_spelling


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closes the public sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 — closed to all
        return False

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """Only to the address they sign in with: another one may be written down, but is not theirs yet."""
        if one_spelling(email) == user.email:
            super().send_password_reset_mail(user, email, context)
