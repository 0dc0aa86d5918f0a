"""What stays of minutes: who approved them, who says that they did not, and the text that was approved."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import AccountRow, BookRow
from toadlane.meetings.inviting import day_of
from toadlane.meetings.planned_rows import MINUTES, Meeting, whom
from toadlane.minutes.text_rows import Minutes


class Approval(BookRow):
    """Somebody approves one edition, alone, or with others in a later meeting, where `said_by` noted it."""

    information_class: ClassVar[str] = MINUTES

    minutes = models.ForeignKey(
        Minutes, on_delete=models.PROTECT, related_name="approvals", verbose_name=_("minutes")
    )
    edition = models.PositiveIntegerField(_("edition"))
    participant = whom(_("who"))
    in_meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in the meeting"),
    )
    said_by = whom(_("noted by"))
    happened_at = models.DateTimeField(_("approved"))

    class Meta:
        verbose_name = _("approval of minutes")
        verbose_name_plural = _("approvals of minutes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["minutes", "edition", "participant", "said_by"], name="minutes_approval_once"
            ),
        ]

    @property
    def noted(self) -> bool:
        """Whether somebody else said it for them."""
        return self.said_by_id != self.participant_id

    @property
    def held_on(self) -> dt.date | None:
        """The day of the meeting in which it was said; None where they said it alone."""
        return day_of(self.in_meeting) if self.in_meeting else None


class ApprovalContested(BookRow):
    """Whoever it names says that an approval noted for them is not theirs: it does not count."""

    information_class: ClassVar[str] = MINUTES

    approval = models.OneToOneField(
        Approval, on_delete=models.PROTECT, related_name="contested", verbose_name=_("approval of minutes")
    )
    by = whom(_("by"))
    happened_at = models.DateTimeField(_("contested"))

    class Meta:
        verbose_name = _("contested approval of minutes")
        verbose_name_plural = _("contested approvals of minutes")


class Frozen(BookRow):
    """They are approved: from here on nothing in them changes. `digest` vouches for every word."""

    information_class: ClassVar[str] = MINUTES

    minutes = models.OneToOneField(
        Minutes, on_delete=models.PROTECT, related_name="frozen", verbose_name=_("minutes")
    )
    edition = models.PositiveIntegerField(_("edition"))
    digest = models.CharField(_("digest"), max_length=64)
    article = models.CharField(_("article"), max_length=200, blank=True)
    reason = models.JSONField(_("why"))
    entry = models.UUIDField(_("entry of the record"))
    frozen_at = models.DateTimeField(_("approved"))
    frozen_on = models.DateField(_("approved on"))

    class Meta:
        verbose_name = _("approved minutes")
        verbose_name_plural = _("several approved minutes")

    def __str__(self) -> str:
        return self.digest


class FrozenWords(AccountRow):
    """Every word of approved minutes, as they were approved, and the salt of their digest."""

    frozen = models.OneToOneField(
        Frozen, on_delete=models.PROTECT, related_name="words", verbose_name=_("approved minutes")
    )
    content = models.JSONField(_("content"))
    salt = models.BinaryField(_("salt"), max_length=32)

    class Meta:
        verbose_name = _("words of approved minutes")
        verbose_name_plural = _("words of several approved minutes")
