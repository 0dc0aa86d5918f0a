"""Corrections of minutes, and their answers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import AccountRow, BookRow
from toadlane.meetings.planned_rows import MINUTES, whom
from toadlane.minutes.text_rows import LONGEST, Line, Minutes, Part


class Correction(BookRow):
    """Somebody suggests that a line, or who was there, should stand otherwise; `late` holds nothing up."""

    information_class: ClassVar[str] = MINUTES

    minutes = models.ForeignKey(
        Minutes, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("minutes")
    )
    line = models.ForeignKey(
        Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("line")
    )
    line_edition = models.PositiveIntegerField(_("edition of the line"), default=0)
    part = models.CharField(
        _("part"), max_length=10, choices=[("attendance", _("who was there")), *Part.choices]
    )
    whose = whom(_("who was there or not"), null=True, blank=True)
    there = models.BooleanField(_("was there"), null=True, blank=True)
    late = models.BooleanField(_("after the time for corrections"), default=False)
    by = whom(_("by"))
    happened_at = models.DateTimeField(_("suggested"))

    class Meta:
        verbose_name = _("correction of minutes")
        verbose_name_plural = _("corrections of minutes")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["minutes", "id"])]


class CorrectionWords(AccountRow):
    """What should stand, and why; they go when whoever suggested it is erased, and their salt too."""

    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, related_name="words", verbose_name=_("correction")
    )
    participant = whom(_("whose words"))
    text = models.TextField(_("what should stand"), max_length=LONGEST["text"], blank=True)
    because = models.CharField(_("why"), max_length=LONGEST["because"], blank=True)
    salt = models.BinaryField(_("salt"), max_length=32)

    class Meta:
        verbose_name = _("words of a correction")
        verbose_name_plural = _("words of corrections")


class CorrectionAnswer(BookRow):
    """It was accepted, into the text or beside the approved one, or declined with a reason."""

    information_class: ClassVar[str] = MINUTES

    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, related_name="answer", verbose_name=_("correction")
    )
    accepted = models.BooleanField(_("accepted"))
    carried_out = models.BooleanField(_("changed the text"), default=False)
    because = models.CharField(_("why"), max_length=LONGEST["because"], blank=True)
    by = whom(_("by"))
    happened_at = models.DateTimeField(_("answered"))

    class Meta:
        verbose_name = _("answer to a correction")
        verbose_name_plural = _("answers to corrections")
