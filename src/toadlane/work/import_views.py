"""Imports: the list, one file from the first look to the last entry, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bylaws.facts.readers import LabelMapping
from bylaws.kernel.faults import CharterSilent, InputFault, NotThere
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.work import verbs
from toadlane.work.import_forms import (
    OUT,
    AcceptForm,
    QuestionsForm,
    Rules,
    UploadForm,
    folded,
    mapping_from,
    rules_form,
)
from toadlane.work.models import HoursImport
from toadlane.work.reads import imports as reads
from toadlane.work.reads.hours import charter_if_any, kinds_between
from toadlane.work.ready import open_in
from toadlane.work.roles import is_bookkeeper

ON_A_PAGE = 50
State = HoursImport.State


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def imports(request: HttpRequest, place: Place) -> HttpResponse:
    """Every import, and the form to bring a file."""
    place.require_class("imports")
    may_import = is_bookkeeper(place.member, place.moment)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with form.acting():
            source = started(form, place)
            return redirect("work:import", place.coop.slug, source.pk)
    page = Paginator(reads.listed(place), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "form": form if may_import else None,
        "above": None if may_import else form,
        "bookkeeper": may_import,
    }
    return render(request, "work/imports.html", shown, status=form.status)


def started(form: UploadForm, place: Place) -> HoursImport:
    """The import as far as it can go by itself."""
    upload, key = form.cleaned_data["file"], form.cleaned_data["key"]
    source = verbs.start_import(
        coop=place.coop,
        file=upload,
        name=upload.name or "",
        columns=form.columns(),
        by=place.member,
        at=place.moment,
        key=key,
    )
    if source.state == State.UPLOADED and not source.reading["asks"]:
        look_first(source, place, key)
    return source


def look_first(source: HoursImport, place: Place, key: str) -> None:
    """Look at it with what is known of people and work; its page says what could not be read."""
    try:
        verbs.preview_import(
            source=source,
            mapping=reads.first_mapping(place.coop),
            answers=verbs.Answers(),
            by=place.member,
            at=place.moment,
            key=f"{key[:200]}-first-look",
        )
    except (InputFault, NotThere, CharterSilent):  # there may be no charter yet, or one without kinds of work
        return


@dataclass(frozen=True)
class Asked:
    """The forms of one import, as they are shown or as they came in."""

    questions: QuestionsForm
    rules: Rules


@require_safe
@for_participants
def one(request: HttpRequest, place: Place, source: UUID) -> HttpResponse:
    """One import: what it holds, what is open, what can be done."""
    held = found(place, source)
    if request.headers.get("HX-Request") and reads.busy(held) is None:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    if request.headers.get("HX-Request"):
        return render(request, "work/part/busy.html", {"source": held, "job": held.job})
    return shown(request, place, held)


@require_POST
@for_participants
def look(request: HttpRequest, place: Place, source: UUID) -> HttpResponse:
    """Look through the file again, under what the forms say now."""
    held = found(place, source)
    asked = forms_of(place, held, participants(place), request.POST)
    if asked.questions.is_valid() & asked.rules.is_valid():
        with asked.questions.acting():
            verbs.preview_import(
                source=held,
                mapping=mapped(held, asked),
                answers=asked.questions.answers(),
                by=place.member,
                at=place.moment,
                key=asked.questions.cleaned_data["key"],
            )
            return redirect("work:import", place.coop.slug, held.pk)
    return shown(request, place, again(held), asked=asked)


def mapped(held: HoursImport, asked: Asked) -> LabelMapping:
    """The mapping as the forms say; before the first look they ask for no kinds of work."""
    before = mapping_before(held)
    said = mapping_from(asked.questions, asked.rules, before)
    return said if held.found else said._replace(selectors=before.selectors)


def mapping_before(held: HoursImport) -> LabelMapping:
    """What a file was looked at with last; for a new one what is known of people, and of work last time."""
    return LabelMapping.from_table(held.mapping) if held.mapping else reads.first_mapping(held.coop)


@require_POST
@for_participants
def bring_in(request: HttpRequest, place: Place, source: UUID) -> HttpResponse:
    """Let its hours count."""
    held = found(place, source)
    form = AcceptForm(request.POST, still=open_in(held.found)) if held.found else None
    if form is not None and form.is_valid():
        with form.acting():
            done = verbs.bring_in(
                source=held,
                accepted=form.accepted(),
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            if done.state == State.IN:
                messages.success(request, _("The hours are in."))
            return redirect("work:import", place.coop.slug, held.pk)
    return shown(request, place, again(held), accept=form)


@require_POST
@for_participants
def undo(request: HttpRequest, place: Place, source: UUID) -> HttpResponse:
    """Take all of it back."""
    held = found(place, source)
    form = KeyedForm(request.POST, auto_id="undo_%s")
    if form.is_valid():
        with form.acting():
            verbs.undo_import(source=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("Taken back: none of these hours counts any more."))
            return redirect("work:import", place.coop.slug, held.pk)
    return shown(request, place, again(held), undoing=form)


@require_POST
@for_participants
def discard(request: HttpRequest, place: Place, source: UUID) -> HttpResponse:
    """Give the file up."""
    held = found(place, source)
    form = KeyedForm(request.POST, auto_id="discard_%s")
    if form.is_valid():
        with form.acting():
            verbs.discard_import(source=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("Discarded; the file is not kept any longer."))
            return redirect("work:imports", place.coop.slug)
    return shown(request, place, again(held), discarding=form)


def found(place: Place, source: UUID) -> HoursImport:
    """The import they asked for, if they may see it."""
    place.require_class("imports")
    if not is_bookkeeper(place.member, place.moment):
        place.require_class("hours")  # its page tells whose hours they are
    return place.find(HoursImport.objects.select_related("coop", "who", "job"), pk=source)


def again(held: HoursImport) -> HoursImport:
    """The import as it is now: what was refused may have been so because somebody was first."""
    return HoursImport.objects.select_related("coop", "who", "job").get(pk=held.pk)


def forms_of(place: Place, held: HoursImport, people: list[Participant], data: Any = None) -> Asked:
    """Who is whom and what counts as what, as it is known or as it was sent."""
    mapping = mapping_before(held)
    labels = [label for label, *_sums in held.found.get("people", [])]
    stands = {folded(label): key for label, key in mapping.people.items()}
    stands |= {folded(label): OUT for label in mapping.people_left_out}
    initial: dict[str, Any] = {f"person_{n}": stands.get(folded(one), "") for n, one in enumerate(labels)}
    initial |= {name: held.reading.get(name) or "" for name in ("date_order", "numbers", "whose", "zone")}
    questions = QuestionsForm(data, labels=labels, people=people, reading=held.reading, initial=initial)
    kinds = kinds_of(place, held)
    looked = reads.found_in(held, people) if held.found else None
    selectors = reads.suggested(looked, kinds, mapping.selectors) if looked else mapping.selectors
    return Asked(questions, rules_form(kinds, data, selectors))


def kinds_of(place: Place, held: HoursImport) -> list[str]:
    """The kinds of work the charter names now, or named when the hours were worked."""
    charter = charter_if_any(place.coop)
    days = [day for day in (held.from_day, held.until) if day is not None]
    return kinds_between(charter, place.moment.day, *days)


def participants(place: Place) -> list[Participant]:
    """Everyone in the co-op, by name."""
    return list(Participant.objects.filter(coop=place.coop).order_by("name", "key"))


def shown(
    request: HttpRequest,
    place: Place,
    held: HoursImport,
    *,
    asked: Asked | None = None,
    accept: AcceptForm | None = None,
    discarding: KeyedForm | None = None,
    undoing: KeyedForm | None = None,
) -> HttpResponse:
    """The page of one import; a form that came in is shown as it came, above where it can no longer be."""
    sent = (asked.questions if asked else None) or accept or discarding or undoing
    may_act = is_bookkeeper(place.member, place.moment)
    is_open = held.state in {State.UPLOADED, State.PREVIEWED} and reads.busy(held) is None
    people = participants(place)
    looked = reads.found_in(held, people) if held.found else None
    asked = asked or (forms_of(place, held, people) if is_open and may_act else None)
    if accept is None and looked is not None and looked.mapped and is_open:
        accept = AcceptForm(still=looked.still, auto_id="accept_%s")
    context = {
        "source": held,
        "found": looked,
        "asked": asked if is_open and may_act else None,
        "accept": accept if is_open and may_act else None,
        "busy": reads.busy(held),
        "failed": reads.failed(held),
        "stuck": verbs.stuck(held),
        "may_act": may_act,
        "is_open": is_open,
        "above": discarding or undoing or (None if is_open and may_act else sent),
        "discard": discarding or KeyedForm(auto_id="discard_%s"),
        "undo": undoing or KeyedForm(auto_id="undo_%s"),
        "suggestions": reads.suggestions(looked) if looked else {},
        "people": people if asked and not asked_as_lists(asked) else [],
    }
    return render(request, "work/import.html", context, status=sent.status if sent else 200)


def asked_as_lists(asked: Asked) -> bool:
    """Whether people are chosen from lists, so that no suggestions are needed."""
    return all(getattr(field.field, "listed", True) for field in asked.questions.people_fields())
