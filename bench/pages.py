"""CPU per request of the pages that have to be quick, each against a stock Django page with as many rows.

`python -m bench.pages` makes a co-op of 200 members with two closed years and a third to look at, then asks
for *Today*, *My account* and the preview of the close, and for the same from `bench.stock`, in turns and past
the network. The time is the process's own, so a busy machine changes it little.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.close_in_application import CHARTER
from bench.installation import migrated

PAGES = {
    "Today": ("/c/harbour/", "/stock/today/"),
    "My account": ("/c/harbour/money/accounts/m00001/", "/stock/account/"),
    "The close preview": ("/c/harbour/money/years/2025/", "/stock/preview/"),
}
LIMIT = 1.2


def harbour(members: int) -> Any:
    """Two years closed, a third reckoned; whoever looks is an ordinary member."""
    from toadlane.charter.verbs import adopt_charter  # noqa: PLC0415
    from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod  # noqa: PLC0415
    from toadlane.coops.moment import Moment  # noqa: PLC0415
    from toadlane.coops.rows import BookQuerySet  # noqa: PLC0415
    from toadlane.people.models import Person  # noqa: PLC0415

    coop = Coop.objects.create(slug="harbour", name="Harbour", currency="USD", time_zone="America/New_York")
    persons = [Person(email=f"m{n:05}@harbour.example", name=f"Member {n}") for n in range(members)]
    Person.objects.bulk_create(persons)
    people = [
        Participant(coop=coop, key=f"m{n:05}", name=f"Member {n}", person=persons[n]) for n in range(members)
    ]
    Participant.objects.bulk_create(people)
    since = dt.date(2024, 1, 1)
    stages = [StagePeriod(coop=coop, participant=who, stage="member", valid_from=since) for who in people]
    BookQuerySet[StagePeriod](StagePeriod).bulk_create(stages)
    RolePeriod.objects.create(coop=coop, participant=people[0], role="bookkeeper", valid_from=since)
    source = CHARTER.replace("2024-01-01", "2023-01-01").replace("2023-11-30", "2022-11-30")
    adopt_charter(coop=coop, source=source, by=people[0], at=_noon(2024, coop, Moment), key="charter")
    for year in (2024, 2025):
        work_through(coop, people, year, close=year == 2024)
    return persons[1]


def _noon(year: int, coop: Any, moment: Any) -> Any:
    return moment.of(dt.datetime(year + 1, 2, 3, 17, 0, tzinfo=dt.UTC), coop=coop)


def work_through(coop: Any, people: list[Any], year: int, *, close: bool) -> None:
    """A year's hours, figures and preview, and perhaps its close."""
    from bylaws.kernel.money import Money  # noqa: PLC0415
    from toadlane.books import verbs  # noqa: PLC0415
    from toadlane.coops.moment import Moment  # noqa: PLC0415
    from toadlane.decisions.verbs import confirm_authority, enter_authority  # noqa: PLC0415
    from toadlane.work.models import TimeEntry  # noqa: PLC0415

    TimeEntry.objects.bulk_create(
        TimeEntry(
            coop=coop,
            participant=who,
            work="client-work",
            day=dt.date(year, 3, 1),
            seconds=3600 + 60 * nth,
            fingerprint=f"{year}/{nth:014}".encode(),
        )
        for nth, who in enumerate(people)
    )
    by, at = people[0], _noon(year, coop, Moment)
    said = {"coop": coop, "year": year, "by": by, "at": at}
    surplus, tax = Money.parse("1234567.89", "USD"), Money.parse("0.00", "USD")
    verbs.state_figures(**said, surplus=surplus, tax=tax, key=f"figures-{year}")
    preview = verbs.preview_close(**said, key=f"preview-{year}")
    authority = enter_authority(
        matter=verbs.CLOSE,
        subject=str(year),
        article="9",
        decided_on=at.day,
        text="We close the year as previewed.",
        fingerprint=preview.fingerprint,
        by=by,
        at=at,
        key=f"enter-{year}",
    )
    if close:
        confirm_authority(authority=authority, by=people[1], at=at, key=f"confirm-{year}")
        verbs.close_year(**said, authority=authority, key=f"close-{year}")


class Browser:
    """Somebody signed in, who asks the application itself, past any server."""

    def __init__(self, person: Any) -> None:
        from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415

        client = Client()
        client.force_login(person)
        self.cookie = "; ".join(f"{name}={held.value}" for name, held in client.cookies.items())
        self.application = WSGIHandler()

    def ask(self, path: str) -> bytes:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": self.cookie,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
        }
        status: list[str] = []

        def began(line: str, _headers: Any, _error: Any = None, /) -> Callable[[bytes], object]:
            status.append(line)
            return lambda _: None

        response = self.application(environ, began)
        body = b"".join(response)
        response.close()
        if not status[0].startswith("200"):
            raise SystemExit(f"{path} answered {status[0]}")
        return body


def cpu_of(act: Callable[[], object], times: int) -> float:
    """Seconds of processor time of one act."""
    began = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - began) / times


def main(argv: list[str] | None = None) -> None:
    given = argparse.ArgumentParser(prog="python -m bench.pages")
    given.add_argument("--members", type=int, default=200)
    given.add_argument("--rounds", type=int, default=15)
    given.add_argument("--times", type=int, default=10)
    given.add_argument("--profile", choices=[*PAGES])
    asked = given.parse_args(argv)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        migrated(Path(name))
        person = harbour(asked.members)
        from django.conf import settings  # noqa: PLC0415

        settings.ROOT_URLCONF = "bench.stock"
        browser = Browser(person)
        if asked.profile:
            profile(browser, PAGES[asked.profile][0])
            return
        print(f"{asked.members} members; processor time of a request, at most {LIMIT}× that of a stock page")
        for page, (ours, stock) in PAGES.items():
            print(told(page, browser, ours, stock, asked))


def told(page: str, browser: Browser, ours: str, stock: str, asked: argparse.Namespace) -> str:
    bodies = [browser.ask(path) for path in (ours, stock)]
    rows = " and ".join(str(body.count(b"<tr")) for body in bodies)
    questions = " and ".join(str(questions_of(browser, path)) for path in (ours, stock))
    pairs = [
        (
            cpu_of(lambda: browser.ask(ours), asked.times),
            cpu_of(lambda: browser.ask(stock), asked.times),
        )
        for _ in range(asked.rounds)
    ]
    best = [min(times) * 1000 for times in zip(*pairs, strict=True)]
    median = statistics.median(one / other for one, other in pairs)
    return (
        f"    {page:<18}{best[0]:>7.2f} ms, stock{best[1]:>7.2f} ms: {best[0] / best[1]:.2f}× least,"
        f" {median:.2f}× median; table rows {rows}, questions to the database {questions}"
    )


def questions_of(browser: Browser, path: str) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        browser.ask(path)
    return len(asked)


def profile(browser: Browser, path: str) -> None:
    import cProfile  # noqa: PLC0415
    import pstats  # noqa: PLC0415

    browser.ask(path)
    watched = cProfile.Profile()
    watched.runcall(lambda: [browser.ask(path) for _ in range(20)])
    pstats.Stats(watched).sort_stats("cumulative").print_stats(70)


if __name__ == "__main__":
    main()
