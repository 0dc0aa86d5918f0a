"""Opening balances as JSON: the same verbs as the pages."""

from __future__ import annotations

from typing import Any, Literal, cast

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Path, Router, Status
from ninja.files import UploadedFile

from toadlane.books.amounts import exact
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, Opening, OpeningDraft
from toadlane.books.opening import reads, shapes, verbs
from toadlane.books.opening.kinds import OF_DAYS, OF_MEMBERS, OF_YEARS, Kind, Line
from toadlane.books.opening.tables import Found, Reading, Told
from toadlane.books.opening.views import table_of
from toadlane.books.verbs import BOOKKEEPER
from toadlane.books.verbs.standing import only_bookkeepers
from toadlane.coops.access import Place, absent
from toadlane.coops.api import Click, Slug, Year, participant_at
from toadlane.decisions.reads import authority_at
from toadlane.sheets.reading import read
from toadlane.sheets.writing import XLSX

router = Router()
BYTES = {"schema": {"type": "string", "format": "binary"}}
A_TABLE: dict[str, Any] = {
    "responses": {
        200: {"description": "The table", "content": dict.fromkeys(("text/csv", XLSX), BYTES)},
    }
}


@router.get("/opening", response=shapes.OpeningOut, summary="The opening balances, however far they are")
def read_opening(request: HttpRequest, coop: Path[Slug]) -> shapes.OpeningOut:
    """People's lines as the charter's transparency article opens them; troubles for the bookkeeper."""
    place = participant_at(request, coop, ACCOUNTS)
    draft, standing = reads.draft(place.coop), reads.standing(place.coop)
    return shapes.OpeningOut(
        draft=_draft(place, draft) if draft else None, posted=_posted(place, standing) if standing else None
    )


@router.get("/opening/template/{form}", openapi_extra=A_TABLE, summary="The table to fill in")
def read_template(request: HttpRequest, coop: Path[Slug], form: Path[Literal["csv", "xlsx"]]) -> HttpResponse:
    """For the bookkeeper: with the co-op's people, and with what the draft says already."""
    return table_of(participant_at(request, coop), form)


@router.put("/opening/draft", response=shapes.DraftOut, summary="Put the balances together")
def write_draft(request: HttpRequest, coop: Path[Slug], body: shapes.DraftIn) -> shapes.DraftOut:
    """For the bookkeeper; replaces the draft. Nothing is posted."""
    place = participant_at(request, coop, ACCOUNTS)
    found = Found(lines=[_line(one, place.coop.currency) for one in body.lines])
    return _brought(place, body.first_year, found, name="", seen=body.seen, key=body.key)


@router.post(
    "/opening/draft/file", response=shapes.DraftOut, summary="Put the balances together from a table"
)
def upload(  # noqa: PLR0917 — the parts of one form
    request: HttpRequest,
    coop: Path[Slug],
    file: File[UploadedFile],
    first_year: Form[Year],
    seen: Form[shapes.Seen],
    key: Form[Click],
    sheet: Form[str] = "",
    numbers: Form[Literal["", "point", "comma"]] = "",
    order: Form[Literal["", "dmy", "mdy"]] = "",
) -> shapes.DraftOut:
    """For the bookkeeper. CSV or XLSX; cells that cannot be read come back as troubles with their places."""
    place = participant_at(request, coop, ACCOUNTS)
    only_bookkeepers(place.coop, place.member, place.moment)
    table = read(file.name or "", file.read()).sheet(sheet)
    told = Told(numbers or None, order or None)
    found = Reading(table, reads.names_of(place.coop), place.coop.currency, told).read()
    return _brought(place, first_year, found, name=file.name or "", seen=seen, key=key)


@router.post("/opening/draft/discard", response={204: None}, summary="Give the draft up")
def discard(request: HttpRequest, coop: Path[Slug], body: shapes.DiscardIn) -> Status[None]:
    """For the bookkeeper."""
    place = participant_at(request, coop, ACCOUNTS)
    verbs.discard_draft(coop=place.coop, seen=body.seen, by=place.member, at=place.moment, key=body.key)
    return Status(204, None)


