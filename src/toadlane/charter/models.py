"""Charter texts as they were adopted, and up to which day the co-op's row follows them."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Coop, a_key
from toadlane.coops.rows import AccountRow, BookRow, DraftRow

BASE = "charter"


class CharterText(BookRow):
    """One adopted text, to the letter: the base charter, or an amendment under its own name."""

    information_class: ClassVar[str] = "charter"

    name = models.CharField(_("name"), max_length=60, validators=[a_key])
    is_base = models.BooleanField(_("is the base charter"))
    source = models.TextField(_("text"))
    digest = models.CharField(_("digest"), max_length=64)
    adopted_on = models.DateField(_("adopted"))
    takes_effect_on = models.DateField(_("takes effect"))
    entered_by = models.CharField(_("entered by"), max_length=60, validators=[a_key])
    origins = models.JSONField(_("articles taken from models"), default=list, blank=True)

    class Meta:
        verbose_name = _("charter text")
        verbose_name_plural = _("charter texts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "name"], name="charter_text_name_once"),
            models.CheckConstraint(
                condition=models.Q(is_base=True, name=BASE) | models.Q(is_base=False) & ~models.Q(name=BASE),
                name="charter_text_base_by_name",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "takes_effect_on"])]

    def __str__(self) -> str:
        return self.name


class Followed(AccountRow):
    """Up to which day a co-op's currency, zone, year and openness are kept as its charter says."""

    coop = models.OneToOneField(Coop, on_delete=models.PROTECT, related_name="+", verbose_name=_("co-op"))
    through = models.DateField(_("through"))

    class Meta:
        verbose_name = _("day the charter is followed through")
        verbose_name_plural = _("days the charters are followed through")


class CharterDraft(DraftRow):
    """The text a co-op works on before it has a charter; gone once it is adopted, to the letter."""

    information_class: ClassVar[str] = "charter"

    coop = models.OneToOneField(Coop, on_delete=models.PROTECT, related_name="+", verbose_name=_("co-op"))
    model = models.CharField(_("model"), max_length=60, blank=True)
    source = models.TextField(_("text"), blank=True)
    taken = models.JSONField(_("articles taken from models"), default=list, blank=True)
    edited_by = models.CharField(_("edited by"), max_length=60, validators=[a_key])
    edited_at = models.DateTimeField(_("edited"))

    class Meta:
        verbose_name = _("draft of a charter")
        verbose_name_plural = _("drafts of charters")

    @property
    def digest(self) -> str:
        """SHA-256 over the text as UTF-8."""
        return hashlib.sha256(self.source.encode()).hexdigest()
