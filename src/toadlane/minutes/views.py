"""The pages of minutes: begun, written, corrected, approved, and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, keyless, status_of
from toadlane.meetings import doors
from toadlane.minutes import forms, paper, reads, verbs
from toadlane.minutes.life import may_write
from toadlane.minutes.models import Correction, Line, Minutes
from toadlane.minutes.reads import PartShown, Shown
from toadlane.minutes.verbs.correcting import ATTENDANCE
from toadlane.ui.names import Everybody

TYPED: Final = frozenset({"line", "correction", "answer", "closed", "attendance"})
"""The forms whose words are shown again when they are refused."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def of_meeting(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponse:
    """The minutes of a meeting: those that are there, or the page where they are begun."""
    held = reads.meeting_at(place, meeting)
    found = reads.seen(place).filter(meeting=held).order_by("nth").first()
    if found is not None:
        return redirect("minutes:one", place.coop.slug, found.pk)
    form = KeyedForm(request.POST or None, auto_id=False)

    def again() -> HttpResponse:
        writes = may_write(held, place.member, place.moment)
        shown = {"meeting": held, "form": form, "writes": writes, "room": "meet"}
        return render(request, "minutes/begin.html", shown, status=form.status)

    def there(row: Minutes) -> HttpResponse:
        return redirect("minutes:one", place.coop.slug, row.pk)

    return carry_out(place, form, keyless(verbs.begin), there=there, again=again, meeting=held)


