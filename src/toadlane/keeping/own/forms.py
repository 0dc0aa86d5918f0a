"""Asking for one's own data, for a correction, for erasure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.decisions.models import Authority
from toadlane.keeping.models import Correction
from toadlane.keeping.own.verbs import LONGEST


class OwnForm(KeyedForm):
    """Of which co-op; of all of them and the account where none is chosen."""

    only = forms.ChoiceField(label=_("What"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, taking_part: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Everything: my account and all my co-ops"))
        choices = [everything, *((who.coop.slug, who.coop.name) for who in taking_part)]
        self.fields["only"].choices = choices  # type: ignore[attr-defined]


class RemovalForm(KeyedForm):
    """The button that removes a file."""


class CorrectionForm(KeyedForm):
    """Where it stands, and in words what is wrong and what is right."""

    beside: ClassVar[Mapping[str, str]] = {"correction.text": "text"}

    of = forms.ChoiceField(label=_("Where it stands"), choices=Correction.Of.choices)
    text = forms.CharField(
        label=_("What is wrong, and what is right"),
        help_text=_("Whoever enters people here reads it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(KeyedForm):
    """Put right, or why not."""

    beside: ClassVar[Mapping[str, str]] = {"correction.answer": "answer"}

    done = forms.TypedChoiceField(
        label=_("What came of it"),
        choices=[("yes", _("It was put right")), ("no", _("It stays as it is"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("Where it stays as it is, say why."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ErasureForm(KeyedForm):
    """Typed by hand, because it cannot be undone."""

    beside: ClassVar[Mapping[str, str]] = {"erasure.key": "typed", "erasure.address": "typed"}

    typed = forms.CharField(max_length=254, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["typed"].label = _("Type “%(wanted)s” to show that you mean it") % {"wanted": wanted}


class RequestedErasureForm(ErasureForm):
    """The same for somebody else, on the request that two members hold."""

    authority = forms.ModelChoiceField(
        queryset=Authority.objects.none(), label=_("The request in writing"), empty_label=_("Choose it")
    )

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]
        self.held = bool(authorities.exists())
