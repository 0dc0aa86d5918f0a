"""The link by which whoever applied shows that the address is theirs."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.urls import reverse

from toadlane.candidacy.models import Application
from toadlane.coops import signed
from toadlane.coops.access import absent

SALT: Final = "candidacy.application"


def link_of(application: Application) -> str:
    """The whole address, as it stands in the letter and nowhere else."""
    return f"{settings.ADDRESS}{reverse('candidacy:confirmation', args=[token_of(application)])}"


def token_of(application: Application) -> str:
    """What stands in the address, made by no one without the house's key."""
    return signed.token_of(application.pk, SALT)


def application_of(token: str) -> Application:
    """The application of a link; a link that is not ours, or too old, leads nowhere."""
    key = signed.key_in(token, SALT)
    found = key and Application.objects.select_related("coop").filter(pk=key).first()
    if not found:
        raise absent()
    return found
