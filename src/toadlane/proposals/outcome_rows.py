"""What came of a proposal, and when what was agreed no longer holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import BookRow
from toadlane.decisions.models import Authority
from toadlane.proposals.raised_rows import DECISIONS, LONGEST, Proposal, Revision, to_whom


class Outcome(BookRow):
    """How a proposal ended, at the instant its rule says, with the reasons that the rules gave."""

    information_class: ClassVar[str] = DECISIONS

    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, related_name="outcome", verbose_name=_("proposal")
    )
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+", verbose_name=_("text"))
    phase = models.CharField(_("how it ended"), max_length=24)
    passed = models.BooleanField(_("adopted"))
    article = models.CharField(_("article"), max_length=LONGEST["article"])
    chosen = models.JSONField(_("what was chosen"), default=list, blank=True)
    reason = models.JSONField(_("why"))
    ended_at = models.DateTimeField(_("ended at"))
    ended_on = models.DateField(_("ended on"))
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    authority = models.OneToOneField(
        Authority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outcome",
        verbose_name=_("what it allows"),
    )

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "passed", "-ended_on"])]

    def __str__(self) -> str:
        return self.phase

    @property
    def is_choice(self) -> bool:
        """Whether something was chosen, or asked in a poll."""
        return bool(self.chosen or self.proposal.poll)


class AgreementEnded(BookRow):
    """What was agreed no longer holds, and why."""

    information_class: ClassVar[str] = DECISIONS

    outcome = models.OneToOneField(
        Outcome, on_delete=models.PROTECT, related_name="ended", verbose_name=_("agreement")
    )
    because = models.CharField(_("why"), max_length=LONGEST["because"])
    decided_by = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, related_name="ends", verbose_name=_("decided by")
    )
    by = to_whom(_("entered by"))
    happened_on = models.DateField(_("ended"))

    class Meta:
        verbose_name = _("end of an agreement")
        verbose_name_plural = _("ends of agreements")

    def __str__(self) -> str:
        return self.because
