"""Whether somebody reads mail at the address they sign in with, and how the house comes to know.

An account can be made by a link that was handed over, so an address alone says nothing of who has it. It is
proven by opening a link that only its mailbox got: in an invitation, to choose a password, or to confirm it;
or by typing a code that was sent there.
"""

from __future__ import annotations

from typing import Any, Final

from allauth.account.models import EmailAddress
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest

from toadlane.people import factors, limits, sessions
from toadlane.people.models import Person
from toadlane.people.spelling import one_spelling

address_proven: Final = Signal()
"""Sent with `person`, in the transaction in which it became so."""


def is_proven(person: Person) -> bool:
    """Whether it is so of the address they sign in with now."""
    return person.proven_address == person.email


def is_theirs(person: Person) -> bool:
    """The same, or nobody ever came in: then the first who can is whoever reads mail there."""
    return is_proven(person) or not person.has_usable_password()


@transaction.atomic
def prove(person: Person) -> None:
    """They opened a link that went to their address, and whoever reads there holds the account now.

    Another address that was about to take its place goes: somebody else may have asked for it before them.
    """
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    person.proven_address = person.email
    person.save(update_fields=["proven_address"])
    address_proven.send(Person, person=person)


@transaction.atomic
def take_over(person: Person) -> None:
    """The same of somebody whom the letter alone let in, and nothing they had before.

    If nobody had proven the address until now, whoever had the account may be somebody else: their sessions
    and their second factors go, or they could keep the owner of the mailbox out.
    """
    if not is_proven(person):
        factors.take_off(person)
        sessions.end_all(person)
    prove(person)


def by_password(request: HttpRequest, user: Person, **_told: Any) -> None:
    """It goes to the address they sign in with alone (`door_forms.py`), unless it was handed over."""
    if not getattr(request, "handed_over", False):
        take_over(user)
    sessions.end_all(user)
    limits.forgive(request, user.email)


def by_code(user: Person, method: str, email: str | None = None, **_told: Any) -> None:
    """So does a code to sign in with (`door_forms.py`); whoever has proven their address already, has."""
    if method == "code" and one_spelling(email or "") == user.email and not is_proven(user):
        take_over(user)


def by_link(email_address: EmailAddress, **_told: Any) -> None:
    """The link to confirm an address counts where its account is signed in (`views.py`)."""
    prove(Person.objects.get(pk=email_address.user_id))
