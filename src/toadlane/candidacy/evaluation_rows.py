"""Evaluations of candidates: arranged, held, and in words that can be erased."""

from __future__ import annotations

from typing import ClassVar, Final
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import DIRECTORY, Participant, a_key
from toadlane.coops.rows import AccountRow, BookRow, DraftRow

LINE_AT_MOST: Final = 300
CONTENT_AT_MOST: Final = 20_000
EVALUATORS_AT_MOST: Final = 50


class EvaluationPlan(DraftRow):
    """When an evaluation that is due is held, and by whom."""

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    stage = models.CharField(_("stage"), max_length=40, validators=[a_key])
    due_on = models.DateField(_("due"))
    on = models.DateField(_("arranged for"))
    by_whom = models.JSONField(_("evaluators"), default=list)
    arranged_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("arranged by")
    )

    class Meta:
        verbose_name = _("evaluation that is arranged")
        verbose_name_plural = _("evaluations that are arranged")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "participant", "due_on"], name="candidacy_plan_once"),
        ]


class Evaluation(BookRow):
    """An evaluation was held: of whom, when, by whom, and how it came out. What was said stands beside it."""

    class Outcome(models.TextChoices):
        """How it came out; members know it before they decide."""

        GOES_WELL = "goes-well", _("goes well")
        WITH_CARE = "with-care", _("goes well, with something to work on")
        NOT_YET = "not-yet", _("not yet")

    information_class: ClassVar[str] = "evaluation-outcomes"
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    stage = models.CharField(_("stage"), max_length=40, validators=[a_key])
    held_on = models.DateField(_("held"))
    views = models.JSONField(_("whose views were heard"), default=list)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    entered_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_on = models.DateField(_("entered"))

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["coop", "participant", "held_on"], name="candidacy_evaluation_once"
            ),
        ]

    def __str__(self) -> str:
        return self.outcome

    @property
    def about(self) -> Participant:
        """Whom it is about."""
        return self.participant


class Evaluator(BookRow):
    """Somebody evaluated somebody, and so reads what was said."""

    information_class: ClassVar[str] = "evaluation-outcomes"

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="evaluators", verbose_name=_("evaluation")
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("evaluator")
    )

    class Meta:
        verbose_name = _("evaluator")
        verbose_name_plural = _("evaluators")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["evaluation", "participant"], name="candidacy_evaluator_once"),
        ]

    def __str__(self) -> str:
        return self.participant.name


class EvaluationWords(AccountRow):
    """What was said in an evaluation: for whom it is about and whoever evaluated. It can be erased."""

    information_class: ClassVar[str] = "evaluations"
    about_field: ClassVar[str] = "participant"
    named_field: ClassVar[str] = "evaluation__evaluators__participant"

    evaluation = models.OneToOneField(
        Evaluation, on_delete=models.PROTECT, related_name="words", verbose_name=_("evaluation")
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    content = models.TextField(_("what was said"), max_length=CONTENT_AT_MOST)

    class Meta:
        verbose_name = _("words of an evaluation")
        verbose_name_plural = _("words of evaluations")

    @property
    def about(self) -> Participant:
        """Whom it is about."""
        return self.participant

    @property
    def named(self) -> frozenset[UUID]:
        """Whoever evaluated."""
        return frozenset(self.evaluation.evaluators.values_list("participant_id", flat=True))


class EvaluationLine(AccountRow):
    """What members are told of an evaluation before they decide, in a line. It can be erased."""

    information_class: ClassVar[str] = "evaluation-outcomes"
    about_field: ClassVar[str] = "participant"

    evaluation = models.OneToOneField(
        Evaluation, on_delete=models.PROTECT, related_name="line", verbose_name=_("evaluation")
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    says = models.CharField(_("the line for members"), max_length=LINE_AT_MOST)

    class Meta:
        verbose_name = _("line of an evaluation")
        verbose_name_plural = _("lines of evaluations")

    @property
    def about(self) -> Participant:
        """Whom it is about."""
        return self.participant
