"""Invitations: somebody who takes part is asked to sign in here. Seats: they do already, if it is them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.coops.rows import AccountRow

LASTS = dt.timedelta(days=14)


class Invitation(AccountRow):
    """One invitation to one address. Its link is made from its key and signed; it is not kept."""

    information_class: ClassVar[str] = "personal-details"

    class State(models.TextChoices):
        """Where an invitation stands."""

        OPEN = "open", _("Waits for an answer")
        EXPIRED = "expired", _("Too old")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("participant")
    )
    email = models.EmailField(_("e-mail address"), max_length=254)
    made_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    trouble = models.CharField(_("why it could not be sent"), max_length=300, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["coop", "participant"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="members_invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def state_at(self, instant: dt.datetime) -> State:
        """Where it stands at an instant."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.OPEN if instant < self.expires_at else self.State.EXPIRED


class Seat(models.Model):
    """The place of somebody in a co-op that moved in, kept until their address is shown to be theirs."""

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="seat", verbose_name=_("participant")
    )
    email = models.EmailField(_("e-mail address"), max_length=254, db_index=True)
    told = models.JSONField(_("as they were told of"))
    """Their line in the export that came, so that the next one is equal."""

    class Meta:
        verbose_name = _("place that waits")
        verbose_name_plural = _("places that wait")

    def __str__(self) -> str:
        return self.email
