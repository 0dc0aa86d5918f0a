"""What the house does every so often: a small table says what is due, whoever looks first gives it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from toadlane.jobs.models import Due

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Recurring:
    """One piece of recurring work; `when` looks cheaply whether there is anything to do."""

    every: dt.timedelta
    work: Task[[], None]
    when: Callable[[], bool]


_known: dict[str, Recurring] = {}


def register(
    name: str, *, every: dt.timedelta, work: Task[[], None], when: Callable[[], bool] = lambda: True
) -> None:
    """Called by a room when the application starts; `work` takes no arguments."""
    _known[name] = Recurring(every, work, when)


def each(rows: Iterable[Kept], act: Callable[[Kept], object]) -> None:
    """Do something with each, all or nothing; what fails holds nobody up, and is told at the end."""
    with ExitStack() as others:
        for row in reversed([*rows]):  # what is put on last comes first
            others.callback(act, row)


def names() -> list[str]:
    """Everything that recurs."""
    return list(_known)


def wanted(name: str) -> bool:
    """Whether there is anything for it to do."""
    return _known[name].when()


def tick(now: dt.datetime) -> list[str]:
    """Give out whatever is due; the names of what was given out."""
    write_down(now)
    due = (
        Due.objects.filter(next_at__lte=now, name__in=_known)
        .order_by("next_at")
        .values_list("name", flat=True)
    )
    return [name for name in list(due) if _known[name].when() and give_out(name, now)]


def write_down(now: dt.datetime) -> None:
    """Note what is new, due at once; and how often, should that have changed."""
    kept = dict(Due.objects.filter(name__in=_known).values_list("name", "every"))
    new = [Due(name=name, every=r.every, next_at=now) for name, r in _known.items() if name not in kept]
    Due.objects.bulk_create(new, ignore_conflicts=True)
    for name, recurring in _known.items():
        if kept.get(name, recurring.every) != recurring.every:
            Due.objects.filter(name=name).update(every=recurring.every)


@transaction.atomic
def give_out(name: str, now: dt.datetime) -> bool:
    """Enqueue one, once, however many workers look; not while its last run is still on its way."""
    row = Due.objects.select_for_update(skip_locked=True).filter(name=name, next_at__lte=now).first()
    if row is None:
        return False
    row.next_at = now + row.every
    on_its_way = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    if row.last_task and DBTaskResult.objects.filter(pk=row.last_task, status__in=on_its_way).exists():
        row.save(update_fields=["next_at"])
        return False
    row.last_task = UUID(str(_known[name].work.enqueue().id))
    row.save(update_fields=["next_at", "last_task"])
    return True
