"""A ballot as it is filled in: one box, one tick or one number for each option, without any script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.ballots import SCORED
from toadlane.coops.forms import KeyedForm
from toadlane.proposals.boxes import new_code
from toadlane.proposals.forms import SAYS
from toadlane.proposals.models import LONGEST
from toadlane.proposals.polling import COULD_COME, TIMES
from toadlane.proposals.standing import Stood

NO_PLACE = 0
Marks = Sequence[Sequence[int]]


class BallotForm(KeyedForm):
    """What one chooses, or that one abstains; `offered` are the options that are open."""

    abstain = forms.BooleanField(
        label=_("I abstain: count me among those who took part"),
        required=False,
        help_text=_("Whatever is marked above then counts for nothing."),
    )
    because = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST["words"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who sees positions reads it."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10_000)

    def __init__(
        self,
        *args: Any,
        says: Decision,
        kind: str,
        offered: Sequence[Stood],
        marks: Marks = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.says, self.kind, self.offered = says, kind, offered
        made = self._fields({nth: (place, points) for place, (nth, points) in enumerate(marks, 1)})
        self.fields = {**made, **self.fields}

    @property
    def ranks(self) -> bool:
        """Whether options are put in order."""
        return self.says.method == "ranked" and bool(self.offered)

    @property
    def tells(self) -> str:
        """How many points there are to give, where points are given."""
        if self.kind == TIMES or self.says.method not in SCORED or not self.offered:
            return ""
        if self.says.method == "score":
            return say("Give each from 0 to %(n)s points.") % {"n": self.says.highest}
        return say("There are %(n)s points to share out; you need not give all.") % {"n": self.says.points}

    def _fields(self, marked: dict[int, tuple[int, int]]) -> dict[str, forms.Field]:
        made = self._asked(marked)
        for field in made.values():
            field.among = True  # type: ignore[attr-defined]  # read by the template of a field
        return made

    def _asked(self, marked: dict[int, tuple[int, int]]) -> dict[str, forms.Field]:
        method = self.says.method
        if method in ("choice", "approval"):
            return {"chosen": self._listed(sorted(marked), several=method == "approval")}
        return {
            f"option_{one.option.nth}": self._one(one, *marked.get(one.option.nth, (0, 0)))
            for one in self.offered
        }

    def _listed(self, marked: Sequence[int], *, several: bool) -> forms.Field:
        choices = [(one.option.nth, _called(one)) for one in self.offered]
        if several:
            return forms.TypedMultipleChoiceField(
                label=_("Tick every one you could live with"),
                choices=choices,
                coerce=int,
                required=False,
                initial=marked,
                widget=forms.CheckboxSelectMultiple,
            )
        return forms.TypedChoiceField(
            label=_("Choose one"),
            choices=choices,
            coerce=int,
            empty_value=None,
            required=False,
            initial=next(iter(marked), None),
            widget=forms.RadioSelect,
        )

    def _one(self, one: Stood, place: int, points: int) -> forms.Field:
        told: dict[str, Any] = {"label": one.label, "help_text": one.option.about, "required": False}
        if self.kind == TIMES:
            times = [(value, word) for value, word in COULD_COME.items()]
            return forms.TypedChoiceField(
                **told, choices=times, coerce=int, empty_value=None, initial=points, widget=forms.RadioSelect
            )
        if self.says.method == "ranked":
            places = [(NO_PLACE, "–"), *((n, say("place %(n)s") % {"n": n}) for n in self._places())]
            return forms.TypedChoiceField(**told, choices=places, coerce=int, empty_value=None, initial=place)
        most = (self.says.highest if self.says.method == "score" else self.says.points) or 0
        return forms.IntegerField(
            **told,
            min_value=0,
            max_value=most,
            initial=points,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )

    def _places(self) -> range:
        return range(1, len(self.offered) + 1)

    def clean(self) -> dict[str, Any]:
        """Two options cannot be in one place."""
        said = super().clean() or self.cleaned_data
        if self.says.method == "ranked":
            places = [said.get(f"option_{one.option.nth}") or NO_PLACE for one in self.offered]
            taken = [place for place in places if place]
            if len(set(taken)) < len(taken):
                raise forms.ValidationError(say("Two options are in the same place."))
        return said

    def handed(self) -> dict[str, Any]:
        """What is sent: a stance, and the marks in the order given."""
        typed = self.cleaned_data
        kept: dict[str, Any] = {name: typed[name] for name in ("because", "revision", "key") if name in typed}
        if typed["abstain"]:
            return {**kept, "stance": "abstain"}
        return {**kept, "stance": "agree", "ballot": self._marks(typed)}

    def _marks(self, typed: dict[str, Any]) -> Marks:
        if "chosen" in typed:
            chosen = typed["chosen"]
            return [(nth, 1) for nth in (chosen if isinstance(chosen, list) else [chosen]) if nth]
        given = [(one.option.nth, typed.get(f"option_{one.option.nth}") or 0) for one in self.offered]
        if self.says.method == "ranked":
            return [(nth, 1) for nth, place in sorted(given, key=lambda one: one[1]) if place]
        return given


def _called(one: Stood) -> str:
    return f"{one.label}: {one.option.about}" if one.option.about else one.label


class SecretForm(KeyedForm):
    """What every ballot of a secret vote has: the code of its receipt, and that it is cast for good."""

    receipt = forms.CharField(widget=forms.HiddenInput, initial=new_code, max_length=40)
    final = forms.BooleanField(label=_("I have kept the code, and know that my vote is final"))

    @property
    def code(self) -> str:
        """The code that stands on the receipt."""
        return str(self["receipt"].value())


class VoteForm(SecretForm, BallotForm):
    """A ballot of a secret vote, cast once."""

    because = None  # type: ignore[assignment]  # a reason can tell who wrote it

    def _fields(self, marked: dict[int, tuple[int, int]]) -> dict[str, forms.Field]:
        if self.offered:
            return super()._fields(marked)
        del self.fields["abstain"]
        choices = [(one, SAYS[one]) for one in ("agree", "disagree", "abstain")]
        return {
            "stance": forms.ChoiceField(
                label=_("How do you vote?"), choices=choices, widget=forms.RadioSelect
            )
        }

    def handed(self) -> dict[str, Any]:
        """What goes into the box, with its code."""
        typed = self.cleaned_data
        kept = {name: typed[name] for name in ("revision", "key", "receipt")}
        if "stance" in typed:
            return {**kept, "stance": typed["stance"]}
        return {**super().handed(), **kept}
