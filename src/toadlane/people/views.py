"""A person's own page."""

from __future__ import annotations

from allauth.account import views as door
from allauth.account.models import EmailConfirmationHMAC
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toadlane.people.forms import OwnForm
from toadlane.people.models import Person
from toadlane.people.proving import is_proven


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
    given = {"form": form, "proven": is_proven(person)}
    return render(request, "people/me.html", given, status=422 if form.is_bound else 200)


def confirm_email(request: HttpRequest, key: str) -> HttpResponseBase:
    """Confirming counts where the account itself is signed in.

    Else whoever made an account for somebody else's address would only need them to open a letter.
    """
    asked = EmailConfirmationHMAC.from_key(key)
    if asked is None or asked.email_address.user_id == request.user.pk:
        answer: HttpResponseBase = door.confirm_email(request, key=key)
        return answer
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    given = {"confirmation": None, "other": asked.email_address.user.email}
    return render(request, "account/email_confirm.html", given, status=409)
