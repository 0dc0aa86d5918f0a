"""Who has the floor: the stack and the rounds. Nothing of it is left once it is over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from toadlane.coops.rows import DraftRow
from toadlane.live.going_rows import LONGEST, Live, Run
from toadlane.meetings.planned_rows import MINUTES, whom


class Turn(DraftRow):
    """Somebody asked to speak; kept until the meeting ends, so that who has not spoken comes first."""

    information_class: ClassVar[str] = MINUTES
    about_field: ClassVar[str] = "participant"

    class Sort(models.TextChoices):
        """What they ask for."""

        SPEECH = "speech", _("to speak")
        REPLY = "reply", _("a direct reply")
        ORDER = "point-of-order", _("a point of order")

    live = models.ForeignKey(
        Live, on_delete=models.CASCADE, related_name="turns", verbose_name=_("meeting that is held")
    )
    run = models.ForeignKey(
        Run,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("item that was taken up"),
    )
    participant = whom(_("who"))
    sort = models.CharField(_("what for"), max_length=20, choices=Sort.choices, default=Sort.SPEECH)
    asked_at = models.DateTimeField(_("asked"))
    called_at = models.DateTimeField(_("called"), null=True, blank=True)
    done_at = models.DateTimeField(_("has spoken"), null=True, blank=True)

    class Meta:
        verbose_name = _("turn to speak")
        verbose_name_plural = _("turns to speak")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["live", "participant"],
                condition=models.Q(done_at=None),
                name="live_turn_once_at_a_time",
            ),
        ]


class GoRound(DraftRow):
    """A round that is on. Of a private one nothing is left at its end, of another its question."""

    information_class: ClassVar[str] = MINUTES

    class Sort(models.TextChoices):
        """The charter's rounds."""

        OPENING = "check-in", pgettext_lazy("a round", "check-in")
        REACTIONS = "reactions", pgettext_lazy("a round", "reactions")
        CLEARING = "clearing", pgettext_lazy("a round", "clearing")
        CLOSING = "check-out", pgettext_lazy("a round", "check-out")

    live = models.ForeignKey(
        Live, on_delete=models.CASCADE, related_name="rounds", verbose_name=_("meeting that is held")
    )
    sort = models.CharField(_("sort"), max_length=12, choices=Sort.choices)
    asks = models.CharField(_("question"), max_length=LONGEST["asks"], blank=True)
    private = models.BooleanField(_("private"), default=True)
    seconds = models.PositiveIntegerField(_("seconds for each"), null=True, blank=True)
    begun_by = whom(_("begun by"))
    begun_at = models.DateTimeField(_("begun"))
    turn_at = models.DateTimeField(_("this turn began"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("go-round")
        verbose_name_plural = _("go-rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["live"], condition=models.Q(ended_at=None), name="live_goround_one_at_a_time"
            ),
        ]


class RoundSeat(DraftRow):
    """Somebody in a round that is on: still to be heard, heard, or passed. It goes when the round ends."""

    information_class: ClassVar[str] = MINUTES
    about_field: ClassVar[str] = "participant"

    round = models.ForeignKey(
        GoRound, on_delete=models.CASCADE, related_name="seats", verbose_name=_("go-round")
    )
    participant = whom(_("who"))
    came_at = models.DateTimeField(_("came into it"))
    heard_at = models.DateTimeField(_("heard"), null=True, blank=True)
    passed_at = models.DateTimeField(_("passed"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat in a go-round")
        verbose_name_plural = _("seats in go-rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "participant"], name="live_roundseat_once"),
        ]
