"""The letter of a test."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _


def letter_of_a_test(server: str) -> tuple[str, str]:
    """Its subject and text, in the language now in use; its link leads back to the page."""
    link = f"{settings.ADDRESS}{reverse('mail:mail')}"
    body = _(
        "You asked Toad Lane to write to you, to see whether its letters arrive. This one did.\n\n"
        "It went by %(server)s. Back to the page:\n%(link)s\n"
    )
    return _("Toad Lane can write to you"), body % {"server": server or settings.HOST, "link": link}
