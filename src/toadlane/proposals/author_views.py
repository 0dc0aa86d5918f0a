"""Writing a draft together: who does, and asking, agreeing and going on without somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bylaws.charter.wordwise import differences
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.notices.telling import here_on
from toadlane.proposals import authors, verbs
from toadlane.proposals.forms import DraftForm
from toadlane.proposals.models import ProposalDraft


class WriterForm(KeyedForm):
    """Whom to ask."""

    elsewhere = "person"

    person = forms.CharField(
        label=_("Whom do you ask to write it along?"),
        max_length=60,
        widget=forms.Select,
        help_text=_("They read it at once, and change it once they have agreed."),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].widget.choices = people


class AnswerForm(KeyedForm):
    """Whether one writes along."""

    agrees = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput)


class PartForm(KeyedForm):
    """Without whom the draft goes on."""

    person = forms.CharField(max_length=60, widget=forms.HiddenInput)


def writing(place: Place, held: ProposalDraft, form: DraftForm | None) -> dict[str, Any]:
    """What the page of a draft says of those who write it; and of what came in between."""
    writers = authors.writers_of(held)
    mine = next((one for one in writers if one.participant_id == place.member.pk), None)
    is_author = held.author_id == place.member.pk
    return {
        "writers": writers,
        "is_author": is_author,
        "may_write": is_author or (mine is not None and mine.agreed_at is not None),
        "asked_me": mine is not None and mine.agreed_at is None,
        "ask": WriterForm(people=people_of(place, held), auto_id="ask_%s") if is_author else None,
        "changes": authors.changes(held),
        "meanwhile": meanwhile(held, form),
    }


def people_of(place: Place, held: ProposalDraft) -> list[tuple[str, str]]:
    """Everybody else who takes part, by name."""
    here: list[Participant] = list(here_on(place.coop, place.moment.day).order_by("name", "key"))
    return [("", "–"), *((one.key, one.name) for one in here if one.pk != held.author_id)]


def meanwhile(held: ProposalDraft, form: DraftForm | None) -> Any:
    """From what stands now to what was typed, where two wrote at once; sent again, it is meant so."""
    if form is None or form.fault is None or form.fault.code != "proposals.draft-moved":
        return None
    typed = f"{form.data.get('title', '')}\n\n{form.data.get('text', '')}".replace("\r\n", "\n")
    anew = QueryDict(mutable=True)
    anew.update(form.data)
    anew[form.add_prefix("edition")] = str(held.edition)
    form.data = anew
    return differences(f"{held.title}\n\n{held.text}", typed)


def back(place: Place, draft: UUID) -> HttpResponseBase:
    """To the draft, or to the room for whoever sees it no more."""
    if authors.written_by(place.member, invited=True).filter(pk=draft).exists():
        return redirect("proposals:draft", place.coop.slug, draft)
    return redirect("proposals:decide", place.coop.slug)


def again(request: HttpRequest, place: Place, draft: UUID, form: KeyedForm) -> HttpResponseBase:
    """The draft once more, with what stands in the way."""
    from toadlane.proposals.draft_views import own, page_of  # noqa: PLC0415 - its page shows what is here

    return page_of(request, place, own(place, draft), None, sent=form)


@require_POST
@for_participants
def writers(request: HttpRequest, place: Place, draft: UUID) -> HttpResponseBase:
    """Ask somebody to write it along."""
    form = WriterForm(request.POST, people=[])
    if form.is_valid():
        said = form.cleaned_data
        with form.acting():
            row = verbs.invite_writer(
                draft=draft, person_key=said["person"], by=place.member, at=place.moment, key=said["key"]
            )
            messages.success(request, gettext("{name} is asked.").format(name=row.participant.name))
            return back(place, draft)
    return again(request, place, draft, form)


@require_POST
@for_participants
def answering(request: HttpRequest, place: Place, draft: UUID) -> HttpResponseBase:
    """Agree to write along, or do not; or leave it."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        agrees = form.cleaned_data["agrees"] == "yes"
        done = gettext("You write it along.") if agrees else gettext("You have no part in it any more.")
        with form.acting():
            verbs.answer_invitation(draft=draft, agrees=agrees, by=place.member, at=place.moment)
            messages.success(request, done)
            return back(place, draft)
    return again(request, place, draft, form)


@require_POST
@for_participants
def parting(request: HttpRequest, place: Place, draft: UUID) -> HttpResponseBase:
    """Go on without somebody."""
    form = PartForm(request.POST)
    if form.is_valid():
        key = form.cleaned_data["person"]
        with form.acting():
            verbs.part_with_writer(draft=draft, person_key=key, by=place.member, at=place.moment)
            messages.success(request, gettext("It goes on without them. What they wrote stays."))
            return back(place, draft)
    return again(request, place, draft, form)
