"""What a poll asks, and the options of whatever is decided by choosing: as they are typed and as kept."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.proposal import OPTION_METHODS
from toadlane.coops.models import Coop
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import refusals
from toadlane.proposals.raised_rows import LONGEST

TIMES: Final = "times"
KINDS: Final[Mapping[str, Any]] = {
    "choice": _("Choose one"),
    "approval": _("Tick every one you could live with"),
    "score": _("Give each a score"),
    "dots": _("Share out points"),
    "ranked": _("Put them in order"),
    TIMES: _("Find a time to meet"),
}
"""How a poll can be answered, with what it asks people to do."""
COULD_COME: Final = {2: _("yes"), 1: _("if need be"), 0: _("no")}
POINTS: Final[Mapping[str, int]] = {"score": 5, "dots": 10}
"""How many points there are unless whoever asks says otherwise."""
FEWEST, MOST, LONGEST_DAYS, MOST_POINTS = 2, 30, 90, 100
A_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d)(?: +([\w/+-]+))?")
Typed = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Offered:
    """One option before it is raised."""

    name: str
    about: str = ""
    starts_at: dt.datetime | None = None


def lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line that is typed: an option, and after a colon and a blank what it is."""
    for line in text.splitlines():
        name, _colon, about = line.strip().partition(": ")
        if name:
            yield name.strip(), about.strip()


def as_lines(options: Sequence[Mapping[str, str]]) -> str:
    """The options of a draft as they are typed."""
    return "\n".join(f"{one['name']}: {one['about']}" if one["about"] else one["name"] for one in options)


def laid_out(typed: Typed, coop: Coop, *, kind: str) -> list[Offered]:
    """The options as they are offered. Faults `proposals.options` (too few, too many), `.option`, `.time`."""
    found = [_offered(as_kept(name), as_kept(about), coop, kind=kind) for name, about in typed]
    if not FEWEST <= len(found) <= MOST:
        raise refusals.how_many_options(FEWEST, MOST)
    if len({one.name.casefold() for one in found}) < len(found):
        raise refusals.same_option()
    return sorted(found, key=lambda one: one.name) if kind == TIMES else found


def _offered(name: str, about: str, coop: Coop, *, kind: str) -> Offered:
    if len(name) > LONGEST["option"] or len(about) > LONGEST["option_about"] or not name or "\n" in name:
        raise refusals.long_option(LONGEST["option"], LONGEST["option_about"])
    if kind != TIMES:
        return Offered(name, about)
    starts_at = a_time(name, coop)
    zone = zoneinfo.ZoneInfo(coop.time_zone)
    return Offered(f"{starts_at.astimezone(zone):%Y-%m-%d %H:%M}", about, starts_at)


def a_time(said: str, coop: Coop) -> dt.datetime:
    """A day and a time, in the co-op's zone unless another is named; fault `proposals.time`."""
    found = A_TIME.fullmatch(said)
    if found is None:
        raise refusals.no_time(said[:60])
    try:
        naive, zone = dt.datetime.fromisoformat(found[1]), zoneinfo.ZoneInfo(found[2] or coop.time_zone)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        raise refusals.no_time(said[:60]) from None
    if not dt.MINYEAR < naive.year < dt.MAXYEAR:  # elsewhere it would lie beyond every calendar
        raise refusals.no_time(said[:60])
    aware = naive.replace(tzinfo=zone)
    if aware.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise refusals.no_time(said[:60])  # the clocks go forward over it
    return aware.astimezone(dt.UTC)


def decides(row: Any) -> Decision | None:
    """The rule of a poll, as whoever asks has put it; None for what the charter decides."""
    if not row.poll:
        return None
    says: dict[str, Any] = {"method": row.poll}
    if row.poll_days:
        says["open_for"] = f"P{row.poll_days}D"
    if row.poll == TIMES:
        says |= {"method": "score", "highest": max(COULD_COME)}
    elif row.poll == "score":
        says["highest"] = row.poll_points or POINTS["score"]
    elif row.poll == "dots":
        says["points"] = row.poll_points or POINTS["dots"]
    if row.poll_secret:
        says["secrecy"] = "secret"
    return Decision.model_validate(says)


def chooses(says: Decision | None) -> bool:
    """Whether a rule decides by choosing among options."""
    return says is not None and says.method in OPTION_METHODS
