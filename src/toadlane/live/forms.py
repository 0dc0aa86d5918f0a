"""What is sent from the page of a meeting that is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.live.acts import LEAVES
from toadlane.live.going_rows import LONGEST
from toadlane.live.models import Attendance, GoRound
from toadlane.members.forms import DayField

Choices = Iterable[tuple[str, str]]
ON_TEXT: Mapping[str, str] = {"live.text": "text", "live.nobody": "who", "live.day": "due_on"}


def hidden(**how: Any) -> forms.CharField:
    """A value that a button brings along."""
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=80, **how)


class ActForm(KeyedForm):
    """One of the buttons of the page, with what it is about."""

    act = hidden()
    item = forms.UUIDField(widget=forms.HiddenInput, required=False)
    after = forms.UUIDField(widget=forms.HiddenInput, required=False)
    turn = forms.UUIDField(widget=forms.HiddenInput, required=False)
    who = hidden()
    how = hidden()
    sort = hidden()


class ItemField(forms.UUIDField):
    """The item that something is written on; none is the meeting as a whole."""

    def __init__(self) -> None:
        super().__init__(
            label=_("On which item"), required=False, widget=forms.Select(attrs={"data-item": "yes"})
        )

    def offer(self, items: Choices) -> None:
        """Those that were taken up."""
        self.widget.choices = [("", str(_("the meeting as a whole"))), *items]


class WrittenForm(KeyedForm):
    """Something that is written on an item."""

    beside: ClassVar[Mapping[str, str]] = ON_TEXT
    elsewhere = "text"

    item = ItemField()

    def __init__(self, *args: Any, items: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        if isinstance(field, ItemField):
            field.offer(items)


def lines(rows: int) -> forms.Textarea:
    """Room for some lines, which a browser keeps until they have arrived."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", "data-kept": "yes"})


class NoteForm(WrittenForm):
    """A paragraph."""

    text = forms.CharField(
        label=_("A paragraph"),
        max_length=LONGEST["note"],
        widget=lines(4),
        help_text=_("Markdown. Everybody sees it at once; others can write beside you."),
    )
    field_order = ["text", "item"]


class DecisionForm(WrittenForm):
    """A decision."""

    text = forms.CharField(label=_("What was decided"), max_length=LONGEST["text"], widget=lines(2))
    proposal = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ["text", "item"]


class ActionForm(WrittenForm):
    """An action."""

    text = forms.CharField(label=_("What is to be done"), max_length=LONGEST["text"], widget=lines(2))
    who = forms.ChoiceField(label=_("Who does it"))
    due_on = DayField(label=_("By when"), required=False)
    field_order = ["text", "who", "due_on", "item"]

    def __init__(self, *args: Any, people: Iterable[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", "–"), *((one.key, one.name) for one in people)]  # type: ignore[attr-defined]  # a ChoiceField


class RewriteForm(KeyedForm):
    """A paragraph in other words; `version` is the one that was read."""

    beside: ClassVar[Mapping[str, str]] = ON_TEXT
    elsewhere = "text"

    text = forms.CharField(label=_("The paragraph"), max_length=LONGEST["note"], widget=lines(8))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class StrikeForm(KeyedForm):
    """Strike out, or put back."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    struck = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce="yes".__eq__, widget=forms.HiddenInput
    )


class DecisionAnewForm(KeyedForm):
    """A decision in other words."""

    beside: ClassVar[Mapping[str, str]] = ON_TEXT
    elsewhere = "text"

    text = forms.CharField(label=_("What was decided"), max_length=LONGEST["text"], widget=lines(3))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class ActionAnewForm(DecisionAnewForm):
    """An action in other words, for somebody else, or by another day."""

    text = forms.CharField(label=_("What is to be done"), max_length=LONGEST["text"], widget=lines(3))
    who = forms.ChoiceField(label=_("Who does it"))
    due_on = DayField(label=_("By when"), required=False)

    def __init__(self, *args: Any, people: Iterable[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(one.key, one.name) for one in people]  # type: ignore[attr-defined]  # a ChoiceField


class OthersForm(KeyedForm):
    """Who else is there, noted by whoever keeps the list."""

    act = forms.CharField(widget=forms.HiddenInput, initial="attend")
    who = forms.ChoiceField(label=_("Who"))
    how = forms.ChoiceField(
        label=_("How"), choices=[*Attendance.How.choices, (LEAVES, pgettext_lazy("somebody", "left"))]
    )

    def __init__(self, *args: Any, people: Iterable[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(one.key, one.name) for one in people]  # type: ignore[attr-defined]  # a ChoiceField


class InsideForm(KeyedForm):
    """Who is let into a closed session, or not any more."""

    act = forms.ChoiceField(
        label=_("What"), choices=[("let-in", _("Let them in")), ("let-out", _("Not any more"))]
    )
    who = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: Any, people: Iterable[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(one.key, one.name) for one in people]  # type: ignore[attr-defined]  # a ChoiceField


class RoundForm(KeyedForm):
    """A round that is begun."""

    beside: ClassVar[Mapping[str, str]] = {"live.private-asks": "asks", "live.text": "asks"}

    sort = forms.ChoiceField(label=_("Which round"), choices=GoRound.Sort.choices)
    minutes = forms.DecimalField(
        label=_("Minutes for each"), required=False, min_value=0, max_value=60, decimal_places=1, initial=2
    )
    private = forms.BooleanField(
        label=_("Private: nothing of it is kept, not even its question"), required=False, initial=True
    )
    asks = forms.CharField(
        label=_("Its question, if it is not private"),
        required=False,
        max_length=LONGEST["asks"],
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def handed(self) -> dict[str, object]:
        """As the verb takes it."""
        said = dict(self.cleaned_data)
        minutes = said.pop("minutes")
        said.pop("key")
        return {**said, "seconds": int(minutes * 60) or None if minutes else None}


class PutForm(KeyedForm):
    """A proposal that is put to the item at hand."""

    item = forms.UUIDField(widget=forms.HiddenInput)
    proposal = forms.ChoiceField(label=_("Put a proposal to it"))

    def __init__(self, *args: Any, proposals: Iterable[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposal"].choices = [(str(key), title) for key, title in proposals]  # type: ignore[attr-defined]  # a ChoiceField


class StandForm(KeyedForm):
    """One click: where somebody stands."""

    proposal = forms.UUIDField(widget=forms.HiddenInput)
    stance = forms.CharField(widget=forms.HiddenInput, max_length=20)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10_000)
