"""Capital that became money owed: notices paid back, and what someone who left is paid."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.coops.rows import BookRow


class Payout(BookRow):
    """A decision carried out: what members held in their accounts is owed to them in money from here on."""

    class Kind(models.TextChoices):
        """Why it is paid out."""

        REDEMPTION = "redemption", _("notices paid back")
        LEAVING = "leaving", _("somebody left")

    information_class: ClassVar[str] = "accounts"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    about_on = models.DateField(_("as of"))
    """The day it was reckoned for; of someone who left, the day they gave notice."""
    article = models.CharField(_("article"), max_length=300)
    authority = models.OneToOneField("decisions.Authority", on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField("books.JournalEntry", on_delete=models.PROTECT, related_name="payout")
    by = models.CharField(_("by"), max_length=60)
    happened_on = models.DateField(_("carried out on"))

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")

    def __str__(self) -> str:
        return self.kind


class PayoutPart(BookRow):
    """One part of a payout: whose, from which account, due when; interest comes from no account."""

    information_class: ClassVar[str] = "member-money"
    about_field: ClassVar[str] = "participant"

    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="parts")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    held = models.CharField(_("held as"), max_length=60)
    """“paid-in”, “qualified-notice/2020” or “interest”."""
    due_on = models.DateField(_("due on"))
    minor = models.BigIntegerField(_("amount"))

    class Meta:
        verbose_name = _("part of a payout")
        verbose_name_plural = _("parts of payouts")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant"])]

    def __str__(self) -> str:
        return self.held

    @property
    def about(self) -> Participant:
        """Whose money it is."""
        return self.participant
