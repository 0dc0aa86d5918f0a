"""The journal, and the years that have been closed. All of it but the stated figures is written once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.money import Money
from toadlane.coops.models import Participant
from toadlane.coops.rows import BookRow, DraftRow

ACCOUNTS = "accounts"
MEMBER_MONEY = "member-money"
BUY_IN = "buy-in"
CLOSE = "close"
OF_CLOSES = (CLOSE, f"{CLOSE}-reversed")
OPENING = "opening"
OF_EVERYONE = (*OF_CLOSES, OPENING, f"{OPENING}-reversed")
"""Kinds of entries that tell of the whole co-op; any other with a member's account in it is that member's."""


class JournalEntry(BookRow):
    """One balanced entry: what happened, when, by whose word."""

    information_class: ClassVar[str] = ACCOUNTS

    kind = models.CharField(_("kind"), max_length=40)
    happened_on = models.DateField(_("happened on"))
    text = models.CharField(_("text"), max_length=300)
    by = models.CharField(_("by"), max_length=60)
    authority = models.ForeignKey(
        "decisions.Authority",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("authority"),
    )
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("reverses")
    )

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "happened_on"])]

    def __str__(self) -> str:
        return self.text


class Posting(BookRow):
    """One line of an entry in whole minor units: debits above zero, credits below."""

    information_class: ClassVar[str] = ACCOUNTS

    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="postings")
    account = models.CharField(_("account"), max_length=160)
    person = models.CharField(_("person"), max_length=60, blank=True)
    """The key of the participant whose account it is; empty for the co-op's own accounts."""
    minor = models.BigIntegerField(_("amount"))

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "person", "account"]),
            models.Index(fields=["coop", "account"]),
        ]

    def __str__(self) -> str:
        return self.account


class YearFigures(DraftRow):
    """What the books say about a fiscal year, until it is closed."""

    information_class: ClassVar[str] = ACCOUNTS

    year = models.PositiveIntegerField(_("fiscal year"))
    surplus_minor = models.BigIntegerField(_("surplus before tax"))
    tax_minor = models.BigIntegerField(_("tax"))
    stated_by = models.CharField(_("stated by"), max_length=60)
    stated_on = models.DateField(_("stated on"))

    class Meta:
        verbose_name = _("figures of a year")
        verbose_name_plural = _("figures of years")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "year"], name="books_figures_once_a_year"),
        ]

    def __str__(self) -> str:
        return str(self.year)


class ClosePreview(DraftRow):
    """A close reckoned but not done: what members look at before they decide."""

    information_class: ClassVar[str] = MEMBER_MONEY

    year = models.PositiveIntegerField(_("fiscal year"))
    made_on = models.DateField(_("reckoned on"))
    made_at = models.DateTimeField(_("reckoned at"), auto_now=True)
    """By the clock that charter texts are recorded by, so that theirs and this can be compared."""
    made_by = models.CharField(_("reckoned by"), max_length=60)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    facts = models.JSONField(_("facts"))
    result = models.JSONField(_("result"))

    class Meta:
        verbose_name = _("preview of a close")
        verbose_name_plural = _("previews of closes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "year"], name="books_preview_once_a_year"),
        ]

    def __str__(self) -> str:
        return str(self.year)


class YearClose(BookRow):
    """A fiscal year closed. With its charter's texts, `facts` reckon the same close again for ever."""

    information_class: ClassVar[str] = ACCOUNTS

    year = models.PositiveIntegerField(_("fiscal year"))
    attempt = models.PositiveSmallIntegerField(_("attempt"))
    """1, and one more for each time a close of this year was corrected."""
    from_day = models.DateField(_("from"))
    until = models.DateField(_("until"))
    closed_on = models.DateField(_("closed on"))
    surplus_minor = models.BigIntegerField(_("surplus before tax"))
    tax_minor = models.BigIntegerField(_("tax"))
    currency = models.CharField(_("currency"), max_length=3)
    by = models.CharField(_("by"), max_length=60)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    texts = models.CharField(_("charter texts"), max_length=64)
    facts = models.JSONField(_("facts"))
    authority = models.OneToOneField("decisions.Authority", on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="close")

    class Meta:
        verbose_name = _("close of a year")
        verbose_name_plural = _("closes of years")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "year", "attempt"], name="books_close_once_an_attempt"),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def surplus(self) -> Money:
        """The year's surplus before tax; below zero for a loss."""
        return Money(self.surplus_minor, self.currency)


