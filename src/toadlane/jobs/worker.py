"""The worker: a thread beside the web server that does the queue's work and shows that it lives."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Callable

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
WATCH_EVERY_S = 0.5


class Worker:
    """One worker: a thread that works, and one that shows it is alive and hears when the process ends."""

    def __init__(self) -> None:
        self.name = uuid.uuid4().hex
        self.runner = self.new_runner()
        self.stopping = threading.Event()
        self.ended = threading.Event()
        # No daemons: the process waits for them, and so for the task in hand. A web server's own process
        # may end without running exit handlers, so they watch its main thread instead.
        self.working = threading.Thread(target=self.work, name="toadlane-worker")
        self.beating = threading.Thread(target=self.keep_beating, name="toadlane-heartbeat")

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
        """Begin both threads."""
        self.working.start()
        self.beating.start()

    def stop(self) -> None:
        """Finish the task in hand, take no other."""
        self.stopping.set()
        self.runner.running = False
        wake.set()

    def join(self) -> None:
        """Wait until both threads have ended."""
        self.working.join()
        self.beating.join()

    def work(self) -> None:
        """Look at the queue until told to stop; a database that is away is waited for."""
        try:
            while not self.stopping.is_set():
                wake.clear()
                self.work_if_possible()
                wake.wait(LOOK_EVERY_S)
        finally:
            self.ended.set()
            connections.close_all()

    def work_if_possible(self) -> None:
        """One look at the queue, or a line in the log."""
        try:
            self.work_once(timezone.now())
        except (DatabaseError, InterfaceError) as error:
            log.warning("The database did not answer the worker: %s", type(error).__name__)
            close_old_connections()

    def work_once(self, now: dt.datetime) -> None:
        """Rescue what a dead worker left, give out what is due, do what is waiting."""
        close_old_connections()
        rescue.rescue(now, mine=self.name)
        periodic.tick(now)
        if DBTaskResult.objects.ready().exists() and not self.stopping.is_set():
            self.runner.run()

    def keep_beating(self) -> None:
        """Show that the work goes on, and say goodbye when it ended; a killed worker just grows old."""
        started, next_beat = timezone.now(), time.monotonic()
        while not self.ended.wait(WATCH_EVERY_S):
            if not threading.main_thread().is_alive():
                self.stop()
            if time.monotonic() >= next_beat:
                next_beat += BEAT_EVERY_S
                self.tell(lambda: self.beat(started))
        self.tell(lambda: Beat.objects.filter(worker=self.name).delete())
        connections.close_all()

    def tell(self, sign: Callable[[], object]) -> None:
        """One sign of life, or a line in the log."""
        try:
            sign()
        except (DatabaseError, InterfaceError) as error:
            log.warning("The database did not take a sign of life: %s", type(error).__name__)
            close_old_connections()

    def beat(self, started: dt.datetime) -> None:
        """Write down that this worker is alive now."""
        now = timezone.now()
        Beat.objects.update_or_create(
            worker=self.name,
            defaults={"beat_at": now},
            create_defaults={"beat_at": now, "started_at": started},
        )


_started: list[Worker] = []


def start() -> Worker:
    """The one worker of this process; asked twice, it is still one."""
    if not _started:
        _started.append(Worker())
        _started[0].start()
    return _started[0]
