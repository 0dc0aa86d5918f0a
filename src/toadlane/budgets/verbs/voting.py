"""Filling in a ballot: an open one can be changed until the close, a secret one goes into the box for good.

Of a secret ballot nothing is said but in the box: not in the key of the click, which is taken for the round
alone, nor in the record, which learns at the count who voted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.budgets import refusals
from toadlane.budgets.counting import HIGHEST
from toadlane.budgets.models import BudgetRound, Paper, RoundBox, RoundVoted
from toadlane.budgets.standing import Marks, Standing, may_vote, rule_of
from toadlane.budgets.verbs.beginning import begun, written
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members.register import persons
from toadlane.proposals.boxes import code_of, new_code


@dataclass(frozen=True, slots=True)
class Cast:
    """The receipt of a vote; `code` is empty for an open one, and where this one did not go into the box."""

    code: str = ""


@transaction.atomic
def vote(
    *,
    budget_round: BudgetRound,
    marks: Iterable[tuple[int, int]],
    by: Participant,
    at: Moment,
    key: str,
    receipt: str = "",
) -> Cast:
    """Fill in a ballot: the number of each project marked, with its points; by marks one each, none is blank.

    `receipt` is the code that a secret ballot was shown with; without one it is made here. Faults:
    `rounds.not-open`, `.vote`, `.marks`, `.voted`, `.receipt`, `.over`.
    """
    given = tuple(sorted(marks))
    said: dict[str, Json] = {} if _is_secret(budget_round) else {"marks": [[*one] for one in given]}
    taken, standing = begun(budget_round, "vote", by=by, at=at, key=key, **said)
    if not standing.secret:
        if taken.first:
            taken.keep(_open(standing, given, by, at).pk)
        return Cast()
    code = code_of(receipt) if receipt else new_code()
    if not code:
        raise refusals.no_receipt()
    if not taken.first:
        return Cast(code if any(one.code == code for one in standing.box) else "")
    _refuse(standing, given, by, at)
    if standing.has_voted(by):
        raise refusals.voted(standing.rule.article)
    if any(one.code == code for one in standing.box):
        raise refusals.no_receipt()
    _put_in_box(standing, code, given, by)
    taken.keep("voted")
    return Cast(code)


def _is_secret(row: BudgetRound) -> bool:
    return rule_of(row).says.secret


def _open(standing: Standing, given: Marks, by: Participant, at: Moment) -> Paper:
    """An open ballot, in the place of the one before."""
    _refuse(standing, given, by, at)
    paper = Paper.objects.create(
        coop=by.coop,
        round=standing.row,
        participant=by,
        marks=[[*one] for one in given],
        cast_at=at.instant,
    )
    written("round.voted.v1", standing, by=by, at=at, marks=[[*one] for one in given])
    return paper


def _put_in_box(standing: Standing, code: str, given: Marks, by: Participant) -> None:
    """That somebody voted in one row, and what in another that says nothing of whom, when or where."""
    row = standing.row
    RoundVoted.objects.create(coop=by.coop, round=row, participant=by, recorded_at=standing.gathered_at)
    box, _made = RoundBox.objects.select_for_update().get_or_create(coop=by.coop, round=row)
    box.ballots = sorted([*box.ballots, [code, [[*one] for one in given]]])
    box.save()


def _refuse(standing: Standing, given: Marks, by: Participant, at: Moment) -> None:
    if standing.ended is not None:
        raise refusals.over()
    if not standing.votes(at.instant):
        raise refusals.not_open()
    if not may_vote(standing, persons(by.coop), by.key, at.day):
        raise refusals.may_not_vote(standing.rule.article)
    highest = 1 if standing.says.ballot == "approval" else HIGHEST
    numbers = [nth for nth, _points in given]
    known = {one.nth for one in standing.ballot}
    fine = all(nth in known and 0 < points <= highest for nth, points in given)
    if not fine or len(set(numbers)) != len(numbers):
        raise refusals.marked(highest)
