"""The verbs of the money room as JSON. Amounts are exact decimal strings in the co-op's currency."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router, Status

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import as_json
from bylaws.surplus.result import closing_as_json, person_as_json
from bylaws.surplus.why import why_person
from toadlane.books import account_pages, pages, reads, shapes, verbs, years
from toadlane.books.amounts import exact
from toadlane.books.document_api import router as documents
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, ClosePreview, YearClose
from toadlane.books.opening.api import router as opening
from toadlane.books.proof_api import router as proofs
from toadlane.books.trust.api import router as trust_runs
from toadlane.charter.reads import has_charter
from toadlane.coops.access import Place, absent
from toadlane.coops.api import Day, PersonKey, Slug, Year, participant_at
from toadlane.decisions.reads import authority_at

router = Router()
router.add_router("", proofs)
router.add_router("", documents)
router.add_router("", trust_runs)
router.add_router("", opening)
MOST = 100


@router.get("/years", response=list[shapes.YearOut], summary="The fiscal years that are over")
def list_years(request: HttpRequest, coop: Path[Slug]) -> list[shapes.YearOut]:
    """Newest first; none while there is no charter."""
    place = participant_at(request, coop, ACCOUNTS)
    over = years.years_to_close(place.coop, place.moment) if has_charter(place.coop) else []
    return [
        shapes.YearOut(
            year=line.year,
            state=line.state,
            surplus=line.surplus.decimal() if line.surplus is not None else None,
            closed_on=line.closed_on,
        )
        for line in pages.year_lines(place.coop, over)
    ]


@router.get(
    "/years/{year}",
    response=shapes.ResultOut,
    by_alias=True,
    summary="A closed year, as far as you may see it",
)
def read_year(request: HttpRequest, coop: Path[Slug], year: Path[Year]) -> dict[str, Any]:
    """Steps for all; people's lines as the charter's transparency article opens them."""
    place = participant_at(request, coop, ACCOUNTS)
    return _as_seen(place, closing_as_json(reads.reckoned(_standing(place, year))))


@router.get(
    "/years/{year}/people/{person}",
    response=shapes.PersonYearOut,
    exclude_unset=True,
    summary="One person's year, with reasons",
)
def read_person(
    request: HttpRequest, coop: Path[Slug], year: Path[Year], person: Path[PersonKey]
) -> dict[str, Any]:
    """Basis, share, cash, retained, to buy-in, instalments, and why; one's own also after leaving."""
    place = participant_at(request, coop)
    about = place.someone(person)
    place.require_class(MEMBER_MONEY, about=about)
    closing = reads.reckoned(_standing(place, year))
    if person not in closing.facts.people:
        raise absent()
    return {**person_as_json(closing, person), "why": as_json(why_person(closing, person).reason)}


