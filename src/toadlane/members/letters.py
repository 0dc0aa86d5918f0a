"""Letters with invitations: written into the outbox, and what became of them told on the invitation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from toadlane.coops.models import Coop
from toadlane.mail import outbox
from toadlane.mail.models import Letter
from toadlane.mail.outbox import Draft
from toadlane.members import telling
from toadlane.members.links import link_by_post
from toadlane.members.models import Invitation

KEY: Final = "invitation:"
LONGEST_TROUBLE: Final = 300


def post(invitations: Sequence[Invitation], *, coop: Coop, at: dt.datetime) -> None:
    """One letter each, in the words and days of the co-op; it leaves if the transaction commits."""
    with translation.override(coop.language), timezone.override(coop.time_zone):
        drafts = [draft(invitation, coop) for invitation in invitations]
    outbox.write_all(kind=Letter.Kind.INVITATION, drafts=drafts, at=at)


def draft(invitation: Invitation, coop: Coop) -> Draft:
    """What one letter says."""
    told = {"invitation": invitation, "coop": coop, "link": link_by_post(invitation)}
    return Draft(
        to=invitation.email,
        subject=_("%(name)s invites you to %(coop)s") % {"name": invitation.made_by.name, "coop": coop.name},
        body=render_to_string("members/letter.txt", told),
        key=key_of(invitation),
    )


def key_of(invitation: Invitation) -> str:
    """One letter for one invitation, however often it is asked for."""
    return f"{KEY}{invitation.pk}"


def call_back(invitations: Iterable[Invitation]) -> None:
    """Those that wait need not leave: their links lead nowhere now."""
    outbox.call_back([key_of(invitation) for invitation in invitations])


def heard(letter: Letter, **_told: Any) -> None:
    """What became of a letter; the page says so, and shows the link to hand over."""
    if letter.kind != Letter.Kind.INVITATION:
        return
    found = Invitation.objects.filter(pk=letter.key.removeprefix(KEY))
    found = found.select_related("coop", "made_by", "participant")
    for invitation in found:
        taken = letter.state == Letter.State.TAKEN
        with translation.override(invitation.coop.language):
            invitation.trouble = "" if taken else letter.says[:LONGEST_TROUBLE]
        invitation.sent_at = letter.settled_at if taken else None
        invitation.save(update_fields=["sent_at", "trouble"])
        if letter.state == Letter.State.FAILED:
            telling.undelivered(invitation, letter)
