"""Asking the round for money: a project is put in, written anew, withdrawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction

from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from toadlane.books.amounts import within
from toadlane.budgets import refusals
from toadlane.budgets.models import LONGEST, BudgetRound, Project, ProjectText, ProjectWithdrawal
from toadlane.budgets.standing import GONE, Asked, Standing, bounds
from toadlane.budgets.verbs.beginning import begun, refuse_unless_gathering, written
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept

MOST: Final = 300
A_LINE: Final = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody says of a project."""

    title: str
    description: str
    cost: Money
    owner: str

    def content(self) -> dict[str, Json]:
        """As the key of the click knows it."""
        return {
            "cost": self.cost.decimal(),
            "description": self.description,
            "owner": self.owner,
            "title": self.title,
        }


@transaction.atomic
def put_in(
    *,
    budget_round: BudgetRound,
    title: str,
    cost: Money | str,
    by: Participant,
    at: Moment,
    key: str,
    description: str = "",
    owner: str = "",
) -> Project:
    """Put in a project, with its cost and whoever looks after it, oneself unless another is named.

    Faults: `rounds.propose`, `.title`, `.cost`, `.owner`, `.long`, `.full`, `.gathered`, `.over`, and those
    of an amount that is none.
    """
    said = _Said(as_kept(title), as_kept(description), _amount(cost, by), owner or by.key)
    taken, standing = begun(budget_round, "put-in", by=by, at=at, key=key, **said.content())
    if not taken.first:
        return Project.objects.get(coop=by.coop, pk=taken.result)
    refuse_unless_gathering(standing, at)
    if by.stage_on(at.day) not in standing.says.proposals_by:
        raise refusals.may_not_propose(standing.rule.article)
    if len(standing.asked) >= MOST:
        raise refusals.full(MOST)
    row = Project(
        coop=by.coop, round=budget_round, nth=len(standing.asked) + 1, by=by, happened_at=at.instant
    )
    text = _text(standing, row, said, by=by, at=at)
    row.save()
    text.save()
    written("round.project-put.v1", standing, by=by, at=at, project=row.nth, **_told(text))
    taken.keep(row.pk)
    return row


@transaction.atomic
def rewrite(
    *,
    budget_round: BudgetRound,
    project: int,
    title: str,
    cost: Money | str,
    by: Participant,
    at: Moment,
    key: str,
    description: str = "",
    owner: str = "",
) -> ProjectText:
    """Write a project anew, until no more are gathered. Faults: those of `put_in`, `rounds.not-your-project`,
    `.withdrawn`.
    """
    said = _Said(as_kept(title), as_kept(description), _amount(cost, by), owner)
    taken, standing = begun(budget_round, "rewrite", by=by, at=at, key=key, project=project, **said.content())
    if not taken.first:
        return ProjectText.objects.get(coop=by.coop, pk=taken.result)
    asked = _theirs(standing, project, by, at)
    if not said.owner:
        said = replace(said, owner=asked.text.owner.key)
    text = _text(standing, asked.row, said, by=by, at=at)
    text.nth = asked.text.nth + 1
    text.save()
    written("round.project-rewritten.v1", standing, by=by, at=at, project=project, **_told(text))
    taken.keep(text.pk)
    return text


@transaction.atomic
def withdraw(
    *, budget_round: BudgetRound, project: int, by: Participant, at: Moment, key: str
) -> ProjectWithdrawal:
    """No longer ask for it. Faults: `rounds.not-your-project`, `.withdrawn`, `.gathered`, `.over`."""
    taken, standing = begun(budget_round, "withdraw", by=by, at=at, key=key, project=project)
    if not taken.first:
        return ProjectWithdrawal.objects.get(coop=by.coop, pk=taken.result)
    asked = _theirs(standing, project, by, at)
    row = ProjectWithdrawal.objects.create(coop=by.coop, project=asked.row, by=by, happened_at=at.instant)
    written("round.project-withdrawn.v1", standing, by=by, at=at, project=project)
    taken.keep(row.pk)
    return row


def _theirs(standing: Standing, nth: int, by: Participant, at: Moment) -> Asked:
    """A project that somebody may change now."""
    asked = standing.of(nth)
    if asked is None:
        raise absent()
    refuse_unless_gathering(standing, at)
    if not asked.is_of(by):
        raise refusals.not_your_project()
    if asked.withdrawn:
        raise refusals.withdrawn()
    return asked


def _amount(cost: Money | str, by: Participant) -> Money:
    money = cost if isinstance(cost, Money) else Money.parse(cost, by.coop.currency)
    within(money)
    return money


def _text(standing: Standing, row: Project, said: _Said, *, by: Participant, at: Moment) -> ProjectText:
    """What somebody wrote, if it can stand."""
    if not A_LINE.fullmatch(said.title):
        raise refusals.no_title()
    for name, words in (("title", said.title), ("description", said.description)):
        if len(words) > LONGEST[name]:
            raise refusals.too_long(LONGEST[name])
    least, most = bounds(standing)
    if not least.minor <= said.cost.minor <= most.minor:
        raise refusals.costs(standing.rule.article, str(least), str(most))
    who = None if "\x00" in said.owner else Participant.objects.filter(coop=by.coop, key=said.owner).first()
    if who is None or who.stage_on(at.day) in GONE:
        raise refusals.nobody(said.owner)
    return ProjectText(
        coop=by.coop,
        project=row,
        nth=1,
        title=said.title,
        description=said.description,
        cost_minor=said.cost.minor,
        owner=who,
        written_by=by,
        written_at=at.instant,
    )


def _told(text: ProjectText) -> dict[str, Json]:
    cost = Money(text.cost_minor, text.coop.currency)
    return {"cost": cost.decimal(), "owner": text.owner.key, "text": text.nth, "title": text.title}
