"""The pages of a talk: the talk itself, one comment with what can be done with it, and a small group."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.talk import reads, verbs
from toadlane.talk.forms import FollowForm, FoundForm, GroupForm, KeyedEditForm, MetForm, RoundForm, SayForm
from toadlane.talk.models import Comment
from toadlane.talk.reads import Said, Talk

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
@for_participants
def talk(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """What was said about something, and saying something; `?q=` searches in it."""
    found = talk_of(request, place, kind, subject)
    form = SayForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.acting():
            return redirect(address(verbs.say_with(**typed(found, form))))
    return page(request, found, say_form=form if form.is_bound else None)


def talk_of(request: HttpRequest, place: Place, kind: str, subject: str) -> Talk:
    """The talk, with what the address asks of it."""
    asked = request.GET
    return reads.talk(place, kind, subject, number=asked.get("page", ""), sought=asked.get("q", ""))


def typed(found: Talk, form: SayForm) -> dict[str, Any]:
    """What was typed, by whom, and in answer to what the form names."""
    said, place = form.cleaned_data, found.place
    answers = reads.comment_at(place, said["answers"])[1] if said["answers"] else None
    return {
        **{name: said[name] for name in ("text", "sort", "key")},
        "sent": said["attached"],
        "subject": found.subject,
        "answers": answers,
        "group": found.group,
        "by": place.member,
        "at": place.moment,
    }


def page(
    request: HttpRequest,
    found: Talk,
    *,
    say_form: SayForm | None = None,
    round_form: RoundForm | None = None,
    group_form: GroupForm | None = None,
    above: KeyedForm | None = None,
) -> HttpResponse:
    """The page of a talk, with whichever of its forms came in."""
    sent = say_form or round_form or group_form or above
    lists = found.may_speak and found.group is None
    shown = {
        "talk": found,
        "say_form": say_form or SayForm(auto_id="say_%s"),
        "round_form": round_form or RoundForm(auto_id="round_%s"),
        "group_form": group_form
        or (GroupForm(speakers=found.speakers, auto_id="group_%s") if lists else None),
        "button": KeyedForm(auto_id=False),
        "above": above,
        "room": found.room,
    }
    return render(request, "talk/talk.html", shown, status=sent.status if sent else 200)


def address(said: Comment) -> str:
    """Where a comment stands in its talk."""
    return reverse("talk:place", args=[said.coop.slug, said.pk])


@require_safe
@for_participants
def standing(_: HttpRequest, place: Place, comment: UUID) -> HttpResponseBase:
    """A lasting address: to the page of the talk on which a comment stands."""
    subject, found = reads.comment_at(place, comment)
    there = reverse("talk:talk", args=[place.coop.slug, subject.kind, subject.key])
    if found.group_id:
        there = reverse("talk:group", args=[place.coop.slug, found.group_id])
    return redirect(f"{there}?page={reads.page_of(subject, found)}#comment-{found.pk}")


@require_http_methods(BOTH)
@for_participants
def comment(request: HttpRequest, place: Place, comment: UUID) -> HttpResponseBase:
    """One comment: answering it, what stood before, and what its writer or a facilitator can do."""
    subject, found = reads.comment_at(place, comment)
    form = SayForm(request.POST or None, request.FILES or None, initial={"answers": found.pk})
    if form.is_valid():
        with form.acting():
            around = Talk(place, subject, found.group)
            return redirect(address(verbs.say_with(**typed(around, form))))
    return page_of_one(request, place, found, say_form=form if form.is_bound else None)


def page_of_one(
    request: HttpRequest,
    place: Place,
    found: Comment,
    *,
    say_form: SayForm | None = None,
    edit_form: KeyedEditForm | None = None,
    met_form: MetForm | None = None,
    above: KeyedForm | None = None,
) -> HttpResponse:
    """The page of one comment, with whichever of its forms came in."""
    around = reads.talk(place, found.kind, found.subject, group=found.group)
    said = Said(found, mine=found.by_id == place.member.pk)
    words = said.words
    begun = {"text": words.text, "edition": words.edition} if words else {}
    sent = say_form or edit_form or met_form or above
    shown = {
        "talk": around,
        "said": said,
        "earlier": reads.earlier(found),
        "say_form": say_form or SayForm(initial={"answers": found.pk}, auto_id="say_%s"),
        "edit_form": edit_form or KeyedEditForm(initial=begun, auto_id="edit_%s"),
        "met_form": met_form or MetForm(auto_id="met_%s"),
        "may_meet": said.is_open and around.may_speak and (said.mine or around.leads),
        "button": KeyedForm(auto_id=False),
        "above": above,
        "room": around.room,
    }
    return render(request, "talk/comment.html", shown, status=sent.status if sent else 200)


@require_POST
@for_participants
def edition(request: HttpRequest, place: Place, comment: UUID) -> HttpResponseBase:
    """The same in other words."""
    _subject, found = reads.comment_at(place, comment)
    form = KeyedEditForm(request.POST, auto_id="edit_%s")
    if form.is_valid():
        said = form.cleaned_data
        with form.acting():
            verbs.edit(
                comment=found, text=said["text"], edition=said["edition"], by=place.member, at=place.moment
            )
            return redirect(address(found))
    return page_of_one(request, place, found, edit_form=form)


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, comment: UUID) -> HttpResponseBase:
    """Take one's words back."""
    _subject, found = reads.comment_at(place, comment)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.take_back(comment=found, by=place.member, at=place.moment)
            messages.success(request, gettext("Taken back. That you spoke stays; what you said is gone."))
            return redirect(address(found))
    return page_of_one(request, place, found, above=form)


