"""Keeps a job's progress in step with its task, whatever becomes of it."""

from __future__ import annotations

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext, override
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished, task_started

from toadlane.jobs.models import Progress

State = Progress.State

job_ended = Signal()
"""Sent with `job=` in the transaction that notes how a piece of work ended; for whom it was asked by."""


def began(task_result: TaskResult[object], **_: object) -> None:
    """A worker took it up; what an earlier try had reached counts no more."""
    mine = Progress.objects.filter(task=task_result.id)
    mine.update(state=State.RUNNING, started_at=timezone.now(), finished_at=None, done=0, of=0, says="")


def ended(task_result: TaskResult[object], **_: object) -> None:
    """It is done, or it failed; a job that met a fault has said itself what it was."""
    well = task_result.status == TaskResultStatus.SUCCESSFUL
    for row in Progress.objects.filter(task=task_result.id).select_related("coop"):
        if not well and not row.says:
            with override(row.coop.language):
                row.says = gettext("Something of ours broke. Nothing is half done; ask for it anew.")
        row.state = State.DONE if well else State.FAILED
        row.finished_at = timezone.now()
        with transaction.atomic():
            row.save(update_fields=["state", "finished_at", "says"])
            job_ended.send(Progress, job=row)


def connect() -> None:
    """Called once when the application starts."""
    task_started.connect(began, dispatch_uid="jobs.began")
    task_finished.connect(ended, dispatch_uid="jobs.ended")
