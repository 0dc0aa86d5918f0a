"""Changes that members suggest to the text of a proposal, and what those who wrote it answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import BookRow
from toadlane.proposals.raised_rows import DECISIONS, LONGEST, Proposal, Revision, to_whom


class Suggestion(BookRow):
    """The text as somebody would have it, made of one text of the proposal."""

    information_class: ClassVar[str] = DECISIONS

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("proposal")
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("text")
    )
    title = models.CharField(_("title"), max_length=LONGEST["title"])
    text = models.TextField(_("text"), max_length=LONGEST["text"])
    because = models.CharField(_("why"), max_length=LONGEST["because"])
    by = to_whom(_("by"))
    happened_at = models.DateTimeField(_("suggested"))

    class Meta:
        verbose_name = _("suggested change")
        verbose_name_plural = _("suggested changes")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["proposal", "happened_at"], name="proposals_suggestion_order")
        ]


class SuggestionAnswer(BookRow):
    """It was accepted, and then the text was changed; or it was declined, with a reason."""

    information_class: ClassVar[str] = DECISIONS

    suggestion = models.OneToOneField(
        Suggestion, on_delete=models.PROTECT, related_name="answer", verbose_name=_("suggested change")
    )
    accepted = models.BooleanField(_("accepted"))
    because = models.CharField(_("why"), max_length=LONGEST["because"], blank=True)
    by = to_whom(_("by"))
    happened_at = models.DateTimeField(_("answered"))

    class Meta:
        verbose_name = _("answer to a suggested change")
        verbose_name_plural = _("answers to suggested changes")
