"""The page of one meeting, and everything one does there."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, keyless, status_of
from toadlane.meetings import agenda_paper, doors, plan_reads, plan_words, verbs
from toadlane.meetings.moving_scope import cancelled, moved
from toadlane.meetings.plan_forms import (
    AnswerForm,
    AskForm,
    CancelForm,
    EditionForm,
    FateForm,
    FillForm,
    ItemForm,
    MoveForm,
    OrderForm,
    PartForm,
    StepForm,
)
from toadlane.meetings.plan_reads import Shown
from toadlane.meetings.planned_rows import Meeting, MeetingChange
from toadlane.members.standing import stages_of
from toadlane.members.words import said as in_words
from toadlane.notices.telling import here_on

Sent = Mapping[str, KeyedForm]


@require_safe
@for_participants
def meeting(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponse:
    """When and where, what is on it, who comes, who does what."""
    return page(request, place, plan_reads.meeting_at(place, meeting), {})


@require_safe
@for_participants
def printed(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponse:
    """The agenda alone, for paper."""
    row = plan_reads.meeting_at(place, meeting)
    shown = Shown(place, row)
    return render(
        request, "meetings/printed.html", {"meeting": row, "shown": shown, "when": plan_reads.when(row)}
    )


@require_safe
@for_participants
def agenda_file(_request: HttpRequest, place: Place, meeting: UUID) -> HttpResponse:
    """The same as PDF."""
    return agenda_paper.as_file(Shown(place, plan_reads.meeting_at(place, meeting)))


def page(request: HttpRequest, place: Place, row: Meeting, sent: Sent) -> HttpResponse:
    """The page, with a form that came in if there is one."""
    shown = Shown(place, row)
    stages = {one: in_words(one) for one in stages_of(place.coop, place.moment)}
    changes = list(MeetingChange.objects.filter(meeting=row).select_related("by").order_by("-nth")[:20])
    last = changes[0].what if changes else ""
    undo = shown.may_arrange and last in {"moved", "cancelled"}
    context: dict[str, Any] = {
        "meeting": row,
        "shown": shown,
        "when": plan_reads.when(row),
        "elsewhere": plan_reads.elsewhere(row),
        "everybody": [(one, plan_reads.why_invited(one, stages)) for one in shown.invited],
        "changes": changes,
        "doors": list(doors.doors_of(place, row)),
        "click": KeyedForm(auto_id=False),
        "undo": EditionForm(initial={"edition": row.edition}, auto_id=False) if undo else None,
        "above": next(iter(sent.values()), None),
        "rounds": [plan_words.ROUNDS.get(one, one) for one in row.rounds],
        **{f"{name}_form": form for name, form in forms_of(shown, place, sent).items()},
    }
    return render(request, "meetings/meeting.html", context, status=status_of(sent))


def forms_of(shown: Shown, place: Place, sent: Sent) -> dict[str, KeyedForm]:
    """The forms they may send, as they begin or as they came in."""
    found: dict[str, KeyedForm] = {}
    if shown.is_open and shown.mine is not None:
        said = {"says": shown.mine.answer, "note": shown.mine.note}
        found["answer"] = AnswerForm(initial=said, auto_id="answer_%s")
    if shown.may_change:
        found["item"] = item_form(shown, place)
        found["fill"] = FillForm(auto_id="fill_%s")
        found["part"] = part_form(shown)
        found["ask"] = AskForm(people=not_invited(shown, place), auto_id="ask_%s")
    if shown.is_open and shown.may_arrange:
        found["move"] = MoveForm(
            in_series=shown.meeting.series_id is not None, initial=as_it_is(shown.meeting), auto_id="move_%s"
        )
        found["cancel"] = CancelForm(in_series=shown.meeting.series_id is not None, auto_id="cancel_%s")
    return {**found, **{name: form for name, form in sent.items() if name in found}}


def people_of(shown: Shown) -> list[tuple[str, str]]:
    """Whoever is invited, to choose from."""
    return [(one.participant.key, one.participant.name) for one in shown.invited]


def not_invited(shown: Shown, place: Place) -> list[tuple[str, str]]:
    """Whoever takes part and is not invited yet."""
    there = {one.participant_id for one in shown.invited}
    rows = here_on(place.coop, place.moment.day).exclude(pk__in=there).order_by("name")
    return [(one.key, one.name) for one in rows]


def item_form(shown: Shown, place: Place, data: Any = None, **initial: Any) -> ItemForm:
    """The form of an item, brought by whoever fills it in."""
    me = place.member.key if shown.mine is not None else ""
    return ItemForm(
        data,
        people=people_of(shown),
        decides=shown.meeting.decides,
        initial={"owner": me, **initial},
        auto_id="item_%s",
    )


def part_form(shown: Shown, data: Any = None) -> PartForm:
    """Who takes which part."""
    parts = [(one, plan_words.part(one)) for one in shown.meeting.parts]
    return PartForm(data, people=people_of(shown), parts=parts, auto_id="part_%s")


def as_it_is(row: Meeting) -> dict[str, Any]:
    """When and where it is, as a form shows it."""
    zone = zoneinfo.ZoneInfo(row.zone)
    begins, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    return {
        "day": begins.date(),
        "starts": None if row.all_day else begins.time(),
        "lasts": min(int((row.ends_at - row.starts_at) / dt.timedelta(minutes=1)), 24 * 60),
        "days": max(1, ((ends - dt.timedelta(seconds=1)).date() - begins.date()).days + 1),
        "presence": row.presence,
        "place": row.place,
        "link": row.link,
    }


@dataclass(frozen=True, slots=True)
class Act:
    """What one form of a page asks for."""

    form: KeyedForm
    verb: Callable[..., object]
    done: str


@require_POST
@for_participants
def acts(request: HttpRequest, place: Place, meeting: UUID, act: str) -> HttpResponse:
    """One form of the page was sent: do what it asks for, or show it again with what stands in the way."""
    row = plan_reads.meeting_at(place, meeting)
    if act not in ACTS:
        raise plan_reads.absent()
    asked = ACTS[act](request, place, row)

    def there(_done: object) -> HttpResponse:
        messages.success(request, asked.done)
        return redirect("meetings:meeting", place.coop.slug, row.pk)

    def again() -> HttpResponse:
        return page(request, place, plan_reads.meeting_at(place, meeting), {act: asked.form})

    return carry_out(place, asked.form, asked.verb, there=there, again=again, meeting=row)


def _answering(request: HttpRequest, _place: Place, _row: Meeting) -> Act:
    done = gettext("Answered. You can answer anew until it is over.")
    return Act(AnswerForm(request.POST, auto_id="answer_%s"), keyless(verbs.answer), done)


def _item(request: HttpRequest, place: Place, row: Meeting) -> Act:
    done = gettext("It is on the agenda.")
    return Act(item_form(Shown(place, row), place, request.POST), verbs.put_item, done)


def _fill(request: HttpRequest, _place: Place, _row: Meeting) -> Act:
    done = gettext("It is on the agenda.")
    return Act(FillForm(request.POST, auto_id="fill_%s"), verbs.fill_agenda, done)


def _part(request: HttpRequest, place: Place, row: Meeting) -> Act:
    done = gettext("The part is theirs.")
    return Act(part_form(Shown(place, row), request.POST), verbs.give_part, done)


def _ask(request: HttpRequest, place: Place, row: Meeting) -> Act:
    form = AskForm(request.POST, people=not_invited(Shown(place, row), place), auto_id="ask_%s")
    return Act(form, verbs.ask_also, gettext("They are invited too."))


def _order(request: HttpRequest, _place: Place, _row: Meeting) -> Act:
    done = gettext("The agenda is in this order.")
    return Act(OrderForm(request.POST), keyless(verbs.order_items), done)


def _move(request: HttpRequest, place: Place, row: Meeting) -> Act:
    form = MoveForm(request.POST, in_series=row.series_id is not None, auto_id="move_%s")
    done = gettext("Moved. Whoever is invited is told.")
    return Act(form, lambda **_said: moved(place, row, form), done)


def _cancel(request: HttpRequest, place: Place, row: Meeting) -> Act:
    form = CancelForm(request.POST, in_series=row.series_id is not None, auto_id="cancel_%s")
    done = gettext("Cancelled. Whoever is invited is told.")
    return Act(form, lambda **_said: cancelled(place, row, form), done)


def _undo(request: HttpRequest, _place: Place, _row: Meeting) -> Act:
    done = gettext("It is as it was before.")
    return Act(EditionForm(request.POST), verbs.undo_meeting, done)


def _over(request: HttpRequest, _place: Place, _row: Meeting) -> Act:
    done = gettext("It is over. What was not finished is on the next agenda.")
    return Act(KeyedForm(request.POST), keyless(verbs.end_meeting), done)


ACTS: dict[str, Callable[[HttpRequest, Place, Meeting], Act]] = {
    "answer": _answering,
    "item": _item,
    "fill": _fill,
    "part": _part,
    "ask": _ask,
    "order": _order,
    "move": _move,
    "cancel": _cancel,
    "undo": _undo,
    "over": _over,
}


@require_POST
@for_participants
def item_acts(request: HttpRequest, place: Place, meeting: UUID, item: UUID, act: str) -> HttpResponse:
    """One item goes up or down, is done or taken off."""
    row = plan_reads.meeting_at(place, meeting)
    one = plan_reads.item_at(place, row, item)
    form, verb = _of_item(act, request)

    def there(_done: object) -> HttpResponse:
        return redirect("meetings:meeting", place.coop.slug, row.pk)

    def again() -> HttpResponse:
        return page(request, place, plan_reads.meeting_at(place, meeting), {"change": form})

    return carry_out(place, form, verb, there=there, again=again, item=one)


def _of_item(act: str, request: HttpRequest) -> tuple[KeyedForm, Callable[..., object]]:
    match act:
        case "step":
            return StepForm(request.POST), verbs.step_item
        case "fate":
            return FateForm(request.POST), keyless(verbs.set_fate)
        case _:
            raise plan_reads.absent()
