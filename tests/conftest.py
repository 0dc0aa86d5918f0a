"""Which tests run on this machine and on this engine, and what a skipped one means."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

# No deadlines: other tests share the processor. In CI the same examples every time, elsewhere new ones.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    database=None if "CI" in os.environ else DirectoryBasedExampleDatabase(".cache/hypothesis"),
)
settings.load_profile("house")

JOURNEYS = Path(__file__).parent / "journeys"
ROOMS = Path(__file__).parent / "toadlane"
RULES = Path(__file__).parent / "bylaws"
OF_NO_ENGINE = tuple(
    ROOMS / part
    for part in (
        "amending/test_rule_forms.py",
        *(f"charter/test_{what}.py" for what in ("asking", "choosing", "findings", "history", "page")),
        *(f"charter/test_{what}.py" for what in ("printing", "reading")),
        *(
            f"site/test_{what}.py"
            for what in ("demo", "environment", "letters", "logs", "serving", "starting")
        ),
        "keeping/test_adversary_exports.py",
    )
)
"""What reads the same rows as everybody and is about what becomes of them: once is enough."""
PAGES = re.compile(r"test_(\w+_)?(pages?|forms)(_\w+)?\.py|test_matrix\.py")
"""Pages and their forms: verbs and reads are tried on both engines, what they look like on one."""
LONG = (
    "test_backup_under_load.py",
    "test_close_is_whole.py",
    "test_create.py",
    "test_import_is_whole.py",
    "test_leaving.py",
    "test_logs.py",
    "test_matrix.py",
    "test_servers.py",
    "test_serving.py",
    "test_upgrading.py",
)
"""Stories that take half a minute and more: begun last, they would keep everybody waiting."""
EVERY_PAGE = "test_every_page_once.py"
BY_THE_WAY = ("test_demo.py", "test_mutations.py", "test_schema_is_kept.py")
"""What goes over everything there is: measured, it takes half as long again and reaches nothing new."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    leave_out_the_other_engine(config, items)
    begin_what_is_long(items)
    leave_out_of_the_measure(items)
    browser = any(shutil.which(name) for name in BROWSERS)
    for item in items:
        if JOURNEYS in item.path.parents and not browser:
            item.add_marker(pytest.mark.skip(reason="needs chromium; `./run doctor` says how to get it"))
        for needed in item.iter_markers("needs_command"):
            if not shutil.which(needed.args[0]):
                item.add_marker(pytest.mark.skip(reason=f"needs {needed.args[0]}; `./run doctor` says how"))


def begin_what_is_long(items: list[pytest.Item]) -> None:
    """Long stories and journeys first, file by file in turn for four workers, who begin a quarter apart."""
    files = sorted({item.path for item in items if item.path.name in LONG or item.path.parent == JOURNEYS})
    turn = {path: number % 4 for number, path in enumerate(path for path in files if path.name != EVERY_PAGE)}
    rest = [item for item in items if item.path not in turn]
    quarter = len(rest) // 4
    starts = [0, quarter, 2 * quarter, 3 * quarter, len(rest)]
    items[:] = [
        item
        for mine in range(4)
        for item in (
            *(one for one in items if turn.get(one.path) == mine),
            *rest[starts[mine] : starts[mine + 1]],
        )
    ]


def leave_out_of_the_measure(items: list[pytest.Item]) -> None:
    """What walks over everything reaches by chance what other tests reach on purpose."""
    for item in items:
        walks = item.path.name in (*LONG, *BY_THE_WAY) and RULES not in item.path.parents
        if walks or JOURNEYS in item.path.parents:
            item.add_marker("no_cover")  # of pytest-cov


def leave_out_the_other_engine(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test about one engine is deselected on the other, not skipped: it does run, in the other pass."""
    engine = "postgresql" if os.environ.get("TOADLANE_DATABASE_URL", "").startswith("postgres") else "sqlite"
    other = "sqlite_only" if engine == "postgresql" else "postgresql_only"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    if engine == "postgresql":
        elsewhere += [item for item in items if any(map(item.path.is_relative_to, OF_NO_ENGINE))]
        elsewhere += [item for item in items if PAGES.fullmatch(item.path.name)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


@pytest.fixture(scope="session")
def brought_up_once() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, brought_up_once: pytest.MonkeyPatch
) -> None:
    """The tests' own database is a copy of one that was brought up once for all workers."""
    from django.core import management
    from django.db import connection

    from tests.brought_up import instead_of_migrating, template

    if connection.vendor == "postgresql":
        brought_up_once.setitem(connection.settings_dict["TEST"], "TEMPLATE", template())
    brought_up_once.setattr(management, "call_command", instead_of_migrating)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, brought_up_once: pytest.MonkeyPatch) -> None:
    """From here on commands are what they are."""
    brought_up_once.undo()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where every tool can be installed, a test that did not run is a test that failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or "TOADLANE_NO_SKIPS" not in os.environ:
        return
    if reporter.stats.get("skipped") or reporter.stats.get("xfailed"):
        reporter.write_line("A skipped test counts as a failure here.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
