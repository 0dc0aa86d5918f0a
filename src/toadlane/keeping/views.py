"""The page of backups, for whoever runs this installation; to everybody else there is no such page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.demo import is_demo
from toadlane.coops.forms import KeyedForm
from toadlane.keeping import reads, verbs
from toadlane.keeping.models import Keeping
from toadlane.keeping.operators import operator

SAID = {
    Keeping.Kind.BACKUP: _("A backup is being made."),
    Keeping.Kind.DRILL: _("The latest backup is being tried out."),
}


class BackupForm(KeyedForm):
    """The button that makes a backup."""


class DrillForm(KeyedForm):
    """The button that tries one out."""


@require_safe
def keeping(request: HttpRequest) -> HttpResponseBase:
    """How the copies stand, and the two buttons; 304 for a page that asks again in vain."""
    operator(request)
    if "HX-Request" not in request.headers:
        return page(request)
    standing = reads.standing(timezone.now())
    etag = quote_etag(standing.version)
    shown = {"standing": standing, "demo": is_demo()}
    response = get_conditional_response(request, etag=etag) or render(
        request, "keeping/part/standing.html", shown
    )
    response["ETag"] = etag
    return response


@require_POST
def backup(request: HttpRequest) -> HttpResponse:
    """A backup now."""
    form = BackupForm(request.POST, auto_id="backup-%s")
    return asked(request, form, Keeping.Kind.BACKUP) or page(request, backup=form)


@require_POST
def drill(request: HttpRequest) -> HttpResponse:
    """The latest backup tried out now."""
    form = DrillForm(request.POST, auto_id="drill-%s")
    return asked(request, form, Keeping.Kind.DRILL) or page(request, drill=form)


def asked(request: HttpRequest, form: KeyedForm, kind: Keeping.Kind) -> HttpResponse | None:
    """Ask for it and go back to the page; nothing when something stands in the way."""
    by = operator(request)
    if form.is_valid():
        with form.acting():
            verbs.ask(kind=kind, by=by, at=timezone.now(), key=form.cleaned_data["key"])
            messages.success(request, SAID[kind])
            return redirect("keeping:keeping")
    return None


def page(
    request: HttpRequest, *, backup: KeyedForm | None = None, drill: KeyedForm | None = None
) -> HttpResponse:
    """The whole page, with what stands in the way of a button."""
    shown = {
        "standing": reads.standing(timezone.now()),
        "backup": backup or BackupForm(auto_id="backup-%s"),
        "drill": drill or DrillForm(auto_id="drill-%s"),
        "demo": is_demo(),
    }
    status = max(form.status for form in (shown["backup"], shown["drill"]) if isinstance(form, KeyedForm))
    return render(request, "keeping/keeping.html", shown, status=status)
