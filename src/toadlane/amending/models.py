"""Amendments that are still written: each article a text of its own, every edit kept."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.amending.exception_rows import ExceptionEnded, RuleException
from toadlane.charter.models import CharterText
from toadlane.coops.models import a_key
from toadlane.coops.rows import DraftRow

__all__ = ["LONGEST", "AmendmentDraft", "ArticleEdit", "DraftedArticle", "ExceptionEnded", "RuleException"]
LONGEST: Final = {"name": 60, "why": 5_000, "text": 200_000}


class AmendmentDraft(DraftRow):
    """What somebody proposes to change in the charter, from which day on."""

    information_class: ClassVar[str] = "charter"

    name = models.CharField(_("name"), max_length=LONGEST["name"], validators=[a_key])
    why = models.TextField(_("why"), blank=True, max_length=LONGEST["why"])
    from_day = models.DateField(_("takes effect"))
    supersedes = models.JSONField(_("takes the place of"), default=list, blank=True)
    begun_by = models.CharField(_("begun by"), max_length=60, validators=[a_key])
    begun_at = models.DateTimeField(_("begun"))
    edited_by = models.CharField(_("edited by"), max_length=60, validators=[a_key])
    edited_at = models.DateTimeField(_("edited"))
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=60, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    adopted = models.OneToOneField(
        CharterText,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="draft",
        verbose_name=_("adopted as"),
    )
    authority = models.UUIDField(_("decision"), null=True, blank=True)

    class Meta:
        verbose_name = _("draft of an amendment")
        verbose_name_plural = _("drafts of amendments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "name"], name="amending_draft_name_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "-edited_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether it can still be edited."""
        return self.adopted_id is None and self.withdrawn_at is None


class DraftedArticle(DraftRow):
    """One article of a draft, whole; number 0 is the front matter. Taken off, its text stays."""

    class Does(models.TextChoices):
        """What happens to the article."""

        REPLACES = "replaces", _("changed")
        ADDS = "adds", _("added")
        REPEALS = "repeals", _("repealed")

    information_class: ClassVar[str] = "charter"

    draft = models.ForeignKey(
        AmendmentDraft, on_delete=models.PROTECT, related_name="articles", verbose_name=_("draft")
    )
    number = models.PositiveIntegerField(_("article"))
    does = models.CharField(_("what happens to it"), max_length=8, choices=Does.choices)
    source = models.TextField(_("text"), blank=True)
    begun_from = models.TextField(_("as it stood when this was begun"), blank=True)
    is_off = models.BooleanField(_("taken off"), default=False)
    taken = models.JSONField(_("article of a model it was taken from"), default=dict, blank=True)
    edition = models.PositiveIntegerField(_("edition"), default=1)
    edited_by = models.CharField(_("edited by"), max_length=60, validators=[a_key])
    edited_at = models.DateTimeField(_("edited"))

    class Meta:
        verbose_name = _("article of a draft")
        verbose_name_plural = _("articles of drafts")
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "number"], name="amending_article_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"


class ArticleEdit(DraftRow):
    """One edit of one article, kept so that nothing written is ever lost."""

    information_class: ClassVar[str] = "charter"

    article = models.ForeignKey(
        DraftedArticle, on_delete=models.PROTECT, related_name="edits", verbose_name=_("article")
    )
    edition = models.PositiveIntegerField(_("edition"))
    source = models.TextField(_("text"), blank=True)
    is_aside = models.BooleanField(_("set aside, because another edit came first"), default=False)
    edited_by = models.CharField(_("edited by"), max_length=60, validators=[a_key])
    began_at = models.DateTimeField(_("begun"))
    edited_at = models.DateTimeField(_("edited"))

    class Meta:
        verbose_name = _("edit of an article")
        verbose_name_plural = _("edits of articles")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["article", "-edited_at"])]

    def __str__(self) -> str:
        return f"{self.article_id} {self.edition}"
