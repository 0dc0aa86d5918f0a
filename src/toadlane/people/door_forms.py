"""What is typed at the door. The work is allauth's; how often one may try is ours (`limits.py`)."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    UserTokenForm,
    default_token_generator,
)
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.core import context
from django.forms import ValidationError
from django.http import HttpRequest

from toadlane.people import limits
from toadlane.people.links import by_hand
from toadlane.people.models import Person
from toadlane.people.nobody import for_nobody, is_here, nobody
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
    """Where a link to choose a password is sent: likewise."""

    def clean_email(self) -> str:
        email = one_spelling(self.cleaned_data["email"])
        one_more(limits.LINKS, email)
        person = Person.objects.filter(email=email, is_active=True).first()
        self.users = [person or nobody(email)]
        return email

    def save(self, request: HttpRequest, **_options: Any) -> str:
        """The same steps for whoever is not here, so that nobody learns from how long it takes."""
        email: str = self.cleaned_data["email"]
        by = default_token_generator if is_here(self.users[0]) else for_nobody
        request_password_reset(request, email, self.users, by)
        return email


class LinkForm(UserTokenForm):  # type: ignore[misc]
    """The link to choose a password by: one that was sent, or one that was handed over."""

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        person = self._get_user(said.get("uidb36"))
        handed = person is not None and by_hand.check_token(person, said.get("key"))
        if handed:
            self.token_generator = by_hand
        context.request.handed_over = handed
        return dict(super().clean())


def one_more(of: limits.Limits, email: str) -> None:
    """Refuse what was asked for too often from here."""
    if limits.take(context.request, of, email) is None:
        refusal: ValidationError = get_adapter().validation_error("too_many_login_attempts")
        raise refusal
