"""The lot that settles a tie: numbers people give before the close, and drawing it from the ballots.

Open ballots everybody knows before the close: see `elections/verbs/drawing.py`.
"""

from __future__ import annotations

from django.db import transaction

from bylaws.decisions.elections.lots import GREATEST_NUMBER
from bylaws.record.canonical import Json
from toadlane.budgets import refusals
from toadlane.budgets.counting import closed_digest, seed_of
from toadlane.budgets.models import BudgetRound, RoundNumber, RoundStep
from toadlane.budgets.standing import Standing, Step, may_draw, numbers_open
from toadlane.budgets.verbs.beginning import begun, written
from toadlane.budgets.verbs.running import bring_up_to
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment


@transaction.atomic
def give_number(
    *, budget_round: BudgetRound, number: int, by: Participant, at: Moment, key: str
) -> RoundNumber:
    """Give a number of which a lot is made, should projects be level; once, before the close.

    Faults: `rounds.number`, `.over`.
    """
    taken, standing = begun(budget_round, "number", by=by, at=at, key=key, number=number)
    if not taken.first:
        return RoundNumber.objects.get(coop=by.coop, pk=taken.result)
    if standing.ended is not None:
        raise refusals.over()
    given = any(one.participant_id == by.pk for one in standing.numbers)
    if given or not 0 <= number <= GREATEST_NUMBER or not numbers_open(standing, at):
        raise refusals.no_number()
    row = RoundNumber.objects.create(
        coop=by.coop, round=budget_round, participant=by, number=number, happened_at=at.instant
    )
    written("round.number-given.v1", standing, by=by, at=at, number=number)
    taken.keep(row.pk)
    return row


@transaction.atomic
def draw(*, budget_round: BudgetRound, by: Participant, at: Moment, key: str) -> RoundStep:
    """Have the lot drawn; anybody can draw again from the published seed. Faults `rounds.lot`, `.over`."""
    taken, standing = begun(budget_round, "draw", by=by, at=at, key=key)
    if not taken.first:
        return RoundStep.objects.get(coop=by.coop, pk=taken.result)
    if standing.ended is not None:
        raise refusals.over()
    if not may_draw(standing, by, at):
        raise refusals.no_lot()
    called = "" if standing.secret else _called(standing, by=by, at=at)
    seed = seed_of(standing, called=called)
    step = RoundStep.objects.create(
        coop=by.coop, round=budget_round, kind=Step.DRAWN, seed=seed, happened_at=at.instant
    )
    written("round.drawn.v1", standing, by=by, at=at, seed=seed)
    taken.keep(step.pk)
    bring_up_to(budget_round=budget_round, at=at)
    return step


def _called(standing: Standing, *, by: Participant, at: Moment) -> str:
    """The commitment of the entry that calls the lot of an open vote: nobody knew it before."""
    what: dict[str, Json] = {"ballots": closed_digest(standing)}
    return bytes(written("round.lot-called.v1", standing, by=by, at=at, **what).commitment).hex()
