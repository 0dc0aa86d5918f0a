"""Forms of an import: the file, who is whom and what counts as what, and what is accepted."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaws.facts.readers import LabelMapping, Selector
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.ui.forms import FileDrop
from toadlane.work import files
from toadlane.work.ready import Accepted, Open
from toadlane.work.templatetags.work import kind as words
from toadlane.work.verbs import Answers

OUT: Final = "*out"
"""Chosen instead of a person or a kind of work: these hours are left out on purpose."""
CHOICES_AT_MOST: Final = 4_000
"""More people times labels than this are typed with suggestions, not chosen from as many lists."""
COLUMNS: Final = {
    "email": gettext_lazy("Who, by e-mail address"),
    "name": gettext_lazy("Who, by name"),
    "date": gettext_lazy("Day"),
    "start": gettext_lazy("From"),
    "end": gettext_lazy("To"),
    "duration": gettext_lazy("How long"),
    "client": gettext_lazy("Client"),
    "project": gettext_lazy("Project"),
    "task": gettext_lazy("Task"),
    "tags": gettext_lazy("Tags"),
    "billable": gettext_lazy("Billable"),
    "note": gettext_lazy("What it was"),
}


class UploadForm(KeyedForm):
    """A file, and the names of its columns where no known tracker wrote it."""

    elsewhere = "file"

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "The detailed report of Toggl, Harvest, Clockify or Kimai, as CSV (Kimai also JSON)."
        ),
        widget=FileDrop,
        allow_empty_file=True,  # the reader says more than “it is empty”
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role, label in COLUMNS.items():
            self.fields[f"column_{role}"] = forms.CharField(label=label, required=False, max_length=200)

    def clean_file(self) -> Any:
        """Told at once; the verb counts the bytes again."""
        file = self.cleaned_data["file"]
        if file.size > files.BYTES_AT_MOST:
            limit = files.BYTES_AT_MOST // 1024 // 1024
            raise ValidationError(
                _("The file is larger than %(limit)s MB. Export a shorter period."), params={"limit": limit}
            )
        return file

    def columns(self) -> dict[str, str]:
        """The columns that were named, by what they hold."""
        named = {role: self.cleaned_data[f"column_{role}"] for role in COLUMNS}
        return {role: name for role, name in named.items() if name}

    def columns_named(self) -> bool:
        """Whether somebody typed into the part that few need."""
        return any(self.data.get(f"column_{role}") for role in COLUMNS)

    def column_fields(self) -> list[forms.BoundField]:
        """For the part of the form that few need."""
        return [self[f"column_{role}"] for role in COLUMNS]


class PersonField(forms.CharField):
    """Who somebody in the file is: chosen from a list, or typed with suggestions where the list is long."""

    def __init__(self, *, people: Sequence[Participant], listed: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Say who this is, or that they are left out.")
        self.keys = {OUT: OUT, str(_("left out")): OUT}
        for who in people:
            self.keys |= {who.key: who.key, typed(who): who.key}
        self.names = {who.key: typed(who) for who in people} | {OUT: str(_("left out"))}
        if listed:
            choices = [
                ("", ""),
                *((who.key, who.name) for who in people),
                (OUT, _("Nobody of ours: left out")),
            ]
            self.widget = forms.Select(choices=choices)
        else:
            self.widget = forms.TextInput(attrs={"list": "participants", "autocomplete": "off"})
        self.listed = listed

    def prepare_value(self, value: Any) -> Any:
        """A key in a list, a name where it is typed."""
        return value if self.listed else self.names.get(value, value)

    def clean(self, value: Any) -> str:
        """The person's key, or that they are left out, or nothing yet."""
        said = str(super().clean(value) or "")
        if said and said not in self.keys:
            raise ValidationError(_("Nobody here is called “%(said)s”."), params={"said": said})
        return self.keys.get(said, "")


def typed(who: Participant) -> str:
    """Someone as a suggestion says them: names are not unique, keys are."""
    return f"{who.name} ({who.key})"


