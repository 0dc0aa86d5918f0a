"""The pages of templates: which there are, and one to be written, undone and archived."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.proposals import reads, template_reads, verbs
from toadlane.proposals.draft_views import matters_offered, own
from toadlane.proposals.life import life_of
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.said import number_of
from toadlane.proposals.template_forms import ArchiveForm, TemplateForm, UndoForm
from toadlane.proposals.template_reads import Offered
from toadlane.proposals.ways import may_raise_here

BOTH = ("GET", "HEAD", "POST")
FILLED = ("name", "matter", "title", "text")


@require_safe
@for_participants
def templates(request: HttpRequest, place: Place) -> HttpResponse:
    """The co-op's own, those that come along, and the archive."""
    place.require_class(DECISIONS)
    mine = template_reads.templates(place)
    shown = {
        "mine": [one for one in mine if one.row and one.row.archived_at is None],
        "archived": [one for one in mine if one.row and one.row.archived_at],
        "shipped": template_reads.shipped(),
        "may_raise": may_raise_here(place),
    }
    return render(request, "proposals/templates.html", shown)


@require_http_methods(BOTH)
@for_participants
def new(request: HttpRequest, place: Place) -> HttpResponseBase:
    """Write one; `?shipped=`, `?draft=` and `?proposal=` say what it begins from."""
    place.require_class(DECISIONS)
    form = form_of(request, place, begun_from(place, request))
    if form.is_valid():
        with form.acting():
            kept = verbs.keep_template(
                written=form.written(), by=place.member, at=place.moment, key=form.cleaned_data["key"]
            )
            messages.success(request, gettext("Kept. It is offered when a matter is raised."))
            return redirect("proposals:template", place.coop.slug, kept.pk)
    return render(request, "proposals/template_new.html", {"form": form}, status=form.status)


def begun_from(place: Place, request: HttpRequest) -> dict[str, object]:
    """What a new template begins with."""
    asked = request.GET
    if found := template_reads.picked(place, asked.get("shipped", "")):
        return filled(found)
    if key := number_of(asked.get("draft", "")):
        row = own(place, key)
        return {"matter": row.matter, "title": row.title, "text": row.text}
    if key := number_of(asked.get("proposal", "")):
        proposal = reads.proposal_at(place, key)
        text = life_of(proposal).text
        return {"matter": proposal.matter, "title": text.title, "text": text.text}
    return {}


def filled(found: Offered) -> dict[str, object]:
    """A template as its form shows it."""
    return {**{name: getattr(found, name) for name in FILLED}, "edition": found.nth or None}


def form_of(request: HttpRequest, place: Place, begun: dict[str, object]) -> TemplateForm:
    """The form, as it was sent or as it begins."""
    offered = [one for one in matters_offered(place, str(begun.get("matter", ""))) if one[0]]
    return TemplateForm(request.POST or None, offered=offered, initial=begun)


@require_http_methods(BOTH)
@for_participants
def template(request: HttpRequest, place: Place, template: UUID) -> HttpResponseBase:
    """One of the co-op's own: what it says, and writing it anew."""
    found = template_reads.template_at(place, template)
    form = form_of(request, place, filled(found))
    if form.is_valid():
        with form.acting():
            verbs.keep_template(
                written=form.written(),
                template=template,
                edition=form.cleaned_data["edition"],
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, gettext("Kept."))
            return redirect("proposals:template", place.coop.slug, template)
    return page(request, place, template, form)


def page(
    request: HttpRequest, place: Place, key: UUID, form: TemplateForm | None, above: KeyedForm | None = None
) -> HttpResponse:
    """The page of one template."""
    found = template_reads.template_at(place, key)
    texts = template_reads.texts_of(found.row) if found.row else ()
    shown = {
        "template": found,
        "form": form or TemplateForm(offered=matters_offered(place, found.matter), initial=filled(found)),
        "texts": texts,
        "undo": UndoForm(initial={"edition": found.nth}, auto_id=False) if len(texts) > 1 else None,
        "button": KeyedForm(auto_id=False),
        "above": above,
        "may_raise": may_raise_here(place),
    }
    status = above.status if above else shown["form"].status  # type: ignore[attr-defined]  # a form, above
    return render(request, "proposals/template.html", shown, status=status)


@require_POST
@for_participants
def undoing(request: HttpRequest, place: Place, template: UUID) -> HttpResponseBase:
    """Back to what stood before."""
    form = UndoForm(request.POST, auto_id=False)
    if form.is_valid():
        with form.acting():
            verbs.undo_template(template=template, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Put back as it was before."))
            return redirect("proposals:template", place.coop.slug, template)
    return page(request, place, template, None, above=form)


@require_POST
@for_participants
def archiving(request: HttpRequest, place: Place, template: UUID) -> HttpResponseBase:
    """Into the archive, or out of it."""
    form = ArchiveForm(request.POST, auto_id=False)
    if form.is_valid():
        archived = form.cleaned_data["archived"] == "yes"
        with form.acting():
            verbs.archive_template(template=template, archived=archived, by=place.member, at=place.moment)
            done = gettext("It is in the archive, and not offered any more.")
            messages.success(request, done if archived else gettext("It is offered again."))
            return redirect("proposals:template", place.coop.slug, template)
    return page(request, place, template, None, above=form)
