"""What is typed about meetings to come: one of them, a series, an item, an answer, a move."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bylaws.meetings.calendar import hours as hours_of_day
from toadlane.coops.forms import KeyedForm
from toadlane.meetings import plan_words
from toadlane.meetings.agenda_templates import TEMPLATES
from toadlane.meetings.arranging import PARTS, Frame, Hours, ItemWanted
from toadlane.meetings.coming_back import TEN, Rhythm
from toadlane.meetings.planned_rows import MOST, Aim, Invited, Presence, Purpose
from toadlane.members.forms import DayField

Choices = Sequence[tuple[str, Any]]
YES_NO: Choices = [("yes", _("yes")), ("no", _("no"))]


def an_hour(**kwargs: Any) -> forms.TimeField:
    """An hour of the clock on the wall."""
    return forms.TimeField(
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), input_formats=["%H:%M"], **kwargs
    )


class WhenForm(KeyedForm):
    """A day, an hour, how long."""

    beside: ClassVar[Mapping[str, str]] = {
        "meetings.title": "title",
        "meetings.zone": "zone",
        "meetings.link": "link",
        "meetings.hours": "lasts",
        "meetings.in-the-past": "day",
        "meetings.too-late": "day",
        "meetings.rhythm": "lasts",
        "meetings.nobody": "who",
    }

    day = DayField(label=_("Day"))
    starts = an_hour(label=_("Begins at"), required=False, help_text=_("Leave it empty for whole days."))
    lasts = forms.IntegerField(
        label=_("How long, in minutes"), min_value=1, max_value=MOST["minutes"], initial=60, required=False
    )
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=MOST["days"], initial=1, required=False)

    def hour(self) -> str:
        """As “10:00”, or “” for whole days."""
        starts: dt.time | None = self.cleaned_data["starts"]
        return starts.strftime("%H:%M") if starts else ""

    def hours(self, zone: str) -> Hours:
        """From when to when, in a zone."""
        said = self.cleaned_data
        begins, ends = hours_of_day(
            said["day"],
            starts=said["starts"],
            lasts=said["lasts"] or 60,
            over=said["days"] or 1,
            zone=zoneinfo.ZoneInfo(zone),
        )
        return Hours(begins, ends, all_day=said["starts"] is None)


class PlanForm(WhenForm):
    """A meeting: what it is, when and where, who is invited, what it begins with."""

    FIRST: ClassVar[tuple[str, ...]] = ("title", "day", "starts", "lasts", "place", "link")
    field_order = list(FIRST)

    title = forms.CharField(label=_("Title"), max_length=MOST["title"])
    about = forms.CharField(
        label=_("What it is about"),
        max_length=MOST["about"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    purpose = forms.ChoiceField(label=_("What it is for"), choices=Purpose.choices)
    who = forms.MultipleChoiceField(label=_("Who is invited"), widget=forms.CheckboxSelectMultiple)
    presence = forms.ChoiceField(
        label=_("In person or online"), choices=Presence.choices, initial=Presence.EITHER
    )
    place = forms.CharField(label=_("Place"), max_length=MOST["place"], required=False)
    link = forms.CharField(label=_("Link"), max_length=MOST["link"], required=False)
    zone = forms.CharField(
        label=_("Time zone"), max_length=64, required=False, help_text=_("Empty: the co-op’s own.")
    )
    decides = forms.ChoiceField(label=_("May it decide?"), choices=YES_NO, initial="yes")
    unpaid = forms.ChoiceField(label=_("Is its time unpaid?"), choices=YES_NO, initial="no")
    logged_as = forms.ChoiceField(label=_("Its time is logged as"), required=False)
    template = forms.ChoiceField(label=_("Begin with the agenda"), required=False)

    def __init__(self, *args: Any, stages: Choices, works: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["logged_as"].choices = [("", _("nothing")), *works]  # type: ignore[attr-defined]
        self.fields["who"].choices = list(stages)  # type: ignore[attr-defined]  # choice fields, above
        shipped = [(one.key, f"{one.name} ({one.of})") for one in TEMPLATES.values()]
        self.fields["template"].choices = [("", _("an empty one")), *shipped]  # type: ignore[attr-defined]

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked of every meeting."""
        return [self[name] for name in self.FIRST]

    @property
    def more(self) -> list[forms.BoundField]:
        """What most meetings have as it is offered."""
        return [field for field in self.visible_fields() if field.name not in self.FIRST]

    def frame(self) -> Frame:
        """What it is."""
        said = self.cleaned_data
        same = ("title", "about", "purpose", "presence", "place", "link", "zone", "template", "logged_as")
        return Frame(
            **{name: said[name] for name in same},
            who=tuple(said["who"]),
            decides=said["decides"] == "yes",
            unpaid=said["unpaid"] == "yes",
            parts=PARTS,
        )

    def items(self) -> tuple[ItemWanted, ...]:
        """The items of the template that was picked."""
        found = TEMPLATES.get(self.cleaned_data["template"])
        return tuple(line.wanted() for line in found.lines) if found else ()


