"""How a meeting goes: that it is on, who is there, and each item of its agenda as it is taken up."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from toadlane.coops.rows import DraftRow
from toadlane.meetings.planned_rows import MINUTES, Item, Meeting, whom
from toadlane.proposals.models import Proposal

LONGEST: Final = {"asks": 300, "note": 10_000, "text": 1_000}


class Live(DraftRow):
    """One meeting that was opened. Whatever is done in it makes another `version`, which pages ask for."""

    information_class: ClassVar[str] = MINUTES

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="live", verbose_name=_("meeting")
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    opened_by = whom(_("opened by"))
    opened_at = models.DateTimeField(_("opened"))
    closes_at = models.DateTimeField(_("closes by itself"))
    ended_by = whom(_("ended by"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    sealed_at = models.DateTimeField(_("minutes agreed"), null=True, blank=True)

    class Meta:
        verbose_name = _("meeting that is held")
        verbose_name_plural = _("meetings that are held")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["closes_at"], condition=models.Q(ended_at=None), name="live_live_open")
        ]


class Attendance(DraftRow):
    """That somebody was there, from when until when; one who went and came back has several."""

    information_class: ClassVar[str] = MINUTES
    about_field: ClassVar[str] = "participant"

    class How(models.TextChoices):
        """How they are there, or that they said they are not."""

        ROOM = "room", pgettext_lazy("of who is there", "in the room")
        ONLINE = "online", pgettext_lazy("of who is there", "online")
        APOLOGIES = "apologies", pgettext_lazy("of who is there", "sent apologies")

    live = models.ForeignKey(
        Live, on_delete=models.CASCADE, related_name="attendance", verbose_name=_("meeting that is held")
    )
    participant = whom(_("who"))
    how = models.CharField(_("how"), max_length=10, choices=How.choices)
    came_at = models.DateTimeField(_("came"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    noted_by = whom(_("noted by"))

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["live", "participant"],
                condition=models.Q(left_at=None),
                name="live_attendance_once_at_a_time",
            ),
        ]


class Run(DraftRow):
    """An item as it was taken up: its timer, what became of it, and whether it is among a few only."""

    information_class: ClassVar[str] = MINUTES

    class State(models.TextChoices):
        """How far it came."""

        ON = "on", pgettext_lazy("an item", "at hand")
        PARKED = "parked", pgettext_lazy("an item", "parked")
        DONE = "done", pgettext_lazy("an item", "done")

    live = models.ForeignKey(
        Live, on_delete=models.CASCADE, related_name="runs", verbose_name=_("meeting that is held")
    )
    item = models.ForeignKey(
        Item,
        on_delete=models.PROTECT,
        related_name="runs",
        verbose_name=pgettext_lazy("of an agenda", "item"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ON)
    spent_s = models.PositiveIntegerField(_("seconds spent"), default=0)
    since = models.DateTimeField(_("runs since"), null=True, blank=True)
    closed = models.BooleanField(_("closed session"), default=False)
    """Only those let in see what was written on it."""
    taken_up_at = models.DateTimeField(_("taken up"))

    class Meta:
        verbose_name = _("item that was taken up")
        verbose_name_plural = _("items that were taken up")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["live", "item"], name="live_run_once"),
            models.UniqueConstraint(
                fields=["live"], condition=models.Q(state="on"), name="live_run_one_at_hand"
            ),
        ]


class LetIn(DraftRow):
    """Somebody who is let into a closed session, and sees what was written in it."""

    information_class: ClassVar[str] = MINUTES

    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="let_in", verbose_name=_("item that was taken up")
    )
    participant = whom(_("who"))
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("one who is let into a closed session")
        verbose_name_plural = _("those who are let into closed sessions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "participant"], name="live_letin_once"),
        ]


class PutProposal(DraftRow):
    """A proposal on which positions are taken while an item is at hand."""

    information_class: ClassVar[str] = MINUTES

    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="put", verbose_name=_("item that was taken up")
    )
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposal")
    )
    put_by = whom(_("put by"))
    put_at = models.DateTimeField(_("put"))

    class Meta:
        verbose_name = _("proposal put to a meeting")
        verbose_name_plural = _("proposals put to meetings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "proposal"], name="live_putproposal_once"),
        ]
