"""Links by which someone chooses a password, for whoever hands them over instead of a mail server."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from toadlane.people.models import Person


def password_link(person: Person) -> str:
    """Works once, and for as long as the ones sent by e-mail."""
    parts = [user_pk_to_url_str(person), default_token_generator.make_token(person)]
    path = reverse("account_reset_password_from_key", args=parts)
    return f"{settings.ADDRESS}{path}"
