"""Which tests run on this machine and on this engine, and what a skipped one means."""

from __future__ import annotations

import gc
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

# All that is collected lives to the end: to look through it for garbage takes a third of collecting.
gc.disable()

HERE = Path(__file__).parent
JOURNEYS = HERE / "journeys"


def at(folder: str, *names: str) -> tuple[Path, ...]:
    """Test files by their place, so that another file of the same name is not meant."""
    files = tuple(HERE / folder / f"test_{name}.py" for name in names)
    gone = [str(file) for file in files if not file.is_file()]
    if gone:
        raise pytest.UsageError(f"tests/conftest.py names what is not there: {', '.join(gone)}")
    return files


OF_NO_ENGINE = (
    *at("toadlane/amending", "rule_forms"),
    *at("toadlane/books", "exports", "proof_packs"),
    *at("toadlane/charter", "asking", "choosing", "findings", "history", "page", "printing", "reading"),
    *at("toadlane/keeping", "adversary_exports", "drills", "restoring"),
    *at("toadlane/site", "demo", "environment", "letters", "logs", "serving", "starting"),
)
"""What reads the same rows as everybody and is about what becomes of them: once is enough."""
PAGES = re.compile(r"test_(\w+_)?(pages?|forms)(_\w+)?\.py|test_matrix\.py")
"""Pages and their forms: verbs and reads are tried on both engines, what they look like on one."""
LONG = (
    *at("bylaws/app", "rendering"),
    *at("faults", "backup_under_load", "close_is_whole", "import_is_whole"),
    *at("toadlane/founding", "create"),
    *at("toadlane/keeping", "drills", "leaving", "released_schemas", "restoring", "servers", "upgrading"),
    *at("toadlane/privacy", "matrix"),
    *at("toadlane/site", "logs", "serving"),
)
"""Stories that take half a minute and more: begun last, they would keep everybody waiting."""
EVERY_PAGE = JOURNEYS / "test_every_page_once.py"
REACH_NOTHING_NEW = (
    *at("faults", "backup_under_load", "close_is_whole", "import_is_whole"),
    *at("scenarios", "mutations"),
    *at("toadlane/api", "schema_is_kept"),
    *at("toadlane/founding", "create"),
    *at("toadlane/keeping", "drills", "leaving", "servers", "upgrading"),
    *at("toadlane/privacy", "matrix"),
    *at("toadlane/site", "demo", "logs", "serving"),
)
"""What goes over everything there is, or starts other processes: measured, it takes half as long again."""
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


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def begin_what_is_long(items: list[pytest.Item]) -> None:
    """Long stories and journeys first: file by file in turn for each worker, who begin with equal parts.

    One begins with the journeys, and so with their house; the others come when it is furnished.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = {item.path for item in items if item.path in LONG or item.path.parent == JOURNEYS} - {EVERY_PAGE}
    turn = {path: number % workers for number, path in enumerate(sorted(long))}
    rest = [item for item in items if item.path not in turn]
    dealt: list[pytest.Item] = []
    for worker in range(workers):
        mine = [item for item in items if turn.get(item.path) == worker]
        mine.sort(key=lambda item: (item.path.parent == JOURNEYS) != (worker == 0))
        equal = (len(items) - len(dealt)) // (workers - worker)
        more = max(0, equal - len(mine))
        dealt += [*mine, *rest[:more]]
        rest = rest[more:]
    items[:] = [*dealt, *rest]


def leave_out_of_the_measure(items: list[pytest.Item]) -> None:
    """What walks over everything reaches by chance what other tests reach on purpose."""
    for item in items:
        if item.path in REACH_NOTHING_NEW or JOURNEYS in item.path.parents:
            item.add_marker("no_cover")  # of pytest-cov


def leave_out_the_other_engine(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test about one engine is deselected on the other, not skipped: it does run, in the other pass."""
    engine = "postgresql" if os.environ.get("TOADLANE_DATABASE_URL", "").startswith("postgres") else "sqlite"
    other = "sqlite_only" if engine == "postgresql" else "postgresql_only"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    if engine == "postgresql":
        elsewhere += [item for item in items if item.path in OF_NO_ENGINE]
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