@require_POST
@for_participants
def met(request: HttpRequest, place: Place, comment: UUID) -> HttpResponseBase:
    """A concern or a question is met."""
    _subject, found = reads.comment_at(place, comment)
    form = MetForm(request.POST, auto_id="met_%s")
    if form.is_valid():
        with form.acting():
            verbs.meet(comment=found, by=place.member, at=place.moment, **form.cleaned_data)
            return redirect(address(found))
    return page_of_one(request, place, found, met_form=form)


@require_http_methods(BOTH)
@for_participants
def group(request: HttpRequest, place: Place, group: UUID) -> HttpResponseBase:
    """A small group: what it says, for whoever sees the subject; its own speak."""
    found = group_of(request, place, group)
    form = SayForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.acting():
            return redirect(address(verbs.say_with(**typed(found, form))))
    return page_of_group(request, found, say_form=form if form.is_bound else None)


def group_of(request: HttpRequest, place: Place, key: UUID) -> Talk:
    """The talk of a small group, with what the address asks of it."""
    subject, held = reads.group_at(place, key)
    asked = request.GET
    return Talk(place, subject, held, asked.get("page", ""), asked.get("q", "").replace("\x00", "")[:200])


def page_of_group(
    request: HttpRequest, found: Talk, *, say_form: SayForm | None = None, found_form: FoundForm | None = None
) -> HttpResponse:
    """The page of a small group, with whichever of its forms came in."""
    sent = say_form or found_form
    held = found.group
    if held is None:
        raise absent()
    is_open = held.ended_at is None and found.subject.is_open
    ends = found.may_speak or (is_open and (found.leads or held.begun_by == found.place.member.key))
    shown = {
        "talk": found,
        "say_form": say_form or SayForm(auto_id="say_%s"),
        "found_form": found_form or (FoundForm(auto_id="found_%s") if ends else None),
        "button": KeyedForm(auto_id=False),
        "room": found.room,
    }
    return render(request, "talk/group.html", shown, status=sent.status if sent else 200)


@require_POST
@for_participants
def group_end(request: HttpRequest, place: Place, group: UUID) -> HttpResponseBase:
    """A small group brings back what it found."""
    found = group_of(request, place, group)
    form = FoundForm(request.POST, auto_id="found_%s")
    if form.is_valid() and found.group is not None:
        with form.acting():
            told = verbs.end_group(group=found.group, by=place.member, at=place.moment, **form.cleaned_data)
            return redirect(address(told))
    return page_of_group(request, found, found_form=form)


@require_POST
@for_participants
def groups(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """Begin a small group."""
    found = talk_of(request, place, kind, subject)
    form = GroupForm(request.POST, speakers=found.speakers, auto_id="group_%s")
    if form.is_valid():
        with form.acting():
            begun = verbs.begin_group(
                subject=found.subject, by=place.member, at=place.moment, **form.cleaned_data
            )
            return redirect("talk:group", place.coop.slug, begun.pk)
    return page(request, found, group_form=form)


@require_POST
@for_participants
def round_begin(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """Begin a round."""
    found = talk_of(request, place, kind, subject)
    form = RoundForm(request.POST, auto_id="round_%s")
    if form.is_valid():
        with form.acting():
            verbs.begin_round(subject=found.subject, by=place.member, at=place.moment, **form.cleaned_data)
            return back(found)
    return page(request, found, round_form=form)


@require_POST
@for_participants
def round_pass(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """Say nothing in this round."""
    found = talk_of(request, place, kind, subject)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.pass_turn(subject=found.subject, by=place.member, at=place.moment)
            return back(found)
    return page(request, found, above=form)


@require_POST
@for_participants
def round_end(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """End the round."""
    found = talk_of(request, place, kind, subject)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.end_round(subject=found.subject, by=place.member, at=place.moment)
            return back(found)
    return page(request, found, above=form)


@require_POST
@for_participants
def following(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """Be told of what is said here, or not."""
    found = talk_of(request, place, kind, subject)
    form = FollowForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data["follows"] == "yes"
        with form.acting():
            verbs.follow(subject=found.subject, follows=wanted, by=place.member, at=place.moment)
            return back(found)
    return page(request, found, above=form)


def back(found: Talk) -> HttpResponse:
    """To the page of the talk."""
    return redirect("talk:talk", found.place.coop.slug, found.subject.kind, found.subject.key)
