"""How every verb of a round begins: who may see it, and how it stands with others waiting."""

from __future__ import annotations

from bylaws.record.canonical import Json
from toadlane.budgets import refusals
from toadlane.budgets.models import BudgetRound
from toadlane.budgets.standing import Standing
from toadlane.budgets.verbs.running import bring_up_to
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals.verbs.seeing import take_click
from toadlane.record.models import Entry
from toadlane.record.verbs import append


def begun(
    row: BudgetRound, verb: str, *, by: Participant, at: Moment, key: str, **content: Json
) -> tuple[keys.Taken, Standing]:
    """The key of the click, and the round as it stands then, with others who act on it waiting."""
    said: dict[str, Json] = {"round": str(row.pk), **content}
    taken = take_click(row, f"rounds.{verb}", by=by, at=at, key=key, content=said)
    return taken, bring_up_to(budget_round=row, at=at)


def refuse_unless_gathering(standing: Standing, at: Moment) -> None:
    """Faults `rounds.over`, `rounds.gathered`."""
    if standing.ended is not None:
        raise refusals.over()
    if not standing.gathers(at.instant):
        raise refusals.gathered()


def written(kind: str, standing: Standing, *, by: Participant, at: Moment, **what: Json) -> Entry:
    """The entry of the record."""
    said: dict[str, Json] = {"round": str(standing.row.pk), **what}
    return append(kind=kind, what=said, by=by, at=at, subject=str(standing.row.pk))
