"""Opening a budget round, and calling it off."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from bylaws.charter.kinds.budget_round import BudgetRound as Says
from bylaws.charter.rules import Rule
from bylaws.record.canonical import Json
from toadlane.budgets import refusals
from toadlane.budgets.models import LONGEST, BudgetRound, RoundStep
from toadlane.budgets.money import There, there
from toadlane.budgets.standing import ENDS, Step, rule_on
from toadlane.budgets.verbs.beginning import begun, refuse_unless_gathering, written
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.proposals.verbs.seeing import refuse_unseen
from toadlane.proposals.ways import may_raise
from toadlane.record.verbs import append


@transaction.atomic
def open_round(*, by: Participant, at: Moment, key: str, says: str = "") -> BudgetRound:
    """Open a round as the charter's rule of today says it: its fund, its money, its days.

    Faults: `rounds.open`, `.going`, `.early`, `.short`, `.long`; `CharterSilent` where there is no such rule.
    """
    refuse_unseen(by, at)
    says = as_kept(says)
    taken = keys.take(coop=by.coop, key=key, verb="rounds.open", by=by, content={"says": says})
    if not taken.first:
        return BudgetRound.objects.get(coop=by.coop, pk=taken.result)
    Coop.objects.select_for_update(no_key=True).get(pk=by.coop_id)
    if not may_raise(charter_of(by.coop).on(at.day), by.stage_on(at.day)):
        raise refusals.may_not_open()
    rule = rule_on(by.coop, at.day)
    if len(says) > LONGEST["says"]:
        raise refusals.too_long(LONGEST["says"])
    refuse_going(by.coop)
    first = next_on(by.coop, rule.says)
    if first is not None and at.day < first:
        raise refusals.too_early(rule.article, first)
    money = there(by.coop, rule.says, at)
    if money.budget.minor < 1 or money.free < money.budget:
        raise refusals.too_little(rule.article, str(money.free), str(money.budget))
    row = _write(rule, money, says, by=by, at=at)
    taken.keep(row.pk)
    return row


def refuse_going(coop: Coop) -> None:
    """Fault `rounds.going`."""
    if BudgetRound.objects.filter(coop=coop).exclude(steps__kind__in=ENDS).exists():
        raise refusals.going_already()


def next_on(coop: Coop, says: Says) -> dt.date | None:
    """The first day on which another can be opened; None where there was none yet."""
    rows = BudgetRound.objects.filter(coop=coop).exclude(steps__kind=Step.CALLED_OFF)
    last = rows.order_by("-opened_on").first()
    return says.every.after(last.opened_on) if last is not None else None


def _write(rule: Rule[Says], money: There, says: str, *, by: Participant, at: Moment) -> BudgetRound:
    """The round, and its entry in the record."""
    gather_until = rule.says.gather_for.after(at.day)
    row = BudgetRound.objects.create(
        coop=by.coop,
        fund=rule.says.fund,
        article=rule.article[: LONGEST["article"]],
        budget_minor=money.budget.minor,
        carried_minor=money.carried.minor,
        gather_until=gather_until,
        vote_until=rule.says.vote_for.after(gather_until),
        says=says,
        opened_by=by,
        opened_at=at.instant,
        opened_on=at.day,
    )
    what: dict[str, Json] = {
        "article": row.article,
        "budget": money.budget.decimal(),
        "carried": money.carried.decimal(),
        "fund": row.fund,
        "gather_until": row.gather_until.isoformat(),
        "round": str(row.pk),
        "vote_until": row.vote_until.isoformat(),
    }
    append(kind="round.opened.v1", what=what, by=by, at=at, subject=str(row.pk))
    return row


@transaction.atomic
def call_off(*, budget_round: BudgetRound, because: str, by: Participant, at: Moment, key: str) -> RoundStep:
    """Call it off while projects are gathered. Faults `rounds.not-yours`, `.gathered`, `.over`, `.long`."""
    because = as_kept(because)
    taken, standing = begun(budget_round, "call-off", by=by, at=at, key=key, because=because)
    if not taken.first:
        return RoundStep.objects.get(coop=by.coop, pk=taken.result)
    refuse_unless_gathering(standing, at)
    if standing.row.opened_by_id != by.pk:
        raise refusals.not_yours()
    if not because:
        raise refusals.no_reason()
    if len(because) > LONGEST["because"]:
        raise refusals.too_long(LONGEST["because"])
    step = RoundStep.objects.create(
        coop=by.coop, round=budget_round, kind=Step.CALLED_OFF, because=because, happened_at=at.instant
    )
    written("round.called-off.v1", standing, by=by, at=at, because=because)
    taken.keep(step.pk)
    return step
