"""What is typed when somebody leaves, hands something over, or comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from toadlane.books.forms import ISO, day_input
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.decisions.models import Authority
from toadlane.leaving.models import LONGEST, Way
from toadlane.leaving.reckoning import NOTICED
from toadlane.members import words

DAYS: Final[Mapping[str, str]] = {
    "departing.too-soon": "leaves_on",
    "departing.before": "leaves_on",
    "departing.later-stage": "leaves_on",
    "departing.ahead": "told_on",
    "departing.not-here": "told_on",
    "departing.words": "words",
    "departing.because": "because",
    "members.ahead": "leaves_on",
    "members.before": "leaves_on",
    "returning.stage": "stage",
    "returning.not-free": "from_day",
    "returning.never-left": "from_day",
    "period.overlaps": "from_day",
    "hand-over.to": "to",
}


RECORDED: Final = [one for one in Way.choices if one[0] not in {Way.DUES, Way.MERGED}]
"""That the charter ended it for dues, or that one goes over into another, is entered where dues are."""


class DayField(forms.DateField):
    """A day, chosen or typed as 2025-03-31."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=day_input(), input_formats=[ISO], **kwargs)


class NoticeLook(forms.Form):
    """Which way, and for which day, somebody would leave."""

    way = forms.ChoiceField(label=_("How"), choices=())
    leaves_on = DayField(
        label=_("From which day"),
        required=False,
        help_text=_("The first day on which you are gone. Left empty, the first the charter allows."),
    )

    def __init__(self, *args: Any, retires: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = {"resignation": _("I leave"), "retirement": _("I retire, and stay connected")}
        offered = [(way, ways[way]) for way in NOTICED if retires or way == "resignation"]
        self.fields["way"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField, above


class NoticeForm(KeyedForm):
    """The notice itself, after it was shown what it comes to."""

    way = forms.CharField(widget=forms.HiddenInput)
    leaves_on = forms.DateField(widget=forms.HiddenInput, input_formats=[ISO])
    words = forms.CharField(
        label=_("Why, if you want to say it"),
        required=False,
        max_length=LONGEST["words"],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only you can read it here, and it can be erased. The record does not keep it."),
    )
    sure = forms.BooleanField(label=_("I have read what follows from it"))

    beside: ClassVar[Mapping[str, str]] = DAYS

    def __init__(self, *args: Any, asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asked:
            del self.fields["words"]

    def said(self) -> dict[str, Any]:
        """For the verb."""
        return {name: value for name, value in self.cleaned_data.items() if name != "sure"}


class RecordLook(forms.Form):
    """How somebody leaves, as it was told."""

    way = forms.ChoiceField(label=_("How"), choices=RECORDED)
    told_on = DayField(
        label=_("On which day"),
        help_text=_("The day of the notice, of the decision of the members, or of the death."),
    )
    leaves_on = DayField(
        label=_("From which day they are gone"),
        required=False,
        help_text=_("Left empty, the first the charter allows. It is not asked of somebody who died."),
    )

    def __init__(self, *args: Any, retires: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not retires:
            offered = [one for one in RECORDED if one[0] != Way.RETIREMENT]
            self.fields["way"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField, above


class RecordForm(KeyedForm):
    """The entry itself, after it was shown what it comes to."""

    words = forms.CharField(
        label=_("Words kept apart"),
        required=False,
        max_length=LONGEST["words"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    authority = forms.ModelChoiceField(label=_("Decision"), queryset=Authority.objects.none(), required=False)
    sure = forms.BooleanField(label=_("I have read what follows from it"))

    beside: ClassVar[Mapping[str, str]] = {
        "authority.unconfirmed": "authority",
        "authority.changed": "authority",
        "departing.undecided": "authority",
        "departing.other-article": "authority",
        "departing.words": "words",
    }

    def __init__(
        self, *args: Any, way: str, decided: bool, authorities: QuerySet[Authority], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if decided:
            self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]  # a ModelChoiceField
            self.fields["authority"].label_from_instance = words_of  # type: ignore[attr-defined]  # the same
            self.fields["authority"].required = True
        else:
            del self.fields["authority"]
        if way == Way.DEATH:
            self.fields["words"].label = _("Who comes after them, as far as it is known")
            self.fields["words"].help_text = _(
                "For whoever may see payment details, such as the bookkeeper; it can be erased. Nobody is "
                "written to by themselves."
            )
        else:
            del self.fields["words"]

    def said(self) -> dict[str, Any]:
        """For the verb."""
        return {"words": self.cleaned_data.get("words", ""), "authority": self.cleaned_data.get("authority")}


def words_of(authority: Authority) -> str:
    """A decision in a list of them."""
    return f"{authority.decided_on.isoformat()} · {authority.text[:80]}"


class TakeBackForm(KeyedForm):
    """Somebody stays after all, or what was recorded was not so."""

    because = forms.CharField(label=_("Why it is taken back"), max_length=LONGEST["because"])
    beside: ClassVar[Mapping[str, str]] = DAYS

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["because"]


class GiveToForm(KeyedForm):
    """Who has a thing from then on."""

    to = forms.ChoiceField(label=_("Who has it then"), required=False)
    beside: ClassVar[Mapping[str, str]] = DAYS

    def __init__(self, *args: Any, takers: Iterable[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Nobody yet")), *((who.key, who.name) for who in takers)]
        self.fields["to"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField, above


class TickForm(KeyedForm):
    """One side of one thing."""

    side = forms.ChoiceField(choices=[("given", "given"), ("taken", "taken")])
    done = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class ReturnLook(forms.Form):
    """As what, and from which day, somebody comes back."""

    stage = forms.ChoiceField(label=_("As what"))
    from_day = DayField(label=_("From which day"))

    def __init__(self, *args: Any, stages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = words.choices(stages)  # type: ignore[attr-defined]  # a ChoiceField


class ReturnForm(KeyedForm):
    """The return itself, after it was shown what it takes."""

    authority = forms.ModelChoiceField(label=_("Decision"), queryset=Authority.objects.none())
    beside: ClassVar[Mapping[str, str]] = {
        "authority.unconfirmed": "authority",
        "authority.changed": "authority",
        "returning.undecided": "authority",
    }

    def __init__(self, *args: Any, decided: bool, authorities: QuerySet[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if decided:
            self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]  # a ModelChoiceField
            self.fields["authority"].label_from_instance = words_of  # type: ignore[attr-defined]  # the same
        else:
            del self.fields["authority"]
