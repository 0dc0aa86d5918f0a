"""Money between the co-op and its people: what was paid when and how, and what was released to be paid."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.money import Money
from toadlane.coops.models import Participant
from toadlane.coops.rows import BookRow

LONGEST: Final = {"reference": 80, "source": 80}


class Payment(BookRow):
    """Money that went from the co-op to one person on one day, or came from them."""

    class Method(models.TextChoices):
        """How it went."""

        BANK = "bank", _("bank transfer")
        CHEQUE = "cheque", _("cheque")
        CASH = "cash", _("cash")
        OTHER = "other", _("another way")

    information_class: ClassVar[str] = "member-money"
    about_field: ClassVar[str] = "participant"

    run = models.UUIDField(_("recorded together"), editable=False)
    """The same for all that was recorded in one go."""
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("to or from")
    )
    received = models.BooleanField(_("received"), default=False)
    """Whether it came from the person; otherwise it went to them."""
    paid_on = models.DateField(_("paid on"))
    method = models.CharField(_("method"), max_length=10, choices=Method)
    reference = models.CharField(_("reference"), max_length=LONGEST["reference"], blank=True)
    amount_minor = models.BigIntegerField(_("amount"))
    entry = models.OneToOneField("books.JournalEntry", on_delete=models.PROTECT, related_name="payment")
    by = models.CharField(_("by"), max_length=60)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "paid_on"]),
            models.Index(fields=["coop", "participant"]),
            models.Index(fields=["coop", "run"]),
        ]

    def __str__(self) -> str:
        return self.reference or str(self.paid_on)

    @property
    def about(self) -> Participant:
        """Whose money it is."""
        return self.participant

    @property
    def amount(self) -> Money:
        """What was paid; above zero either way."""
        return Money(self.amount_minor, self.coop.currency)


class PaymentPart(BookRow):
    """What a payment was for: a source such as “share/2025”, and how much of it."""

    information_class: ClassVar[str] = "member-money"
    about_field: ClassVar[str] = "participant"

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="parts")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("for"), max_length=LONGEST["source"])
    minor = models.BigIntegerField(_("amount"))

    class Meta:
        verbose_name = _("part of a payment")
        verbose_name_plural = _("parts of payments")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant", "source"])]

    def __str__(self) -> str:
        return self.source

    @property
    def about(self) -> Participant:
        """Whose money it is."""
        return self.participant


class Release(BookRow):
    """The members' word that the cash for one day's instalments of a year is there."""

    information_class: ClassVar[str] = "accounts"

    close = models.ForeignKey("books.YearClose", on_delete=models.PROTECT, related_name="releases")
    due_on = models.DateField(_("due on"))
    amount_minor = models.BigIntegerField(_("released"))
    available_minor = models.BigIntegerField(_("cash there was"))
    article = models.CharField(_("article"), max_length=300)
    authority = models.OneToOneField("decisions.Authority", on_delete=models.PROTECT, related_name="+")
    by = models.CharField(_("by"), max_length=60)
    released_on = models.DateField(_("released on"))

    class Meta:
        verbose_name = _("release of instalments")
        verbose_name_plural = _("releases of instalments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "close", "due_on"], name="books_release_once_a_day"),
        ]

    def __str__(self) -> str:
        return str(self.due_on)
