"""Finding somebody in the list of people: by a part of their name, and by what they hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.members import words
from toadlane.members.reads import Line

LONGEST: Final = 120


class NarrowForm(forms.Form):
    """What to look for; nothing typed is everybody."""

    name = forms.CharField(label=_("Name"), required=False, max_length=LONGEST)
    role = forms.ChoiceField(label=_("Holds"), required=False)

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = sorted({word for line in lines for word in line.role_words})
        self.fields["role"].choices = [("", _("anything or nothing")), *words.choices(held)]  # type: ignore[attr-defined]  # a ChoiceField, some lines up


def narrowed(lines: Sequence[Line], *, name: str = "", role: str = "") -> list[Line]:
    """Those whose name holds every word looked for, accents and capitals aside, and who hold a role."""
    wanted = plain(name).split()
    found = [line for line in lines if not role or role in line.role_words]
    return [line for line in found if all(word in plain(line.participant.name) for word in wanted)]


def plain(name: str) -> str:
    """Small letters without accents: “Zoë” is found by “zoe”."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
