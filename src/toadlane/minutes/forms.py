"""What is typed into minutes: who was there, lines, corrections and their answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.members.forms import DayField
from toadlane.minutes.models import LONGEST, Line, Part
from toadlane.minutes.verbs.correcting import ATTENDANCE, Suggested
from toadlane.minutes.verbs.drafting import Worded
from toadlane.ui.names import Choices, Everybody, OneOf, SomeOf, let_choose

WRONG_TEXT: Mapping[str, str] = {
    "minutes.empty": "text",
    "minutes.long": "text",
    "minutes.moved": "text",
    "minutes.nobody": "who",
}
PARTS = [*Part.choices, (ATTENDANCE, _("who was there"))]
"""Of which something can be wrong."""


class AttendanceForm(KeyedForm):
    """Who was there."""

    there = forms.MultipleChoiceField(label=_("Who was there"), required=False, widget=SomeOf)
    apologies = forms.MultipleChoiceField(
        label=_("Who had said that they would not be"), required=False, widget=SomeOf
    )
    guests = forms.CharField(label=_("Guests, by name"), required=False, max_length=LONGEST["guests"])

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("there", "apologies"):
            let_choose(self.fields[name], Everybody.of(people))

    def handed(self) -> dict[str, object]:
        """Said anew, the last holds: no key is needed."""
        return {name: self.cleaned_data[name] for name in ("there", "apologies", "guests")}


class LineForm(KeyedForm):
    """One line: its fields are those of its part."""

    beside: ClassVar[Mapping[str, str]] = WRONG_TEXT

    part = forms.ChoiceField(widget=forms.HiddenInput, choices=Part.choices)
    line = forms.UUIDField(widget=forms.HiddenInput, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    title = forms.CharField(label=_("What it was about"), required=False, max_length=LONGEST["title"])
    text = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    who = forms.ChoiceField(label=_("Who does it"), required=False, widget=OneOf)
    due_on = DayField(label=_("By when"), required=False)
    proposal = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Choices, part: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_choose(self.fields["who"], Everybody.of(people).after(_("nobody yet")))
        part = self.data.get("part", part) or Part.ISSUES
        self.fields["part"].initial = part
        if part != Part.ISSUES:
            del self.fields["title"]
            self.fields["text"].required = True
            self.fields["text"].widget.attrs["rows"] = 2
        labels = {Part.DECISIONS: _("What was decided"), Part.ACTIONS: _("What is to be done")}
        self.fields["text"].label = labels.get(Part(part) if part in Part.values else Part.ISSUES) or _(
            "What was said"
        )
        if part != Part.ACTIONS:
            del self.fields["who"], self.fields["due_on"]
        if part != Part.DECISIONS:
            del self.fields["proposal"]

    @classmethod
    def of(cls, line: Line, people: Choices) -> LineForm:
        """The form in which a line is changed."""
        said = {
            "line": line.pk,
            "edition": line.edition,
            "title": line.title,
            "text": line.text,
            "who": line.who.key if line.who else "",
            "due_on": line.due_on,
            "proposal": line.proposal_id,
        }
        return cls(people=people, part=line.part, initial=said, auto_id=f"line-{line.pk}_%s")

    def handed(self) -> dict[str, object]:
        """The line as it is worded, and which one it was."""
        said = self.cleaned_data
        more = {name: said[name] for name in ("title", "who", "due_on", "proposal") if name in said}
        worded = Worded(said["part"], said["text"], **more)
        return {
            "worded": worded,
            "line": said["line"],
            "edition": said["edition"] or 0,
            "key": said["key"],
        }


class CorrectionForm(KeyedForm):
    """What should stand otherwise."""

    beside: ClassVar[Mapping[str, str]] = {**WRONG_TEXT, "minutes.why": "because", "minutes.nobody": "whose"}

    part = forms.ChoiceField(label=_("Which part"), choices=PARTS)
    line = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("What should stand"),
        help_text=_("Of a line that should go, leave it empty and say why."),
        required=False,
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    whose = forms.ChoiceField(label=_("Who"), required=False, widget=OneOf)
    there = forms.ChoiceField(
        label=_("Was there"), required=False, choices=[("yes", _("yes")), ("no", _("no"))]
    )
    because = forms.CharField(label=_("Why"), required=False, max_length=LONGEST["because"])

    def __init__(
        self, *args: Any, people: Choices, line: Line | None = None, decides: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        let_choose(self.fields["whose"], Everybody.of(people).after(_("nobody")))
        if not decides:
            self.fields["part"].choices = [one for one in PARTS if one[0] != Part.DECISIONS]  # type: ignore[attr-defined]
        if line is not None or self.data.get("line"):
            self.fields["part"].widget = forms.HiddenInput()
            del self.fields["whose"], self.fields["there"]

    @classmethod
    def of(cls, line: Line, people: Choices) -> CorrectionForm:
        """The form in which a line is corrected."""
        said = {"part": line.part, "line": line.pk, "text": line.text}
        return cls(people=people, line=line, initial=said, auto_id=f"correct-{line.pk}_%s")

    def handed(self) -> dict[str, object]:
        """What should stand."""
        said = self.cleaned_data
        there = said.get("there") != "no"
        suggested = Suggested(
            said["part"], said["text"], said["because"], said["line"], said.get("whose", ""), there
        )
        return {"suggested": suggested, "key": said["key"]}


class AnswerForm(KeyedForm):
    """A correction is accepted, or declined."""

    beside: ClassVar[Mapping[str, str]] = {
        "minutes.why": "because",
        "minutes.moved": "text",
        "minutes.long": "text",
    }

    correction = forms.UUIDField(widget=forms.HiddenInput)
    accepted = forms.ChoiceField(widget=forms.HiddenInput, required=False, choices=[("yes", ""), ("no", "")])
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    text = forms.CharField(
        label=_("What stands from now on"),
        required=False,
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    because = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST["because"],
        help_text=_("Needed when you decline it."),
    )

    def handed(self) -> dict[str, object]:
        """The answer; the text is that of the form, where it has one."""
        said = dict(self.cleaned_data)
        return {**said, "accepted": said["accepted"] == "yes", "text": said["text"] or None}


class EditionForm(KeyedForm):
    """The edition that was read."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def handed(self) -> dict[str, object]:
        """Done twice, it is done once."""
        return {"edition": self.cleaned_data["edition"]}


