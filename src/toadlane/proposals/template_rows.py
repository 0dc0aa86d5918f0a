"""What the members begin a proposal with: a template, and each of its texts."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import a_key
from toadlane.coops.rows import DraftRow
from toadlane.proposals.raised_rows import DECISIONS, LONGEST

LONGEST_NAME: Final = 80


class ProposalTemplate(DraftRow):
    """A template of the co-op's own; in the archive it is offered no more."""

    information_class: ClassVar[str] = DECISIONS

    archived_by = models.CharField(_("archived by"), max_length=60, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    class Meta:
        verbose_name = _("template of proposals")
        verbose_name_plural = _("templates of proposals")


class TemplateText(DraftRow):
    """One text of a template: the last one is offered, the one before is what undoing brings back."""

    information_class: ClassVar[str] = DECISIONS

    template = models.ForeignKey(
        ProposalTemplate, on_delete=models.CASCADE, related_name="texts", verbose_name=_("template")
    )
    nth = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    matter = models.CharField(
        _("what it is about"), max_length=LONGEST["matter"], blank=True, validators=[a_key]
    )
    title = models.CharField(_("title"), max_length=LONGEST["title"], blank=True)
    text = models.TextField(_("text"), max_length=LONGEST["text"])
    written_by = models.CharField(_("written by"), max_length=60, validators=[a_key])
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("text of a template")
        verbose_name_plural = _("texts of templates")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["template", "nth"], name="proposals_templatetext_once"),
        ]

    def __str__(self) -> str:
        return self.name
