"""The table people fill in: a line for each member and kind, with what the draft says already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from bylaws.kernel.money import Money
from toadlane.books.opening.kinds import Kind, Line
from toadlane.books.opening.tables import LONG
from toadlane.coops.models import Coop
from toadlane.sheets.writing import Value, Written, write

YEARS_ASKED = 3
FORMS = ("csv", "xlsx")


def template(
    coop: Coop,
    form: str,
    *,
    people: dict[str, str],
    funds: Sequence[str],
    first_year: int,
    lines: Sequence[Line],
) -> Written:
    """A table as CSV or XLSX; what the draft says stands in it, the rest is left to be filled in."""
    header = [str(column.title) for column in LONG]
    rows = list(_rows(coop, people, funds, first_year, lines))
    return write(form, _("opening-balances-{coop}").format(coop=coop.slug), header, rows)


def _rows(
    coop: Coop, people: dict[str, str], funds: Sequence[str], first_year: int, lines: Sequence[Line]
) -> Iterator[list[Value]]:
    known = {line.same: line for line in lines}
    asked = list(_asked(people, funds, first_year))
    everything = [known.pop(line.same, line) for line in asked]
    for line in [*everything, *known.values()]:
        amount = Money(line.minor, coop.currency) if line.minor else None
        yield [str(line.kind.label), line.person or line.name or None, line.year, line.due_on, amount]


def _asked(people: dict[str, str], funds: Sequence[str], first_year: int) -> Iterator[Line]:
    """Empty lines for what most co-ops have."""
    for key in people:
        yield Line(Kind.PAID_IN, 0, key)
        for year in range(first_year - YEARS_ASKED, first_year):
            yield Line(Kind.QUALIFIED, 0, key, year=year)
        yield Line(Kind.LOSSES, 0, key)
    for kind in (Kind.COLLECTIVE, Kind.TAX, Kind.BANK, Kind.OTHER_ASSETS, Kind.OTHER_DEBTS):
        yield Line(kind, 0)
    for name in funds:
        yield Line(Kind.FUND, 0, name=name)
