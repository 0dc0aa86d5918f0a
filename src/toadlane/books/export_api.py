"""Names of accounts and exports as JSON; a file that went out is its own bytes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.books import account_names, verbs
from toadlane.books.account_names import Named
from toadlane.books.export_rows import LONGEST
from toadlane.books.export_views import file_of
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, ExportBatch
from toadlane.coops.api import Click, Slug, participant_at

router = Router()
MOST = 500
BYTES = {"schema": {"type": "string", "format": "binary"}}
KINDS = ("text/plain", "text/csv", "application/octet-stream")
A_FILE: dict[str, Any] = {
    "responses": {200: {"description": "The file", "content": dict.fromkeys(KINDS, BYTES)}}
}


class AccountNameIn(Schema):
    """What one account of ours, or all that fit a pattern, are called; an empty name takes it away."""

    account: Annotated[
        str, Field(min_length=1, max_length=LONGEST["pattern"], description="such as “member/*/payable”")
    ]
    number: Annotated[str, Field(max_length=LONGEST["number"])] = ""
    name: Annotated[str, Field(max_length=LONGEST["name"])]


class AccountNamesIn(Schema):
    """Several names at once; accounts that are not mentioned keep theirs."""

    names: Annotated[list[AccountNameIn], Field(max_length=MOST)]
    key: Click


class AccountNameOut(Schema):
    """A name as it is set."""

    account: str
    number: str
    name: str


class ExportIn(Schema):
    """In which format."""

    form: Literal["beancount", "hledger", "gnucash", "quickbooks", "csv"]
    key: Click


class ExportOut(Schema):
    """A file that went out."""

    export: UUID
    number: int
    form: str
    made_on: dt.date
    entries: int
    digest: str


@router.get("/chart", response=list[AccountNameOut], summary="What accounts are called in your own books")
def list_names(request: HttpRequest, coop: Path[Slug]) -> list[AccountNameOut]:
    """By our names."""
    place = participant_at(request, coop, ACCOUNTS)
    return _names(account_names.naming(place.coop))


@router.put("/chart", response=list[AccountNameOut], summary="Name accounts as in your own books")
def name_accounts(request: HttpRequest, coop: Path[Slug], body: AccountNamesIn) -> list[AccountNameOut]:
    """For the bookkeeper."""
    place = participant_at(request, coop, ACCOUNTS)
    names = {one.account: Named(one.number, one.name) for one in body.names}
    known = verbs.name_accounts(coop=place.coop, names=names, by=place.member, at=place.moment, key=body.key)
    return _names(known)


@router.get("/exports", response=list[ExportOut], summary="Files that went out, latest first")
def list_exports(request: HttpRequest, coop: Path[Slug]) -> list[ExportOut]:
    """For those who see every member's money; at most five hundred."""
    place = participant_at(request, coop, MEMBER_MONEY)
    rows = ExportBatch.objects.filter(coop=place.coop).defer("body").order_by("-pk")
    return [_export(row) for row in rows[:MOST]]


@router.post("/exports", response={201: ExportOut}, summary="Give out what is new in a format")
def export_entries(request: HttpRequest, coop: Path[Slug], body: ExportIn) -> Status[ExportOut]:
    """For the bookkeeper: each entry goes out once in each format."""
    place = participant_at(request, coop, ACCOUNTS)
    batch = verbs.export_entries(
        coop=place.coop, form=body.form, by=place.member, at=place.moment, key=body.key
    )
    return Status(201, _export(batch))


@router.get(
    "/exports/{export}/file", openapi_extra=A_FILE, summary="A file that went out, the same to the byte"
)
def read_export(request: HttpRequest, coop: Path[Slug], export: Path[UUID]) -> HttpResponse:
    """For those who see every member's money."""
    place = participant_at(request, coop, MEMBER_MONEY)
    return file_of(place, place.find(ExportBatch.objects.all(), pk=export))


def _names(known: account_names.Naming) -> list[AccountNameOut]:
    return [
        AccountNameOut(account=pattern, number=named.number, name=named.name)
        for pattern, named in known.by_pattern.items()
    ]


def _export(row: ExportBatch) -> ExportOut:
    return ExportOut(
        export=row.pk,
        number=row.number,
        form=row.form,
        made_on=row.made_on,
        entries=row.entries,
        digest=row.digest,
    )
