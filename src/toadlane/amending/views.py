"""The pages of amendments: the list, one draft, what it changes, and adopting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.amending import adopting, reads, taking, verbs
from toadlane.amending.composing import next_number, next_year, same_day
from toadlane.amending.forms import AdoptForm, BeginForm, DayForm, PutForm
from toadlane.amending.models import AmendmentDraft
from toadlane.amending.words import where_of
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.ui.faults import told

BOTH = ["GET", "HEAD", "POST"]


@require_safe
@for_participants
def drafts(request: HttpRequest, place: Place) -> HttpResponse:
    """Every draft: those being written, adopted, withdrawn."""
    place.require_class("charter")
    charter = charter_of(place.coop)
    held = charter.on_or_first(place.moment.day)
    rows = list(reads.drafts(place))
    shown = {
        "open": [row for row in rows if row.is_open],
        "adopted": [row for row in rows if row.adopted_id],
        "withdrawn": [row for row in rows if row.withdrawn_at],
        "may_begin": reads.proposes(place, held),
        "room": "charter",
    }
    return render(request, "amending/drafts.html", shown)


@require_http_methods(BOTH)
@for_participants
def begin(request: HttpRequest, place: Place) -> HttpResponse:
    """Begin a draft; `?article=` is where somebody comes from."""
    place.require_class("charter")
    charter = charter_of(place.coop)
    held = charter.on_or_first(place.moment.day)
    standing = [(one.article.number, one.article.citation) for one in held.standing]
    asked = request.GET.get("article", "")
    usual = {"number": asked if asked.isdecimal() else "", "name": ""}
    form = BeginForm(request.POST or None, standing=standing, initial=usual)
    if form.is_valid():
        with form.acting():
            made = verbs.begin_draft(coop=place.coop, by=place.member, at=place.moment, **form.cleaned_data)
            number = form.cleaned_data["number"]
            if number is None:
                return redirect("amending:draft", place.coop.slug, made.name)
            return redirect("amending:article", place.coop.slug, made.name, number)
    shown = {"form": form, "may_begin": reads.proposes(place, held), "room": "charter"}
    return render(request, "amending/begin.html", shown, status=form.status)


@require_safe
@for_participants
def draft(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """One draft: its articles, what stands in its way, its day, and how it is decided and adopted."""
    return page(request, desk_of(place, name))


@require_safe
@for_participants
def difference(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """What it changes: in words, and in what the rules do."""
    desk = desk_of(place, name)
    shown = {"desk": desk, "draft": desk.draft, "room": "charter"}
    shown["effect"] = reads.effect(desk.as_decided, desk.draft) if desk.draft.adopted_id is None else None
    return render(request, "amending/difference.html", shown)


@require_safe
@for_participants
def text(_: HttpRequest, place: Place, name: str) -> HttpResponse:
    """What members decide on, to the letter; its SHA-256 is the fingerprint the decision names."""
    desk = desk_of(place, name)
    response = HttpResponse(desk.found.written.source.encode(), content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{place.coop.slug}-{name}.md"'
    return response


@require_POST
@for_participants
def day(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """Say from when it holds, and why."""
    desk = desk_of(place, name)
    form = DayForm(request.POST, pending=reads.pending(desk))
    if form.is_valid():
        with form.acting():
            verbs.state_facts(draft=desk.draft, by=place.member, at=place.moment, **form.facts())
            messages.success(request, gettext("Kept."))
            return back(desk.draft)
    return page(request, desk, day_form=form)


@require_POST
@for_participants
def put(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """Put a further article on it."""
    desk = desk_of(place, name)
    form = PutForm(request.POST, auto_id="put_%s")
    if form.is_valid():
        with form.acting():
            said = {key: form.cleaned_data[key] for key in ("number", "does", "title", "taken")}
            made = taking.put_article(draft=desk.draft, by=place.member, at=place.moment, **said)
            if made.does == "repeals":
                return back(desk.draft)
            return redirect("amending:article", place.coop.slug, name, made.number)
    return page(request, desk, put_form=form)


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """Withdraw it; the page offers to take it up again."""
    desk = desk_of(place, name)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.withdraw_draft(draft=desk.draft, by=place.member, at=place.moment)
            messages.success(request, gettext("Withdrawn. Nothing of it is lost."))
            return back(desk.draft)
    return page(request, desk, above=form)


@require_POST
@for_participants
def restoration(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """Take it up again."""
    desk = desk_of(place, name)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.restore_draft(draft=desk.draft, by=place.member, at=place.moment)
            messages.success(request, gettext("Taken up again, as it was left."))
            return back(desk.draft)
    return page(request, desk, above=form)


@require_POST
@for_participants
def adoption(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """Adopt it by a decision."""
    desk = desk_of(place, name)
    form = AdoptForm(request.POST, authorities=desk.decisions, is_tied=is_tied(desk), auto_id="adopt_%s")
    if form.is_valid():
        said = form.cleaned_data
        decision = next(one for one in desk.decisions if str(one.pk) == said["authority"])
        with form.acting():
            adopting.adopt_draft(
                draft=desk.draft,
                authority=decision,
                by=place.member,
                at=place.moment,
                key=said["key"],
                came_after=said.get("came_after"),
            )
            messages.success(request, gettext("Adopted. It takes effect on its day, by itself."))
            return back(desk.draft)
    return page(request, desk_of(place, name), adopt_form=form)


def desk_of(place: Place, name: str) -> reads.Desk:
    """The draft they asked for, if they may see the charter."""
    place.require_class("charter")
    return reads.desk(place, name)


def back(draft: AmendmentDraft) -> HttpResponse:
    """To the page of the draft."""
    return redirect("amending:draft", draft.coop.slug, draft.name)


def is_tied(desk: reads.Desk) -> bool:
    """Whether another amendment of the same articles was decided on the same day."""
    found = desk.as_decided
    on = desk.ready[0].decided_on if desk.ready else desk.place.moment.day
    return bool(same_day(found.charter, found.pieces, on))


def page(
    request: HttpRequest,
    desk: reads.Desk,
    *,
    day_form: DayForm | None = None,
    put_form: PutForm | None = None,
    adopt_form: AdoptForm | None = None,
    above: KeyedForm | None = None,
) -> HttpResponse:
    """The page of one draft, with whichever of its forms came in."""
    draft, today = desk.draft, desk.place.moment.day
    pending = reads.pending(desk)
    facts = {"from_day": draft.from_day, "why": draft.why, "supersedes": draft.supersedes}
    taken = [one.number for one in desk.articles]
    found = desk.as_decided
    usual = {"number": next_number(found.charter, today, taken)}
    ready = desk.ready if desk.may_adopt and found.adoptable else []
    sent = day_form or put_form or adopt_form or above
    shown = {
        "desk": desk,
        "draft": draft,
        "found": found,
        "findings": [(one.serious, where_of(one.fault), told(one.fault)) for one in found.findings],
        "lines": [(one, len(found.of_number(one.number))) for one in desk.articles],
        "others": reads.others_on(desk) if draft.is_open else [],
        "next_year": next_year(found.charter, today),
        "day_form": day_form or DayForm(pending=pending, initial=facts, auto_id="day_%s"),
        "put_form": put_form or PutForm(initial=usual, auto_id="put_%s"),
        "adopt_form": adopt_form
        or (AdoptForm(authorities=ready, is_tied=is_tied(desk), auto_id="adopt_%s") if ready else None),
        "button": KeyedForm(auto_id=False),
        "above": above,
        "taken_away": adopting.taken_away(found, draft.from_day),
        "room": "charter",
    }
    return render(request, "amending/draft.html", shown, status=sent.status if sent else 200)
