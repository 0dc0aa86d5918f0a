"""Harbour before its first close, with books from elsewhere to bring."""

from __future__ import annotations

import pytest

from tests.toadlane.books.conftest import Year
from tests.toadlane.books.opening.past import Past


@pytest.fixture
def past(year: Year) -> Past:
    """Nothing is brought yet."""
    return Past(year)
