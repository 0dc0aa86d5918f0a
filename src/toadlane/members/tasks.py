"""Letters with invitations, as work for the queue: a mail server may be slow, refuse, or be gone."""

from __future__ import annotations

from smtplib import SMTPException
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from toadlane.jobs.port import Tracker, job
from toadlane.mail import troubles
from toadlane.members.links import link_to
from toadlane.members.models import Invitation

PATIENCE_S = 20
LONGEST_TROUBLE = 300
GIVES_UP_AFTER = 3
"""So many refusals in a row, and the server is out of order: the others are told so without asking it."""


@job
def send_invitations(tracker: Tracker, which: list[str]) -> None:
    """Send those that were not sent yet; begun again, it goes on where it stopped."""
    rows = Invitation.objects.select_related("coop", "participant", "made_by").filter(
        coop=tracker.coop,
        pk__in=[UUID(one) for one in which],
        sent_at=None,
        withdrawn_at=None,
        accepted_at=None,
    )
    waiting = list(rows.order_by("pk"))
    in_a_row, last = 0, ""
    for number, invitation in enumerate(waiting, 1):
        if in_a_row < GIVES_UP_AFTER:
            last, server = send(invitation)
            in_a_row = in_a_row + 1 if server else 0
        else:
            _kept(invitation, last)
        tracker.reached(number, of=len(waiting))


def send(invitation: Invitation) -> tuple[str, bool]:
    """Hand over one letter; what went wrong, in the server's words, and whether all letters would fare so."""
    try:
        letter(invitation, get_connection(timeout=PATIENCE_S)).send()
    except (SMTPException, OSError) as error:
        trouble = troubles.of(error)
        _kept(invitation, str(trouble))
        return str(trouble), not trouble.of_the_letter
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now(), trouble="")
    return "", False


def _kept(invitation: Invitation, trouble: str) -> None:
    """The page says so, and shows the link to hand over."""
    Invitation.objects.filter(pk=invitation.pk).update(trouble=trouble[:LONGEST_TROUBLE])


def letter(invitation: Invitation, connection: BaseEmailBackend) -> EmailMessage:
    """The letter, in the language of the co-op."""
    coop = invitation.coop
    told = {"invitation": invitation, "coop": coop, "link": link_to(invitation)}
    subject = _("%(name)s invites you to %(coop)s") % {"name": invitation.made_by.name, "coop": coop.name}
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string("members/letter.txt", told),
        to=[invitation.email],
        connection=connection,
    )
