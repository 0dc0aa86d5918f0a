"""Who is told that a text was adopted, and that it holds now: everybody who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.charter.models import CharterText
from toadlane.coops.moment import Moment
from toadlane.notices.hearing import Said, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling, here_on
from toadlane.notices.timing import When
from toadlane.record.models import Entry

CHANGED: Final = Kind(
    "charter-changed",
    label=_("A text of the charter was adopted"),
    words={
        "charter": _("The charter was adopted. It holds from {day}."),
        "amendment": _("The amendment “{name}” was adopted. It holds from {day}."),
    },
    verb=_("Read the charter"),
    binding=True,
)
HOLDS: Final = Kind(
    "charter-in-force",
    label=_("The charter changes today"),
    words={"holds": _("What was adopted for {day} holds from now on.")},
    verb=_("Read the charter"),
    usual=When.DAILY,
)


def adopted(entry: Entry, what: Said) -> Iterator[Telling]:
    """It binds everybody here, so it is said to everybody."""
    code = "charter" if entry.kind == "charter.adopted.v1" else "amendment"
    yield _to_all(entry, CHANGED, code, {"name": what["name"], "day": what["takes_effect_on"]})


def holds(entry: Entry, what: Said) -> Iterator[Telling]:
    """On the day that was chosen for it."""
    yield _to_all(entry, HOLDS, "holds", {"day": what["day"]})


def _to_all(entry: Entry, kind: Kind, code: str, values: dict[str, str]) -> Telling:
    coop = entry.coop
    return Telling(
        kind.key,
        to=here_on(coop, Moment.of(entry.happened_at, coop=coop).day),
        words=code,
        information_class=CharterText.information_class,
        values=values,
        url=reverse("charter:charter", args=[coop.slug]),
    )


def listen() -> None:
    """Called once when the application starts."""
    register(CHANGED)
    register(HOLDS)
    hear("charter.adopted.v1", "charter", adopted)
    hear("charter.amended.v1", "charter", adopted)
    hear("charter.followed.v1", "charter", holds)
