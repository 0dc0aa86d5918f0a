"""Stretches of days that are written once: ending or correcting one is a new row that replaces it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.rows import BookManager, BookQuerySet, BookRow, Kept


class PeriodQuerySet(BookQuerySet[Kept]):
    """Adds periods one by one, so that each meets the periods that stand."""

    def bulk_create(self, objs: Iterable[Kept], *_: Any, **__: Any) -> list[Kept]:
        written = list(objs)
        with transaction.atomic():
            for period in written:
                period.save()
        return written


class WrittenManager(BookManager[Kept]):
    """Every period ever written."""

    def get_queryset(self) -> PeriodQuerySet[Kept]:
        return PeriodQuerySet(self.model, using=self._db)


class StandingManager(WrittenManager[Kept]):
    """The periods as they stand: one that a later row replaces is history."""

    def get_queryset(self) -> PeriodQuerySet[Kept]:
        return super().get_queryset().filter(replaced_by__isnull=True)

    def on(self, day: dt.date) -> models.QuerySet[Kept]:
        """Those that hold on a day: from <= day < until."""
        ends_later = models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=day)
        return self.filter(ends_later, valid_from__lte=day)

    def touching(self, valid_from: dt.date, valid_until: dt.date | None) -> models.QuerySet[Kept]:
        """Those that share at least one day with a period."""
        ends_later = models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=valid_from)
        found = self.filter(ends_later).exclude(valid_from=models.F("valid_until"))
        return found if valid_until is None else found.filter(valid_from__lt=valid_until)


class DatedPeriod(BookRow):
    """A stretch of days, half-open. To end or correct one, write another that replaces it.

    `objects` holds the periods that stand; `written` holds every one ever written.
    """

    participant = models.ForeignKey(
        "coops.Participant",
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("participant"),
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )

    # The fields whose periods may not share a day.
    apart: ClassVar[tuple[str, ...]]

    objects: ClassVar[StandingManager[Any]] = StandingManager()
    written = WrittenManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.participant.coop_id != self.coop_id:
            raise ValidationError(_("A period belongs to the co-op of its participant."))
        if self.replaces is not None and self.replaces.participant_id != self.participant_id:
            raise ValidationError(_("A period replaces one of the same participant."))
        with transaction.atomic():
            # Writers about one participant queue here, so that two of them cannot both see a free stretch.
            participants = type(self.participant).objects.select_for_update(no_key=True)
            participants.get(pk=self.participant_id)
            self.refuse_overlap()
            super().save(*args, **kwargs)

    def refuse_overlap(self) -> None:
        """Two stages on one day would leave every rule about that day without an answer."""
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            return
        same = {field: getattr(self, field) for field in self.apart}
        there = type(self).objects.touching(self.valid_from, self.valid_until).filter(**same)
        replaced = [self.replaces.pk] if self.replaces else []
        rival = there.exclude(pk__in=replaced).first()
        if rival is not None:
            raise Refused(
                gettext_noop("{name} is already “{what}” from {day}."),
                code="period.overlaps",
                next_step=gettext_noop("End that period first, or begin after it."),
                name=self.participant.name,
                what=str(rival),
                day=rival.valid_from.isoformat(),
            )
