"""The page of backups, for whoever runs this installation; to everybody else there is no such page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops import keys
from toadlane.coops.demo import is_demo
from toadlane.keeping import reads, verbs
from toadlane.keeping.models import Keeping
from toadlane.keeping.operators import operator


@require_safe
def keeping(request: HttpRequest) -> HttpResponseBase:
    """How the copies stand, and the two buttons; 304 for a page that asks again in vain."""
    operator(request)
    standing = reads.standing(timezone.now())
    shown = {"standing": standing, "key": keys.fresh(), "demo": is_demo()}
    if "HX-Request" not in request.headers:
        return render(request, "keeping/keeping.html", shown)
    etag = quote_etag(standing.version)
    response = get_conditional_response(request, etag=etag) or render(
        request, "keeping/part/standing.html", shown
    )
    response["ETag"] = etag
    return response


@require_POST
def backup(request: HttpRequest) -> HttpResponse:
    """A backup now."""
    return asked(request, Keeping.Kind.BACKUP, _("A backup is being made."))


@require_POST
def drill(request: HttpRequest) -> HttpResponse:
    """The latest backup tried out now."""
    return asked(request, Keeping.Kind.DRILL, _("The latest backup is being tried out."))


def asked(request: HttpRequest, kind: Keeping.Kind, words: str) -> HttpResponse:
    """Ask for it and go back to the page."""
    verbs.ask(kind=kind, by=operator(request), at=timezone.now(), key=request.POST.get("key", ""))
    messages.success(request, words)
    return redirect("keeping:keeping")
