"""What there is to choose from, where something is decided or asked by choosing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import BookRow
from toadlane.proposals.raised_rows import DECISIONS, LONGEST, Proposal


class Option(BookRow):
    """One option of a proposal, in the order in which they are shown; of a meeting, when it would begin."""

    information_class: ClassVar[str] = DECISIONS

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="options", verbose_name=_("proposal")
    )
    nth = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("option"), max_length=LONGEST["option"])
    about = models.CharField(_("what it is"), max_length=LONGEST["option_about"], blank=True)
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "nth"], name="proposals_option_once"),
        ]

    def __str__(self) -> str:
        return self.name
