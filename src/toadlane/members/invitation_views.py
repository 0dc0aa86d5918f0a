"""Inviting, taking an invitation back, and the page its link leads to."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from toadlane.coops import clock
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.members import verbs
from toadlane.members.forms import InviteForm, NewcomerForm
from toadlane.members.links import came_by_post, invitation_of
from toadlane.members.models import Invitation
from toadlane.members.views import found, page_of, require_entering
from toadlane.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["POST"])
@for_participants
def new(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Invite somebody, for the first time or anew."""
    who = found(place, person)
    require_entering(place)
    form = InviteForm(request.POST, auto_id="invite_%s")
    if form.is_valid():
        with form.acting():
            verbs.invite(participant=who, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("%(name)s is invited.") % {"name": who.name})
            return redirect("members:person", place.coop.slug, who.key)
    return page_of(request, place, who, invite=form)


@require_http_methods(["POST"])
@for_participants
def withdrawal(request: HttpRequest, place: Place, person: str, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    who = found(place, person)
    require_entering(place)
    row = Invitation.objects.filter(coop=place.coop, participant=who, pk=invitation).first()
    if row is None:
        raise absent()
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.withdraw(invitation=row, by=place.member, at=place.moment, key=form.cleaned_data["key"])
            messages.success(request, gettext("Withdrawn. Its link leads nowhere now."))
            return redirect("members:person", place.coop.slug, who.key)
    messages.error(request, form.fault.says if form.fault else gettext("Nothing was changed."))
    return redirect("members:person", place.coop.slug, who.key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Come in: with the account one has, or with a new one."""
    invited = invitation_of(token)
    if request.user.is_authenticated:
        person = Person.objects.get(pk=request.user.pk)
        return with_account(request, invited, person, by_post=came_by_post(token))
    return without_account(request, invited, by_post=came_by_post(token))


def with_account(request: HttpRequest, invited: Invitation, person: Person, *, by_post: bool) -> HttpResponse:
    """Whoever is signed in accepts, if it is theirs."""
    form = KeyedForm(request.POST or None)
    if form.is_valid():
        with form.acting():
            key = form.cleaned_data["key"]
            who = verbs.accept(
                invitation=invited, by=person, by_post=by_post, at=clock.now(invited.coop), key=key
            )
            return welcomed(request, who)
    return shown(request, invited, "yours" if person.email == invited.email else "other", form)


def without_account(request: HttpRequest, invited: Invitation, *, by_post: bool) -> HttpResponse:
    """Whoever has an account signs in first; whoever has none makes one here."""
    if Person.objects.filter(email=invited.email).exists():
        return shown(request, invited, "sign-in", KeyedForm())
    form = NewcomerForm(request.POST or None, email=invited.email, initial={"name": invited.participant.name})
    if form.is_valid():
        with form.acting():
            who = verbs.accept_as_newcomer(
                invitation=invited, by_post=by_post, at=clock.now(invited.coop), **form.cleaned_data
            )
            # The same click once more finds the account made already: only its password opens it.
            if who.person is not None and who.person.check_password(form.cleaned_data["password"]):
                login(request, who.person, backend=BACKEND)
            return welcomed(request, who)
    return shown(request, invited, "new", form)


def welcomed(request: HttpRequest, who: Participant) -> HttpResponse:
    """Into the hall of the co-op."""
    messages.success(request, gettext("Welcome to %(coop)s.") % {"coop": who.coop.name})
    return redirect("today:today", who.coop.slug)


def shown(request: HttpRequest, invited: Invitation, way: str, form: KeyedForm) -> HttpResponse:
    """The page of an invitation; one that is over says so and asks nothing."""
    state = invited.state_at(timezone.now())
    given = {
        "invited": invited,
        "coop_name": invited.coop.name,
        "way": way,
        "state": state.value,
        "form": form,
    }
    status = form.status
    if state != Invitation.State.OPEN:
        status = 410
    return render(request, "members/invitation.html", given, status=status)
