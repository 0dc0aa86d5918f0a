"""Codes that are read off somewhere else, and what a browser hands over of a passkey."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from toadlane.people import limits
from toadlane.people.factors import Factors
from toadlane.people.forms import shown
from toadlane.people.models import Person

LONGEST_NAME: Final = 60
TOTP_DIGITS: Final = 6
TAKEN_UP: Final = "taken_up_by"
"""On a request: the half minute of the code by which an app is taken up (`hearing.py`)."""


def a_code(label: Any, help_text: Any = "") -> forms.CharField:
    """Digits that are read off somewhere else."""
    keys = {"inputmode": "numeric", "autocomplete": "one-time-code"}
    return forms.CharField(label=label, help_text=help_text, widget=forms.TextInput(attrs=keys))


class LetterCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code that came by e-mail."""

    code = a_code(_("Code"))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    code = a_code(_("Code from the app"))

    def clean_code(self) -> str:
        code: str = super().clean_code()
        setattr(context.request, TAKEN_UP, step_of(code, secret=self.secret))
        return code


class Counted:
    """Of a form that takes a code of an app or a recovery code: how often is said by `limits.py`."""

    code = a_code(_("Code"), _("From your app, or one of your recovery codes."))
    user: Person
    authenticator: Authenticator
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        said = "".join(filter(str.isdigit, self.cleaned_data["code"]))
        recovery = len(said) > TOTP_DIGITS
        used = limits.take_step(context.request, self.user, recovery=recovery)
        if used is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]  # of the form it is mixed into
        used.rollback()
        once(self.authenticator, code)
        return code


class SecondStepForm(Counted, AuthenticateForm):  # type: ignore[misc]
    """A code from the app, or a recovery code."""

    code = Counted.code


class AgainForm(Counted, ReauthenticateForm):  # type: ignore[misc]
    """The same, before something about signing in is changed."""

    code = Counted.code


@transaction.atomic
def once(factor: Authenticator, code: str) -> None:
    """A code of an app serves once, and none that was shown before it serves after it.

    allauth remembers used codes in the cache of one process, for one step alone.
    """
    if factor.type != Authenticator.Type.TOTP:
        return
    kept = Authenticator.objects.select_for_update().get(pk=factor.pk)
    step = step_of(code, secret=Factors().decrypt(kept.data["secret"]))
    if step <= kept.data.get("step", -1):
        raise Factors().validation_error("incorrect_code")
    kept.data["step"] = step
    kept.save(update_fields=["data"])


def step_of(code: str, *, secret: str) -> int:
    """The half minute a good code belongs to; one that has just gone over belongs to the first of now."""
    now = list(yield_hotp_counters_from_time())
    good = (
        step
        for step in now
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
    )
    return int(max(good, default=now[0]))


def a_name(*, required: bool) -> forms.CharField:
    """What people call a passkey."""
    return forms.CharField(
        label=_("Its name"),
        help_text=_("Such as “my phone”, so that you know it again."),
        max_length=LONGEST_NAME,
        required=required,
    )


@contextmanager
def whatever_was_sent() -> Iterator[None]:
    """What a browser answers is read by a library that trusts its shape; what has another is just refused."""
    try:
        yield
    except (TypeError, ValueError, LookupError, AttributeError, struct.error):
        raise Factors().validation_error("incorrect_code") from None


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: always one that is enough by itself, so nobody is asked whether."""

    passwordless = None
    name = a_name(required=False)

    def clean_name(self) -> str:
        return shown(super().clean_name())

    def clean(self) -> dict[str, Any]:
        with whatever_was_sent():
            return dict(super().clean())


class ReadWithCare:
    """Of a form in which a browser shows a passkey."""

    def clean_credential(self) -> Authenticator:
        with whatever_was_sent():
            return super().clean_credential()  # type: ignore[misc]  # of the form it is mixed into


class PasskeyDoorForm(ReadWithCare, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey in place of address and password."""


class PasskeyStepForm(ReadWithCare, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after a password or a letter."""


class PasskeyAgainForm(ReadWithCare, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, before something about signing in is changed."""


class NameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = a_name(required=True)

    def clean_name(self) -> str:
        return shown(self.cleaned_data["name"])