class RhythmFields(KeyedForm):
    """How a series comes back."""

    every = forms.ChoiceField(label=_("How often"), choices=list(plan_words.EVERY.items()))
    weekdays = forms.MultipleChoiceField(
        label=_("On which days of the week"),
        required=False,
        choices=[(str(nth), day) for nth, day in enumerate(plan_words.WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For meetings that are held more than once a week; else the day above says it."),
    )
    monthly_by = forms.ChoiceField(
        label=_("In a month"),
        choices=[("date", _("on the same date")), ("weekday", _("on the same day of the week"))],
        required=False,
    )

    def weekday_numbers(self) -> tuple[int, ...]:
        """As numbers, Monday first."""
        return tuple(int(one) for one in self.cleaned_data["weekdays"])


class SeriesForm(PlanForm, RhythmFields):
    """A meeting that comes back."""

    FIRST = ("title", "day", "every", "starts", "lasts", "place", "link")
    field_order = [*FIRST, "weekdays", "monthly_by"]

    def rhythm(self) -> Rhythm:
        """When it comes back."""
        said = self.cleaned_data
        return Rhythm(
            every=said["every"],
            from_day=said["day"],
            starts=self.hour(),
            lasts=said["lasts"] or 60,
            days=said["days"] or 1,
            weekdays=self.weekday_numbers(),
            monthly_by=said["monthly_by"] or "date",
        )


class BeginForm(KeyedForm):
    """One of the charter's meetings begins to come back, as the charter says and at an hour."""

    rule = forms.SlugField(widget=forms.HiddenInput, max_length=63)
    day = DayField(label=_("First on"))
    starts = an_hour(label=_("Begins at"), required=False, initial=TEN)


SCOPES: Choices = [
    ("one", _("this meeting alone")),
    ("ahead", _("this one and all after it")),
    ("all", _("the whole series, as far as it lies ahead")),
]


class ScopeForm(KeyedForm):
    """Of one meeting, from it on, or of its whole series."""

    scope = forms.ChoiceField(label=_("Which"), choices=SCOPES, initial="one", widget=forms.RadioSelect)
    because = forms.CharField(label=_("Because"), max_length=MOST["because"], required=False)

    def __init__(self, *args: Any, in_series: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not in_series:
            self.fields["scope"].choices = list(SCOPES[:1])  # type: ignore[attr-defined]  # a ChoiceField
            self.fields["scope"].widget = forms.HiddenInput()


class MoveForm(WhenForm, ScopeForm):
    """Another time or place."""

    field_order = ["scope", "day", "starts", "lasts", "days"]

    presence = forms.ChoiceField(label=_("In person or online"), choices=Presence.choices)
    place = forms.CharField(label=_("Place"), max_length=MOST["place"], required=False)
    link = forms.CharField(label=_("Link"), max_length=MOST["link"], required=False)


class CancelForm(ScopeForm):
    """It is not held."""

    def handed(self) -> dict[str, object]:
        """Without which of them, which whoever asks knows."""
        return {name: self.cleaned_data[name] for name in ("because", "key")}


class OftenForm(RhythmFields, WhenForm):
    """Another rhythm for a series, from its next meeting on."""

    field_order = ["every", "weekdays", "monthly_by", "day", "starts", "lasts", "days"]

    because = forms.CharField(label=_("Because"), max_length=MOST["because"], required=False)

    def changes(self) -> dict[str, Any]:
        """What changes of the series."""
        said = self.cleaned_data
        return {
            "every": said["every"],
            "weekdays": list(self.weekday_numbers()),
            "monthly_by": said["monthly_by"] or "date",
            "from_day": said["day"],
            "starts": self.hour(),
            "lasts": said["lasts"] or 60,
            "days": said["days"] or 1,
        }

    def handed(self) -> dict[str, object]:
        """The changes, and why."""
        said = self.cleaned_data
        return {"changes": self.changes(), "because": said["because"], "key": said["key"]}


class AnswerForm(KeyedForm):
    """Whether one comes."""

    says = forms.ChoiceField(
        label=_("Do you come?"), choices=Invited.Answer.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("A word with it"), max_length=MOST["note"], required=False)


class ItemForm(KeyedForm):
    """One item of the agenda."""

    beside: ClassVar[Mapping[str, str]] = {
        "meetings.title": "title",
        "meetings.minutes": "minutes",
        "meetings.decides-nothing": "aim",
    }

    title = forms.CharField(label=_("What it is about"), max_length=MOST["title"])
    minutes = forms.IntegerField(
        label=_("How long, in minutes"), min_value=1, max_value=MOST["minutes"], initial=10
    )
    aim = forms.ChoiceField(label=_("What it is for"), choices=Aim.choices, initial=Aim.DISCUSS)
    owner = forms.ChoiceField(label=_("Who brings it"), required=False)
    about = forms.CharField(
        label=_("What one should know before"),
        max_length=MOST["about"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, people: Choices, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("nobody in particular")), *people]  # type: ignore[attr-defined]
        if not decides:
            aims = [one for one in Aim.choices if one[0] != Aim.DECIDE]
            self.fields["aim"].choices = aims  # type: ignore[attr-defined]  # choice fields, above

    def wanted(self) -> ItemWanted:
        """As the verbs take it."""
        said = self.cleaned_data
        return ItemWanted(said["title"], said["minutes"], said["aim"], said["about"], said["owner"])

    def handed(self) -> dict[str, object]:
        """The item as a whole."""
        return {"wanted": self.wanted(), "key": self.cleaned_data["key"]}


class ChangeItemForm(ItemForm):
    """An item said anew, as it was looked at."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def handed(self) -> dict[str, object]:
        """The item as a whole, and which edition of it was looked at."""
        return {**super().handed(), "edition": self.cleaned_data["edition"]}

    def look_at(self, edition: int) -> None:
        """What was typed stays; sent again it is about this edition."""
        self.data = {**{name: self.data[name] for name in self.data}, "edition": str(edition)}


class FillForm(KeyedForm):
    """Put a template's items on the agenda."""

    template = forms.ChoiceField(
        label=_("Put on it the agenda"),
        choices=lambda: [(one.key, f"{one.name} ({one.of})") for one in TEMPLATES.values()],
    )

    def handed(self) -> dict[str, object]:
        """Its items."""
        said = self.cleaned_data
        return {"items": [line.wanted() for line in TEMPLATES[said["template"]].lines], "key": said["key"]}


class PartForm(KeyedForm):
    """Who takes a part."""

    role = forms.ChoiceField(label=_("Part"))
    to = forms.ChoiceField(label=_("Who takes it"))

    def __init__(self, *args: Any, people: Choices, parts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(parts)  # type: ignore[attr-defined]  # choice fields, above
        self.fields["to"].choices = list(people)  # type: ignore[attr-defined]


class AskForm(KeyedForm):
    """Somebody whom neither stage nor body invites."""

    who = forms.ChoiceField(label=_("Who else is invited"))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(people)  # type: ignore[attr-defined]  # a ChoiceField, above

    def handed(self) -> dict[str, object]:
        """One of those who may be several."""
        return {"who": [self.cleaned_data["who"]], "key": self.cleaned_data["key"]}


class FateForm(KeyedForm):
    """An item is done, taken off, or open again."""

    fate = forms.ChoiceField(choices=[("done", "done"), ("dropped", "dropped"), ("open", "open")])


class StepForm(KeyedForm):
    """An item goes up or down."""

    down = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    def handed(self) -> dict[str, object]:
        """Whether down."""
        return {"down": self.cleaned_data["down"] == "yes", "key": self.cleaned_data["key"]}


class OrderForm(KeyedForm):
    """The agenda in another order, as it was dragged."""

    order = forms.CharField(max_length=40 * MOST["items"])

    def handed(self) -> dict[str, object]:
        """One item after the other."""
        said = self.cleaned_data
        return {"order": [one for one in said["order"].split(",") if one], "key": said["key"]}


class EditionForm(KeyedForm):
    """Of what exactly."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class FindForm(forms.Form):
    """Words of a title or an agenda."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False, widget=forms.SearchInput)
