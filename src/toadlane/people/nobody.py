"""Who is written to where an address is nobody's here: the same is done, and no letter leaves.

Else the time an answer takes would tell who has an account. A letter to nobody is written like any other
and thrown away by the queue (`mail/outbox.py`).
"""

from __future__ import annotations

from typing import Any, Final

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.models import EmailAddress

from toadlane.people.models import Person

UNKNOWN: Final = "account/email/unknown_account"
"""What allauth would write to an address it does not know."""


def nobody(email: str) -> Person:
    """Somebody who is not here, for steps that are taken all the same; never kept."""
    return Person(email=email, name="")


def is_here(person: Person) -> bool:
    """Whether they have an account."""
    return not person._state.adding


class ForNobody(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]  # allauth ships no types
    """Asks the database what it is asked for somebody, and writes no address down."""

    key_salt = "toadlane.people.nobody.ForNobody"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        made = super(EmailAwarePasswordResetTokenGenerator, self)._make_hash_value(user, timestamp)
        EmailAddress.objects.filter(user_id=user.pk, email=user.email).exists()
        known = EmailAddress.objects.filter(user_id=user.pk).values_list("email", flat=True)
        return str(made) + "|".join(sorted({user.email, *known}))


for_nobody: Final = ForNobody()
