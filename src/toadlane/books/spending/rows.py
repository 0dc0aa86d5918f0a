"""What was paid to others, on which decision."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.money import Money
from toadlane.books.payment_rows import LONGEST as OF_A_PAYMENT
from toadlane.books.payment_rows import Payment
from toadlane.coops.rows import BookRow

SPEND: Final = "spend"
"""The charter's matter, and the act."""
LONGEST: Final = {"payee": 60, "purpose": 200, "account": 80}


class Spending(BookRow):
    """Money that went to somebody for something, as a decision named them; anew only after it came back."""

    information_class: ClassVar[str] = "accounts"

    authority = models.ForeignKey(
        "decisions.Authority", on_delete=models.PROTECT, related_name="+", verbose_name=_("decision")
    )
    nth = models.PositiveSmallIntegerField(_("number"), default=1)
    """1, and one more for each time it came back and was paid anew."""
    payee = models.CharField(_("to whom"), max_length=LONGEST["payee"])
    purpose = models.CharField(_("for what"), max_length=LONGEST["purpose"])
    amount_minor = models.BigIntegerField(_("amount"))
    account = models.CharField(_("account"), max_length=LONGEST["account"])
    paid_on = models.DateField(_("paid on"))
    method = models.CharField(_("method"), max_length=10, choices=Payment.Method)
    reference = models.CharField(_("reference"), max_length=OF_A_PAYMENT["reference"], blank=True)
    entry = models.OneToOneField("books.JournalEntry", on_delete=models.PROTECT, related_name="spending")
    by = models.CharField(_("by"), max_length=60)

    class Meta:
        verbose_name = _("payment to others")
        verbose_name_plural = _("payments to others")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "paid_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "authority", "nth"], name="books_spending_once"),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def amount(self) -> Money:
        """What was paid."""
        return Money(self.amount_minor, self.coop.currency)
