"""What people promised in meetings, from the day it was promised until it is done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import BookRow, DraftRow
from toadlane.meetings.planned_rows import MINUTES, whom
from toadlane.minutes.text_rows import LONGEST, Line


class Action(DraftRow):
    """A line of minutes that somebody does, as it stands now; the minutes keep how it was promised."""

    information_class: ClassVar[str] = MINUTES

    line = models.OneToOneField(Line, on_delete=models.CASCADE, related_name="action", verbose_name=_("line"))
    who = whom(_("who does it"), null=True, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    over_on = models.DateField(_("over"), null=True, blank=True)
    done = models.BooleanField(_("done"), default=False)
    edition = models.PositiveIntegerField(_("edition"), default=1)

    class Meta:
        verbose_name = _("action of a meeting")
        verbose_name_plural = _("actions of meetings")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "who", "over_on", "due_on"], name="minutes_action_mine"),
            models.Index(fields=["coop", "over_on", "due_on"], name="minutes_action_due"),
        ]

    def __str__(self) -> str:
        return self.line.text


class ActionStep(BookRow):
    """An action was done, let go, taken up again, given to somebody else, or given another day."""

    information_class: ClassVar[str] = MINUTES

    class What(models.TextChoices):
        """What was done about it."""

        DONE = "done", _("done")
        DROPPED = "dropped", _("let go")
        REOPENED = "reopened", _("taken up again")
        GIVEN = "given", _("given to somebody else")
        MOVED = "moved", _("given another day")

    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="steps", verbose_name=_("action")
    )
    what = models.CharField(_("what"), max_length=10, choices=What.choices)
    who = whom(_("who does it from now on"), null=True, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    because = models.CharField(_("why"), max_length=LONGEST["because"], blank=True)
    by = whom(_("by"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("step of an action")
        verbose_name_plural = _("steps of actions")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["action", "id"])]
