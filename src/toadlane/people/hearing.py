"""What follows when somebody came in, or changed how they do."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from toadlane.people import limits, sessions
from toadlane.people.factor_forms import TAKEN_UP
from toadlane.people.models import Person


def signed_in(request: HttpRequest, **_told: Any) -> None:
    """A browser on which somebody has just come in was seen, of course."""
    sessions.just_seen(request.session)


def came_in(response: HttpResponseBase, user: Person, **_told: Any) -> None:
    """All the way in: their device has tries of its own from now on."""
    limits.know(response, user)


def kept(instance: Person, **_told: Any) -> None:
    """An account that is closed is out everywhere, also should it be opened again."""
    if not instance.is_active:
        sessions.end_all(instance)


def changed_password(request: HttpRequest, user: Person, **_told: Any) -> None:
    """Whoever came in by the old one is out."""
    sessions.end_all(user, but=request.session.session_key)


def taken_up(instance: Authenticator, **_told: Any) -> None:
    """The code by which an app is taken up has served, and lets nobody in after it."""
    step = getattr(context.request, TAKEN_UP, None)
    if instance.type == Authenticator.Type.TOTP and instance.pk is None and step is not None:
        instance.data["step"] = step


def asked_for_address(request: HttpRequest, user: Person, email_address: EmailAddress, **_told: Any) -> None:
    """The address that is to be left behind is told before it is, while it can still say no."""
    get_adapter(request).send_notification_mail(
        "account/email/email_asked", user, {"to_email": email_address.email}, email=user.email
    )


def wrong_code(request: HttpRequest, user: Person, **_told: Any) -> None:
    """Whoever gets so far knows the password, or reads the mail: after several, a letter tells of it."""
    if limits.is_worth_a_letter(request, user.email):
        get_adapter(request).send_notification_mail("account/email/wrong_codes", user, {}, email=user.email)
