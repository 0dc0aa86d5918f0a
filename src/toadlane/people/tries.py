"""Where tries at the door are counted: in the database, so that all processes of a house count together.

Django's cache, which allauth counts in, over a small table. Keys are hashed with the house's secret, so the
table names nobody and no network address; what is kept is JSON, so reading it runs nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils.crypto import salted_hmac

from toadlane.people.models import Try

SALT: Final = "toadlane.people.tries"
MOST: Final = 200_000
"""So many stay at a sweep; beyond, those go that would be over first."""
LONGEST_S: Final = 24 * 3600
"""What names no end is kept for a day."""
INTO: Final = (
    "INSERT INTO people_try (key, said, until) VALUES (%s, %s, %s) "
    "ON CONFLICT (key) DO UPDATE SET said = excluded.said, until = excluded.until"
)
UNLESS_THERE: Final = f"{INTO} WHERE people_try.until <= %s"


class Tries(BaseCache):
    """As Django asks of a cache; each act is one question to the database."""

    def __init__(self, _location: str, params: Mapping[str, Any]) -> None:
        super().__init__(dict(params))

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        """Keep it unless something is kept there; whether it was."""
        now = time.time()
        return _write(UNLESS_THERE, [self._name(key, version), json.dumps(value), _end(now, timeout), now])

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        """What is kept there, while it is."""
        rows = Try.objects.filter(key=self._name(key, version), until__gt=time.time())
        found = rows.values_list("said", flat=True).first()
        return default if found is None else json.loads(found)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:
        """Keep it, whatever was there."""
        _write(INTO, [self._name(key, version), json.dumps(value), _end(time.time(), timeout)])

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        """Keep it for longer; whether it was there."""
        now = time.time()
        there = Try.objects.filter(key=self._name(key, version), until__gt=now)
        return bool(there.update(until=_end(now, timeout)))

    def delete(self, key: Any, version: Any = None) -> bool:
        """Forget it; whether it was there."""
        return bool(Try.objects.filter(key=self._name(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget everything."""
        Try.objects.all().delete()

    def _name(self, key: Any, version: Any) -> str:
        return salted_hmac(SALT, self.make_key(key, version=version), algorithm="sha256").hexdigest()


def sweep(now: float) -> None:
    """What is over goes, and beyond the most what would be over first."""
    Try.objects.filter(until__lte=now).delete()
    too_many = Try.objects.count() - MOST
    if too_many > 0:
        soon_over = Try.objects.order_by("until").values_list("pk", flat=True)[:too_many]
        Try.objects.filter(pk__in=list(soon_over)).delete()


def any_over(now: float) -> bool:
    """Whether a sweep would find something."""
    return Try.objects.filter(until__lte=now).exists()


def _end(now: float, timeout: Any) -> float:
    lasts = LONGEST_S if timeout is DEFAULT_TIMEOUT or timeout is None else min(timeout, LONGEST_S)
    return now + lasts


def _write(sql: str, given: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return bool(cursor.rowcount)
