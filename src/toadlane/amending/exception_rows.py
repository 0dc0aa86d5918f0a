"""Exceptions to a rule, as members decided them: what, why, and until when."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import a_key
from toadlane.coops.rows import BookRow

MOST: Final = {"says": 500, "because": 2_000}


class RuleException(BookRow):
    """From a day until another, something else than an article says is agreed; the article stays."""

    information_class: ClassVar[str] = "charter"

    number = models.PositiveIntegerField(_("article"))
    article = models.CharField(_("article as cited"), max_length=200)
    says = models.CharField(_("what is agreed instead"), max_length=MOST["says"])
    because = models.TextField(_("why"), max_length=MOST["because"])
    from_day = models.DateField(_("from"))
    until = models.DateField(_("until"))
    authority = models.UUIDField(_("decision"), unique=True)
    entered_on = models.DateField(_("entered"))
    entered_by = models.CharField(_("entered by"), max_length=60, validators=[a_key])

    class Meta:
        verbose_name = _("exception to a rule")
        verbose_name_plural = _("exceptions to rules")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("from_day")), name="amending_exception_ends"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "until"])]

    def __str__(self) -> str:
        return f"{self.article}: {self.says[:40]}"

    @property
    def ends_on(self) -> dt.date:
        """The day from which it holds no longer, ended early or at its end."""
        ended = getattr(self, "ended", None)
        return min(self.until, ended.ended_on) if ended else self.until


class ExceptionEnded(BookRow):
    """An exception that ends before its day, and why."""

    information_class: ClassVar[str] = "charter"

    exception = models.OneToOneField(
        RuleException, on_delete=models.PROTECT, related_name="ended", verbose_name=_("exception")
    )
    because = models.CharField(_("why"), max_length=MOST["says"])
    ended_on = models.DateField(_("ended"))
    by = models.CharField(_("by"), max_length=60, validators=[a_key])

    class Meta:
        verbose_name = _("end of an exception")
        verbose_name_plural = _("ends of exceptions")

    def __str__(self) -> str:
        return str(self.exception_id)
