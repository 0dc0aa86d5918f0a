"""The worker: a thread beside the web server that does the queue's work and shows that it lives."""

from __future__ import annotations

import atexit
import datetime as dt
import logging
import threading
import uuid

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from toadlane.jobs import periodic, rescue
from toadlane.jobs.models import Beat
from toadlane.jobs.port import wake

log = logging.getLogger("toadlane.jobs")

LOOK_EVERY_S = 1.0
BEAT_EVERY_S = 5.0
STOP_WITHIN_S = 20.0


class Worker:
    """One worker. `start` and `stop` are for the web server, `work_once` is one look at the queue."""

    def __init__(self) -> None:
        self.name = uuid.uuid4().hex
        self.runner = self.new_runner()
        self.stopping = threading.Event()
        self.working = threading.Thread(target=self.work, name="toadlane-worker", daemon=True)
        self.beating = threading.Thread(target=self.keep_beating, name="toadlane-heartbeat", daemon=True)

    def new_runner(self) -> TaskRunner:
        """The library's own runner: it claims, runs and marks tasks until there is none left."""
        return TaskRunner(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        )

    def start(self) -> None:
        """Begin; the process waits for the work in hand when it ends."""
        self.working.start()
        self.beating.start()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Finish the task in hand, take no other, and say goodbye."""
        atexit.unregister(self.stop)
        self.stopping.set()
        self.runner.running = False
        wake.set()
        self.working.join(STOP_WITHIN_S)
        self.beating.join(BEAT_EVERY_S)

    def work(self) -> None:
        """Look at the queue until told to stop; a database that is away is waited for."""
        while not self.stopping.is_set():
            wake.clear()
            try:
                self.work_once(timezone.now())
            except (DatabaseError, InterfaceError) as error:
                log.warning("The database did not answer the worker: %s", type(error).__name__)
                close_old_connections()
            wake.wait(LOOK_EVERY_S)
        connections.close_all()

    def work_once(self, now: dt.datetime) -> None:
        """Rescue what a dead worker left, give out what is due, do what is waiting."""
        close_old_connections()
        rescue.rescue(now, mine=self.name)
        periodic.tick(now)
        if DBTaskResult.objects.ready().exists() and not self.stopping.is_set():
            self.runner.run()

    def keep_beating(self) -> None:
        """Show that the work goes on; a worker that died or hangs in its own thread grows old here."""
        started = timezone.now()
        while self.working.is_alive() and not self.stopping.is_set():
            try:
                self.beat(started)
            except (DatabaseError, InterfaceError) as error:
                log.warning("The database did not take a sign of life: %s", type(error).__name__)
                close_old_connections()
            self.stopping.wait(BEAT_EVERY_S)
        self.working.join(STOP_WITHIN_S)
        if not self.working.is_alive():
            Beat.objects.filter(worker=self.name).delete()
        connections.close_all()

    def beat(self, started: dt.datetime) -> None:
        """One sign of life."""
        Beat.objects.update_or_create(
            worker=self.name, defaults={"beat_at": timezone.now()}, create_defaults={"started_at": started}
        )


_started: list[Worker] = []


def start() -> Worker:
    """The one worker of this process; asked twice, it is still one."""
    if not _started:
        _started.append(Worker())
        _started[0].start()
    return _started[0]
