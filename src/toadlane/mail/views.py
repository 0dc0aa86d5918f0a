"""The page of e-mail, for whoever runs the installation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from toadlane.coops.forms import KeyedForm
from toadlane.mail import kept, reads, verbs
from toadlane.mail.forms import ServerForm, as_typed
from toadlane.people.models import Person

OPEN: Final = "mail/mail.html"
View = Callable[[HttpRequest, Person], HttpResponseBase]


def for_operators(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """For whoever runs the installation; for everybody else there is no such page."""

    @login_required
    @wraps(view)
    def inside(request: HttpRequest) -> HttpResponseBase:
        person = Person.objects.get(pk=str(request.user.pk))
        verbs.only_operators(person)
        return view(request, person)

    return inside


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def mail(request: HttpRequest, person: Person) -> HttpResponseBase:
    """How mail stands; set a server up."""
    if "HX-Request" in request.headers:
        return letters(request, person)
    form = ServerForm(request.POST or None, initial=as_typed(kept.standing().server))
    if form.is_valid():
        with form.acting():
            verbs.set_up(server=form.server(), by=person, at=timezone.now())
            messages.success(request, gettext("Kept. Now send a test to see whether letters arrive."))
            return redirect("mail:mail")
    return page_of(request, person, form)


@require_http_methods(["POST"])
@for_operators
def test(request: HttpRequest, person: Person) -> HttpResponse:
    """Write to whoever asks."""
    form = KeyedForm(request.POST, auto_id="test_%s")
    if form.is_valid():
        with form.acting():
            key = form.cleaned_data["key"]
            verbs.send_test(by=person, at=timezone.now(), key=key)
            return redirect("mail:mail")
    return page_of(request, person, trying=form)


@require_http_methods(["POST"])
@for_operators
def removal(request: HttpRequest, person: Person) -> HttpResponse:
    """Use no server from now on."""
    form = KeyedForm(request.POST, auto_id="removal_%s")
    if form.is_valid():
        with form.acting():
            verbs.take_away(by=person)
            messages.success(request, gettext("Taken away, with its password."))
            return redirect("mail:mail")
    return page_of(request, person, removing=form)


def letters(request: HttpRequest, person: Person) -> HttpResponseBase:
    """The last letters, for a page that asks again; 304 when it asks in vain."""
    post = reads.post(person)
    etag = quote_etag(post.version)
    response = get_conditional_response(request, etag=etag) or render(
        request, "mail/part/letters.html", {"post": post}
    )
    response["ETag"] = etag
    return response


def page_of(
    request: HttpRequest,
    person: Person,
    form: ServerForm | None = None,
    *,
    trying: KeyedForm | None = None,
    removing: KeyedForm | None = None,
) -> HttpResponse:
    """The whole page around whichever form was sent."""
    post = reads.post(person)
    shown = {
        "post": post,
        "person": person,
        "form": form or ServerForm(initial=as_typed(post.standing.server)),
        "trying": trying or KeyedForm(auto_id="test_%s"),
        "removing": removing or KeyedForm(auto_id="removal_%s"),
    }
    status = (
        max(each.status for each in (form, trying, removing) if each) if form or trying or removing else 200
    )
    return render(request, OPEN, shown, status=status)
