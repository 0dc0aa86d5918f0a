"""How often somebody may try at the door: no guessing gets in, and nobody is kept out by others' tries.

- A device that was signed in to an account before has tries of its own, whatever anybody else does.
- Elsewhere tries count by account *and* network address: five wrong passwords in five minutes, twenty an
  hour. Somebody who hammers at an account from a few addresses bars nobody but themselves.
- One account takes two hundred wrong passwords an hour from unknown devices altogether. Beyond that, whoever
  has a device of theirs, a passkey or a code sent by e-mail still comes in; a guessed password helps nobody.
- Letters that anybody can ask for (codes, links) are counted in the same way, so that no mailbox is flooded.
- Codes of an app come after a password that is right, and are few: an account takes twenty a day from
  unknown devices. Beyond that, whoever has a device of theirs, a recovery code or first a code by letter
  still comes in, and is told by a letter that somebody tries.

A right password gives its try back. All processes count together, in the database (`tries.py`).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from toadlane.people.models import Person
from toadlane.people.spelling import one_spelling

APP: Final = "toadlane.people"
SALT: Final = "toadlane.people.limits"
KNOWN_FOR_S: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one kind of try: on a known device, at one address, and all unknown devices together."""

    name: str
    known: str
    strange: str
    account: str


class Usage(RateLimitUsage):  # type: ignore[misc]  # allauth ships no types
    """Of all that a try was counted by, given back in one step."""

    @transaction.atomic
    def rollback(self) -> None:
        super().rollback()


PASSWORDS: Final = Limits("password", "10/5m/key", "10/m/ip,5/5m/key,20/h/key", "200/h/key")
CODES: Final = Limits("code", "5/5m/key", "20/m/ip,5/5m/key,8/h/key", "60/h/key")
LINKS: Final = Limits("link", "5/5m/key", "5/5m/key,8/h/key", "60/h/key")
STEPS: Final = Limits("step", "10/5m/key,30/h/key", "5/5m/key,8/h/key", "20/d/key")
RECOVERY: Final = Limits("recovery", STEPS.known, STEPS.strange, "40/d/key")
AFTER_A_LETTER: Final = Limits("step-by-letter", STEPS.known, "5/5m/key,10/h/key", "40/d/key")
"""Of those who came by a code that went to their address: whoever knows their password alone uses none up."""
TOLD_AT: Final = "5/d/key"
"""So many wrong codes a day, and one more, and a letter tells."""


@transaction.atomic
def take(request: HttpRequest, limits: Limits, email: str) -> RateLimitUsage | None:
    """One try at an account, to be rolled back if it was a right one; None when there is none left."""
    account = one_spelling(email)
    device = device_of(request, account)
    if device:
        return _count(request, limits.name, limits.known, f"{account} {device}")
    near = _count(request, limits.name, limits.strange, near_key(request, account))
    far = near and _count(request, f"{limits.name}-account", limits.account, account)
    if near and far:
        return Usage(usage=[*near.usage, *far.usage])
    return None


def take_step(request: HttpRequest, person: Person, *, recovery: bool) -> RateLimitUsage | None:
    """One try at the code that follows a password or a letter; the same rule."""
    by_letter = any(one["method"] == "code" for one in get_authentication_records(request, person))
    return take(request, AFTER_A_LETTER if by_letter else RECOVERY if recovery else STEPS, person.email)


def is_worth_a_letter(request: HttpRequest, email: str) -> bool:
    """A code was wrong: whether there were so many today that somebody is to be told, which is once a day."""
    few = _count(request, "wrong-step", TOLD_AT, email)
    return few is None and _count(request, "wrong-step-told", "1/d/key", email) is not None


def forgive(request: HttpRequest, email: str) -> None:
    """Somebody who has just shown by a letter who they are need not wait for having guessed before."""
    key = near_key(request, email)
    ratelimit.clear(
        request, app=APP, action=PASSWORDS.name, config={PASSWORDS.name: PASSWORDS.strange}, key=key
    )


def near_key(request: HttpRequest, email: str) -> str:
    """An account as asked for from one network address."""
    return f"{email} {ratelimit.truncate_ip(get_adapter().get_client_ip(request))}"


def _count(request: HttpRequest, name: str, rates: str, key: str) -> RateLimitUsage | None:
    found: RateLimitUsage | None = ratelimit.consume(
        request, app=APP, action=name, config={name: rates}, key=key
    )
    return found


def know(response: HttpResponseBase, person: Person) -> None:
    """From now on the device that gets this answer is one they were signed in on."""
    response.set_signed_cookie(
        cookie_of(person.email),
        secrets.token_urlsafe(12),
        salt=SALT + person.email,
        max_age=KNOWN_FOR_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_of(request: HttpRequest, email: str) -> str:
    """The name of the device for this account; empty when it was never signed in on."""
    said = request.get_signed_cookie(cookie_of(email), default="", salt=SALT + email, max_age=KNOWN_FOR_S)
    return said or ""


def cookie_of(email: str) -> str:
    """One for each account, told apart without telling which."""
    return f"door-{hashlib.sha256(email.encode()).hexdigest()[:12]}"
