"""Trust runs as JSON: the same verbs as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Path, Router, Status
from ninja.files import UploadedFile

from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason
from toadlane.books.amounts import exact
from toadlane.books.models import TrustRun
from toadlane.books.trust import pages, reads, shapes, verbs, views
from toadlane.coops.access import Place, absent
from toadlane.coops.api import Click, Slug, Year, participant_at
from toadlane.ui.reasons import told

router = Router()


@router.get("/years/{year}/trust-runs", response=list[shapes.RunOut], summary="The trust runs of a year")
def list_trust_runs(request: HttpRequest, coop: Path[Slug], year: Path[Year]) -> list[dict[str, Any]]:
    """Newest first; for who may see every member's money. Of a year closed or previewed here."""
    place = _place(request, coop)
    found = [_run(run) for run in reads.runs(place.coop, year)]
    if not found and not reads.is_reckoned(place.coop, year):
        raise absent()
    return found


@router.post(
    "/years/{year}/trust-runs",
    response={201: shapes.ComparedOut},
    summary="Set a spreadsheet beside a closed or previewed year",
)
def begin_trust_run(  # noqa: PLR0917 — the parts of one form
    request: HttpRequest,
    coop: Path[Slug],
    year: Path[Year],
    file: File[UploadedFile],
    key: Form[Click],
    sheet: Form[str] = "",
) -> Status[dict[str, Any]]:
    """For the bookkeeper. CSV or XLSX; columns and people are guessed, and can be said otherwise."""
    place = _place(request, coop)
    begun = verbs.begin_trust_run(
        coop=place.coop,
        year=year,
        file_name=file.name or "",
        content=file.read(),
        sheet=sheet,
        by=place.member,
        at=place.moment,
        key=key,
    )
    return Status(201, _compared(begun))


@router.get("/trust-runs/{run}", response=shapes.ComparedOut, summary="What differs, and why")
def read_trust_run(request: HttpRequest, coop: Path[Slug], run: Path[UUID]) -> dict[str, Any]:
    """Compared anew with the year as it is closed or previewed now."""
    return _compared(_find(_place(request, coop), run))


@router.put("/trust-runs/{run}", response=shapes.ComparedOut, summary="Say how the table is to be understood")
def explain_table(
    request: HttpRequest, coop: Path[Slug], run: Path[UUID], body: shapes.ExplainIn
) -> dict[str, Any]:
    """For the bookkeeper."""
    place = _place(request, coop)
    explained = verbs.explain_table(
        run=_find(place, run),
        columns={str(name): at for name, at in body.columns.items()},
        people=body.people,
        steps={number: exact(amount, place.coop.currency) for number, amount in body.steps.items()},
        numbers=body.numbers,
        seen=body.seen,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return _compared(explained)


@router.post("/trust-runs/{run}/removal", response={204: None}, summary="Give a trust run up")
def delete_trust_run(
    request: HttpRequest, coop: Path[Slug], run: Path[UUID], body: shapes.DeleteIn
) -> Status[None]:
    """For the bookkeeper; the table in it goes too."""
    place = _place(request, coop)
    verbs.delete_trust_run(run=_find(place, run), by=place.member, at=place.moment, key=body.key)
    return Status(204, None)


def _place(request: HttpRequest, coop: str) -> Place:
    place = participant_at(request, coop)
    views.look_at_everyones_money(place)
    return place


def _find(place: Place, run: UUID) -> TrustRun:
    return place.find(TrustRun.objects.select_related("coop"), pk=run)


def _run(run: TrustRun) -> dict[str, Any]:
    return {
        "run": run.pk,
        "year": run.year,
        "file_name": run.file_name,
        "sha256": run.digest,
        "made_on": run.made_on,
        "version": run.version,
    }


def _compared(run: TrustRun) -> dict[str, Any]:
    seen = reads.look(run)
    if seen is None:
        raise absent()
    found, compared = seen.understood, seen.comparison
    currency = seen.closing.currency
    return {
        **_run(run),
        "columns": run.columns,
        "titles": run.table["titles"],
        "rows": [
            {
                "row": row.number,
                "place": row.place,
                "label": row.label,
                "person": row.person,
                "state": row.state,
            }
            for row in found.rows
        ],
        "unread": found.unread,
        "problem": f"{seen.fault.says} {seen.fault.next_step}" if seen.fault else None,
        "same": compared.same if compared else None,
        "findings": [_reason(reason, currency) for reason in compared.findings] if compared else [],
        "people": [_differing(one, currency) for one in pages.people(seen.closing, compared)]
        if compared
        else [],
        "steps": [_differing(one, currency) for one in pages.steps(seen.closing, compared)]
        if compared
        else [],
    }


def _differing(one: pages.Differing, currency: str) -> dict[str, Any]:
    figures = [
        {
            "figure": figure.head,
            **{name: _text(getattr(figure, name)) for name in ("ours", "theirs", "difference")},
        }
        for figure in one.figures
    ]
    return {"who": one.key, "figures": figures, "theirs": [_reason(r, currency) for r in one.theirs]}


def _text(amount: Money) -> str:
    return amount.decimal()


def _reason(reason: Reason, currency: str) -> dict[str, Any]:
    words = told(reason, currency)
    return {"code": reason.code, "says": words.sentence, "article": words.article}
