"""A worker for replays, and the closed year they are tried on."""

from tests.toadlane.books.conftest import closed, dee, year, year_under
from tests.toadlane.jobs.conftest import worker

__all__ = ["closed", "dee", "worker", "year", "year_under"]