@router.post("/opening", response={201: shapes.PostedOut}, summary="Post the balances as decided")
def post(request: HttpRequest, coop: Path[Slug], body: shapes.PostIn) -> Status[shapes.PostedOut]:
    """For the bookkeeper: one balanced entry on the evening before the first year. All or nothing."""
    place = participant_at(request, coop, ACCOUNTS)
    authority = authority_at(place, body.authority)
    opening = verbs.post_opening(
        coop=place.coop, authority=authority, by=place.member, at=place.moment, key=body.key
    )
    return Status(201, _posted(place, opening))


@router.post(
    "/opening/reversal", response={201: shapes.ReversalOut}, summary="Take the balances back as decided"
)
def take_back(request: HttpRequest, coop: Path[Slug], body: shapes.TakeBackIn) -> Status[shapes.ReversalOut]:
    """For the bookkeeper, until a year is closed on top or something owed from before is paid."""
    place = participant_at(request, coop, ACCOUNTS)
    last = reads.openings(place.coop).first()
    if last is None:
        raise absent()
    reversal = verbs.take_back_opening(
        opening=last,
        authority=authority_at(place, body.authority),
        because=body.because,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, shapes.ReversalOut(entry=reversal.entry_id))


def _brought(
    place: Place, first_year: int, found: Found, *, name: str, seen: int, key: str
) -> shapes.DraftOut:
    draft = verbs.bring_file(
        coop=place.coop,
        first_year=first_year,
        found=found,
        file_name=name,
        seen=seen,
        by=place.member,
        at=place.moment,
        key=key,
    )
    return _draft(place, draft)


def _line(said: shapes.LineIn, currency: str) -> Line:
    minor = exact(said.amount, currency).minor
    kind = Kind(said.kind)
    return Line(
        kind,
        minor,
        (said.person or "") if kind in OF_MEMBERS else "",
        said.year if kind in OF_YEARS else None,
        said.due_on if kind in OF_DAYS else None,
        said.name if kind is Kind.FUND else "",
    )


def _draft(place: Place, draft: OpeningDraft) -> shapes.DraftOut:
    looked = reads.look(draft)
    amounts = {name: getattr(looked.balance, name).decimal() for name in shapes.BalanceOut.model_fields}
    troubles = looked.troubles if BOOKKEEPER in place.sight.audiences else []
    return shapes.DraftOut(
        first_year=draft.first_year,
        version=draft.version,
        stood_on=looked.on.stood_on,
        fingerprint=looked.fingerprint,
        ready=looked.ready,
        balance=shapes.BalanceOut(**amounts),
        lines=_lines(place, looked.lines),
        troubles=[
            shapes.TroubleOut(where=one.where, says=one.says, next_step=one.next_step, code=one.code)
            for one in troubles
        ],
    )


def _posted(place: Place, opening: Opening) -> shapes.PostedOut:
    return shapes.PostedOut(
        opening=opening.pk,
        entry=opening.entry_id,
        authority=opening.authority_id,
        attempt=opening.attempt,
        first_year=opening.first_year,
        stood_on=opening.stood_on,
        posted_on=opening.posted_on,
        fingerprint=opening.fingerprint,
        lines=_lines(place, reads.lines_of(opening)),
    )


def _lines(place: Place, lines: list[Line]) -> list[shapes.LineOut]:
    """The co-op's own lines, and those of people whose money is open to the reader."""
    everyone, own = place.sight.may_see_class(MEMBER_MONEY), place.member.key
    return [
        shapes.LineOut(
            kind=cast("shapes.KindName", line.kind.value),
            amount=line.amount(place.coop.currency).decimal(),
            person=line.person,
            year=line.year,
            due_on=line.due_on,
            name=line.name,
            place=line.place,
        )
        for line in lines
        if everyone or line.person in {"", own}
    ]
