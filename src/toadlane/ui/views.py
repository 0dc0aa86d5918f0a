"""Two pages of the design system's own: how the reader likes pages to look, and every part at once."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from toadlane.ui import samples, theme


class ComfortForm(forms.Form):
    """Light or dark, and whether single keys are commands."""

    light = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[("auto", _("As my device is set")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
    )
    keys = forms.BooleanField(
        label=_("Single keys are commands"),
        help_text=_("Switch this off if you dictate, or if keys get pressed by accident."),
        required=False,
    )


def comfort(request: HttpRequest) -> HttpResponse:
    """Choose how the pages look and which keys they answer to."""
    now = theme.chosen(request)
    form = ComfortForm(request.POST or None, initial={"light": now.light, "keys": now.keys})
    back = _back(request)
    if request.method == "POST" and form.is_valid():
        response = redirect(back)
        light = theme.light_named(form.cleaned_data["light"])
        theme.remember(response, theme.Choice(light, keys=form.cleaned_data["keys"]))
        return response
    status = 422 if form.is_bound else 200
    return render(request, "ui/comfort.html", {"form": form, "back": back}, status=status)


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("back") or request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every part in every state, for whoever builds pages here."""
    if not (settings.DEBUG or getattr(request.user, "is_staff", False)):
        raise Http404
    return render(request, "ui/style.html", samples.everything(request))
