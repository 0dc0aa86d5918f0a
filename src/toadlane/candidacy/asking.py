"""What those who lead people in ask about applications."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from toadlane.candidacy.likeness import mistaken_for
from toadlane.candidacy.models import Application, JoiningPage
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant

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


def page_for(coop: Coop) -> JoiningPage:
    """The page strangers read; to them there is none while it is closed."""
    found = JoiningPage.objects.filter(coop=coop, is_open=True).first()
    if found is None:
        raise absent()
    return found


def confirmed(coop: Coop) -> list[Application]:
    """The applications whose address is known to be theirs, what waits first, the oldest first."""
    rows = Application.objects.filter(coop=coop, confirmed_at__isnull=False)
    found = rows.select_related("answered_by", "participant").order_by("confirmed_at")
    return sorted(found, key=lambda row: WAITS.index(row.state))


def listed(coop: Coop) -> list[Asked]:
    """The same, each held against the names of those who take part and of others who apply; two questions."""
    rows = confirmed(coop)
    names = _names(coop)
    return [Asked(row, _alike(row, names, rows)) for row in rows]


def find(coop: Coop, key: UUID) -> Application:
    """One of them."""
    rows = Application.objects.select_related("coop", "answered_by", "participant")
    found = rows.filter(coop=coop, pk=key, confirmed_at__isnull=False).first()
    if found is None:
        raise absent()
    return found


def warnings_of(coop: Coop, asked: Application) -> tuple[str, ...]:
    """Whose names it could be taken for."""
    return _alike(asked, _names(coop), confirmed(coop))


def _names(coop: Coop) -> list[tuple[UUID, str]]:
    return list(Participant.objects.filter(coop=coop).order_by("name").values_list("pk", "name"))


def _alike(asked: Application, names: list[tuple[UUID, str]], rows: list[Application]) -> tuple[str, ...]:
    others = [name for key, name in names if key != asked.participant_id]
    others += [row.name for row in rows if row.pk != asked.pk and row.email != asked.email]
    return tuple(dict.fromkeys(mistaken_for(asked.name, others)))
