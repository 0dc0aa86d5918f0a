"""The link in an invitation: its key, signed by this house. Whoever holds it holds the invitation."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from toadlane.coops.access import absent
from toadlane.members.models import Invitation


def link_to(invitation: Invitation) -> str:
    """The whole address, to be sent or handed over."""
    return f"{settings.ADDRESS}{reverse('members:invitation', args=[token_of(invitation)])}"


def token_of(invitation: Invitation) -> str:
    """What stands in the address; the same each time, and made by no one without the house's key."""
    return _signer().sign(invitation.pk.hex)


def invitation_of(token: str) -> Invitation:
    """The invitation of a link; a link that is not ours leads nowhere."""
    try:
        key = UUID(_signer().unsign(token))
    except (BadSignature, ValueError):
        raise absent() from None
    found = Invitation.objects.select_related("coop", "participant", "made_by").filter(pk=key).first()
    if found is None:
        raise absent()
    return found


def _signer() -> Signer:
    return Signer(salt="members.invitation", sep=".")
