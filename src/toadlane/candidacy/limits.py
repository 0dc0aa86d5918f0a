"""How often strangers may apply: from one network address, and in the name of one e-mail address."""

from __future__ import annotations

from typing import Final

from allauth.core.internal import ratelimit
from django.http import HttpRequest

APP: Final = "toadlane.candidacy"
FROM_ONE_PLACE: Final = {"apply": "10/h/ip"}
FOR_ONE_MAILBOX: Final = {"mailbox": "3/d/key"}


def too_many(request: HttpRequest) -> bool:
    """Whether more came from this network address than one person would send."""
    return ratelimit.consume(request, app=APP, action="apply", config=FROM_ONE_PLACE) is None


def mailbox_full(request: HttpRequest, email: str) -> bool:
    """Whether so much was sent to one address that nothing more is; whoever asks is not told."""
    key = email.strip().lower()
    return ratelimit.consume(request, app=APP, action="mailbox", config=FOR_ONE_MAILBOX, key=key) is None
