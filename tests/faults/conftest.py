"""Harbour with a year to close, while machines fail."""

from tests.toadlane.books.conftest import dee, year, year_under
from tests.toadlane.conftest import _books_are_emptied_between_tests, ada, bo, harbour, noon

__all__ = ["_books_are_emptied_between_tests", "ada", "bo", "dee", "harbour", "noon", "year", "year_under"]
