"""What is kept of a replay: the text that was tried, what it was tried on, and what came of it."""

from __future__ import annotations

import re
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.books.models import ACCOUNTS
from toadlane.coops.rows import DraftRow
from toadlane.jobs.models import Progress

HEADING = re.compile(r"^## +(\S.*?) *$", re.MULTILINE)


class ReplayRun(DraftRow):
    """One text tried on the years that were closed then. Whose figures are shown, pages decide."""

    information_class: ClassVar[str] = ACCOUNTS

    source = models.TextField(_("text"))
    digest = models.CharField(_("digest"), max_length=64)
    """SHA-256 of the text."""
    texts = models.CharField(_("charter texts"), max_length=64)
    """What all adopted texts were together."""
    years = models.JSONField(_("years"))
    """By year, the fingerprint of the close that stood."""
    facts = models.CharField(_("facts"), max_length=64)
    """All those fingerprints together."""
    made_on = models.DateField(_("made on"))
    made_by = models.CharField(_("made by"), max_length=60)
    job = models.ForeignKey(Progress, on_delete=models.SET_NULL, null=True, related_name="+")
    result = models.JSONField(_("result"), null=True)

    class Meta:
        verbose_name = _("replay")
        verbose_name_plural = _("replays")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "digest"], name="replay_by_text"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The heading of the first article in the text; where there is none, how its digest begins."""
        found = HEADING.search(self.source)
        return found[1][:120] if found else self.digest[:8]

    @property
    def state(self) -> str:
        """As its work has it: waiting, running, done or failed."""
        return str(self.job.state) if self.job else str(Progress.State.FAILED)
