"""The pages on which a co-op begins."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from toadlane.coops.demo import is_demo
from toadlane.founding import verbs
from toadlane.founding.forms import StartForm
from toadlane.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Step one: the co-op itself. In the demo, and for whoever may not make one: what to do instead."""
    if is_demo():
        return render(request, "founding/not_here.html", {"demo": True})
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    person = Person.objects.get(pk=request.user.pk)
    if not person.operates:
        return render(request, "founding/not_here.html", {"demo": False})
    usual = {"founder": person.name, "time_zone": person.time_zone, "language": request.LANGUAGE_CODE}
    form = StartForm(request.POST or None, initial=usual)
    if form.is_valid():
        with form.acting():
            key = form.cleaned_data["key"]
            founder = verbs.found_coop(new=form.new(), by=person, at=timezone.now(), key=key)
            messages.success(request, gettext("%(coop)s is here.") % {"coop": founder.coop.name})
            return redirect("today:today", founder.coop.slug)
    return render(request, "founding/start.html", {"form": form}, status=form.status)
