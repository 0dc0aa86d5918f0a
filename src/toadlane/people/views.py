"""A person's own page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toadlane.people.forms import OwnForm
from toadlane.people.models import Person


@login_required
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Name, language and time zone, and the way to e-mail and password."""
    # A fresh copy: a refused form must not rename the person in the head of the same page.
    person = Person.objects.get(pk=str(request.user.pk))
    form = OwnForm(request.POST or None, instance=person)
    if form.is_valid():
        form.save()
        messages.success(request, _("Kept."))
        return redirect("people:me")
    return render(request, "people/me.html", {"form": form}, status=422 if form.is_bound else 200)
