"""What is kept of opening balances: the draft, the entry that was posted, and what it still owes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.coops.rows import BookRow, DraftRow

BECAUSE_LONGEST = 200


class OpeningDraft(DraftRow):
    """The balances as far as they are typed or read from a file; nothing of it is in the journal."""

    information_class: ClassVar[str] = "member-money"

    first_year = models.PositiveIntegerField(_("first year closed here"))
    lines = models.JSONField(_("lines"), default=list)
    """Each as `kinds.Line.plain` gives it."""
    faults = models.JSONField(_("cells that could not be read"), default=list)
    notes = models.JSONField(_("notes on the file"), default=list)
    file_name = models.CharField(_("file"), max_length=120, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    """One more with each change, so that two people at once do not undo each other's work."""
    made_by = models.CharField(_("by"), max_length=60)
    made_on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("draft of opening balances")
        verbose_name_plural = _("drafts of opening balances")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop"], name="books_opening_draft_once"),
        ]

    def __str__(self) -> str:
        return str(self.first_year)


class Opening(BookRow):
    """Opening balances posted: what everyone and the co-op held when its first year here began."""

    information_class: ClassVar[str] = "accounts"

    attempt = models.PositiveSmallIntegerField(_("attempt"))
    """1, and one more for each time they were taken back."""
    first_year = models.PositiveIntegerField(_("first year closed here"))
    stood_on = models.DateField(_("as they stood at the end of"))
    lines = models.JSONField(_("lines"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    by = models.CharField(_("by"), max_length=60)
    posted_on = models.DateField(_("posted on"))
    authority = models.OneToOneField("decisions.Authority", on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField("books.JournalEntry", on_delete=models.PROTECT, related_name="opening")

    class Meta:
        verbose_name = _("opening balances")
        verbose_name_plural = _("opening balances")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "attempt"], name="books_opening_once_an_attempt"),
        ]

    def __str__(self) -> str:
        return str(self.first_year)


class OpeningDue(BookRow):
    """An instalment or a redemption of earlier years that was still owed to somebody."""

    information_class: ClassVar[str] = "member-money"
    about_field: ClassVar[str] = "participant"

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="dues")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20)
    due_on = models.DateField(_("due on"))
    minor = models.BigIntegerField(_("amount"))

    class Meta:
        verbose_name = _("amount owed from before")
        verbose_name_plural = _("amounts owed from before")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["coop", "opening", "participant", "kind", "due_on"], name="books_opening_due_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.due_on)

    @property
    def about(self) -> Participant:
        """Whom it is owed to."""
        return self.participant


class OpeningReversal(BookRow):
    """Opening balances taken back by an entry that cites theirs; they can be brought anew."""

    information_class: ClassVar[str] = "accounts"

    opening = models.OneToOneField(Opening, on_delete=models.PROTECT, related_name="reversal")
    entry = models.OneToOneField("books.JournalEntry", on_delete=models.PROTECT, related_name="+")
    authority = models.OneToOneField("decisions.Authority", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(_("because"), max_length=BECAUSE_LONGEST)
    by = models.CharField(_("by"), max_length=60)
    reversed_on = models.DateField(_("taken back on"))

    class Meta:
        verbose_name = _("reversal of opening balances")
        verbose_name_plural = _("reversals of opening balances")

    def __str__(self) -> str:
        return self.because
