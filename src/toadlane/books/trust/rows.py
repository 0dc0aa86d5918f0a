"""What is kept of a trust run: the table as it was read, and how it is to be understood."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import DraftRow


class TrustRun(DraftRow):
    """One spreadsheet beside one year. The comparison is made anew each time it is looked at."""

    information_class: ClassVar[str] = "member-money"

    year = models.PositiveIntegerField(_("fiscal year"))
    made_on = models.DateField(_("made on"))
    made_by = models.CharField(_("made by"), max_length=60)
    file_name = models.CharField(_("file"), max_length=120)
    digest = models.CharField(_("digest"), max_length=64)
    """SHA-256 of the file, so that it can be told which one was compared."""
    table = models.JSONField(_("table"))
    columns = models.JSONField(_("columns"), default=dict)
    """Which column holds what, by its place in the sheet."""
    people = models.JSONField(_("people"), default=dict)
    """By the number of a row, whom somebody said it is about; “-” for a row that is left out."""
    steps = models.JSONField(_("steps"), default=dict)
    """What the sheet lets a step take, in minor units, by the step's number."""
    numbers = models.CharField(_("decimals"), max_length=5, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("trust run")
        verbose_name_plural = _("trust runs")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "year"])]

    def __str__(self) -> str:
        return self.file_name
