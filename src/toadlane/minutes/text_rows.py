"""Minutes while they are written: who was there, and line by line what was said, decided and promised."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from toadlane.coops.models import a_key
from toadlane.coops.rows import DraftRow
from toadlane.meetings.planned_rows import MINUTES, Meeting, whom
from toadlane.proposals.models import Proposal

CLOSED: Final = "closed-sessions"
"""The class of information of a closed session: whoever was in it sees its minutes."""
LONGEST: Final = {"title": 160, "text": 10_000, "because": 500, "guests": 500}


class Part(models.TextChoices):
    """Which part of the minutes a line belongs to; the charter's words for them."""

    ISSUES = "issues", _("what was discussed")
    DECISIONS = "decisions", _("what was decided")
    ACTIONS = "actions", _("who does what")


class Minutes(DraftRow):
    """The minutes of one meeting (`nth` 0), or of one of its closed sessions."""

    named_field: ClassVar[str] = "present__participant"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="minutes", verbose_name=_("meeting")
    )
    nth = models.PositiveSmallIntegerField(_("number"), default=0)
    information_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    title = models.CharField(_("title"), max_length=LONGEST["title"], blank=True)
    guests = models.CharField(_("guests"), max_length=LONGEST["guests"], blank=True)
    said_none = models.JSONField(_("parts of which there was nothing"), default=list, blank=True)
    edition = models.PositiveIntegerField(_("edition"), default=1)
    begun_by = whom(_("begun by"))
    begun_at = models.DateTimeField(_("begun"))
    sent_by = whom(_("sent out by"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent out"), null=True, blank=True)
    sent_on = models.DateField(_("day on which they were sent out"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of one meeting", "minutes")
        verbose_name_plural = pgettext_lazy("of several meetings", "minutes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "nth"], name="minutes_minutes_once"),
        ]

    def __str__(self) -> str:
        return self.title or self.meeting.title


class Present(DraftRow):
    """Somebody who was there; or who was not, and had said so."""

    information_class: ClassVar[str] = MINUTES

    minutes = models.ForeignKey(
        Minutes, on_delete=models.CASCADE, related_name="present", verbose_name=_("minutes")
    )
    participant = whom(_("who"))
    there = models.BooleanField(_("was there"), default=True)

    class Meta:
        verbose_name = _("attendance in minutes")
        verbose_name_plural = _("attendances in minutes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["minutes", "participant"], name="minutes_present_once"),
        ]


class Line(DraftRow):
    """One thing that was discussed, decided or promised; struck out, it is in them no more."""

    information_class: ClassVar[str] = MINUTES

    minutes = models.ForeignKey(
        Minutes, on_delete=models.CASCADE, related_name="lines", verbose_name=_("minutes")
    )
    part = models.CharField(_("part"), max_length=10, choices=Part.choices)
    order = models.PositiveIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=LONGEST["title"], blank=True)
    text = models.TextField(_("text"), max_length=LONGEST["text"], blank=True)
    who = whom(_("who does it"), null=True, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    proposal = models.ForeignKey(
        Proposal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposal"),
    )
    captured = models.UUIDField(_("captured in the meeting as"), null=True, blank=True)
    searched = models.TextField(_("as it is searched"), blank=True)
    edition = models.PositiveIntegerField(_("edition"), default=1)
    written_by = whom(_("written by"))
    written_at = models.DateTimeField(_("written"))
    struck_at = models.DateTimeField(_("struck out"), null=True, blank=True)

    class Meta:
        verbose_name = _("line of minutes")
        verbose_name_plural = _("lines of minutes")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["minutes", "part", "order"]),
            models.Index(fields=["coop", "part", "minutes"]),
        ]

    def __str__(self) -> str:
        return self.title or self.text


class EarlierLine(DraftRow):
    """What a line said before."""

    information_class: ClassVar[str] = MINUTES

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="earlier", verbose_name=_("line"))
    edition = models.PositiveIntegerField(_("edition"))
    title = models.CharField(_("title"), max_length=LONGEST["title"], blank=True)
    text = models.TextField(_("text"), max_length=LONGEST["text"], blank=True)
    written_by = whom(_("written by"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("earlier line of minutes")
        verbose_name_plural = _("earlier lines of minutes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["line", "edition"], name="minutes_earlierline_once"),
        ]
