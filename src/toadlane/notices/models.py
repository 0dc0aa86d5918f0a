"""What somebody is told, how soon they are written to, and what was done that nobody was told of yet."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import AccountRow
from toadlane.notices import kinds
from toadlane.notices.kinds import Kind
from toadlane.notices.timing import Hours, When
from toadlane.record.models import Entry

MORNING: Final = dt.time(8)


class Notice(AccountRow):
    """One thing one participant is told: a code and values, written in the language of whoever reads it."""

    class Went(models.TextChoices):
        """What became of its letter."""

        WAITING = "waiting", _("waits for its hour")
        WRITTEN = "written", _("in a letter")
        LISTED = "listed", _("in the list alone")
        HELD = "held", _("not sent")

    about_field: ClassVar[str] = "about"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="notices", verbose_name=_("reader")
    )
    kind = models.CharField(_("kind"), max_length=60, validators=[a_key])
    code = models.CharField(_("code of its words"), max_length=60)
    values = models.JSONField(_("values"), default=dict)
    information_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    about = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about"),
    )
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    """What it is about, so that it can be taken back once that is settled."""
    path = models.CharField(_("where it leads"), max_length=500, blank=True)
    """The address after /c/<co-op>/."""
    key = models.CharField(_("key"), max_length=255)
    told_at = models.DateTimeField(_("told"))
    needed_by = models.DateTimeField(_("needed by"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    went = models.CharField(_("letter"), max_length=10, choices=Went.choices, default=Went.LISTED)
    send_at = models.DateTimeField(_("letter at"), null=True, blank=True)
    batch = models.UUIDField(_("letters it went with"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "participant", "-told_at"], name="notices_of_one"),
            models.Index(fields=["coop", "kind", "subject"], name="notices_of_a_subject"),
            models.Index(
                fields=["participant"], condition=models.Q(read_at__isnull=True), name="notices_unread"
            ),
            models.Index(fields=["send_at"], condition=models.Q(went="waiting"), name="notices_due"),
            models.Index(fields=["batch"], condition=models.Q(batch__isnull=False), name="notices_batch"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "participant", "key"], name="notices_told_once"),
        ]

    def __str__(self) -> str:
        return self.says

    @property
    def of_kind(self) -> Kind:
        """Its kind, with its words."""
        return kinds.kind(self.kind)

    @property
    def says(self) -> str:
        """What it says, in the language now in use."""
        values: dict[str, Any] = self.values if isinstance(self.values, dict) else {}
        return self.of_kind.says(self.code, values)

    @property
    def address(self) -> str:
        """Where it leads, without the house; "" where nowhere."""
        return f"/c/{self.coop.slug}/{self.path}" if self.path else ""


class Choice(AccountRow):
    """How soon one participant wants to be written to about one kind."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="choices", verbose_name=_("participant")
    )
    kind = models.CharField(_("kind"), max_length=60, validators=[a_key])
    when = models.CharField(_("when"), max_length=10, choices=[(one.value, one.value) for one in When])

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["participant", "kind"], name="notices_choice_once"),
        ]


class Rhythm(models.Model):
    """At which hours letters come to one person, whichever co-op they come from."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="rhythm"
    )
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    letters_at = models.TimeField(_("letters at"), default=MORNING)
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"), default=0, validators=[MaxValueValidator(6)]
    )

    class Meta:
        verbose_name = _("hours of letters")
        verbose_name_plural = _("hours of letters")

    def hours(self, zone: str) -> Hours:
        """The same on a wall clock."""
        return Hours(ZoneInfo(zone), self.quiet_from, self.quiet_until, self.letters_at, self.weekday)


class CalendarAddress(models.Model):
    """Somebody has a private address of their calendar; it is signed with the key of this installation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="calendar_address", verbose_name=_("participant")
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")


class Untold(AccountRow):
    """An entry of the record that people are to be told of; written with it, gone once they were."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="untold")
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)

    class Meta:
        verbose_name = _("untold entry")
        verbose_name_plural = _("untold entries")


def hours_of(participant: Participant) -> Hours:
    """The hours of a participant: as they chose, else the house's; in their zone, else the co-op's."""
    person = participant.person
    zone = (person.time_zone if person else "") or participant.coop.time_zone
    rhythm = getattr(person, "rhythm", None) if person else None
    return rhythm.hours(zone) if rhythm else Hours(ZoneInfo(zone))
