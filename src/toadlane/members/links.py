"""The link in an invitation: its key, signed by this house. Whoever holds it holds the invitation.

The one in a letter is signed apart: only the mailbox got it, while the one to hand over is on a page.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.urls import reverse

from toadlane.coops import signed
from toadlane.coops.access import absent
from toadlane.members.models import Invitation

BY_HAND: Final = "members.invitation"
BY_POST: Final = "members.invitation.by-post"


def link_to(invitation: Invitation) -> str:
    """The whole address, to be handed over."""
    return _address(token_of(invitation))


def link_by_post(invitation: Invitation) -> str:
    """The whole address as it stands in the letter and nowhere else."""
    return _address(token_of(invitation, BY_POST))


def token_of(invitation: Invitation, salt: str = BY_HAND) -> str:
    """What stands in the address; the same each time, and made by no one without the house's key."""
    return signed.token_of(invitation.pk, salt)


def came_by_post(token: str) -> bool:
    """Whether it is the link of a letter."""
    return signed.key_in(token, BY_POST) is not None


def invitation_of(token: str) -> Invitation:
    """The invitation of a link; a link that is not ours leads nowhere."""
    key = signed.key_in(token, BY_HAND) or signed.key_in(token, BY_POST)
    if key is None:
        raise absent()
    found = Invitation.objects.select_related("coop", "participant", "made_by").filter(pk=key).first()
    if found is None:
        raise absent()
    return found


def _address(token: str) -> str:
    return f"{settings.ADDRESS}{reverse('members:invitation', args=[token])}"
