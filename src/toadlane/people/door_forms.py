"""What is typed at the door. The work is allauth's; how often one may try is ours (`limits.py`)."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, RequestLoginCodeForm, ResetPasswordForm
from allauth.core import context
from django.forms import ValidationError

from toadlane.people import limits
from toadlane.people.models import Person
from toadlane.people.spelling import one_spelling


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Address and password."""

    def clean_login(self) -> str:
        return one_spelling(self.cleaned_data["login"])


class CodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Where a code is sent: to the address they sign in with, never to one that is only written down."""

    def clean_email(self) -> str:
        email = one_spelling(self.cleaned_data["email"])
        one_more(limits.CODES, email)
        self._user = Person.objects.filter(email=email, is_active=True).first()
        return email


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """Where a link to choose a password is sent."""

    def clean_email(self) -> str:
        email = one_spelling(self.cleaned_data["email"])
        one_more(limits.LINKS, email)
        self.users = list(Person.objects.filter(email=email, is_active=True))
        return email


def one_more(of: limits.Limits, email: str) -> None:
    """Refuse what was asked for too often from here."""
    if limits.take(context.request, of, email) is None:
        refusal: ValidationError = get_adapter().validation_error("too_many_login_attempts")
        raise refusal
