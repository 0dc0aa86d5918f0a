"""Questions that every page asks, made into SQL once.

Django makes the SQL of a query anew each time it is asked, which takes several times as long as SQLite
takes to answer a small one. A question here is written as any query, with places for its values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql import InsertQuery

Converter = Callable[[Any, Any, Any], Any]
Rows = list[tuple[Any, ...]]
AS_IT_IS = frozenset({str, bytes, type(None)})
"""What every database takes as it is, whatever the field."""
_answered: ContextVar[dict[Any, Rows] | None] = ContextVar("answered", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within, the same question with the same values is answered as it was the first time.

    For a page, which only reads: its rooms ask who somebody is without knowing of one another.
    """
    before = _answered.set({})
    try:
        yield
    finally:
        _answered.reset(before)


class Slot(Expression):
    """Where a value goes that is known only when the question is asked."""

    def __init__(self, name: str, kind: Field[Any, Any]) -> None:
        super().__init__(output_field=kind)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:  # noqa: ARG002 - Django's shape
        """Its own place among the parameters."""
        return "%s", [self]

    def kept(self, values: dict[str, Any]) -> Any:
        """The value as this database compares it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


@dataclass(frozen=True, slots=True)
class _Made:
    """The SQL of a question on one engine, its parameters, and how its columns are read."""

    sql: str
    parameters: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Converter, ...], Any], ...]

    def read(self, row: Iterable[Any]) -> tuple[Any, ...]:
        """A row with values as Django gives them."""
        values = list(row)
        for at, converters, expression in self.converters:
            for convert in converters:
                values[at] = convert(values[at], expression, connection)
        return tuple(values)


class Question:
    """`Question(lambda coop: Thing.objects.filter(coop=coop).values_list("name"), coop=UUIDField())`.

    Asked by `question(coop=key)`: a list of tuples, as `values_list` gives them.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], **kinds: Field[Any, Any]) -> None:
        self._ask = ask
        self._slots = {name: Slot(name, kind) for name, kind in kinds.items()}
        self._made: dict[str, _Made] = {}

    def __call__(self, **values: Any) -> Rows:
        """Ask it with these values, one for each place."""
        answered = _answered.get()
        if answered is None:
            return self._answer(values)
        asked = (self, connection.vendor, *sorted(values.items()))
        if asked not in answered:
            answered[asked] = self._answer(values)
        return list(answered[asked])

    def asked(self, prefix: str) -> QuerySet[Any, Any]:
        """As a part of another question, its places called apart from those of other parts."""
        kinds = {name: slot.output_field for name, slot in self._slots.items()}
        return self._ask(**{name: Slot(f"{prefix}{name}", kind) for name, kind in kinds.items()})

    def _answer(self, values: dict[str, Any]) -> Rows:
        made = self._made.get(connection.vendor) or self._make()
        said = [part.kept(values) if isinstance(part, Slot) else part for part in made.parameters]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, said)
            rows = cursor.fetchall()
        return [made.read(row) for row in rows] if made.converters else rows

    def _make(self) -> _Made:
        compiler = self._ask(**self._slots).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = tuple(
            (at, tuple(converters), expression)
            for at, (converters, expression) in compiler.get_converters(columns).items()
        )
        made = self._made[connection.vendor] = _Made(sql, tuple(parameters), converters)
        return made


class Insertion:
    """`KEEP = Insertion(Thing)`, then `KEEP(Thing(...))`: a new row, by SQL that was made once.

    For what every verb writes. No signal of Django's is sent, and nothing but a new row is written; of its
    fields none may have a value that is made at saving.
    """

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._fields = [field for field in model._meta.concrete_fields if not field.generated]
        self._kept = [(field.attname, _at_its_end(field).get_db_prep_save) for field in self._fields]
        self._sql: dict[str, str] = {}

    def __call__(self, row: Model) -> None:
        """Write it."""
        with connection.cursor() as cursor:
            self.write(cursor, row.__dict__)
        row._state.adding, row._state.db = False, connection.alias

    def write(self, cursor: CursorWrapper, values: Mapping[str, Any]) -> None:
        """A row of these values, by a cursor that others are written by: of many nobody needs an object."""
        sql = self._sql.get(cursor.db.vendor) or self._make(cursor.db)
        said = [
            value if type(value := values[name]) in AS_IT_IS else kept(value, cursor.db)
            for name, kept in self._kept
        ]
        cursor.execute(sql, said)

    def _make(self, database: BaseDatabaseWrapper) -> str:
        query = InsertQuery(self._model)
        query.insert_values(self._fields, [self._model()])
        [(sql, _parameters)] = query.get_compiler(connection=database).as_sql()
        made = self._sql[database.vendor] = str(sql)
        return made


def _at_its_end(field: Any) -> Any:
    """What a field's values are kept as: those of a reference as the key it leads to."""
    return _at_its_end(field.target_field) if field.is_relation else field
