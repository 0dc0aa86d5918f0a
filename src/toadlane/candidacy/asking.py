"""What those who lead people in ask about applications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

from toadlane.candidacy.likeness import skeleton
from toadlane.candidacy.models import Application, JoiningPage
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.members.narrowing import plain

ALIKE_AT_MOST: Final = 10
WAITS = (
    Application.State.OPEN,
    Application.State.KEPT,
    Application.State.ACCEPTED,
    Application.State.DECLINED,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One application in the list, and whose names it could be taken for."""

    row: Application
    looks_like: tuple[str, ...]


def page_for(slug: str) -> JoiningPage:
    """The page strangers read; a closed one takes as many questions to the database as none at all."""
    found = None
    if "\x00" not in slug:
        found = JoiningPage.objects.filter(coop__slug=slug, is_open=True).first()
    if found is None:
        raise absent()
    return found


def confirmed(coop: Coop) -> list[Application]:
    """The applications whose address is known to be theirs, what waits first, the oldest first.

    Without what they wrote: of many, `whole` reads that of a page.
    """
    rows = Application.objects.filter(coop=coop, confirmed_at__isnull=False).defer("words", "letter")
    found = rows.select_related("answered_by", "participant").order_by("confirmed_at")
    return sorted(found, key=lambda row: WAITS.index(row.state))


def listed(coop: Coop, *, name: str = "") -> list[Asked]:
    """The same, each held against the names of those who take part and of others who apply; two questions.

    With `name`, those whose name or address holds every word of it, accents and capitals aside.
    """
    rows = confirmed(coop)
    drawn = _drawn(coop, rows)
    wanted = plain(name).split()
    found = [row for row in rows if all(word in plain(f"{row.name} {row.email}") for word in wanted)]
    return [Asked(row, _alike(row, drawn)) for row in found]


def whole(found: Sequence[Asked]) -> list[Asked]:
    """Those of a page with what they wrote, in one question."""
    rows = Application.objects.select_related("coop", "answered_by", "participant")
    by_key = rows.in_bulk([one.row.pk for one in found])
    return [Asked(by_key[one.row.pk], one.looks_like) for one in found]


def find(coop: Coop, key: UUID) -> Application:
    """One of them."""
    rows = Application.objects.select_related("coop", "answered_by", "participant")
    found = rows.filter(coop=coop, pk=key, confirmed_at__isnull=False).first()
    if found is None:
        raise absent()
    return found


def warnings_of(coop: Coop, asked: Application) -> tuple[str, ...]:
    """Whose names it could be taken for."""
    return _alike(asked, _drawn(coop, confirmed(coop)))


Drawn = dict[str, dict[str, set[UUID | str]]]
"""What names look like, with the names that do and whose they are: each name is drawn once, however many."""


def _drawn(coop: Coop, rows: list[Application]) -> Drawn:
    here = Participant.objects.filter(coop=coop).order_by("name").values_list("pk", "name")
    named: list[tuple[UUID | str, str]] = [*here, *((row.email, row.name) for row in rows)]
    found: Drawn = {}
    for whose, name in named:
        found.setdefault(skeleton(name), {}).setdefault(name, set()).add(whose)
    return found


def _alike(asked: Application, drawn: Drawn) -> tuple[str, ...]:
    own = {asked.participant_id, asked.email}
    alike = drawn.get(skeleton(asked.name), {})
    return tuple(islice((name for name, owners in alike.items() if not owners <= own), ALIKE_AT_MOST))
