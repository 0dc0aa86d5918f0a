"""Words found in columns that are kept as they were typed, whatever their capitals and accents."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache, reduce
from operator import or_
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, Q, TextField
from django.db.models.lookups import Contains

from toadlane.people.spelling import folded

WORDS_AT_MOST: Final = 8
OURS: Final = "toadlane_folded"
AS_LATER: Final = (("ß", "ss"), ("ς", "σ"))
"""What small letters become besides when they are compared; PostgreSQL makes them small and no more."""


def words_of(said: str) -> list[str]:
    """The words that somebody looks for, as they are compared."""
    return folded(said.replace("\x00", " ")).split()[:WORDS_AT_MOST]


def says(word: str, *columns: str) -> Q:
    """Whether one of the columns has a word that came from `words_of`."""
    return reduce(or_, (Q(Contains(Folded(column), word)) for column in columns))


class Folded(Func):
    """A column's words as `folded` has them, but for the room between them."""

    output_field = TextField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        """By the very function that folds the words looked for."""
        return super().as_sql(compiler, connection, function=OURS, **more)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        """By what any server has: `unaccent` is an extension that not everybody may put there."""
        said = f"lower(regexp_replace(normalize(%(expressions)s, NFKD), '[{_combining()}]', '', 'g'))"
        for small, compared in AS_LATER:
            said = f"replace({said}, '{small}', '{compared}')"
        return super().as_sql(compiler, connection, template=said, **more)


def teach(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """SQLite learns our function on every new connection."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(OURS, 1, _folded, deterministic=True)


def _folded(text: str | None) -> str | None:
    return None if text is None else folded(text)


@cache
def _combining() -> str:
    """Every sign that stands on another, as a class of PostgreSQL's patterns."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _stretches())


def _stretches() -> Iterator[tuple[int, int]]:
    first = None
    for sign in range(sys.maxunicode + 1):
        if unicodedata.combining(chr(sign)):
            first = sign if first is None else first
        elif first is not None:
            yield first, sign - 1
            first = None
