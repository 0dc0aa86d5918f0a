"""Every address of the application a person can open, room by room, and as whom a test looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.journeys import minuted
from tests.journeys.look import Look
from tests.journeys.rooms import books, charter, deciding, house, meeting, members, sharing

THE_API = "api:"
"""Has no pages; its own tests hold it to its schema."""

PAGES: tuple[Look, ...] = (
    *books.PAGES,
    *charter.PAGES,
    *deciding.PAGES,
    *house.PAGES,
    *meeting.PAGES,
    *members.PAGES,
    *sharing.PAGES,
    *minuted.PAGES,
)
LEAD_ON: dict[Look, str] = charter.LEAD_ON | deciding.LEAD_ON | house.LEAD_ON
FILES: dict[Look, str] = (
    books.FILES | charter.FILES | deciding.FILES | house.FILES | meeting.FILES | minuted.FILES | sharing.FILES
)


def every_name() -> set[str]:
    """The names of all URLs of the application but the API's."""
    return {name for name in _names(get_resolver().url_patterns) if not name.startswith(THE_API)}


def _names(patterns: Iterable[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"
