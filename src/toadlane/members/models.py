"""Invitations: somebody who takes part is asked to sign in here. Seats: they do already, if it is them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import DIRECTORY, Participant, a_key
from toadlane.coops.rows import AccountRow

LASTS = dt.timedelta(days=14)
WAITS: Final = dt.timedelta(days=31)
"""So long something that waits for a second member can be confirmed; after it, it is told anew."""
BECAUSE: Final = 300


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


class Change(AccountRow):
    """What one person wants to enter of another, and takes something from them: it waits for a second one.

    `said` is what exactly, as its kind has it (`changes.py`); an address in it goes when it was answered.
    """

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="changes", verbose_name=_("about")
    )
    kind = models.CharField(_("what"), max_length=20, validators=[a_key])
    said = models.JSONField(_("what exactly"))
    because = models.CharField(_("why"), max_length=BECAUSE, blank=True)
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    entered_on = models.DateField(_("entered"))
    answered_by = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    came_about = models.BooleanField(_("came about"), default=False)
    denied_because = models.CharField(_("why not"), max_length=BECAUSE, blank=True)

    class Meta:
        verbose_name = _("change that waits for a second member")
        verbose_name_plural = _("changes that wait for a second member")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "entered_on"])]

    def __str__(self) -> str:
        return self.kind

    @property
    def about(self) -> Participant:
        """Whom it is about."""
        return self.participant

    @property
    def is_answered(self) -> bool:
        """Whether it came about, or somebody said that it is not so."""
        return self.answered_on is not None

    def is_over(self, day: dt.date) -> bool:
        """Whether it waited too long."""
        return day > self.entered_on + WAITS

    def state(self, day: dt.date) -> str:
        """How it stands: waiting, confirmed, denied, or over when it waited too long."""
        if self.is_answered:
            return "confirmed" if self.came_about else "denied"
        return "over" if self.is_over(day) else "waiting"


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
