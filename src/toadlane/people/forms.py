"""What a person can say about themselves."""

from __future__ import annotations

import zoneinfo
from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from toadlane.people.models import Person
from toadlane.people.spelling import one_line


class OwnForm(forms.ModelForm[Person]):
    """Name, language and time zone; e-mail and password have pages of their own."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("As my browser asks")), *settings.LANGUAGES],
    )
    time_zone = forms.TypedChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_(
            "In which times are shown to you. Each co-op keeps its own calendar, whatever you choose."
        ),
        choices=lambda: [("", _("As the co-op’s")), *((zone, zone) for zone in zones())],
    )

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = ["name", "language", "time_zone"]

    def clean_name(self) -> str:
        return shown(self.cleaned_data["name"])


def shown(name: str) -> str:
    """A name that a page can show, or the refusal of it."""
    said = one_line(name)
    if not said:
        raise forms.ValidationError(
            _("This cannot be shown as a name. Leave out signs that nobody sees, such as turns of direction.")
        )
    return said


def zones() -> list[str]:
    """The zones people know by the name of a place."""
    return sorted(
        zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/")
    )
