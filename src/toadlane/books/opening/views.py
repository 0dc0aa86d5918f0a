"""The pages of opening balances: put together, looked at, decided on, posted, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bylaws.kernel.money import Money
from toadlane.books import years
from toadlane.books.forms import CloseForm, CorrectForm
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, Opening, OpeningDraft
from toadlane.books.opening import reads, verbs
from toadlane.books.opening.checks import balance, ground
from toadlane.books.opening.filling import FORMS, template
from toadlane.books.opening.forms import CommonForm, FileForm, PersonForm, SeenForm
from toadlane.books.opening.kinds import OF_THE_COOP, Line
from toadlane.books.opening.tables import Reading, Told
from toadlane.books.verbs import BOOKKEEPER
from toadlane.charter.reads import has_charter
from toadlane.coops import keys
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.coops.sight_words import seen_by
from toadlane.decisions.reads import of_subject, ready
from toadlane.sheets.cells import Note
from toadlane.sheets.reading import read


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def opening(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything about the opening balances, however far they are; a table is sent here."""
    place.require_class(ACCOUNTS)
    if request.method != "POST":
        return _shown(request, place)
    _for_bookkeepers(place)
    form = FileForm(request.POST, request.FILES, years=_years(place))
    if form.is_valid():
        with form.acting():
            _bring(place, form.cleaned_data)
            messages.success(request, _("Look at the balances below. Nothing is posted yet."))
            return redirect("books:opening", place.coop.slug)
    return _shown(request, place, form)


def _bring(place: Place, said: Mapping[str, Any]) -> None:
    """What a table says takes the place of the draft; without one, only the first year is said anew."""
    file, act = (
        said["file"],
        {"by": place.member, "at": place.moment, "key": said["key"], "seen": said["seen"]},
    )
    if not file:
        verbs.type_lines(coop=place.coop, first_year=said["first_year"], about=[], lines=[], **act)
        return
    sheet = read(file.name, file.read()).sheet(said["sheet"])
    told = Told(said["numbers"] or None, said["order"] or None)
    found = Reading(sheet, reads.names_of(place.coop), place.coop.currency, told).read()
    verbs.bring_file(coop=place.coop, first_year=said["first_year"], found=found, file_name=file.name, **act)


def _shown(request: HttpRequest, place: Place, form: KeyedForm | None = None) -> HttpResponse:
    """The page as things stand, with whichever form was sent in and came back."""
    standing, draft = reads.standing(place.coop), reads.draft(place.coop)
    context: dict[str, Any] = {
        "bookkeeper": _is_bookkeeper(place),
        "history": [one for one in reads.openings(place.coop) if hasattr(one, "reversal")],
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
        "above": form if form is not None and not isinstance(form, FileForm | CloseForm) else None,
    }
    if standing is not None:
        return _shown_standing(request, place, standing, context, form)
    if not has_charter(place.coop) or reads.closed(place.coop):
        context["too_late"] = has_charter(place.coop)
        return render(request, "books/opening/shut.html", context, status=form.status if form else 200)
    context["file_form"] = (
        form if isinstance(form, FileForm) else FileForm(years=_years(place), initial=_initial(place, draft))
    )
    if draft is not None:
        _add_draft(place, draft, context, form)
    return render(request, "books/opening/draft.html", context, status=form.status if form else 200)


def _initial(place: Place, draft: OpeningDraft | None) -> dict[str, Any]:
    return {
        "first_year": draft.first_year if draft else _suggested(_years(place)),
        "seen": draft.version if draft else 0,
        "key": keys.fresh(),
    }


