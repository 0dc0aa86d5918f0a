"""Beginning a trust run, saying how its table is to be understood, giving it up. It posts nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from toadlane.books.trust.reads import is_reckoned
from toadlane.books.trust.rows import TrustRun
from toadlane.books.trust.sheet import LEFT_OUT, guessed, kept
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append
from toadlane.sheets.reading import read

RUNS_AT_MOST = 50


@transaction.atomic
def begin_trust_run(
    *,
    coop: Coop,
    year: int,
    file_name: str,
    content: bytes,
    sheet: str,
    by: Participant,
    at: Moment,
    key: str,
) -> TrustRun:
    """Set a spreadsheet beside a year that is closed or previewed; columns and people are guessed.

    Faults: those of reading a table, `trust.no-close`, `trust.too-many-runs`.
    """
    only_bookkeepers(coop, by, at)
    digest = hashlib.sha256(content).hexdigest()
    said: dict[str, Json] = {"digest": digest, "sheet": sheet, "year": year}
    taken = keys.take(coop=coop, key=key, verb="books.begin-trust-run", by=by, content=said)
    if not taken.first:
        return _still(coop, taken.result)
    hold(coop)
    if not is_reckoned(coop, year):
        raise InputFault(
            gettext_noop("{year} is neither closed nor reckoned here, so there is nothing to compare."),
            code="trust.no-close",
            next_step=gettext_noop("Bring its hours and figures in and reckon the close first."),
            year=year,
        )
    if TrustRun.objects.filter(coop=coop).count() >= RUNS_AT_MOST:
        raise InputFault(
            gettext_noop("There are {most} trust runs already."),
            code="trust.too-many-runs",
            next_step=gettext_noop("Delete those that are no longer needed."),
            most=RUNS_AT_MOST,
        )
    plain = kept(read(file_name, content).sheet(sheet))
    run = TrustRun.objects.create(
        coop=coop,
        year=year,
        made_on=at.day,
        made_by=by.key,
        file_name=file_name[:120],
        digest=digest,
        table=plain,
        columns=guessed(plain),
    )
    append(kind="trust-run.begun.v1", what=said, by=by, at=at, subject=str(year))
    taken.keep(run.pk)
    return run


@transaction.atomic
def explain_table(
    *,
    run: TrustRun,
    columns: Mapping[str, int],
    people: Mapping[str, str],
    steps: Mapping[str, Money],
    numbers: str,
    seen: int,
    by: Participant,
    at: Moment,
    key: str,
) -> TrustRun:
    """Say which column holds what, whom a row is about, and what the sheet lets each step take.

    `people` maps the number of a row to a key, or to “-” for a row that is left out; `seen` is the version
    looked at. Faults: `trust.column`, `trust.person`, `trust.moved`.
    """
    only_bookkeepers(run.coop, by, at)
    said: dict[str, Json] = {
        "columns": dict(columns),
        "numbers": numbers,
        "people": dict(people),
        "run": str(run.pk),
        "seen": seen,
        "steps": {number: amount.decimal() for number, amount in steps.items()},
    }
    taken = keys.take(coop=run.coop, key=key, verb="books.explain-table", by=by, content=said)
    if not taken.first:
        return _still(run.coop, str(run.pk))
    held = _hold(run)
    _refuse_moved(held, seen)
    _refuse_unknown(held, columns, people)
    held.columns, held.people, held.numbers = dict(columns), dict(people), numbers
    held.steps = {number: amount.minor for number, amount in steps.items()}
    held.version += 1
    held.save()
    what: dict[str, Json] = {"run": str(run.pk), "version": held.version, "year": held.year}
    append(kind="trust-run.explained.v1", what=what, by=by, at=at, subject=str(held.year))
    return held


@transaction.atomic
def delete_trust_run(*, run: TrustRun, by: Participant, at: Moment, key: str) -> None:
    """Give a trust run up, with the table in it."""
    only_bookkeepers(run.coop, by, at)
    said: dict[str, Json] = {"run": str(run.pk)}
    taken = keys.take(coop=run.coop, key=key, verb="books.delete-trust-run", by=by, content=said)
    if not taken.first:
        return
    held = _hold(run)
    year = held.year
    held.delete()
    append(kind="trust-run.deleted.v1", what={**said, "year": year}, by=by, at=at, subject=str(year))


def _still(coop: Coop, pk: str) -> TrustRun:
    found = TrustRun.objects.filter(coop=coop, pk=pk).first()
    if found is None:
        raise absent()
    return found


def _hold(run: TrustRun) -> TrustRun:
    hold(run.coop)
    return _still(run.coop, str(run.pk))


def _refuse_moved(held: TrustRun, seen: int) -> None:
    if held.version != seen:
        raise RecordMoved(
            gettext_noop("Somebody has said how the table is to be understood since you looked."),
            code="trust.moved",
            next_step=gettext_noop("Look at it again, and say it anew."),
        )


def _refuse_unknown(held: TrustRun, columns: Mapping[str, int], people: Mapping[str, str]) -> None:
    """Only columns of the table, each for one thing, and only people of the co-op."""
    there = {int(at) for at in held.table["titles"]}
    if not set(columns.values()) <= there or len(set(columns.values())) < len(columns):
        raise InputFault(
            gettext_noop("A column is named that the table does not have, or one for two things."),
            code="trust.column",
            next_step=gettext_noop("Choose another column for each thing the table holds."),
        )
    known: set[Any] = set(Participant.objects.filter(coop=held.coop).values_list("key", flat=True))
    rows = {str(number) for number, _cells in held.table["rows"]}
    if not set(people.values()) <= known | {LEFT_OUT} or not set(people) <= rows:
        raise InputFault(
            gettext_noop("A row is said to be about somebody the co-op does not know."),
            code="trust.person",
            next_step=gettext_noop("Choose a person of the co-op, or leave the row out."),
        )
