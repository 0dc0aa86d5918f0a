"""*My sign-in*: how somebody comes in, where they are signed in, and the steps by which they change it."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn import views as keys
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toadlane.people import factors, sessions
from toadlane.people.models import Person
from toadlane.people.proving import is_proven


@login_required
@require_safe
def my_sign_in(request: HttpRequest) -> HttpResponse:
    """Every way in, with what can be done about it."""
    person: Person = request.user  # type: ignore[assignment]  # signed in, says the decorator
    given = {
        "proven": is_proven(person),
        "has_password": person.has_usable_password(),
        "browsers": sessions.of(person, here=request.session.session_key),
        "passkeys_work": factors.passkeys_work_here(request),
        **factors.factors_of(person),
    }
    return render(request, "people/sign_in.html", given)


@login_required
@require_http_methods(["GET", "POST"])
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where I am signed in; one browser is signed out, or all but this one."""
    person: Person = request.user  # type: ignore[assignment]  # signed in, says the decorator
    here = request.session.session_key
    if request.method == "POST":
        end(request, person)
        return redirect("usersessions_list")
    shown = {"browsers": sessions.of(person, here=here)}
    return render(request, "people/signed_in.html", shown)


def end(request: HttpRequest, person: Person) -> None:
    """As the button said; ending what has ended already is no fault."""
    asked = request.POST.get("end", "")
    if asked == "others":
        sessions.end_all(person, but=request.session.session_key)
        messages.success(request, _("You are signed out everywhere but here."))
        return
    if not asked.isdecimal() or len(asked) > len(str(2**63)) - 1:
        raise Http404
    if sessions.end_one(person, int(asked)):
        messages.success(request, _("That browser is signed out."))


def only_where_they_work(view: Any) -> Any:
    """A page about passkeys leads back where a browser would not keep one."""

    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not factors.passkeys_work_here(request):
            return redirect("mfa_index")
        answer: HttpResponseBase = view(request, *args, **kwargs)
        return answer

    return asked


class AddPasskey(keys.AddWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """A passkey of the kind that is enough by itself, from the first question on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given: dict[str, Any] = super().get_context_data(**kwargs)
        given["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}  # noqa: FBT003
        return given


class NamePasskey(keys.EditWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("mfa_index")


class RemovePasskey(keys.RemoveWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("mfa_index")


add_passkey = only_where_they_work(AddPasskey.as_view())
name_passkey = NamePasskey.as_view()
remove_passkey = RemovePasskey.as_view()
