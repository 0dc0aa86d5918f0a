"""The pages of a talk: the talk itself, one comment with what can be done with it, and a small group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from toadlane.coops.forms import KeyedForm, carry_out, keyless, status_of
from toadlane.files.bringing import Sent
from toadlane.talk import reads, verbs
from toadlane.talk.forms import FollowForm, FoundForm, GroupForm, KeyedEditForm, MetForm, RoundForm, SayForm
from toadlane.talk.models import Comment, SmallGroup
from toadlane.talk.reads import Talk
from toadlane.talk.verbs.reading import have_read

Again = Callable[[], HttpResponse]
BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
@for_participants
def talk(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """What was said about something, and saying something; `?q=` searches in it."""
    found = talk_of(request, place, kind, subject)
    if request.method == "GET":
        have_read(subject=found.subject, by=place.member, at=place.moment)
    form = SayForm(request.POST or None, request.FILES or None)
    return spoken(found, form, lambda: page(request, found, say_form=form))


def talk_of(request: HttpRequest, place: Place, kind: str, subject: str) -> Talk:
    """The talk, with what the address asks of it."""
    asked = request.GET
    return reads.talk(place, kind, subject, number=asked.get("page", ""), sought=asked.get("q", ""))


def spoken(found: Talk, form: SayForm, again: Again) -> HttpResponse:
    """Somebody speaks, perhaps in answer to what the form names."""

    def say(*, answers: UUID | None, attached: list[Sent], **said: Any) -> Comment:
        answered = reads.comment_at(found.place, answers)[1] if answers else None
        return verbs.say_with(answers=answered, sent=attached, **said)

    of = {"subject": found.subject, "group": found.group}
    return carry_out(found.place, form, say, there=to_comment, again=again, **of)


def page(request: HttpRequest, found: Talk, **sent: KeyedForm) -> HttpResponse:
    """The page of a talk, with whichever of its forms came in."""
    lists = found.may_speak and found.group is None
    shown = {
        "talk": found,
        "say_form": SayForm(auto_id="say_%s"),
        "round_form": RoundForm(auto_id="round_%s"),
        "group_form": GroupForm(speakers=found.speakers, auto_id="group_%s") if lists else None,
        "button": KeyedForm(auto_id=False),
        "room": found.room,
    }
    return shown_with(request, "talk/talk.html", shown, sent)


def shown_with(
    request: HttpRequest, template: str, shown: dict[str, Any], sent: Mapping[str, KeyedForm]
) -> HttpResponse:
    """A page, with those of its forms that came in as they were typed."""
    came = {name: form for name, form in sent.items() if form.is_bound}
    return render(request, template, shown | came, status=status_of(came))


def address(said: Comment) -> str:
    """Where a comment stands in its talk."""
    return reverse("talk:place", args=[said.coop.slug, said.pk])


def to_comment(said: Comment) -> HttpResponse:
    """To where it stands."""
    return redirect(address(said))


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
    around = Talk(place, subject, found.group)
    return spoken(around, form, lambda: page_of_one(request, place, found, say_form=form))


def page_of_one(request: HttpRequest, place: Place, found: Comment, **sent: KeyedForm) -> HttpResponse:
    """The page of one comment, with whichever of its forms came in."""
    around = reads.talk(place, found.kind, found.subject, group=found.group)
    said = around.one(found)
    words = said.words
    begun = {"text": words.text, "edition": words.edition} if words else {}
    shown = {
        "talk": around,
        "said": said,
        "earlier": reads.earlier(found),
        "is_thread": reads.begins_thread(found),
        "say_form": SayForm(initial={"answers": found.pk}, auto_id="say_%s"),
        "edit_form": KeyedEditForm(initial=begun, auto_id="edit_%s"),
        "met_form": MetForm(auto_id="met_%s"),
        "may_meet": said.is_open and around.may_speak and (said.mine or around.leads),
        "button": KeyedForm(auto_id=False),
        "room": around.room,
    }
    return shown_with(request, "talk/comment.html", shown, sent)


def of_one(
    request: HttpRequest,
    place: Place,
    comment: UUID,
    verb: Callable[..., object],
    done: str = "",
    **sent: KeyedForm,
) -> HttpResponse:
    """What the form of a comment's page does to it."""
    _subject, found = reads.comment_at(place, comment)
    [form] = sent.values()

    def there(_done: object) -> HttpResponse:
        if done:
            messages.success(request, done)
        return to_comment(found)

    def once_more() -> HttpResponse:
        return page_of_one(request, place, found, **sent)

    return carry_out(place, form, verb, there=there, again=once_more, comment=found)


