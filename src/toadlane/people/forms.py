"""What a person can say about themselves."""

from __future__ import annotations

import zoneinfo
from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from toadlane.people.models import Person


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


def zones() -> list[str]:
    """The zones people know by the name of a place."""
    return sorted(
        zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/")
    )
