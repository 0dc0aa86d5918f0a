"""What our accounts are called in the co-op's own books, and which entries have gone out to them."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import BookRow, DraftRow

LONGEST: Final = {"pattern": 160, "number": 20, "name": 160}


class AccountName(DraftRow):
    """What the co-op calls an account of ours, or all that fit a pattern such as “member/*/payable”."""

    information_class: ClassVar[str] = "accounts"

    pattern = models.CharField(_("our account"), max_length=LONGEST["pattern"])
    number = models.CharField(_("number"), max_length=LONGEST["number"], blank=True)
    name = models.CharField(_("name"), max_length=LONGEST["name"])
    set_by = models.CharField(_("by"), max_length=60)

    class Meta:
        verbose_name = _("name of an account")
        verbose_name_plural = _("names of accounts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "pattern"], name="books_account_name_once"),
        ]

    def __str__(self) -> str:
        return self.pattern


class ExportBatch(BookRow):
    """One file that went out: its bytes, and which entries it holds."""

    information_class: ClassVar[str] = "member-money"

    number = models.PositiveIntegerField(_("number"))
    form = models.CharField(_("format"), max_length=20)
    made_on = models.DateField(_("made on"))
    by = models.CharField(_("by"), max_length=60)
    entries = models.PositiveIntegerField(_("entries"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    body = models.BinaryField(_("file"))

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "form", "number"], name="books_export_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"


class ExportedEntry(BookRow):
    """An entry went out in a format; it does so once."""

    information_class: ClassVar[str] = "member-money"

    batch = models.ForeignKey(ExportBatch, on_delete=models.PROTECT, related_name="held")
    form = models.CharField(_("format"), max_length=20)
    entry = models.ForeignKey("books.JournalEntry", on_delete=models.PROTECT, related_name="exported")

    class Meta:
        verbose_name = _("exported entry")
        verbose_name_plural = _("exported entries")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "form", "entry"], name="books_entry_exported_once"),
        ]

    def __str__(self) -> str:
        return self.form
