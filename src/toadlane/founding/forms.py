"""What has to be known of a co-op before anything can happen in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.currencies import DECIMALS
from toadlane.coops import naming
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Coop
from toadlane.founding.verbs import NewCoop
from toadlane.people.forms import zones
from toadlane.ui import figures
from toadlane.ui.theme import ACCENTS

ACCENT_WORDS = {
    "moss": _("Moss"),
    "harbour": _("Harbour blue"),
    "brick": _("Brick"),
    "plum": _("Plum"),
    "umber": _("Umber"),
}
OFTEN = ("USD", "EUR", "GBP", "CAD", "MXN")


def currencies() -> list[tuple[str, str]]:
    """Every currency the rules know, the usual ones first, with their names in the reader's language."""
    names = figures.locale().currencies
    known = [*OFTEN, *sorted(set(DECIMALS) - set(OFTEN))]
    return [(code, f"{code} — {names.get(code, code)}") for code in known]


def months() -> list[tuple[str, str]]:
    """The first day of each month, as the reader writes it."""
    days = [dt.date(2001, month, 1) for month in range(1, 13)]
    return [(f"{day.month:02d}-01", figures.day(day, "MMMMd")) for day in days]


class DayField(forms.DateField):
    """A day, chosen or typed as 2025-03-31."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class StartForm(KeyedForm):
    """Name, address, and what the co-op reckons in; its charter may change the rest later."""

    name = forms.CharField(label=_("Name of the co-op"), max_length=160)
    slug = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=60,
        help_text=_(
            "The last part of where it is found, as in /c/harbour-web/. Left empty, it is made from the name."
        ),
    )
    began_on = DayField(
        label=_("The co-op began on"),
        help_text=_("Its first day, perhaps years ago. Nobody can have been anything in it before."),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies, initial="USD")
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [("", ""), *((zone, zone) for zone in [*zones(), "UTC"])],
        help_text=_("In which the co-op counts its days."),
    )
    fiscal_year_starts = forms.ChoiceField(
        label=_("Its fiscal year starts on"), choices=months, initial="01-01"
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en")
    accent = forms.ChoiceField(
        label=_("Colour"), required=False, choices=[(name, ACCENT_WORDS[name]) for name in ACCENTS]
    )
    founder = forms.CharField(label=_("Your name in the co-op"), max_length=120)
    member_since = DayField(
        label=_("You are a member since"),
        required=False,
        help_text=_("Leave it empty if you set the co-op up for others and are no member of it."),
    )

    beside: ClassVar[Mapping[str, str]] = {
        "founding.address-taken": "slug",
        "founding.slug": "slug",
        "founding.name": "name",
        "founding.began": "began_on",
        "founding.since": "member_since",
    }

    def clean_slug(self) -> str:
        """As it was typed, or made from the name."""
        said = str(self.cleaned_data["slug"]).strip().lower()
        made = said or naming.address_of(str(self.cleaned_data.get("name", "")))
        if not made and self.cleaned_data.get("name"):
            raise forms.ValidationError(
                _("No address can be made from this name. Write one in Latin letters.")
            )
        field = Coop._meta.get_field("slug")
        if made:
            field.run_validators(made)
        return made

    def new(self) -> NewCoop:
        """The co-op as it was described."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return NewCoop(**said)
