"""What the worker keeps about itself and about the work it was given."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toadlane.coops.rows import AccountRow


class Beat(models.Model):
    """One worker's sign of life; gone when it stopped properly, old when it was killed."""

    worker = models.CharField(_("worker"), max_length=64, primary_key=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    beat_at = models.DateTimeField(_("last sign of life"), default=timezone.now)

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")


class Due(models.Model):
    """Something the house does every so often, and when it is due next."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=80, unique=True)
    every = models.DurationField(_("every"))
    next_at = models.DateTimeField(_("due next"), db_index=True)
    last_task = models.UUIDField(_("last task"), null=True)

    class Meta:
        verbose_name = _("recurring work")
        verbose_name_plural = _("recurring work")


class Progress(AccountRow):
    """One long piece of work that somebody asked for, and how far it is."""

    class State(models.TextChoices):
        """Where a piece of work is."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    information_class: ClassVar[str] = "jobs"

    title = models.CharField(_("title"), max_length=200)
    asked_by = models.CharField(_("asked by"), max_length=60, blank=True)
    task = models.UUIDField(_("task"), unique=True, null=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveBigIntegerField(_("done"), default=0)
    of = models.PositiveBigIntegerField(_("of"), default=0)
    says = models.TextField(_("what happened"), blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "-asked_at"])]
