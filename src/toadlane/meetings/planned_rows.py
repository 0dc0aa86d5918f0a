"""What is planned: series that come back, each meeting, who is invited, who takes which part, the agenda."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import BookRow, DraftRow
from toadlane.people.models import a_known_zone

MINUTES: Final = "minutes"
"""The class of information of meetings, unless whoever plans one says another."""
MOST: Final = {
    "title": 160,
    "about": 2_000,
    "place": 200,
    "link": 500,
    "because": 500,
    "note": 300,
    "minutes": 60 * 24,
    "items": 100,
    "days": 60,
}


def whom(verbose_name: Any, **how: Any) -> models.ForeignKey[Any, Any]:
    """A participant whom nothing may remove from under a row."""
    return models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=verbose_name, **how
    )


class Purpose(models.TextChoices):
    """What a meeting is for; the charter's words."""

    BUSINESS = "business", _("business")
    PRODUCTION = "production", _("production: the work that comes")
    STRATEGY = "strategy", _("strategy")
    POLITICAL = "political", _("political")
    RETREAT = "retreat", _("retreat")
    DIALOGUE = "dialogue", _("dialogue: to hear one another")
    WORK = "work", _("working side by side")


class Presence(models.TextChoices):
    """Whether one has to be there in person."""

    IN_PERSON = "in-person", _("in person")
    ONLINE = "online", _("online")
    EITHER = "either", _("in person or online")


class State(models.TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", pgettext_lazy("a meeting", "planned")
    UNDER_WAY = "under-way", pgettext_lazy("a meeting", "under way")
    OVER = "over", pgettext_lazy("a meeting", "over")
    CANCELLED = "cancelled", pgettext_lazy("a meeting", "cancelled")


class Aim(models.TextChoices):
    """What an item of the agenda is for; nothing may be decided where one only talks."""

    INFORM = "inform", _("inform")
    DISCUSS = "discuss", _("discuss")
    DECIDE = "decide", _("decide")
    DIALOGUE = "dialogue", _("dialogue, without a decision")


class Fate(models.TextChoices):
    """What became of an item."""

    OPEN = "open", pgettext_lazy("an item", "open")
    DONE = "done", pgettext_lazy("an item", "done")
    CARRIED = "carried", pgettext_lazy("an item", "carried over")
    DROPPED = "dropped", pgettext_lazy("an item", "taken off")


class Arranged(models.Model):
    """What a series gives to each of its meetings, and a meeting has of its own."""

    information_class = models.CharField(
        _("class of information"), max_length=60, default=MINUTES, validators=[a_key]
    )
    rule = models.CharField(_("the charter’s meeting"), max_length=63, blank=True)
    article = models.CharField(_("article"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=MOST["title"])
    about = models.TextField(_("about"), max_length=MOST["about"], blank=True)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices, default=Purpose.BUSINESS)
    who = models.JSONField(_("stages that are invited"), default=list)
    body = models.CharField(_("body"), max_length=63, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, validators=[a_known_zone])
    presence = models.CharField(
        _("presence"), max_length=20, choices=Presence.choices, default=Presence.EITHER
    )
    place = models.CharField(_("place"), max_length=MOST["place"], blank=True)
    link = models.URLField(_("link"), max_length=MOST["link"], blank=True)
    decides = models.BooleanField(_("may decide"), default=True)
    unpaid = models.BooleanField(_("its time is unpaid"), default=False)
    logged_as = models.CharField(_("its time is logged as"), max_length=63, blank=True)
    opens_with = models.JSONField(_("put before it unasked"), default=list, blank=True)
    rounds = models.JSONField(_("rounds"), default=list, blank=True)
    holds = models.JSONField(_("what its minutes hold"), default=list, blank=True)
    parts = models.JSONField(_("parts"), default=list, blank=True)
    template = models.CharField(_("template of its agenda"), max_length=40, blank=True)

    class Meta:
        abstract = True


class Series(Arranged, DraftRow):
    """A meeting that comes back: from its first day of now on, so often, at this hour, so long."""

    named_field: ClassVar[str] = "meetings__invited__participant"

    every = models.CharField(_("how often"), max_length=20)
    weekdays = models.JSONField(_("days of the week"), default=list, blank=True)
    monthly_by = models.CharField(
        _("in a month"),
        max_length=10,
        choices=[("date", _("on the same date")), ("weekday", _("on the same day of the week"))],
        default="date",
    )
    from_day = models.DateField(_("from"))
    from_nth = models.PositiveIntegerField(_("number of the first from then"), default=1)
    starts = models.CharField(_("begins at"), max_length=5, blank=True)
    lasts = models.PositiveIntegerField(_("minutes"), default=60)
    days = models.PositiveSmallIntegerField(_("days"), default=1)
    notice = models.CharField(_("invited before"), max_length=20, blank=True)
    agenda = models.JSONField(_("always on its agenda"), default=list, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    edition = models.PositiveIntegerField(_("edition"), default=0)
    made_by = whom(_("begun by"))
    made_at = models.DateTimeField(_("begun"))

    class Meta:
        verbose_name = pgettext_lazy("of meetings", "series")
        verbose_name_plural = pgettext_lazy("of meetings, several", "series")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "ended_on"])]

    def __str__(self) -> str:
        return self.title


