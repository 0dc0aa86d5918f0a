"""Who goes along with a candidate, and each step they took on a decision."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import DIRECTORY, Participant, a_key
from toadlane.coops.periods import DatedPeriod
from toadlane.coops.rows import BookRow
from toadlane.decisions.models import Authority

BECAUSE_AT_MOST: Final = 1_000
PLACE_AT_MOST: Final = 200


class Mentorship(DatedPeriod):
    """A stretch of days in which one person goes along with another; one mentor at a time."""

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"

    mentor = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("mentor")
    )

    apart: ClassVar[tuple[str, ...]] = ("participant",)

    class Meta:
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant", "valid_from"])]

    def __str__(self) -> str:
        return self.mentor.name


class Stay(DatedPeriod):
    """A stretch of days in which somebody works at a place the charter names."""

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"

    place = models.CharField(_("place"), max_length=PLACE_AT_MOST)

    apart: ClassVar[tuple[str, ...]] = ("participant",)

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant", "valid_from"])]

    def __str__(self) -> str:
        return self.place


class LettingOff(BookRow):
    """Somebody need not begin at the co-op's place: members decided it, and why."""

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    from_day = models.DateField(_("from the day"))
    rule = models.CharField(_("decided by the rule"), max_length=60)
    because = models.CharField(_("why"), max_length=BECAUSE_AT_MOST)
    authority = models.OneToOneField(
        Authority, on_delete=models.PROTECT, related_name="+", verbose_name=_("decision")
    )
    by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    happened_on = models.DateField(_("entered"))

    class Meta:
        verbose_name = _("exception from a place of work")
        verbose_name_plural = _("exceptions from a place of work")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant"])]

    def __str__(self) -> str:
        return self.because[:60]


class Admission(BookRow):
    """Somebody went on to a further stage, or came in with others, because members decided it."""

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="admissions", verbose_name=_("participant")
    )
    from_stage = models.CharField(_("from"), max_length=40, blank=True)
    to_stage = models.CharField(_("to"), max_length=40, validators=[a_key])
    from_day = models.DateField(_("from the day"))
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", verbose_name=_("decision")
    )
    excepted = models.JSONField(_("what was let off"), default=list, blank=True)
    because = models.CharField(_("why it was let off"), max_length=BECAUSE_AT_MOST, blank=True)
    by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    happened_on = models.DateField(_("entered"))

    class Meta:
        verbose_name = _("admission")
        verbose_name_plural = _("admissions")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant"])]

    def __str__(self) -> str:
        return self.to_stage
