"""Hours as they are logged or imported, the imports they came from, and the seals on what is closed."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Coop, Participant
from toadlane.coops.rows import BookRow, DraftRow

DAY_SECONDS = 86_400
WORK_LONGEST = 63
FINGERPRINT_BYTES = 22


class HoursImport(DraftRow):
    """One file of hours: who brought it, how it is read, what was found in it, and how far it is."""

    class State(models.TextChoices):
        """Where an import is. Its hours count only while it is `in`."""

        UPLOADED = "uploaded", _("uploaded")
        PREVIEWED = "previewed", _("looked at")
        COMING = "coming", _("being brought in")
        IN = "in", _("in")
        GOING = "going", _("being undone")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    information_class: ClassVar[str] = "imports"

    who = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("brought by")
    )
    file_name = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    digest = models.CharField(_("digest"), max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.UPLOADED)
    reading = models.JSONField(_("how it is read"), default=dict)
    mapping = models.JSONField(_("who is whom and what counts as what"), default=dict)
    found = models.JSONField(_("what was found"), default=dict)
    from_day = models.DateField(_("from"), null=True)
    until = models.DateField(_("until"), null=True)
    entries = models.PositiveBigIntegerField(_("entries"), default=0)
    seconds = models.PositiveBigIntegerField(_("seconds"), default=0)
    job = models.ForeignKey("jobs.Progress", on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"))
    settled_at = models.DateTimeField(_("brought in, undone or discarded"), null=True)

    class Meta:
        verbose_name = _("import of hours")
        verbose_name_plural = _("imports of hours")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "state", "uploaded_at"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["coop"],
                condition=models.Q(state__in=["coming", "going"]),
                name="work_import_one_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def last_day(self) -> dt.date | None:
        """The last day that something new of it is about."""
        return self.until - dt.timedelta(days=1) if self.until else None

    @property
    def under_way(self) -> bool:
        """Whether its entries are being written or taken away: they are there in part, and hidden."""
        return self.state in UNDER_WAY


UNDER_WAY = (HoursImport.State.COMING, HoursImport.State.GOING)


class TimeEntry(DraftRow):
    """One entry of hours. It belongs to the day it began on, in the co-op's own zone.

    There may be twenty million in a year, so it has the indexes it needs and no other.
    """

    information_class: ClassVar[str] = "hours"
    about_field: ClassVar[str] = "participant"

    coop = models.ForeignKey(
        Coop, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("co-op")
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("who")
    )
    work = models.CharField(_("kind of work"), max_length=WORK_LONGEST)
    day = models.DateField(_("day"))
    started = models.PositiveIntegerField(_("seconds since midnight"), null=True)
    seconds = models.PositiveIntegerField(_("seconds"))
    note = models.TextField(_("note"), blank=True)
    source = models.ForeignKey(
        HoursImport,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("import"),
    )
    fingerprint = models.BinaryField(_("fingerprint"), max_length=FINGERPRINT_BYTES)
    nth = models.PositiveIntegerField(_("of several alike"), default=1)

    class Meta:
        verbose_name = _("entry of hours")
        verbose_name_plural = _("entries of hours")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "fingerprint", "nth"], name="work_entry_once"),
            models.CheckConstraint(
                condition=models.Q(seconds__gte=1, seconds__lte=DAY_SECONDS), name="work_entry_within_a_day"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # A year's sums by person and kind are read from this index alone.
            models.Index(fields=["coop", "participant", "work", "day", "seconds"], name="work_entry_sums"),
            models.Index(
                fields=["source"], condition=models.Q(source__isnull=False), name="work_entry_source"
            ),
        ]

    @property
    def about(self) -> Participant:
        """Whose hours they are."""
        return self.participant


class HoursSeal(BookRow):
    """From here on nobody adds, changes or removes hours of these days, unless the seal is lifted."""

    information_class: ClassVar[str] = "hours"

    from_day = models.DateField(_("from"))
    until = models.DateField(_("until"))
    digest = models.CharField(_("digest of the hours"), max_length=64)
    by = models.CharField(_("by"), max_length=60)

    class Meta:
        verbose_name = _("seal on hours")
        verbose_name_plural = _("seals on hours")
        indexes: ClassVar[list[models.Index]] = [
            # By the end first: a day of an open year lies behind every end, so nothing is looked through.
            models.Index(fields=["coop", "until", "from_day"], name="work_seal_days"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(from_day__lt=models.F("until")), name="work_seal_forwards"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_day} – {self.until}"


class SealLifted(BookRow):
    """A seal that stands no more."""

    information_class: ClassVar[str] = "hours"

    seal = models.OneToOneField(
        HoursSeal, on_delete=models.PROTECT, related_name="lifted", verbose_name=_("seal")
    )
    by = models.CharField(_("by"), max_length=60)

    class Meta:
        verbose_name = _("lifting of a seal")
        verbose_name_plural = _("liftings of seals")
