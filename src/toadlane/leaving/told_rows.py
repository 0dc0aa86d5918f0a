"""What one person says of another who leaves, and what a second one said to that. Written once."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.coops.rows import BookRow
from toadlane.members.models import BECAUSE, WAITS

CLASS: Final = "departures"


class Way(models.TextChoices):
    """How somebody leaves."""

    RESIGNATION = "resignation", _("leaves by notice")
    RETIREMENT = "retirement", _("retires")
    DISMISSAL = "dismissal", _("the members part with them")
    DEATH = "death", _("died")
    DUES = "dues", _("the charter ends it, for dues not paid")
    MERGED = "merged", _("goes over into another member")


class DepartureTold(BookRow):
    """Whoever keeps the list says that somebody else leaves. It counts once a second member confirms it."""

    information_class: ClassVar[str] = CLASS
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("who leaves")
    )
    way = models.CharField(_("how"), max_length=12, choices=Way.choices)
    told_on = models.DateField(_("told, decided or happened"))
    leaves_on = models.DateField(_("leaves"))
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    entered_on = models.DateField(_("entered"))

    class Meta:
        verbose_name = _("departure that waits for a second member")
        verbose_name_plural = _("departures that wait for a second member")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "entered_on"])]

    def __str__(self) -> str:
        return f"{self.way} {self.leaves_on}"

    @property
    def about(self) -> Participant:
        """Who leaves."""
        return self.participant

    @property
    def last_day(self) -> dt.date:
        """The last day on which they are what they were."""
        return self.leaves_on - dt.timedelta(days=1)

    @property
    def is_answered(self) -> bool:
        """Whether it was confirmed or denied; asks nothing when that was selected with it."""
        return hasattr(self, "answer")

    def is_over(self, day: dt.date) -> bool:
        """Whether it waited too long."""
        return day > self.entered_on + WAITS


class DepartureAnswered(BookRow):
    """A second member confirmed it, and this came of it; or somebody said that it is not so."""

    information_class: ClassVar[str] = CLASS

    told = models.OneToOneField(
        DepartureTold, on_delete=models.PROTECT, related_name="answer", verbose_name=_("what was told")
    )
    departure = models.OneToOneField(
        "leaving.Departure",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("departure"),
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    because = models.CharField(_("why"), max_length=BECAUSE, blank=True)
    happened_on = models.DateField(_("answered"))

    class Meta:
        verbose_name = _("answer to what was told of a departure")
        verbose_name_plural = _("answers to what was told of departures")
