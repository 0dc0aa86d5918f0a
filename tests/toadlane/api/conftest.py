"""The co-op of the stories about money, for the API."""

from tests.toadlane.books.conftest import closed, dee, year, year_under

__all__ = ["closed", "dee", "year", "year_under"]
