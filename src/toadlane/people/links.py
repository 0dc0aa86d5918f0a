"""Links by which someone chooses a password, for whoever hands them over instead of a mail server."""

from __future__ import annotations

from typing import Final

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from toadlane.people.models import Person


class ByHand(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]  # allauth ships no types
    """Told apart from those that are sent by e-mail: they show nothing of who reads mail at an address."""

    key_salt = "toadlane.people.links.ByHand"


by_hand: Final = ByHand()


def password_link(person: Person) -> str:
    """Works once, and for as long as the ones sent by e-mail."""
    parts = [user_pk_to_url_str(person), by_hand.make_token(person)]
    path = reverse("account_reset_password_from_key", args=parts)
    return f"{settings.ADDRESS}{path}"
