"""How often strangers may apply: from one network address, and in the name of one e-mail address."""

from __future__ import annotations

from typing import Final

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

APP: Final = "toadlane.candidacy"
FROM_ONE_PLACE: Final = {"apply": "10/h/ip"}
FOR_ONE_MAILBOX: Final = {"mailbox": "3/d/key"}


def too_many(request: HttpRequest) -> bool:
    """Whether more came from this network address than one person would send."""
    return ratelimit.consume(request, app=APP, action="apply", config=FROM_ONE_PLACE) is None


def place_of(request: HttpRequest) -> str:
    """The network they ask from, so that it can be told from others and not be read."""
    address = ratelimit.truncate_ip(get_adapter().get_client_ip(request))
    return salted_hmac("candidacy.place", address, algorithm="sha256").hexdigest()[:32]


def mailbox_full(request: HttpRequest, email: str) -> bool:
    """Whether so much was sent to one address that nothing more is; whoever asks is not told."""
    key = email.strip().lower()
    return ratelimit.consume(request, app=APP, action="mailbox", config=FOR_ONE_MAILBOX, key=key) is None
