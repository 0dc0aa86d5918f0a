"""What becomes of a budget round: each step once, and what each funded project may spend."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.budgets.round_rows import LONGEST, BudgetRound, Project
from toadlane.coops.rows import BookRow
from toadlane.decisions.models import Authority
from toadlane.proposals.models import DECISIONS, Proposal


class RoundStep(BookRow):
    """What became of a round; each of these once.

    `projects`: who is on the ballot, in its order: number, title, cost in minor units. `seed`: of the lot.
    `result`: the count as data, with its reasons; of few secret ballots what came of it alone.
    """

    class Kind(models.TextChoices):
        """What."""

        CALLED_OFF = "called-off", _("called off")
        NO_PROJECTS = "no-projects", _("no projects")
        PUT_TO_VOTE = "put-to-vote", _("put to the vote")
        TIED = "tied", _("projects are level")
        DRAWN = "drawn", _("lot drawn")
        COUNTED = "counted", _("counted")
        NOT_CONFIRMED = "not-confirmed", _("not confirmed")
        OVER = "over", _("over")

    information_class: ClassVar[str] = DECISIONS

    round = models.ForeignKey(
        BudgetRound, on_delete=models.PROTECT, related_name="steps", verbose_name=_("budget round")
    )
    kind = models.CharField(_("what"), max_length=14, choices=Kind.choices)
    projects = models.JSONField(_("on the ballot"), default=list, blank=True)
    seed = models.CharField(_("seed of the lot"), max_length=LONGEST["because"], blank=True)
    result = models.JSONField(_("what came of it"), default=dict, blank=True)
    proposal = models.OneToOneField(
        Proposal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposal that confirms it"),
    )
    because = models.CharField(_("why"), max_length=LONGEST["because"], blank=True)
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("step of a budget round")
        verbose_name_plural = _("steps of budget rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "kind"], name="budgets_step_once"),
        ]

    def __str__(self) -> str:
        return self.kind


class Grant(BookRow):
    """A project that is funded, and the decision by which its money may be spent."""

    information_class: ClassVar[str] = DECISIONS

    project = models.OneToOneField(
        Project, on_delete=models.PROTECT, related_name="grant", verbose_name=_("project")
    )
    cost_minor = models.BigIntegerField(_("what it was given"))
    authority = models.OneToOneField(
        Authority, on_delete=models.PROTECT, related_name="+", verbose_name=_("decision to spend it")
    )

    class Meta:
        verbose_name = _("funded project")
        verbose_name_plural = _("funded projects")

    def __str__(self) -> str:
        return str(self.project)