class CloseReversal(BookRow):
    """A close put right: its entry reversed, its hours open again. The year can then be closed anew."""

    information_class: ClassVar[str] = ACCOUNTS

    close = models.OneToOneField(YearClose, on_delete=models.PROTECT, related_name="reversal")
    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="+")
    authority = models.OneToOneField("decisions.Authority", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(_("because"), max_length=300)
    by = models.CharField(_("by"), max_length=60)
    reversed_on = models.DateField(_("reversed on"))

    class Meta:
        verbose_name = _("reversal of a close")
        verbose_name_plural = _("reversals of closes")

    def __str__(self) -> str:
        return self.because


class CloseStep(BookRow):
    """One step of the waterfall as it came out."""

    information_class: ClassVar[str] = ACCOUNTS

    close = models.ForeignKey(YearClose, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(_("step"))
    to = models.CharField(_("to"), max_length=20)
    name = models.CharField(_("fund"), max_length=63, blank=True)
    amount_minor = models.BigIntegerField(_("amount"))
    left_minor = models.BigIntegerField(_("left"))
    article = models.CharField(_("article"), max_length=300)

    class Meta:
        verbose_name = _("step of a close")
        verbose_name_plural = _("steps of closes")

    def __str__(self) -> str:
        return f"{self.number}"


class Allocation(BookRow):
    """What one step of a close gave one person: share = cash + to_buy_in + notice."""

    information_class: ClassVar[str] = MEMBER_MONEY
    about_field: ClassVar[str] = "participant"

    close = models.ForeignKey(YearClose, on_delete=models.PROTECT, related_name="allocations")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField(_("step"))
    share_minor = models.BigIntegerField(_("share"))
    cash_minor = models.BigIntegerField(_("in money"))
    to_buy_in_minor = models.BigIntegerField(_("to the buy-in"))
    notice_minor = models.BigIntegerField(_("in a notice"))
    notice_kind = models.CharField(_("kind of notice"), max_length=30, blank=True)
    instalments = models.JSONField(_("instalments"), default=list)
    """Each a day, minor units, and whether it waits for the members' release."""

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["coop", "close", "participant", "step"], name="books_allocation_once_a_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share_minor}"

    @property
    def about(self) -> Participant:
        """Whose allocation it is."""
        return self.participant

    def parts(self) -> dict[str, Any]:
        """The amounts as money, by name."""
        currency = self.close.currency
        return {
            name: Money(getattr(self, f"{name}_minor"), currency)
            for name in ("share", "cash", "to_buy_in", "notice")
        }


from toadlane.books.consent_rows import ConsentEnded, ConsentGiven  # noqa: E402 - they point at rows above
from toadlane.books.export_rows import (  # noqa: E402 - they point at rows above
    AccountName,
    ExportBatch,
    ExportedEntry,
)
from toadlane.books.opening.rows import (  # noqa: E402 - they point at rows above
    Opening,
    OpeningDraft,
    OpeningDue,
    OpeningReversal,
)
from toadlane.books.payment_rows import Payment, PaymentPart, Release  # noqa: E402 - they point at rows above
from toadlane.books.payout_rows import Payout, PayoutPart  # noqa: E402 - they point at rows above
from toadlane.books.spending.rows import Spending  # noqa: E402 - it points at rows above
from toadlane.books.trust.rows import TrustRun  # noqa: E402 - it stands beside those above

__all__ = [
    "ACCOUNTS",
    "BUY_IN",
    "CLOSE",
    "MEMBER_MONEY",
    "OF_EVERYONE",
    "AccountName",
    "Allocation",
    "ClosePreview",
    "CloseReversal",
    "CloseStep",
    "ConsentEnded",
    "ConsentGiven",
    "ExportBatch",
    "ExportedEntry",
    "JournalEntry",
    "Opening",
    "OpeningDraft",
    "OpeningDue",
    "OpeningReversal",
    "Payment",
    "PaymentPart",
    "Payout",
    "PayoutPart",
    "Posting",
    "Release",
    "Spending",
    "TrustRun",
    "YearClose",
    "YearFigures",
]
