"""Putting in the projects of a file together, and taking them back together."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.budgets import refusals
from toadlane.budgets.models import LONGEST, BudgetRound, Project, ProjectFile, ProjectText, ProjectWithdrawal
from toadlane.budgets.standing import GONE
from toadlane.budgets.verbs.asking import (
    Said,
    refuse_full,
    refuse_unfit,
    refuse_unless_may_ask,
    text_of,
    told,
)
from toadlane.budgets.verbs.beginning import begun, refuse_unless_gathering, written
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.members.register import persons


@transaction.atomic
def bring(
    *,
    budget_round: BudgetRound,
    file_name: str,
    projects: Sequence[Said],
    by: Participant,
    at: Moment,
    key: str,
) -> ProjectFile:
    """Put in the projects of a file, all of them or none. Faults: those of `put_in`, `rounds.no-lines`."""
    kept = [one.kept() for one in projects]
    name = as_kept(file_name)[: LONGEST["file"]]
    content: list[Json] = [one.content() for one in kept]
    taken, standing = begun(budget_round, "bring", by=by, at=at, key=key, file=name, projects=content)
    if not taken.first:
        return ProjectFile.objects.get(coop=by.coop, pk=taken.result)
    refuse_unless_may_ask(standing, by, at)
    if not kept:
        raise refusals.no_lines()
    refuse_full(standing, len(kept))
    owners = _owners(kept, by, at)
    for one in kept:
        refuse_unfit(standing, one)
    row = ProjectFile.objects.create(
        coop=by.coop, round=budget_round, name=name, by=by, happened_at=at.instant
    )
    texts = list[ProjectText]()
    for nth, one in enumerate(kept, len(standing.asked) + 1):
        project = Project.objects.create(
            coop=by.coop, round=budget_round, nth=nth, file=row, by=by, happened_at=at.instant
        )
        text = text_of(project, one, owners[one.owner], by=by, at=at)
        text.save()
        texts.append(text)
    what: list[Json] = [{"project": text.project.nth, **told(text)} for text in texts]
    written("round.projects-brought.v1", standing, by=by, at=at, file=str(row.pk), projects=what)
    taken.keep(row.pk)
    return row


@transaction.atomic
def take_back(
    *, budget_round: BudgetRound, file: ProjectFile, by: Participant, at: Moment, key: str
) -> ProjectFile:
    """Withdraw the projects of a file together, but those that somebody wrote anew since.

    For whoever brought them in, until no more are gathered. Faults: `rounds.not-your-file`, `.withdrawn`,
    `.gathered`, `.over`.
    """
    taken, standing = begun(budget_round, "take-back", by=by, at=at, key=key, file=str(file.pk))
    if not taken.first:
        return file
    if file.round_id != budget_round.pk:
        raise absent()
    refuse_unless_gathering(standing, at)
    if file.by_id != by.pk:
        raise refusals.not_your_file()
    brought = standing.as_brought(file)
    if not brought:
        raise refusals.withdrawn()
    for one in brought:
        ProjectWithdrawal.objects.create(coop=by.coop, project=one.row, by=by, happened_at=at.instant)
    gone: list[Json] = [one.nth for one in brought]
    written("round.projects-taken-back.v1", standing, by=by, at=at, file=str(file.pk), projects=gone)
    taken.keep(file.pk)
    return file


def _owners(kept: Sequence[Said], by: Participant, at: Moment) -> dict[str, Participant]:
    """Whoever looks after them, if they take part now."""
    people = persons(by.coop)
    for one in kept:
        who = people.get(one.owner)
        if who is None or who.stage_on(at.day) in GONE:
            raise refusals.nobody(one.owner)
    rows = Participant.objects.filter(coop=by.coop, key__in={one.owner for one in kept})
    return {one.key: one for one in rows}
