"""One article of a draft: its text with what is wrong told as it is typed, and two people at it at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bylaws.charter.pasted import cleaned
from bylaws.charter.wordwise import differences
from toadlane.amending import reads, verbs
from toadlane.amending.composing import text_on
from toadlane.amending.fences import fences
from toadlane.amending.forms import ArticleForm, RuleKindForm
from toadlane.amending.models import ArticleEdit, DraftedArticle
from toadlane.amending.slots import form_of
from toadlane.amending.views import BOTH, back, desk_of
from toadlane.amending.words import where_of
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.ui.faults import told

EDITS_SHOWN = 50


@require_http_methods(BOTH)
@for_participants
def article(request: HttpRequest, place: Place, name: str, number: int) -> HttpResponse:
    """Edit an article; what is wrong with it is no obstacle to keeping it."""
    desk, held = found(place, name, number)
    form = ArticleForm(request.POST or None, initial=begun(held))
    if form.is_valid():
        kept = keep(place, held, form, clean="clean" in request.POST)
        if kept is not None:
            messages.success(request, gettext("Kept."))
            return redirect("amending:article", place.coop.slug, name, number)
        desk, held = found(place, name, number)
    return page(request, desk, held, form)


@require_POST
@for_participants
def live(request: HttpRequest, place: Place, name: str, number: int) -> HttpResponse:
    """Keep what is being typed, and tell what is wrong with it; asked for by scripts."""
    _, held = found(place, name, number)
    form = ArticleForm(request.POST)
    kept = keep(place, held, form, clean=False) if form.is_valid() else None
    desk, held = found(place, name, number)
    shown = about(desk, held) | {"form": form, "is_kept": kept is not None, "is_live": True}
    return render(request, "amending/part/live.html", shown)


@require_POST
@for_participants
def removal(request: HttpRequest, place: Place, name: str, number: int) -> HttpResponse:
    """Take the article off the draft."""
    return switched(request, place, name, number, is_off=True)


@require_POST
@for_participants
def putting_back(request: HttpRequest, place: Place, name: str, number: int) -> HttpResponse:
    """Put it back as it was left."""
    return switched(request, place, name, number, is_off=False)


@require_POST
@for_participants
def anew(request: HttpRequest, place: Place, name: str, number: int) -> HttpResponse:
    """Say that the text takes the place of what the charter says by now."""
    desk, held = found(place, name, number)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.begin_anew_from(article=held, by=place.member, at=place.moment)
            return redirect("amending:article", place.coop.slug, name, number)
    return page(request, desk, held, ArticleForm(initial=begun(held)), above=form)


@require_safe
@for_participants
def edits(request: HttpRequest, place: Place, name: str, number: int) -> HttpResponse:
    """Every text this article had, and those that were set aside."""
    desk, held = found(place, name, number)
    rows = ArticleEdit.objects.filter(article=held).order_by("-edited_at", "-pk")[:EDITS_SHOWN]
    shown = {"desk": desk, "draft": desk.draft, "article": held, "edits": rows, "room": "charter"}
    return render(request, "amending/edits.html", shown)


def found(place: Place, name: str, number: int) -> tuple[reads.Desk, DraftedArticle]:
    """An article of the draft they asked for."""
    desk = desk_of(place, name)
    held = next((one for one in desk.articles if one.number == number), None)
    if held is None:
        raise absent()
    return desk, held


def begun(held: DraftedArticle) -> dict[str, object]:
    """What its form begins with."""
    return {"source": held.source, "edition": held.edition}


def keep(place: Place, held: DraftedArticle, form: ArticleForm, *, clean: bool) -> DraftedArticle | None:
    """Keep the text that was typed; where another edit came first, it is set aside and both are shown."""
    source = form.cleaned_data["source"].replace("\r\n", "\n")
    source = cleaned(source) if clean else source
    by, at = place.member, place.moment
    with form.acting():
        edition = form.cleaned_data["edition"]
        return verbs.write_article(article=held, source=source, edition=edition, by=by, at=at)
    if form.fault is not None and form.fault.code == verbs.MEANWHILE:
        with form.acting():
            verbs.set_aside(article=held, source=source, by=by, at=at)
    return None


def switched(request: HttpRequest, place: Place, name: str, number: int, *, is_off: bool) -> HttpResponse:
    """Off the draft or on it; back to where the other can be done."""
    desk, held = found(place, name, number)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.switch_article(article=held, is_off=is_off, by=place.member, at=place.moment)
            return back(desk.draft)
    return page(request, desk, held, ArticleForm(initial=begun(held)), above=form)


def about(desk: reads.Desk, held: DraftedArticle) -> dict[str, object]:
    """What is said about an article while it is edited."""
    found_here = desk.found.of_number(held.number)
    return {
        "desk": desk,
        "draft": desk.draft,
        "article": held,
        "findings": [(one.serious, where_of(one.fault), told(one.fault)) for one in found_here],
        "elsewhere": len(desk.found.findings) - len(found_here),
        "read": reads.read_by_itself(held),
    }


def page(
    request: HttpRequest,
    desk: reads.Desk,
    held: DraftedArticle,
    form: ArticleForm,
    *,
    above: KeyedForm | None = None,
) -> HttpResponse:
    """The page of one article. Of two texts, the one that came first is shown beside the one in the form."""
    shown = about(desk, held) | {"form": form, "above": above, "button": KeyedForm(auto_id=False)}
    if form.fault is not None and form.fault.code == verbs.MEANWHILE:
        shown["theirs"] = differences(held.source, form.cleaned_data["source"].replace("\r\n", "\n"))
        form.goes_on_from(held.edition)
    now = text_on(desk.found.charter, held.number, desk.draft.from_day)
    if now and now != held.begun_from:
        shown["moved"] = differences(held.begun_from, now)
    if any(words.code == "pasted.word-processor" for _, _, words in shown["findings"]):  # type: ignore[attr-defined]  # a list of three
        shown["cleaned"] = differences(held.source, cleaned(held.source))
    if desk.may_edit and held.number and held.does != "repeals":
        shown["rules"] = [form_of(one.toml).kind for one in fences(held.source)]
        shown["kind_form"] = RuleKindForm(initial={"edition": held.edition}, auto_id="kind_%s")
    shown["room"] = "charter"
    sent = above or form
    return render(request, "amending/article.html", shown, status=sent.status)
