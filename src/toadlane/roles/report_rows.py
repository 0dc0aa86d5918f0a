"""Reports of bodies: that one was given, when and by whom. Written once."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import ROLES, a_key
from toadlane.coops.rows import BookRow

SAYS_AT_MOST: Final = 300


class BodyReport(BookRow):
    """A body reported to those it owes it to; `says` is where it is read or heard, in a line."""

    information_class: ClassVar[str] = ROLES

    body = models.CharField(_("body"), max_length=80, validators=[a_key])
    happened_on = models.DateField(_("day"))
    says = models.CharField(_("where it is read"), max_length=SAYS_AT_MOST)
    by = models.CharField(_("by"), max_length=60, validators=[a_key])

    class Meta:
        verbose_name = _("report of a body")
        verbose_name_plural = _("reports of bodies")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "body", "-happened_on"])]

    def __str__(self) -> str:
        return self.says
