"""Members' consent to be taxed on written notices, dated, and its end."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.coops.rows import BookRow

NOTE_LONGEST: Final = 200


class ConsentGiven(BookRow):
    """One person consented: in writing, by the bylaws they received, or by a cheque they cashed."""

    class How(models.TextChoices):
        """How they consented."""

        WRITTEN = "written", _("in writing")
        BYLAW = "bylaw", _("by the bylaws, a copy received")
        CHEQUE = "cheque", _("by cashing a cheque that says so")

    information_class: ClassVar[str] = "member-money"
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    how = models.CharField(_("how"), max_length=10, choices=How)
    given_on = models.DateField(_("day"))
    year = models.PositiveIntegerField(_("fiscal year"), null=True)
    """The year a cheque was paid for; none for the others."""
    note = models.CharField(_("where it is kept"), max_length=NOTE_LONGEST, blank=True)
    by = models.CharField(_("by"), max_length=60)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant"])]

    def __str__(self) -> str:
        return f"{self.how} {self.given_on}"

    @property
    def about(self) -> Participant:
        """Whose consent it is."""
        return self.participant


class ConsentEnded(BookRow):
    """A consent was revoked or lapsed; or, if `mistaken`, it never was and counts for nothing."""

    information_class: ClassVar[str] = "member-money"
    about_field: ClassVar[str] = "consent__participant"

    consent = models.OneToOneField(ConsentGiven, on_delete=models.PROTECT, related_name="ended")
    ended_on = models.DateField(_("ended on"))
    mistaken = models.BooleanField(_("recorded by mistake"), default=False)
    by = models.CharField(_("by"), max_length=60)

    class Meta:
        verbose_name = _("end of a consent")
        verbose_name_plural = _("ends of consents")

    def __str__(self) -> str:
        return str(self.ended_on)

    @property
    def about(self) -> Participant:
        """Whose consent it was."""
        return self.consent.participant
