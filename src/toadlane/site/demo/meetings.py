"""When the co-ops of the demo meet: series after their models, with a few meetings behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from toadlane.coops import clock
from toadlane.meetings import coming_back
from toadlane.meetings.agenda_templates import TEMPLATES
from toadlane.meetings.arranging import Frame, ItemWanted
from toadlane.meetings.coming_back import Rhythm
from toadlane.meetings.planned_rows import Item, Meeting, Series
from toadlane.meetings.verbs import answer, begin_meeting, begin_series, end_meeting, put_item, set_fate
from toadlane.members.words import said as in_words
from toadlane.site.demo.minutes import MEETINGS, hold_and_write_down

if TYPE_CHECKING:
    from toadlane.site.demo.load import Loading

BEFORE: Final = dt.timedelta(days=23)
EVERYBODY: Final = ("candidate", "member")
SERIES: Final[Mapping[str, tuple[tuple[str, str, Rhythm, str], ...]]] = {
    "palante": (("Monday workshop", "monday", Rhythm("P7D", dt.date.min, lasts=90), "business"),),
    "design-action": (("Political evening", "", Rhythm("P7D", dt.date.min, "18:30", 90), "political"),),
    "quilted": (
        ("Monday workshop", "monday", Rhythm("P7D", dt.date.min, lasts=90), "business"),
        ("Days away", "retreat", Rhythm("P3M", dt.date.min, "", days=7), "retreat"),
    ),
    "electric-embers": (("Weekly call", "weekly-call", Rhythm("P7D", dt.date.min, lasts=90), "business"),),
    "brattleboro": (
        (
            "A day together",
            "all-day",
            Rhythm("P1M", dt.date.min, "", monthly_by="weekday"),
            "business",
        ),
    ),
    "gaia-host": (("Weekly call", "go-round", Rhythm("P7D", dt.date.min, "14:00", 90), "business"),),
}
NEXT_MONDAY: Final = 7
WRITTEN_DOWN: Final = "Monday workshop"


def meet_often(loading: Loading) -> None:
    """Begin the co-op's series, hold those that are behind, and put something on the next agenda."""
    today = clock.now(loading.coop).day
    began = today - BEFORE
    monday = began + dt.timedelta(days=NEXT_MONDAY - began.weekday())
    for title, template, rhythm, purpose in SERIES.get(loading.plan.model, ()):
        _begin(loading, title, template, rhythm, purpose, monday)
    for name, rule in coming_back.rules_of(loading.coop, today).items():
        if rule.says.notice is None:
            _begin_the_charters(loading, name, monday)
    written = loading.plan.slug in MEETINGS
    for row in Series.objects.filter(coop=loading.coop).select_related("coop").order_by("pk"):
        _hold(loading, row, today, written=written and row.title == WRITTEN_DOWN)


def _begin(  # noqa: PLR0917 - a row of the table above
    loading: Loading, title: str, template: str, rhythm: Rhythm, purpose: str, monday: dt.date
) -> None:
    lines = TEMPLATES[template].lines if template else ()
    said = {name: getattr(rhythm, name) for name in Rhythm.__slots__}
    begin_series(
        frame=Frame(
            title=title,
            purpose=purpose,
            who=EVERYBODY,
            unpaid=purpose == "political",
            rounds=("check-in",),
            template=template,
        ),
        rhythm=Rhythm(**{**said, "from_day": monday}),
        agenda=tuple(line.wanted() for line in lines),
        by=loading.bookkeeper,
        at=loading.at(monday - dt.timedelta(days=3)),
        key=loading.key(),
    )


def _begin_the_charters(loading: Loading, name: str, monday: dt.date) -> None:
    at = loading.at(monday - dt.timedelta(days=3))
    rule = coming_back.rules_of(loading.coop, at.day)[name]
    rhythm = coming_back.rhythm_of(rule, at.day)
    begin_series(
        frame=coming_back.frame_of(rule, loading.coop, in_words(name)),
        rhythm=rhythm,
        agenda=coming_back.agenda_of(rule),
        by=loading.bookkeeper,
        at=at,
        key=loading.key(),
    )


def _hold(loading: Loading, series: Series, today: dt.date, *, written: bool) -> None:
    """Those that are behind were held; the next one has something on it, and an answer."""
    rows = Meeting.objects.filter(series=series).select_related("coop", "series").order_by("nth")
    behind = list(rows.filter(occurs_on__lt=today))
    if written:
        hold_and_write_down(loading, behind, today)
        behind = behind[3:]
    for row in behind:
        day = row.occurs_on or today
        begin_meeting(meeting=row, by=None, at=loading.at(day))
        for item in Item.objects.filter(meeting=row, standing="").order_by("order")[:2]:
            set_fate(item=item, fate="done", by=None, at=loading.at(day))
        end_meeting(meeting=row, by=None, at=loading.at(day))
    following = coming_back.next_in(series, clock.now(loading.coop).instant)
    if following is None:
        return
    now = loading.at(today)
    people = [one.participant for one in following.invited.select_related("participant").order_by("pk")]
    if not people:  # nobody sits in the body that meets
        return
    put_item(
        meeting=following,
        wanted=ItemWanted("Keys to the shared office", 10, "discuss", owner=people[-1].key),
        by=people[-1],
        at=now,
        key=loading.key(),
    )
    answer(meeting=following, says="coming", by=people[0], at=now)
