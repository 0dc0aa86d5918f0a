"""What was done to keep copies and how it went, who took everything away, what people do with their own."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toadlane.coops.models import Coop, Participant
from toadlane.coops.rows import AccountRow, BookRow
from toadlane.decisions.models import Authority

BROKEN_OFF_AFTER = dt.timedelta(hours=6)


class Keeping(models.Model):
    """One backup, or one drill: who asked for it, how far it is, and what came of it."""

    class Kind(models.TextChoices):
        """What was done."""

        BACKUP = "backup", _("Backup")
        DRILL = "drill", _("Drill")

    class State(models.TextChoices):
        """How it went."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        GOOD = "good", _("good")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    key = models.CharField(_("key"), max_length=255, unique=True)
    asked_by = models.CharField(_("asked by"), max_length=254, blank=True)
    """The e-mail address of whoever asked; empty for the house itself."""
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveSmallIntegerField(_("done"), default=0)
    of = models.PositiveSmallIntegerField(_("of"), default=0)
    file = models.CharField(_("file"), max_length=300, blank=True)
    folder = models.CharField(_("folder"), max_length=500, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    says = models.TextField(_("what happened"), blank=True)
    asked_at = models.DateTimeField(_("asked"))
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("backup or drill")
        verbose_name_plural = _("backups and drills")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "state", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at}"

    def broke_off(self, now: dt.datetime) -> bool:
        """Whether it was begun so long ago that nobody can be at it any more."""
        return self.finished_at is None and now - self.asked_at > BROKEN_OFF_AFTER


class Taking(BookRow):
    """Everything of the co-op was taken away as a file: by whom, by which decision."""

    information_class: ClassVar[str] = "record"

    authority = models.OneToOneField(
        Authority, on_delete=models.PROTECT, related_name="+", verbose_name=_("decision")
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    closed = models.BooleanField(_("closed by a passphrase"))
    happened_on = models.DateField(_("asked"))

    class Meta:
        verbose_name = _("taking of everything")
        verbose_name_plural = _("takings of everything")


class TakenFile(models.Model):
    """The file of a taking, while this machine makes and keeps it; no export holds such a row."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    taking = models.OneToOneField(
        Taking, on_delete=models.PROTECT, related_name="file", primary_key=True, verbose_name=_("taking")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    task = models.UUIDField(_("task"), null=True)
    recipient = models.CharField(_("key it is closed to"), max_length=100, blank=True)
    sealed_key = models.BinaryField(_("what opens it, closed by the passphrase"), blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    says = models.TextField(_("what happened"), blank=True)
    asked_at = models.DateTimeField(_("asked"))
    kept_until = models.DateTimeField(_("kept until"), null=True)
    removed_at = models.DateTimeField(_("removed"), null=True)

    class Meta:
        verbose_name = _("file of everything")
        verbose_name_plural = _("files of everything")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["removed_at", "kept_until"])]

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at}"


class OwnFile(models.Model):
    """What is held about one person, as a file of theirs, while this machine makes and keeps it."""

    State = TakenFile.State

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    only = models.ForeignKey(
        Coop, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("of one co-op alone")
    )
    key = models.CharField(_("key"), max_length=255)
    state = models.CharField(
        _("state"), max_length=10, choices=TakenFile.State.choices, default=TakenFile.State.WAITING
    )
    task = models.UUIDField(_("task"), null=True)
    done = models.PositiveSmallIntegerField(_("done"), default=0)
    of = models.PositiveSmallIntegerField(_("of"), default=0)
    language = models.CharField(_("language"), max_length=8)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    says = models.TextField(_("what happened"), blank=True)
    asked_at = models.DateTimeField(_("asked"))
    kept_until = models.DateTimeField(_("kept until"), null=True)
    removed_at = models.DateTimeField(_("removed"), null=True)

    class Meta:
        verbose_name = _("copy of one’s own data")
        verbose_name_plural = _("copies of one’s own data")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "key"], name="keeping_ownfile_key_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-asked_at"]),
            models.Index(fields=["removed_at", "kept_until"]),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at}"


class Correction(AccountRow):
    """Somebody says that what is kept about them is wrong and not theirs to change, and what came of it."""

    class Of(models.TextChoices):
        """Where it stands."""

        NAME = "name", _("my name")
        STAGES = "stages", _("my stages and roles")
        HOURS = "hours", _("my hours")
        MONEY = "money", _("my money")
        DOCUMENT = "document", _("a document about me")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        """What came of it."""

        OPEN = "open", _("waits for an answer")
        DONE = "done", _("put right")
        DECLINED = "declined", _("stays as it is")

    information_class: ClassVar[str] = "personal-details"
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    of = models.CharField(_("where it stands"), max_length=20, choices=Of.choices)
    text = models.TextField(_("what is wrong, and what is right"), max_length=2000)
    asked_at = models.DateTimeField(_("asked"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        verbose_name = _("correction asked for")
        verbose_name_plural = _("corrections asked for")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "state", "asked_at"])]


class Erasure(BookRow):
    """What was personal about somebody who left was erased: on whose word; their key stays in the books.

    Whoever comes back can be erased once more, so there may be several rows of one.
    """

    information_class: ClassVar[str] = "record"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="erasures", verbose_name=_("who")
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    authority = models.OneToOneField(
        Authority, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decision")
    )
    happened_on = models.DateField(_("erased"))

    class Meta:
        verbose_name = _("erasure of a person")
        verbose_name_plural = _("erasures of people")
