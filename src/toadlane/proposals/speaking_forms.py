"""Forms of those who speak for another, and of whoever enters what came on paper or by phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.proposals.ballot_forms import BallotForm
from toadlane.proposals.forms import PositionForm
from toadlane.proposals.models import Position
from toadlane.proposals.speaking import Speaking

Choices = Sequence[tuple[str, str]]
NOBODY = ("", _("Choose somebody"))
OF_WHOM = ("giver", "whose", "witness", "channel")
"""What stands in these forms beside where somebody stands."""


class NameForm(KeyedForm):
    """Whom one asks to speak for one."""

    elsewhere = "holder"

    holder = forms.ChoiceField(
        label=_("Who speaks for you?"),
        help_text=_("They are asked, and can decline. What you say yourself before the close always counts."),
    )

    def __init__(self, *args: Any, holders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [NOBODY, *holders]  # type: ignore[attr-defined]  # a ChoiceField, above


class GiverForm(KeyedForm):
    """Whose proxy is accepted, declined or ended."""

    giver = forms.SlugField(widget=forms.HiddenInput, max_length=60)


class AnswerForm(GiverForm):
    """Whether one speaks for somebody."""

    accepts = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes"
    )


class _ForAnother(KeyedForm):
    """Beside where somebody stands, who that is; in their words, and not in one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "stance" in self.fields:
            stance: Any = self.fields["stance"]
            stance.label = _("Where do they stand?")
            stance.choices = [(one, Position.Stance(one).label) for one, _said in stance.choices]
        if "abstain" in self.fields:
            self.fields["abstain"].label = _("They abstain: count them among those who took part")

    def handed(self) -> dict[str, Any]:
        """All that was typed."""
        of_whom = {name: self.cleaned_data[name] for name in OF_WHOM if name in self.cleaned_data}
        return {**super().handed(), **of_whom}


class ForPositionForm(_ForAnother, PositionForm):
    """Where somebody stands for whom one speaks."""

    giver = forms.SlugField(widget=forms.HiddenInput, max_length=60)


class ForBallotForm(_ForAnother, BallotForm):
    """What somebody chooses for whom one speaks."""

    giver = forms.SlugField(widget=forms.HiddenInput, max_length=60)


class _Paper(_ForAnother):
    """Who gave it, how, and who was there."""

    beside: ClassVar[Mapping[str, str]] = {
        **PositionForm.beside,
        "proposals.witness": "witness",
        "proposals.proxy-who": "whose",
        "proposals.proxy-spoke": "whose",
        "proposals.contested": "whose",
    }

    whose = forms.ChoiceField(label=_("Whose position is it?"))
    channel = forms.ChoiceField(
        label=_("How did they give it?"),
        choices=[("paper", _("On paper")), ("phone", _("By phone"))],
        initial="paper",
        widget=forms.RadioSelect,
    )
    witness = forms.ChoiceField(
        label=_("Who else saw the paper, or heard the call?"),
        help_text=_("They are told that you named them, and whose position it is."),
    )

    def __init__(self, *args: Any, people: Choices, witnesses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = [NOBODY, *people]  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["witness"].choices = [NOBODY, *witnesses]  # type: ignore[attr-defined]  # the same
        self.order_fields(["whose", "channel", "witness"])


class PaperPositionForm(_Paper, PositionForm):
    """Where they stand."""


class PaperBallotForm(_Paper, BallotForm):
    """What they choose."""


def said_form(kinds: tuple[type[Any], type[Any]], page: Speaking, data: Any, **more: Any) -> Any:
    """One of two forms: where something is chosen, a ballot; else a position."""
    shown, (plain, ballot) = page.shown, kinds
    if shown.options:
        says, kind = shown.life.rule(shown.now.rule).says, shown.life.row.poll
        return ballot(data, says=says, kind=kind, offered=shown.offered, **more)
    return plain(data, today=shown.place.moment.day, **more)
