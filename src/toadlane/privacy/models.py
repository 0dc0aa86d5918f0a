"""Details people keep about themselves, looks at what is private, and openings in an emergency."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import AccountRow, BookRow

ACCESS_LOG: Final = "access-log"
BECAUSE_AT_MOST: Final = 1000


class Detail(models.Model):
    """One detail somebody keeps about themselves, sealed. It goes along in no export of a co-op."""

    class Kind(models.TextChoices):
        """What it is."""

        ADDRESS = "address", _("Home address")
        CONTACT = "emergency-contact", _("Whom to call in an emergency")
        BANK = "bank", _("Bank account")
        TAX_ID = "tax-id", _("Tax number")
        LEAVE = "leave-reason", _("Health, and reasons for leave")

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="details", verbose_name=_("participant")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    sealed = models.BinaryField(_("sealed text"))
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("detail")
        verbose_name_plural = _("details")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["participant", "kind"], name="privacy_detail_once"),
        ]

    def __str__(self) -> str:
        return self.kind


class Look(BookRow):
    """Somebody read something private about somebody else."""

    information_class: ClassVar[str] = ACCESS_LOG
    about_field: ClassVar[str] = "about"

    class Where(models.TextChoices):
        """By which way."""

        PAGE = "page", _("on a page")
        API = "api", _("by a program")

    about = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="looked_at", verbose_name=_("about")
    )
    by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="looks", verbose_name=_("looked")
    )
    of_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    at = models.DateTimeField(_("at"))
    where = models.CharField(_("by which way"), max_length=10, choices=Where.choices)

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "about", "-at"], name="privacy_look_about")
        ]


class Emergency(BookRow):
    """A member asks that one class of one person be opened to two members."""

    information_class: ClassVar[str] = ACCESS_LOG
    about_field: ClassVar[str] = "about"

    about = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="emergencies", verbose_name=_("about")
    )
    of_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    days = models.PositiveSmallIntegerField(_("days"))
    asked_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    happened_on = models.DateField(_("asked on"))

    class Meta:
        verbose_name = _("emergency")
        verbose_name_plural = _("emergencies")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "happened_on"], name="privacy_emergency_asked")
        ]


class EmergencyWords(AccountRow):
    """Why, in the words of whoever asked; they go when whom it is about is erased."""

    information_class: ClassVar[str] = ACCESS_LOG
    about_field: ClassVar[str] = "emergency__about"

    emergency = models.OneToOneField(
        Emergency, on_delete=models.PROTECT, related_name="words", verbose_name=_("emergency")
    )
    because = models.TextField(_("why"), max_length=BECAUSE_AT_MOST)

    class Meta:
        verbose_name = _("words of an emergency")
        verbose_name_plural = _("words of emergencies")


class EmergencyAgreed(BookRow):
    """A second member agrees: it is open to the two from that day, until another."""

    emergency = models.OneToOneField(
        Emergency, on_delete=models.PROTECT, related_name="agreed", verbose_name=_("emergency")
    )
    by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("agreed by")
    )
    happened_on = models.DateField(_("agreed on"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("agreement in an emergency")
        verbose_name_plural = _("agreements in an emergency")


class EmergencyEnded(BookRow):
    """One of the two ends it before its day."""

    emergency = models.OneToOneField(
        Emergency, on_delete=models.PROTECT, related_name="ended", verbose_name=_("emergency")
    )
    by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("ended by")
    )
    happened_on = models.DateField(_("ended on"))

    class Meta:
        verbose_name = _("end of an emergency")
        verbose_name_plural = _("ends of emergencies")