def _add_draft(place: Place, draft: OpeningDraft, context: dict[str, Any], form: KeyedForm | None) -> None:
    coop, subject = place.coop, str(draft.first_year)
    looked = reads.look(draft)
    taken = of_subject(coop, matter=verbs.POST, subject=subject)
    fitting = [one for one in taken if one.fingerprint == looked.fingerprint]
    decided = ready(coop, matter=verbs.POST, subject=subject).filter(pk__in=[one.pk for one in fitting])
    seen = SeenForm(initial={"seen": draft.version, "key": keys.fresh()})
    context |= {
        "draft": draft,
        "look": looked,
        "notes": [Note(one["says"], one["values"]).says for one in draft.notes],
        "entered": next((one for one in fitting if one.state == one.State.ENTERED), None),
        "post_form": form if isinstance(form, CloseForm) else CloseForm(authorities=decided),
        "decided": decided,
        "seen": seen,
        **_table(place, looked.lines, everyone=True),
    }


def _shown_standing(
    request: HttpRequest, place: Place, standing: Opening, context: dict[str, Any], form: KeyedForm | None
) -> HttpResponse:
    taken = ready(place.coop, matter=verbs.TAKE_BACK, subject=str(standing.first_year))
    context |= {
        "opening": standing,
        "balance": balance(reads.lines_of(standing), place.coop.currency),
        "back_form": form if isinstance(form, CorrectForm) else CorrectForm(authorities=taken),
        "decided": taken,
        "may_take_back": _is_bookkeeper(place) and not reads.closed(place.coop),
        **_table(place, reads.lines_of(standing), everyone=False),
    }
    return render(request, "books/opening/posted.html", context, status=form.status if form else 200)