class SeriesChange(BookRow):
    """That a series was begun, moved or ended, from which of its meetings on, with what it said before."""

    information_class: ClassVar[str] = MINUTES

    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, related_name="changes", verbose_name=_("series")
    )
    nth = models.PositiveIntegerField(_("number"))
    what = models.CharField(_("what"), max_length=20)
    from_nth = models.PositiveIntegerField(_("from which meeting on"), default=1)
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    because = models.CharField(_("because"), max_length=MOST["because"], blank=True)
    by = whom(_("by"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("change of a series")
        verbose_name_plural = _("changes of series")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["series", "nth"], name="meetings_serieschange_once"),
        ]


class Meeting(Arranged, DraftRow):
    """One meeting, alone or the nth of its series; one that was moved by itself (`own`) stays where it is."""

    named_field: ClassVar[str] = "invited__participant"

    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=pgettext_lazy("of meetings", "series"),
    )
    nth = models.PositiveIntegerField(_("number in the series"), null=True, blank=True)
    occurs_on = models.DateField(_("its day in the series"), null=True, blank=True)
    own = models.BooleanField(_("moved by itself"), default=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    all_day = models.BooleanField(_("the whole day"), default=False)
    answer_by = models.DateTimeField(_("answer by"), null=True, blank=True)
    invite_by = models.DateTimeField(_("invited by"), null=True, blank=True)
    invited_at = models.DateTimeField(_("invitations went out"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.PLANNED)
    began_at = models.DateTimeField(_("began"), null=True, blank=True)
    over_at = models.DateTimeField(_("was over"), null=True, blank=True)
    edition = models.PositiveIntegerField(_("edition"), default=0)
    planned_by = whom(_("planned by"))
    planned_at = models.DateTimeField(_("planned"))

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["series", "nth"], name="meetings_meeting_once_in_series"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "starts_at"]),
            models.Index(fields=["state", "starts_at"]),
        ]

    def __str__(self) -> str:
        return self.title


class MeetingChange(BookRow):
    """That a meeting was planned, moved, cancelled, taken up again, begun or over, and what it was before."""

    information_class: ClassVar[str] = MINUTES

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="changes", verbose_name=_("meeting")
    )
    nth = models.PositiveIntegerField(_("number"))
    what = models.CharField(_("what"), max_length=20)
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    because = models.CharField(_("because"), max_length=MOST["because"], blank=True)
    by = whom(_("by"), null=True, blank=True)
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("change of a meeting")
        verbose_name_plural = _("changes of meetings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "nth"], name="meetings_meetingchange_once"),
        ]


class Invited(DraftRow):
    """Somebody who is invited, why, when they were told, and what they answered."""

    information_class: ClassVar[str] = MINUTES

    class Answer(models.TextChoices):
        """Whether they come."""

        COMING = "coming", _("I come")
        LATE = "late", _("I come later")
        NOT = "not", _("I do not come")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="invited", verbose_name=_("meeting")
    )
    participant = whom(_("who"))
    because = models.CharField(_("why"), max_length=100)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    note = models.CharField(_("note"), max_length=MOST["note"], blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("person who is invited")
        verbose_name_plural = _("people who are invited")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "participant"], name="meetings_invited_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["participant", "meeting"])]


class Part(DraftRow):
    """Who facilitates a meeting, takes its minutes, keeps its time or watches over its mood."""

    information_class: ClassVar[str] = MINUTES

    class Way(models.TextChoices):
        """How it came to them."""

        TURN = "turn", _("it was their turn")
        TOOK = "took", _("they took it")
        SWAPPED = "swapped", _("they swapped")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="taken", verbose_name=_("meeting")
    )
    role = models.CharField(_("part"), max_length=63, validators=[a_key])
    participant = whom(_("who"))
    way = models.CharField(_("how"), max_length=10, choices=Way.choices)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = pgettext_lazy("in a meeting", "part")
        verbose_name_plural = pgettext_lazy("in a meeting", "parts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "role"], name="meetings_part_once"),
        ]


class Item(DraftRow):
    """One item of an agenda. A standing one names what fills it; one that came over names where from."""

    information_class: ClassVar[str] = MINUTES

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="items", verbose_name=_("meeting")
    )
    order = models.PositiveIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=MOST["title"])
    about = models.TextField(_("about"), max_length=MOST["about"], blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), default=10)
    aim = models.CharField(_("what it is for"), max_length=10, choices=Aim.choices, default=Aim.DISCUSS)
    owner = whom(_("who brings it"), null=True, blank=True)
    standing = models.CharField(_("filled by"), max_length=40, blank=True)
    carried_from = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("came over from"),
    )
    fate = models.CharField(_("what became of it"), max_length=10, choices=Fate.choices, default=Fate.OPEN)
    put_by = whom(_("put by"), null=True, blank=True)
    put_at = models.DateTimeField(_("put"))
    edition = models.PositiveIntegerField(_("edition"), default=0)

    class Meta:
        verbose_name = pgettext_lazy("of an agenda", "item")
        verbose_name_plural = pgettext_lazy("of an agenda", "items")
        ordering: ClassVar[list[str]] = ["order", "id"]

    def __str__(self) -> str:
        return self.title
