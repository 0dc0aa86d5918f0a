"""What is written down while a meeting is held: paragraphs, decisions and actions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import DraftRow
from toadlane.live.going_rows import LONGEST, Live, Run
from toadlane.meetings.planned_rows import MINUTES, whom
from toadlane.proposals.models import Proposal


class Written(DraftRow):
    """What scribes write, on the item at hand or on none; struck out it stays to be read."""

    live = models.ForeignKey(
        Live, on_delete=models.CASCADE, related_name="+", verbose_name=_("meeting that is held")
    )
    run = models.ForeignKey(
        Run,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("item that was taken up"),
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    written_by = whom(_("written by"))
    written_at = models.DateTimeField(_("written"))
    struck_at = models.DateTimeField(_("struck out"), null=True, blank=True)

    class Meta:
        abstract = True


class Note(Written):
    """One paragraph. A text that met another one on its way stands `beside` it, so that both are kept."""

    information_class: ClassVar[str] = MINUTES

    first = models.UUIDField(_("paragraph"), editable=False)
    """The key of the paragraph it stands with; its own, but for one that is kept beside another."""
    beside = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept beside"),
    )
    text = models.TextField(_("text"), max_length=LONGEST["note"])

    class Meta:
        verbose_name = _("paragraph of notes")
        verbose_name_plural = _("paragraphs of notes")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["live", "first", "id"])]


class NoteEdition(DraftRow):
    """What a paragraph said before."""

    information_class: ClassVar[str] = MINUTES

    note = models.ForeignKey(
        Note, on_delete=models.CASCADE, related_name="editions", verbose_name=_("paragraph of notes")
    )
    nth = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"), max_length=LONGEST["note"])
    written_by = whom(_("written by"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("earlier paragraph")
        verbose_name_plural = _("earlier paragraphs")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "nth"], name="live_noteedition_once"),
        ]


class CapturedDecision(Written):
    """A decision as it was taken in the room, perhaps by a proposal."""

    information_class: ClassVar[str] = MINUTES

    text = models.CharField(_("what was decided"), max_length=LONGEST["text"])
    proposal = models.ForeignKey(
        Proposal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposal"),
    )

    class Meta:
        verbose_name = _("decision taken in a meeting")
        verbose_name_plural = _("decisions taken in meetings")

    def __str__(self) -> str:
        return self.text


class CapturedAction(Written):
    """Something somebody took on in the room."""

    information_class: ClassVar[str] = MINUTES

    text = models.CharField(_("what is to be done"), max_length=LONGEST["text"])
    who = whom(_("who does it"))
    due_on = models.DateField(_("by"), null=True, blank=True)

    class Meta:
        verbose_name = _("action taken on in a meeting")
        verbose_name_plural = _("actions taken on in meetings")

    def __str__(self) -> str:
        return self.text
