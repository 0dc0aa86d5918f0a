"""The page on which an item of an agenda is said anew."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import carry_out, keyless
from toadlane.meetings import plan_reads, plan_words, verbs
from toadlane.meetings.plan_forms import ChangeItemForm
from toadlane.meetings.plan_reads import Shown
from toadlane.meetings.planned_rows import Fate, Item


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def item(request: HttpRequest, place: Place, meeting: UUID, item: UUID) -> HttpResponse:
    """Say it anew; whoever comes second sees what the other one said before they say it again."""
    shown = Shown(place, plan_reads.meeting_at(place, meeting))
    row = plan_reads.item_at(place, shown.meeting, item)
    if request.method != "POST":
        if not shown.may_change or row.fate not in {Fate.OPEN, Fate.DONE}:
            raise plan_reads.absent()
        return _page(request, shown, row, _form(shown, row))
    form = _form(shown, row, request.POST)

    def there(_done: object) -> HttpResponse:
        messages.success(request, gettext("It is on the agenda as you said it."))
        return redirect("meetings:meeting", place.coop.slug, shown.meeting.pk)

    def again() -> HttpResponse:
        return _page(request, shown, plan_reads.item_at(place, shown.meeting, item), form)

    return carry_out(place, form, keyless(verbs.change_item), there=there, again=again, item=row)


def _form(shown: Shown, row: Item, data: object = None) -> ChangeItemForm:
    """What it says now, brought by whoever brings it, though they be not invited any more."""
    people = {one.participant.key: one.participant.name for one in shown.invited}
    if row.owner is not None:
        people.setdefault(row.owner.key, row.owner.name)
    form = ChangeItemForm(
        data,
        people=list(people.items()),
        decides=shown.meeting.decides,
        initial={
            "title": plan_words.item_title(row),
            "minutes": row.minutes,
            "aim": row.aim,
            "owner": row.owner.key if row.owner is not None else "",
            "about": row.about,
            "edition": row.edition,
        },
        auto_id="change_%s",
    )
    if row.standing:
        form.fields["title"].disabled = True
    return form


def _page(request: HttpRequest, shown: Shown, row: Item, form: ChangeItemForm) -> HttpResponse:
    """The page; after somebody was faster, with what they said, and a form that knows of it."""
    faster = form.is_bound and form.data.get("edition") != str(row.edition)
    if faster:
        form.look_at(row.edition)
    return render(
        request,
        "meetings/item.html",
        {"meeting": shown.meeting, "item": row, "form": form, "faster": faster},
        status=form.status,
    )
