"""The list of first steps of a co-op, and who has done which."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import DIRECTORY, Participant
from toadlane.coops.rows import DraftRow

LONGEST = 200


class Step(DraftRow):
    """One line of the list, at its place."""

    information_class: ClassVar[str] = DIRECTORY

    place = models.PositiveSmallIntegerField(_("place"))
    says = models.CharField(_("step"), max_length=LONGEST)

    class Meta:
        verbose_name = _("first step")
        verbose_name_plural = _("first steps")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "says"], name="onboarding_step_once"),
        ]

    def __str__(self) -> str:
        return self.says


class Done(DraftRow):
    """A step somebody has done, and who said so."""

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="steps_done", verbose_name=_("participant")
    )
    step = models.ForeignKey(
        Step, on_delete=models.CASCADE, related_name="done", verbose_name=_("first step")
    )
    on = models.DateField(_("on"))
    by = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+", verbose_name=_("said by"))

    class Meta:
        verbose_name = _("step that is done")
        verbose_name_plural = _("steps that are done")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "participant", "step"], name="onboarding_done_once"),
        ]

    @property
    def about(self) -> Participant:
        """Whom it is about."""
        return self.participant
