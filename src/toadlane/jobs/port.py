"""How other rooms give work to the queue: `job` marks a function, `enqueue` asks for it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from bylaws.kernel.faults import Fault, fill
from toadlane.coops.models import Coop, Participant
from toadlane.jobs.models import Progress

P = ParamSpec("P")

wake = threading.Event()
"""Set when work was given in this process, so that its worker need not wait for its next look."""


@dataclass(frozen=True, slots=True)
class Tracker:
    """What a job tells the people who wait for it."""

    row: Progress

    @property
    def coop(self) -> Coop:
        """The co-op the work is for."""
        return self.row.coop

    def reached(self, done: int, *, of: int) -> None:
        """How far it is; say so between transactions, or nobody sees it before the end."""
        Progress.objects.filter(pk=self.row.pk).update(done=done, of=of)


def job(function: Callable[Concatenate[Tracker, P], None]) -> Task[..., None]:
    """Mark a function of a module as work for the queue: it gets a `Tracker` first, then plain JSON values.

    It may be killed anywhere and is then begun again, so whatever it writes, it writes in whole
    transactions and under a key.
    """

    @functools.wraps(function)
    def run(progress: str, *args: P.args, **kwargs: P.kwargs) -> None:
        row = Progress.objects.select_related("coop").get(pk=UUID(progress))
        with translation.override(row.coop.language):
            try:
                function(Tracker(row), *args, **kwargs)
            except Fault as fault:
                Progress.objects.filter(pk=row.pk).update(says=told(fault))
                raise

    marked: Task[..., None] = task()(run)
    return marked


def told(fault: Fault) -> str:
    """A fault in the language now in use: what and what now."""
    says = fill(translation.gettext(fault.template), fault.values)
    return f"{says} {fill(translation.gettext(fault.next_step_template), fault.values)}"


@transaction.atomic
def enqueue(
    work: Task[..., None], *, coop: Coop, title: str, by: Participant | None, **arguments: Any
) -> Progress:
    """Ask for a job, inside the caller's transaction: it runs if that commits, and never if not."""
    row = Progress.objects.create(coop=coop, title=title, asked_by=by.key if by else "")
    result = work.enqueue(str(row.pk), **arguments)
    row.task = UUID(str(result.id))
    row.save(update_fields=["task"])
    transaction.on_commit(wake.set)
    return row


def on_their_way(tasks: Collection[UUID | None]) -> set[UUID]:
    """Those of the tasks that still wait or run; not those that ended, were given up, or are not there."""
    wanted = {task for task in tasks if task is not None}
    open_still = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    found = DBTaskResult.objects.filter(pk__in=wanted, status__in=open_still)
    return set(found.values_list("pk", flat=True)) if wanted else set()