def _table(place: Place, lines: list[Line], *, everyone: bool) -> dict[str, Any]:
    """A row for each person the reader may see, the co-op's own lines, and how many people are hidden."""
    currency = place.coop.currency
    rows = reads.by_person(lines, reads.names_of(place.coop), everyone=everyone)
    shown = [row for row in rows if place.sight.may_see_class(MEMBER_MONEY) or row.key == place.member.key]
    own = [line for line in lines if line.kind in OF_THE_COOP]
    return {
        "rows": [(row, [Money(row.minor[column], currency) for column in reads.COLUMNS]) for row in shown],
        "sums": [Money(sum(row.minor[column] for row in rows), currency) for column in reads.COLUMNS],
        "hidden": len(rows) - len(shown),
        "own_lines": [(line, line.amount(currency)) for line in own],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def person(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Type what one person holds and is owed."""
    draft = _draft(place)
    about = place.someone(person)
    lines = [line for line in reads.lines_of(draft) if line.person == person]
    initial = {"seen": draft.version, "key": keys.fresh()}
    form = PersonForm(request.POST or None, currency=place.coop.currency, lines=lines, initial=initial)
    if form.is_valid():
        with form.acting():
            verbs.type_lines(about=[person], lines=form.lines(person), **_typed(place, draft, form))
            messages.success(request, _("The balances of %(name)s are in the draft.") % {"name": about.name})
            return redirect("books:opening", place.coop.slug)
    return render(request, "books/opening/person.html", {"form": form, "about": about}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def common(request: HttpRequest, place: Place) -> HttpResponse:
    """Type what the co-op owns, owes and holds in common."""
    draft = _draft(place)
    lines = [line for line in reads.lines_of(draft) if not line.person]
    initial = {"seen": draft.version, "key": keys.fresh()}
    form = CommonForm(
        request.POST or None,
        currency=place.coop.currency,
        lines=lines,
        funds=_funds(place, draft.first_year),
        initial=initial,
    )
    if form.is_valid():
        with form.acting():
            verbs.type_lines(about=[""], lines=form.lines(), **_typed(place, draft, form))
            messages.success(request, _("The co-op's own balances are in the draft."))
            return redirect("books:opening", place.coop.slug)
    return render(request, "books/opening/common.html", {"form": form}, status=form.status)


def _typed(place: Place, draft: OpeningDraft, form: SeenForm) -> dict[str, Any]:
    """What both forms of typed balances say to the verb."""
    said = {name: form.cleaned_data[name] for name in ("seen", "key")}
    return {
        **said,
        "coop": place.coop,
        "first_year": draft.first_year,
        "by": place.member,
        "at": place.moment,
    }


@require_POST
@for_participants
def settling(request: HttpRequest, place: Place) -> HttpResponse:
    """Go on without the cells that could not be read."""
    _for_bookkeepers(place)
    form = SeenForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.settle_faults(coop=place.coop, by=place.member, at=place.moment, **form.cleaned_data)
            return redirect("books:opening", place.coop.slug)
    return _shown(request, place, form)


@require_POST
@for_participants
def discard(request: HttpRequest, place: Place) -> HttpResponse:
    """Give the draft up."""
    _for_bookkeepers(place)
    form = SeenForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.discard_draft(coop=place.coop, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("The draft is given up; nothing was posted."))
            return redirect("books:opening", place.coop.slug)
    return _shown(request, place, form)


@require_POST
@for_participants
def posting(request: HttpRequest, place: Place) -> HttpResponse:
    """Post the balances as decided; a second click is told of the same ones."""
    _for_bookkeepers(place)
    draft, standing = reads.draft(place.coop), reads.standing(place.coop)
    subject = str(draft.first_year if draft else standing.first_year if standing else "")
    form = CloseForm(request.POST, authorities=of_subject(place.coop, matter=verbs.POST, subject=subject))
    if form.is_valid():
        with form.acting():
            verbs.post_opening(coop=place.coop, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("The opening balances are posted."))
            return redirect("books:opening", place.coop.slug)
    return _shown(request, place, form)


@require_POST
@for_participants
def reversal(request: HttpRequest, place: Place) -> HttpResponse:
    """Take the balances back; a second click is told of the same reversal."""
    _for_bookkeepers(place)
    last = reads.openings(place.coop).first()
    if last is None:
        raise absent()
    taken = of_subject(place.coop, matter=verbs.TAKE_BACK, subject=str(last.first_year))
    form = CorrectForm(request.POST, authorities=taken)
    if form.is_valid():
        with form.acting():
            verbs.take_back_opening(opening=last, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("The opening balances are taken back; they are a draft again."))
            return redirect("books:opening", place.coop.slug)
    return _shown(request, place, form)


@require_safe
@for_participants
def table(request: HttpRequest, place: Place, form: str) -> HttpResponse:  # noqa: ARG001
    """The table to fill in, with the co-op's people and what the draft says already."""
    return table_of(place, form)


def table_of(place: Place, form: str) -> HttpResponse:
    """The file, for the page and for programs."""
    _for_bookkeepers(place)
    choices = _years(place)
    if form not in FORMS or not choices:
        raise absent()
    draft = reads.draft(place.coop)
    first_year = draft.first_year if draft else _suggested(choices)
    written = template(
        place.coop,
        form,
        people=reads.names_of(place.coop),
        funds=_funds(place, first_year),
        first_year=first_year,
        lines=reads.lines_of(draft) if draft else [],
    )
    response = HttpResponse(written.data, content_type=written.media)
    response["Content-Disposition"] = f'attachment; filename="{written.name}"'
    return response


def _is_bookkeeper(place: Place) -> bool:
    return BOOKKEEPER in place.sight.audiences


def _for_bookkeepers(place: Place) -> None:
    place.require_class(ACCOUNTS)
    if not _is_bookkeeper(place):
        raise absent()


def _draft(place: Place) -> OpeningDraft:
    """The draft to type in; to everyone but the bookkeeper there is none."""
    _for_bookkeepers(place)
    draft = reads.draft(place.coop)
    if draft is None:
        raise absent()
    return draft


def _years(place: Place) -> list[int]:
    return reads.first_years(place.coop, place.moment) if has_charter(place.coop) else []


def _suggested(years: list[int]) -> int:
    """The last year that is over; what lies before it was mostly closed in the books that are left behind."""
    return next(iter(years[1:2] or years), 0)


def _funds(place: Place, first_year: int) -> list[str]:
    """The funds the charter of the first year names."""
    on = ground(place.coop, first_year)
    return sorted(set(years.funds_named(on.charter.on(on.opens_on))))
