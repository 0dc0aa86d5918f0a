"""Bringing past documents: the files first, then what each of them is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm, asked_key, key_in_address
from toadlane.coops.keys import fresh
from toadlane.coops.models import Participant
from toadlane.files.bringing import Sent
from toadlane.meetings import reads, verbs
from toadlane.meetings.forms import BringForm, DescribeForm
from toadlane.meetings.models import Gathering
from toadlane.meetings.roles import may_bring


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def bringing(request: HttpRequest, place: Place) -> HttpResponse:
    """The form for files."""
    there = key_in_address(request)
    if there is not None:
        return there
    form = BringForm(
        request.POST or None, request.FILES or None, initial={"key": asked_key(request) or fresh()}
    )
    if request.method == "POST" and form.is_valid():
        with form.acting():
            gathered = verbs.gather(
                coop=place.coop,
                sent=[Sent(one.name or "", one) for one in form.cleaned_data["file"]],
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            return redirect("meetings:gathering", place.coop.slug, gathered.pk)
    shown = {"form": form, "may_bring": may_bring(place.member, place.moment)}
    return render(request, "meetings/bringing.html", shown, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def gathering(request: HttpRequest, place: Place, gathering: UUID) -> HttpResponse:
    """What each file is; they become documents together."""
    held = found(place, gathering)
    waiting = reads.waiting_in(held, place.member, place.moment)
    form = DescribeForm(
        request.POST or None, waiting=waiting, place=place, people=people_of(place), auto_id="describe_%s"
    )
    if held.settled_at is not None:
        messages.info(request, _("These files were brought or let go already."))
        return redirect("meetings:documents", place.coop.slug)
    if form.is_valid():
        with form.acting():
            brought = verbs.bring_in(
                gathering=held,
                described=form.described(),
                shared=form.shared(),
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            said = ngettext("%(count)s document brought in.", "%(count)s documents brought in.", len(brought))
            messages.success(request, said % {"count": len(brought)})
            if len(brought) == 1:
                return redirect("meetings:document", place.coop.slug, brought[0].thread)
            return redirect("meetings:documents", place.coop.slug)
    return shown(request, held, waiting, form)


@require_POST
@for_participants
def discarding(request: HttpRequest, place: Place, gathering: UUID) -> HttpResponse:
    """Let the files go."""
    held = found(place, gathering)
    form = KeyedForm(request.POST, auto_id="discard_%s")
    if form.is_valid():
        with form.acting():
            verbs.discard(gathering=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("Let go: none of these files is kept."))
            return redirect("meetings:documents", place.coop.slug)
    waiting = reads.waiting_in(held, place.member, place.moment)
    describe = DescribeForm(waiting=waiting, place=place, people=people_of(place), auto_id="describe_%s")
    return shown(request, held, waiting, describe, discard=form)


def shown(
    request: HttpRequest,
    held: Gathering,
    waiting: list[reads.Waiting],
    form: DescribeForm,
    *,
    discard: KeyedForm | None = None,
) -> HttpResponse:
    """The page of a gathering."""
    context = {
        "gathering": held,
        "form": form,
        "left_out": [one for one in waiting if not one.ready],
        "discard": discard or KeyedForm(auto_id="discard_%s"),
        "above": discard,
    }
    return render(request, "meetings/gathering.html", context, status=(discard or form).status)


def found(place: Place, key: UUID) -> Gathering:
    """A gathering of their own; nobody else's is there for them."""
    held = reads.gathering(place, key)
    if held is None:
        raise absent()
    return held


def people_of(place: Place) -> list[Participant]:
    """Everyone in the co-op, by name."""
    return list(Participant.objects.filter(coop=place.coop).order_by("name", "key"))