@router.put("/years/{year}/figures", response=shapes.FiguresOut, summary="State a year's surplus and tax")
def state_figures(
    request: HttpRequest, coop: Path[Slug], year: Path[Year], body: shapes.FiguresIn
) -> shapes.FiguresOut:
    """For the bookkeeper; can be stated again until the year is closed."""
    place = participant_at(request, coop, ACCOUNTS)
    currency = place.coop.currency
    stated = verbs.state_figures(
        coop=place.coop,
        year=year,
        surplus=exact(body.surplus, currency),
        tax=exact(body.tax, currency),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    surplus, tax = Money(stated.surplus_minor, currency), Money(stated.tax_minor, currency)
    return shapes.FiguresOut(year=year, surplus=surplus.decimal(), tax=tax.decimal())


@router.get(
    "/years/{year}/preview", response=shapes.PreviewOut, by_alias=True, summary="What closing would do"
)
def read_preview(request: HttpRequest, coop: Path[Slug], year: Path[Year]) -> dict[str, Any]:
    """The last preview of a year that is still open."""
    place = participant_at(request, coop, ACCOUNTS)
    kept = reads.preview(place.coop, year)
    if kept is None:
        raise absent()
    return _previewed(place, kept)


@router.post(
    "/years/{year}/preview",
    response=shapes.PreviewOut,
    by_alias=True,
    summary="Reckon a close without doing it",
)
def preview(
    request: HttpRequest, coop: Path[Slug], year: Path[Year], body: shapes.PreviewIn
) -> dict[str, Any]:
    """For the bookkeeper; members look at it before they decide."""
    place = participant_at(request, coop, ACCOUNTS)
    made = verbs.preview_close(coop=place.coop, year=year, by=place.member, at=place.moment, key=body.key)
    return _previewed(place, made)


@router.post("/years/{year}/closure", response={201: shapes.ClosureOut}, summary="Close a year as decided")
def close_year(
    request: HttpRequest, coop: Path[Slug], year: Path[Year], body: shapes.ClosureIn
) -> Status[shapes.ClosureOut]:
    """Posts the entry, seals the hours, writes the allocations: all or nothing."""
    place = participant_at(request, coop, ACCOUNTS)
    close = verbs.close_year(
        coop=place.coop,
        year=year,
        authority=authority_at(place, body.authority),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    done = shapes.ClosureOut(
        close=close.pk, year=year, attempt=close.attempt, closed_on=close.closed_on, entry=close.entry_id
    )
    return Status(201, done)


@router.post(
    "/years/{year}/correction", response={201: shapes.WrittenOut}, summary="Reverse a close as decided"
)
def correct_close(
    request: HttpRequest, coop: Path[Slug], year: Path[Year], body: shapes.CorrectionIn
) -> Status[shapes.WrittenOut]:
    """Writes the reversing entry, which cites the first."""
    place = participant_at(request, coop, ACCOUNTS)
    close = reads.closes(place.coop).filter(year=year).first()
    if close is None:
        raise absent()
    reversal = verbs.correct_close(
        close=close,
        authority=authority_at(place, body.authority),
        because=body.because,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, shapes.WrittenOut(entry=reversal.entry_id))


@router.post("/buy-ins", response={201: shapes.WrittenOut}, summary="Receive money towards a buy-in")
def receive_buy_in(request: HttpRequest, coop: Path[Slug], body: shapes.BuyInIn) -> Status[shapes.WrittenOut]:
    """For the bookkeeper."""
    place = participant_at(request, coop, ACCOUNTS)
    entry = verbs.receive_buy_in(
        participant=place.someone(body.participant),
        amount=exact(body.amount, place.coop.currency),
        on=body.on,
        by=place.member,
        at=place.moment,
        key=body.key,
        method=body.method,
        reference=body.reference,
        again=body.again,
    )
    return Status(201, shapes.WrittenOut(entry=entry.pk))


@router.get("/accounts", response=list[shapes.AccountOut], summary="Members' accounts, today or on a day")
def list_accounts(
    request: HttpRequest, coop: Path[Slug], day: Query[Day | None] = None
) -> list[shapes.AccountOut]:
    """Of everyone whose account holds or held something by then, as far as you may see them."""
    place = participant_at(request, coop, ACCOUNTS)
    everyone = reads.accounts(place.coop, _that_came(day, place))
    seen = place.sight.may_see_class(MEMBER_MONEY)
    return [_account(key, held) for key, held in everyone.items() if seen or key == place.member.key]


@router.get("/accounts/{person}", response=shapes.AccountOut, summary="A member's account, today or on a day")
def read_account(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], day: Query[Day | None] = None
) -> shapes.AccountOut:
    """Capital, paid in, notices, losses, and what is owed in money; one's own also after leaving."""
    place = participant_at(request, coop)
    about = place.someone(person)
    place.require_class(MEMBER_MONEY, about=about)
    return _account(person, reads.account(about, _that_came(day, place)))


def _that_came(day: dt.date | None, place: Place) -> dt.date:
    """The day asked for, or today; what is to come cannot be stated."""
    if day is None or day <= place.moment.day:
        return day or place.moment.day
    raise InputFault(
        gettext_noop("That day has not come yet; an account can be stated up to today."),
        code="account.day-ahead",
        next_step=gettext_noop("Ask for today or an earlier day."),
    )


@router.get("/journal", response=list[shapes.JournalEntryOut], summary="The journal, latest written first")
def list_entries(
    request: HttpRequest, coop: Path[Slug], before: Query[UUID | None] = None
) -> list[shapes.JournalEntryOut]:
    """At most a hundred at once; `before` is the last `entry` you have, for the next lot."""
    place = participant_at(request, coop, ACCOUNTS)
    rows = account_pages.entries(place).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_entry(lines) for lines in account_pages.journal_lines(place, list(rows[:MOST]))]


def _entry(told: account_pages.EntryLines) -> shapes.JournalEntryOut:
    entry = told.entry
    return shapes.JournalEntryOut(
        entry=entry.pk,
        happened_on=entry.happened_on,
        kind=entry.kind,
        text=entry.text,
        authority=entry.authority_id,
        reverses=entry.reverses_id,
        lines=[shapes.PostingOut(account=name, amount=amount.decimal()) for name, amount in told.lines],
        hidden=told.hidden.decimal() if told.hidden is not None else None,
    )


def _account(person: str, held: reads.Account) -> shapes.AccountOut:
    return shapes.AccountOut(
        person=person,
        capital=held.capital.decimal(),
        paid_in=held.paid_in.decimal(),
        notices=held.notices.decimal(),
        losses=held.losses.decimal(),
        payable=held.payable.decimal(),
        owes_back=held.owes_back.decimal(),
    )


def _standing(place: Place, year: int) -> YearClose:
    close = reads.standing_closes(place.coop).filter(year=year).first()
    if close is None:
        raise absent()
    return close


def _previewed(place: Place, made: ClosePreview) -> dict[str, Any]:
    result = _as_seen(place, made.result)
    return {"year": made.year, "fingerprint": made.fingerprint, "made_on": made.made_on, "result": result}


def _as_seen(place: Place, result: dict[str, Any]) -> dict[str, Any]:
    """Without the lines and postings of people whose money is not open to the reader."""
    if place.sight.may_see_class(MEMBER_MONEY):
        return result
    own = place.participant.key if place.participant else ""
    return {
        **result,
        "people": [line for line in result["people"] if line["person"] == own],
        "entry": [
            line
            for line in result["entry"]
            if not line["account"].startswith("member/") or line["account"].split("/")[1] == own
        ],
    }