class TogetherForm(KeyedForm):
    """Who consented in a later meeting."""

    meeting = forms.UUIDField(widget=forms.HiddenInput)
    those = forms.MultipleChoiceField(label=_("Who approved them there"), widget=SomeOf, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_choose(self.fields["those"], Everybody.of(people))


class ClosedForm(KeyedForm):
    """A closed session, and who was in it."""

    title = forms.CharField(label=_("What it was about"), max_length=LONGEST["title"])
    there = forms.MultipleChoiceField(
        label=_("Who was in it"),
        widget=SomeOf,
        required=False,
        help_text=_("They alone see its minutes, and whoever your charter names."),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_choose(self.fields["there"], Everybody.of(people))


class NoneForm(KeyedForm):
    """There was nothing of a part, or there was."""

    part = forms.ChoiceField(widget=forms.HiddenInput, choices=Part.choices)
    none = forms.ChoiceField(widget=forms.HiddenInput, choices=[("yes", ""), ("no", "")])

    def handed(self) -> dict[str, object]:
        """Said anew, the last holds."""
        return {"part": self.cleaned_data["part"], "none": self.cleaned_data["none"] == "yes"}


class StrikeForm(KeyedForm):
    """A line that should not be there."""

    line = forms.UUIDField(widget=forms.HiddenInput)

    def handed(self) -> dict[str, object]:
        """Done twice, it is done once."""
        return {"line": self.cleaned_data["line"]}


class SendForm(KeyedForm):
    """They go out."""

    def handed(self) -> dict[str, object]:
        """Done twice, it is done once."""
        return {}
