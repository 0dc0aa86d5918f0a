"""Short ways to tell stories about money that is owed and paid."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.books.conftest import Year, key
from toadlane.books import verbs
from toadlane.books.models import Payment
from toadlane.books.owed import Owed, digest, owed

APRIL, JUNE = dt.date(2025, 4, 3), dt.date(2025, 6, 3)


def later(year: Year, day: dt.date) -> Year:
    """The same story, told on a later day."""
    year.noon = replace(year.noon, day=day)
    return year


def standing(year: Year) -> Owed:
    return owed(year.coop, year.noon.day)


def open_parts(year: Year) -> list[tuple[str, dt.date, str]]:
    return [(one.person, one.due_on, one.open.decimal()) for one in standing(year).open]


def pay_all(year: Year, scope: str = "due", *, click: str = "", **how: str) -> list[Payment]:
    due = standing(year).payable(scope, year.noon.day)
    return verbs.pay_several(
        coop=year.coop,
        scope=scope,
        expected=digest(due),
        how=verbs.How(year.noon.day, how.get("method", "bank"), how.get("reference", "")),
        by=year.ada,
        at=year.noon,
        key=click or key(),
    )


def refused(fault: pytest.ExceptionInfo[Fault]) -> tuple[type[Fault], str]:
    return type(fault.value), fault.value.code
