"""Those who write a proposal together: who was asked to, who wrote what, and who raised it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import a_key
from toadlane.coops.rows import BookRow, DraftRow
from toadlane.proposals.raised_rows import DECISIONS, LONGEST, OWN, Proposal, ProposalDraft, to_whom


class DraftWriter(DraftRow):
    """Somebody who was asked to write a draft along, and does once they have agreed to."""

    information_class: ClassVar[str] = OWN
    about_field: ClassVar[str] = "participant"

    draft = models.ForeignKey(
        ProposalDraft, on_delete=models.CASCADE, related_name="writers", verbose_name=_("draft")
    )
    participant = to_whom(_("participant"))
    invited_at = models.DateTimeField(_("invited"))
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)

    class Meta:
        verbose_name = _("one who writes a draft along")
        verbose_name_plural = _("those who write drafts along")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "participant"], name="proposals_draftwriter_once"),
        ]


class DraftEdition(DraftRow):
    """What a draft said, and who wrote it so; nobody's words are lost under another's."""

    information_class: ClassVar[str] = OWN
    about_field: ClassVar[str] = "draft__author"

    draft = models.ForeignKey(
        ProposalDraft, on_delete=models.CASCADE, related_name="editions", verbose_name=_("draft")
    )
    nth = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=LONGEST["title"])
    text = models.TextField(_("text"), max_length=LONGEST["text"])
    written_by = models.CharField(_("written by"), max_length=60, validators=[a_key])
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("edition of a draft")
        verbose_name_plural = _("editions of drafts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "nth"], name="proposals_draftedition_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Coauthor(BookRow):
    """Somebody who wrote a proposal along with whoever raised it."""

    information_class: ClassVar[str] = DECISIONS

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="coauthors", verbose_name=_("proposal")
    )
    participant = to_whom(_("participant"))

    class Meta:
        verbose_name = _("co-author of a proposal")
        verbose_name_plural = _("co-authors of proposals")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "participant"], name="proposals_coauthor_once"),
        ]
