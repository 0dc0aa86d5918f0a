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
MOST_NUMBERS: Final = 10 * MOST
"""Of all that were ever put in: those withdrawn keep their numbers."""
A_LINE: Final = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a project; `owner` is the key of whoever looks after it."""

    title: str
    description: str
    cost: Money
    owner: str

    def kept(self) -> Said:
        """The same as it is kept. Fault: `amount.too-large`."""
        within(self.cost)
        return replace(self, title=as_kept(self.title), description=as_kept(self.description))

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
    said = Said(title, description, _amount(cost, by), owner or by.key).kept()
    taken, standing = begun(budget_round, "put-in", by=by, at=at, key=key, **said.content())
    if not taken.first:
        return Project.objects.get(coop=by.coop, pk=taken.result)
    refuse_unless_may_ask(standing, by, at)
    refuse_full(standing, 1)
    row = Project(
        coop=by.coop, round=budget_round, nth=len(standing.asked) + 1, by=by, happened_at=at.instant
    )
    text = _text(standing, row, said, by=by, at=at)
    row.save()
    text.save()
    written("round.project-put.v1", standing, by=by, at=at, project=row.nth, **told(text))
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
    said = Said(title, description, _amount(cost, by), owner).kept()
    taken, standing = begun(budget_round, "rewrite", by=by, at=at, key=key, project=project, **said.content())
    if not taken.first:
        return ProjectText.objects.get(coop=by.coop, pk=taken.result)
    asked = _theirs(standing, project, by, at)
    if not said.owner:
        said = replace(said, owner=asked.text.owner.key)
    text = _text(standing, asked.row, said, by=by, at=at)
    text.nth = asked.text.nth + 1
    text.save()
    written("round.project-rewritten.v1", standing, by=by, at=at, project=project, **told(text))
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
    return cost if isinstance(cost, Money) else Money.parse(cost, by.coop.currency)


def refuse_unless_may_ask(standing: Standing, by: Participant, at: Moment) -> None:
    """Faults `rounds.over`, `.gathered`, `.propose`."""
    refuse_unless_gathering(standing, at)
    if by.stage_on(at.day) not in standing.says.proposals_by:
        raise refusals.may_not_propose(standing.rule.article)


def refuse_full(standing: Standing, more: int) -> None:
    """Fault `rounds.full`."""
    if len(standing.there) + more > MOST or len(standing.asked) + more > MOST_NUMBERS:
        raise refusals.full(MOST)


def refuse_unfit(standing: Standing, said: Said) -> None:
    """What a project cannot be called, say or cost. Faults `rounds.title`, `.long`, `.cost`."""
    if not A_LINE.fullmatch(said.title):
        raise refusals.no_title()
    for name, words in (("title", said.title), ("description", said.description)):
        if len(words) > LONGEST[name]:
            raise refusals.too_long(LONGEST[name])
    least, most = bounds(standing)
    if not least.minor <= said.cost.minor <= most.minor:
        raise refusals.costs(standing.rule.article, str(least), str(most))


def _text(standing: Standing, row: Project, said: Said, *, by: Participant, at: Moment) -> ProjectText:
    """What somebody wrote, if it can stand."""
    refuse_unfit(standing, said)
    who = None if "\x00" in said.owner else Participant.objects.filter(coop=by.coop, key=said.owner).first()
    if who is None or who.stage_on(at.day) in GONE:
        raise refusals.nobody(said.owner)
    return text_of(row, said, who, by=by, at=at)


def text_of(row: Project, said: Said, owner: Participant, *, by: Participant, at: Moment) -> ProjectText:
    """The first text of a project."""
    return ProjectText(
        coop=by.coop,
        project=row,
        nth=1,
        title=said.title,
        description=said.description,
        cost_minor=said.cost.minor,
        owner=owner,
        written_by=by,
        written_at=at.instant,
    )


def told(text: ProjectText) -> dict[str, Json]:
    """A text as the record has it."""
    cost = Money(text.cost_minor, text.coop.currency)
    return {"cost": cost.decimal(), "owner": text.owner.key, "text": text.nth, "title": text.title}
