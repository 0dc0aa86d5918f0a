"""How options stand: what each has, where it is chosen or level, and at which times a meeting would begin."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bylaws.decisions import proposal as rules
from bylaws.decisions.ballots import SCORED
from bylaws.decisions.options import standing
from bylaws.decisions.phases import State
from toadlane.proposals.life import Life, named
from toadlane.proposals.models import Option, Position
from toadlane.proposals.polling import COULD_COME, TIMES, chooses
from toadlane.ui.charts import Bar, Bars


@dataclass(frozen=True)
class Stood:
    """One option, with what it has where that may be seen; of a time, how many could come."""

    option: Option
    label: str
    points: int | None = None
    could: tuple[int, int, int] | None = None
    is_chosen: bool = False
    is_level: bool = False


def stood(life: Life, now: State, *, sees: bool) -> list[Stood]:
    """Every option in its order; the numbers where the reader may see them."""
    given = [one for one in ballots(life, now) if one.choice == "agree"] if sees else []
    totals = standing(now.says, life.names, given) if sees and now.says is not None else {}
    return [
        Stood(
            one,
            label(one, life.row.coop.time_zone) if life.row.seats is None else life.label_of(one.name),
            points=totals.get(one.name),
            could=_could(one.name, given) if sees and life.row.poll == TIMES else None,
            is_chosen=one.name in now.chosen,
            is_level=one.name in now.tied,
        )
        for one in life.options
    ]


def ballots(life: Life, now: State) -> Sequence[rules.Position]:
    """The ballots that count, whoever cast them; of a secret vote those in the box that was asked last."""
    if now.positions is not None:
        return list(now.positions.values())
    boxes = life.boxes.get(life.attempt.pk) if life.attempt else None
    return boxes.box(run_off=bool(boxes.voted[True])).ballots if boxes else []


def _could(name: str, given: Sequence[rules.Position]) -> tuple[int, int, int]:
    """How many could come at a time, could if need be, and could not."""
    said = Counter(dict(one.scores).get(name, 0) for one in given)
    return said[2], said[1], said[0]


def label(option: Option, coop_zone: str) -> str:
    """An option as it is read; a time in the co-op's zone, and in the reader's where that is another."""
    if option.starts_at is None:
        return option.name
    said, own = [_in_zone(option.starts_at, coop_zone)], timezone.get_current_timezone_name()
    if own != coop_zone:
        said.append(_in_zone(option.starts_at, own))
    return " · ".join(said)


def _in_zone(instant: dt.datetime, zone: str) -> str:
    there = timezone.localtime(instant, zoneinfo.ZoneInfo(zone))
    return f"{date_format(there, 'D j N Y, H:i')} {zone.replace('_', ' ')}"


def as_bars(now: State, rows: Sequence[Stood]) -> Bars | None:
    """The same as a picture."""
    if not chooses(now.says) or any(one.points is None for one in rows):
        return None
    return Bars(
        title=_("Options in numbers"),
        description=_("How the options stand."),
        rows=tuple(Bar(one.label, one.points or 0) for one in rows),
        row_head=_("Option"),
        amount_head=_("First places") if now.says and now.says.method == "ranked" else points_head(now),
        write=str,
    )


def points_head(now: State) -> str:
    """What an option collects."""
    return _("Points") if now.says is not None and now.says.method in SCORED else _("Votes")


def in_words(life: Life, row: Position) -> str:
    """What stands on somebody's ballot."""
    return of_marks(life, row.attempt.rule, named(row.ballot, life.names))


def of_marks(life: Life, rule: str, marks: Sequence[tuple[str, int]]) -> str:
    """What somebody marked, by the rule they did it under."""
    if life.row.poll == TIMES:
        return "; ".join(f"{name}: {COULD_COME[points]}" for name, points in marks if points)
    says = life.rule(rule).says
    marks = [(life.label_of(name), points) for name, points in marks]
    if says.method in SCORED:
        told = (_points(name, points) for name, points in marks if points)
        return "; ".join(told)
    if says.method == "ranked":
        return "; ".join(f"{place}. {name}" for place, (name, _one) in enumerate(marks, 1))
    return "; ".join(name for name, _one in marks)


def _points(name: str, points: int) -> str:
    given = ngettext("%(name)s: %(n)s point", "%(name)s: %(n)s points", points)
    return given % {"name": name, "n": points}