@require_safe
@for_participants
def one(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """One set of minutes, with what can be done about it now."""
    return page_of(request, place, reads.minutes_at(place, minutes))


@require_POST
@for_participants
def attendance(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Say who was there."""
    form = forms.AttendanceForm(request.POST, people=_people(place, minutes), auto_id="there_%s")
    return acted(request, place, minutes, "attendance", form, verbs.set_attendance, gettext("Saved."))


@require_POST
@for_participants
def line(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Write a line, or change one."""
    form = forms.LineForm(request.POST, people=_people(place, minutes), auto_id="typed_%s")
    return acted(request, place, minutes, "line", form, verbs.write_line, gettext("Saved."))


@require_POST
@for_participants
def striking(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Strike a line out."""
    form = forms.StrikeForm(request.POST, auto_id=False)
    return acted(request, place, minutes, "strike", form, verbs.strike_line, gettext("Struck out."))


@require_POST
@for_participants
def none(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Say that there was nothing of a part."""
    form = forms.NoneForm(request.POST, auto_id=False)
    return acted(request, place, minutes, "none", form, verbs.say_none, gettext("Saved."))


@require_POST
@for_participants
def sending(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Send them out."""
    form = forms.SendForm(request.POST, auto_id=False)
    done = gettext("Sent out. Whoever may see them is told, and can suggest corrections.")
    return acted(request, place, minutes, "send", form, verbs.send_out, done)


@require_POST
@for_participants
def correction(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Suggest a correction."""
    form = forms.CorrectionForm(request.POST, people=_people(place, minutes), auto_id="wrong_%s")
    done = gettext("Suggested. Whoever writes the minutes answers it.")
    return acted(request, place, minutes, "correction", form, verbs.suggest_correction, done)


@require_POST
@for_participants
def answer(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Accept or decline a correction."""
    form = forms.AnswerForm(request.POST, auto_id="answered_%s")
    return acted(request, place, minutes, "answer", form, verbs.answer_correction, gettext("Answered."))


@require_POST
@for_participants
def approval(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Approve them."""
    form = forms.EditionForm(request.POST, auto_id=False)
    return acted(request, place, minutes, "approve", form, verbs.approve, gettext("Approved."))


@require_POST
@for_participants
def together(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Note who approved them in a later meeting."""
    form = forms.TogetherForm(request.POST, people=_people(place, minutes), auto_id="together_%s")
    done = gettext("Noted. Those you named are told, and can say that it is not theirs before it counts.")
    return acted(request, place, minutes, "together", form, verbs.approve_in_meeting, done)


@require_POST
@for_participants
def contesting(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Say that an approval noted for one is not one's own."""
    form = forms.EditionForm(request.POST, auto_id=False)
    done = gettext("It does not count. Whoever noted it is told.")
    return acted(request, place, minutes, "contest", form, verbs.contest, done)


@require_POST
@for_participants
def closed(request: HttpRequest, place: Place, minutes: UUID) -> HttpResponse:
    """Begin the minutes of a closed session."""
    form = forms.ClosedForm(request.POST, people=_people(place, minutes), auto_id="closed_%s")
    done = gettext("These minutes are seen by those who were in the session.")
    return acted(request, place, minutes, "closed", form, verbs.begin_closed, done)


@require_safe
@for_participants
def file(_request: HttpRequest, place: Place, minutes: UUID, form: str) -> HttpResponse:
    """The minutes to take along: “pdf”, “docx” or “md”."""
    found = reads.shown(place, reads.minutes_at(place, minutes))
    written = paper.written(form, found)
    response = HttpResponse(written.data, content_type=written.media)
    response["Content-Disposition"] = f'attachment; filename="{written.name}"'
    return response


def _people(place: Place, minutes: UUID) -> Everybody:
    return reads.to_name(place, reads.minutes_at(place, minutes))


def acted(  # noqa: PLR0917 - the form, its name on the page, and what it does
    request: HttpRequest,
    place: Place,
    minutes: UUID,
    name: str,
    form: KeyedForm,
    verb: Callable[..., object],
    done: str,
) -> HttpResponse:
    """One form of the page was sent: do what it asks for, or show it again with what stands in the way."""
    row = reads.minutes_at(place, minutes)

    def there(made: object) -> HttpResponse:
        messages.success(request, done)
        return redirect("minutes:one", place.coop.slug, made.pk if isinstance(made, Minutes) else row.pk)

    def again() -> HttpResponse:
        return page_of(request, place, reads.minutes_at(place, row.pk), {name: form})

    return carry_out(place, form, verb, there=there, again=again, minutes=row.pk)


def page_of(
    request: HttpRequest, place: Place, row: Minutes, sent: Mapping[str, KeyedForm] | None = None
) -> HttpResponse:
    """The page of one set of minutes; a form that was sent and refused stands above everything else."""
    found, refused = reads.shown(place, row), dict(sent or {})
    people = reads.to_name(place, row) if found.drafting or found.correcting else Everybody()
    given: dict[str, Any] = {
        "shown": found,
        "row": row,
        "life": found.life,
        "now": found.life.now.value,
        "why": found.life.now.reason,
        "others": reads.others_of(place, row),
        "parts": [_part_of(one, found, people) for one in found.parts],
        "corrections": [
            (one, _answer_form(one, beside=found.life.phase == "approved") if found.answerable(one) else None)
            for one in found.life.corrections
            if one not in found.late
        ],
        "attendance": _attendance(found, people) if found.drafting else None,
        "correction": forms.CorrectionForm(people=people, decides=row.meeting.decides, auto_id="more_%s")
        if found.correcting
        else None,
        "closed": forms.ClosedForm(people=people, auto_id="session_%s")
        if found.drafting and not row.nth
        else None,
        "together": forms.TogetherForm(
            people=found.there_later, initial={"meeting": found.later.pk}, auto_id="with_%s"
        )
        if found.later and found.there_later
        else None,
        "click": KeyedForm(auto_id=False),
        "above": next(iter(refused.items()), None),
        "retyped": bool(TYPED & set(refused)),
        "papers": paper.FORMS,
        "room": "meet",
        "hours": [one for one in doors.doors_of(place, row.meeting) if one.sends] if not row.nth else [],
    }
    return render(request, "minutes/minutes.html", given, status=status_of(refused))


def _part_of(one: PartShown, found: Shown, people: Everybody) -> dict[str, Any]:
    """A part with the form of each of its lines, and one for a new line."""
    new = forms.LineForm(people=people, part=one.key, auto_id=f"new-{one.key}_%s") if found.drafting else None
    return {"part": one, "lines": [(line, _form_of(line, found, people)) for line in one.lines], "new": new}


def _form_of(one: Line, found: Shown, people: Everybody) -> KeyedForm | None:
    if found.drafting:
        return forms.LineForm.of(one, people)
    return forms.CorrectionForm.of(one, people) if found.correcting else None


def _answer_form(one: Correction, *, beside: bool) -> forms.AnswerForm:
    words = getattr(one, "words", None)
    said = {
        "correction": one.pk,
        "text": words.text if words else "",
        "edition": one.line.edition if one.line else 0,
    }
    form = forms.AnswerForm(initial=said, auto_id=f"answer-{one.pk}_%s")
    if beside or one.part == ATTENDANCE or not (words and words.text):
        form.fields["text"].widget = form.fields["text"].hidden_widget()
    return form


def _attendance(found: Shown, people: Everybody) -> forms.AttendanceForm:
    said = {
        "there": found.life.there,
        "apologies": [one.participant.key for one in found.apologies],
        "guests": found.row.guests,
    }
    return forms.AttendanceForm(people=people, initial=said, auto_id="there_%s")