class QuestionsForm(KeyedForm):
    """Who is whom, and what the file's bytes leave open."""

    def __init__(
        self,
        *args: Any,
        labels: Sequence[str],
        people: Sequence[Participant],
        reading: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.labels = list(labels)
        listed = len(self.labels) * len(people) <= CHOICES_AT_MOST
        for number, label in enumerate(self.labels):
            self.fields[f"person_{number}"] = PersonField(people=people, listed=listed, label=label)
        asks = reading.get("asks", [])
        if "whose" in asks:
            self.fields["whose"] = forms.ChoiceField(
                label=_("Whose hours are these?"),
                choices=[("", ""), *((who.key, who.name) for who in people)],
            )
        if "date_order" in asks:
            self.fields["date_order"] = forms.ChoiceField(
                label=_("What does 3/2/2025 mean in this file?"),
                choices=[
                    ("dmy", _("3 February: the day comes first")),
                    ("mdy", _("March 2: the month comes first")),
                ],
                widget=forms.RadioSelect,
            )
        if reading.get("tracker") in {"kimai", "generic"} and not reading.get("numbers"):
            self.fields["numbers"] = forms.ChoiceField(
                label=_("What does a bare number count as a length?"),
                choices=[("", _("there is none")), ("hours", _("hours")), ("seconds", _("seconds"))],
                required=False,
            )
        self.fields["zone"] = forms.ChoiceField(
            label=_("Time zone of the tracker"),
            required=False,
            choices=[("", _("the co-op’s own")), *zones()],
        )

    def people_fields(self) -> list[forms.BoundField]:
        """One for each label of a person."""
        return [self[f"person_{number}"] for number in range(len(self.labels))]

    def question_fields(self) -> list[forms.BoundField]:
        """What is asked about the file itself."""
        names = ("whose", "date_order", "numbers")
        return [self[name] for name in names if name in self.fields]

    def answers(self) -> Answers:
        """What was said about the file."""
        return Answers(
            **{name: self.cleaned_data.get(name, "") for name in ("date_order", "numbers", "whose", "zone")}
        )

    def mapped(self) -> dict[str, str]:
        """Whom each label stands for."""
        return {label: self.cleaned_data[f"person_{n}"] for n, label in enumerate(self.labels)}


def zones() -> list[tuple[str, str]]:
    """The zones people know by the name of a place."""
    names = sorted(
        zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/")
    )
    return [(name, name) for name in names]


class RuleForm(forms.Form):
    """Which work counts as which kind: all that is named must fit."""

    place = forms.IntegerField(label=gettext_lazy("Order"), required=False, min_value=1, max_value=9999)
    project = forms.CharField(label=gettext_lazy("Project"), required=False, max_length=200)
    client = forms.CharField(label=gettext_lazy("Client"), required=False, max_length=200)
    task = forms.CharField(label=gettext_lazy("Task"), required=False, max_length=200)
    tag = forms.CharField(label=gettext_lazy("Tag"), required=False, max_length=200)
    billable = forms.ChoiceField(
        label=gettext_lazy("Billable"),
        required=False,
        choices=[("", gettext_lazy("either")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
    )
    kind = forms.ChoiceField(label=gettext_lazy("Counts as"), required=False)

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, words(name)) for name in kinds]
        self.fields["kind"].choices = [("", ""), *named, (OUT, _("left out"))]  # type: ignore[attr-defined]
        for name in ("project", "client", "task", "tag"):
            self.fields[name].widget.attrs = {"list": f"{name}s", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        """A row that names something says what it counts as; an empty row says nothing."""
        said = super().clean() or {}
        if any(said.get(name) for name in ("project", "client", "task", "tag", "billable")) and not said.get(
            "kind"
        ):
            raise ValidationError({"kind": _("Say what this work counts as, or empty the row.")})
        return said

    def selector(self) -> Selector | None:
        """The row as the reader takes it; None for an empty one."""
        said = self.cleaned_data
        if not said.get("kind"):
            return None
        texts = {name: said[name] or None for name in ("client", "project", "task", "tag")}
        billable = {"yes": True, "no": False}.get(said["billable"])
        return Selector(**texts, billable=billable, kind=None if said["kind"] == OUT else said["kind"])


class Rules(forms.BaseFormSet[RuleForm]):
    """The rows in their order: the first that fits decides."""

    def selectors(self) -> tuple[Selector, ...]:
        """Those that say something; one that fits everything goes last, or nothing after it would count."""
        said = [(form.selector(), form.cleaned_data.get("place") or 9999) for form in self.forms]
        found = [(one, place) for one, place in said if one is not None]
        found.sort(key=lambda one: (all(part is None for part in one[0][:-1]), one[1]))
        return tuple(one for one, _place in found)


def rules_form(
    kinds: Sequence[str], data: Any = None, selectors: Sequence[Selector] = (), *, spare: int = 3
) -> Rules:
    """The rows as they are, and a few empty ones below."""
    made = forms.formset_factory(RuleForm, formset=Rules, extra=spare, max_num=500, absolute_max=500)
    initial = [{**as_row(one), "place": str(number)} for number, one in enumerate(selectors, 1)]
    return made(data, prefix="rules", initial=initial, form_kwargs={"kinds": kinds})  # type: ignore[return-value]


def as_row(selector: Selector) -> dict[str, str]:
    """A selector as a row of the form."""
    billable = {True: "yes", False: "no", None: ""}[selector.billable]
    texts = {name: getattr(selector, name) or "" for name in ("client", "project", "task", "tag")}
    return {**texts, "billable": billable, "kind": OUT if selector.kind is None else selector.kind}


def mapping_from(questions: QuestionsForm, rules: Rules, before: LabelMapping) -> LabelMapping:
    """What both forms say; labels that this file does not have stay as they were before."""
    said = questions.mapped()
    here = {folded(label) for label in said}
    people = {label: key for label, key in before.people.items() if folded(label) not in here}
    out = [label for label in before.people_left_out if folded(label) not in here]
    people |= {label: key for label, key in said.items() if key != OUT}
    out += [label for label, key in said.items() if key == OUT]
    return LabelMapping(people, rules.selectors(), tuple(out))


def folded(label: str) -> str:
    """A label as it is compared: case and blanks make no difference."""
    return " ".join(label.casefold().split())


class AcceptForm(KeyedForm):
    """What only the bookkeeper can decide about this file; nothing is asked that does not arise."""

    def __init__(self, *args: Any, still: Open, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if still.lines:
            self.fields["leave_out"] = forms.BooleanField(
                label=_("Leave out the lines that cannot be brought in")
            )
        if still.overlaps:
            self.fields["overlaps"] = forms.BooleanField(
                label=_("The entries that overlap are right as they are")
            )
        if still.copies:
            self.fields["copies"] = forms.ChoiceField(
                label=_("Lines that repeat an earlier line exactly are"),
                choices=[
                    ("out", _("the same work written twice: count it once")),
                    ("in", _("work done twice: count both")),
                ],
                widget=forms.RadioSelect,
            )

    def accepted(self) -> Accepted:
        """What was accepted."""
        said = self.cleaned_data
        return Accepted(
            overlaps=said.get("overlaps", False),
            leave_out=said.get("leave_out", False),
            copies=said.get("copies", ""),
        )