@require_POST
@for_participants
def edition(request: HttpRequest, place: Place, comment: UUID) -> HttpResponseBase:
    """The same in other words."""
    form = KeyedEditForm(request.POST, auto_id="edit_%s")
    return of_one(request, place, comment, keyless(verbs.edit), edit_form=form)


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, comment: UUID) -> HttpResponseBase:
    """Take one's words back."""
    done = gettext("Taken back. That you spoke stays; what you said is gone.")
    return of_one(request, place, comment, keyless(verbs.take_back), done, above=KeyedForm(request.POST))


@require_POST
@for_participants
def met(request: HttpRequest, place: Place, comment: UUID) -> HttpResponseBase:
    """A concern or a question is met."""
    return of_one(request, place, comment, verbs.meet, met_form=MetForm(request.POST, auto_id="met_%s"))


@require_http_methods(BOTH)
@for_participants
def group(request: HttpRequest, place: Place, group: UUID) -> HttpResponseBase:
    """A small group: what it says, for whoever sees the subject; its own speak."""
    found = group_of(request, place, group)
    form = SayForm(request.POST or None, request.FILES or None)
    return spoken(found, form, lambda: page_of_group(request, found, say_form=form))


def group_of(request: HttpRequest, place: Place, key: UUID) -> Talk:
    """The talk of a small group, with what the address asks of it."""
    subject, held = reads.group_at(place, key)
    asked = request.GET
    return Talk(place, subject, held, asked.get("page", ""), asked.get("q", "").replace("\x00", "")[:200])


def page_of_group(request: HttpRequest, found: Talk, **sent: KeyedForm) -> HttpResponse:
    """The page of a small group, with whichever of its forms came in."""
    held = found.group
    if held is None:
        raise absent()
    is_open = held.ended_at is None and found.subject.is_open
    ends = found.may_speak or (is_open and (found.leads or held.begun_by == found.place.member.key))
    shown = {
        "talk": found,
        "say_form": SayForm(auto_id="say_%s"),
        "found_form": FoundForm(auto_id="found_%s") if ends else None,
        "button": KeyedForm(auto_id=False),
        "room": found.room,
    }
    return shown_with(request, "talk/group.html", shown, sent)


@require_POST
@for_participants
def group_end(request: HttpRequest, place: Place, group: UUID) -> HttpResponseBase:
    """A small group brings back what it found."""
    found = group_of(request, place, group)
    form = FoundForm(request.POST, auto_id="found_%s")

    def once_more() -> HttpResponse:
        return page_of_group(request, found, found_form=form)

    return carry_out(place, form, verbs.end_group, there=to_comment, again=once_more, group=found.group)


def of_all(request: HttpRequest, found: Talk, verb: Callable[..., Any], **sent: KeyedForm) -> HttpResponse:
    """What the form of a talk's page does: to a small group that was begun, or back to the page."""
    [form] = sent.values()

    def there(done: object) -> HttpResponse:
        if isinstance(done, SmallGroup):
            return redirect("talk:group", done.coop.slug, done.pk)
        return redirect("talk:talk", found.place.coop.slug, found.subject.kind, found.subject.key)

    def once_more() -> HttpResponse:
        return page(request, found, **sent)

    return carry_out(found.place, form, verb, there=there, again=once_more, subject=found.subject)


@require_POST
@for_participants
def groups(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """Begin a small group."""
    found = talk_of(request, place, kind, subject)
    form = GroupForm(request.POST, speakers=found.speakers, auto_id="group_%s")
    return of_all(request, found, verbs.begin_group, group_form=form)


@require_POST
@for_participants
def round_begin(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """Begin a round."""
    found = talk_of(request, place, kind, subject)
    return of_all(request, found, verbs.begin_round, round_form=RoundForm(request.POST, auto_id="round_%s"))


@require_POST
@for_participants
def round_pass(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """Say nothing in this round."""
    found = talk_of(request, place, kind, subject)
    return of_all(request, found, keyless(verbs.pass_turn), above=KeyedForm(request.POST))


@require_POST
@for_participants
def round_end(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """End the round."""
    found = talk_of(request, place, kind, subject)
    return of_all(request, found, keyless(verbs.end_round), above=KeyedForm(request.POST))


@require_POST
@for_participants
def following(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """Be told of what is said here, or not."""
    found = talk_of(request, place, kind, subject)
    return of_all(request, found, keyless(verbs.follow), above=FollowForm(request.POST))
