"""What comes by itself: projects are put to the vote, the ballots counted, the funded ones given their money.

The job does it in time, and so does whoever acts or looks; when they come changes nothing.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bylaws.charter.kinds.decision import SECRET_UNDER
from bylaws.decisions.boxes import box_root
from bylaws.decisions.budgets.funded import Funded
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from toadlane.budgets.counting import closed_digest, counted, shared
from toadlane.budgets.models import BudgetRound, RoundBox, RoundSealed, RoundStep
from toadlane.budgets.standing import RULE_GONE, Standing, Step, standing_of
from toadlane.budgets.verbs import confirming
from toadlane.budgets.verbs.granting import grant
from toadlane.budgets.verbs.reminding import remind
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append


@transaction.atomic
def bring_up_to(*, budget_round: BudgetRound, at: Moment) -> Standing:
    """Write down all that came by itself until a moment; done twice, it is done once."""
    BudgetRound.objects.select_for_update(no_key=True).get(pk=budget_round.pk)
    row = BudgetRound.objects.select_related("coop", "opened_by").get(pk=budget_round.pk)
    standing = standing_of(row)
    for step in (_put_to_vote, _count, _finish):
        if standing.ended is None and step(standing, at):
            standing = standing_of(row)
    if standing.votes(at.instant):
        remind(standing, at)
    return standing


def is_due(standing: Standing, at: Moment) -> bool:
    """Whether anything of it comes now; for whoever looks."""
    if standing.ended is not None:
        return False
    steps = standing.steps
    if Step.COUNTED in steps:
        return standing.proposal is None or confirming.is_due(standing.proposal, at)
    if Step.PUT_TO_VOTE in steps:
        return standing.is_closed(at.instant) and (Step.TIED not in steps or Step.DRAWN in steps)
    return at.instant >= standing.gathered_at


def _put_to_vote(standing: Standing, at: Moment) -> bool:
    """Projects are no longer gathered: those that were not withdrawn stand on the ballot."""
    if standing.steps or at.instant < standing.gathered_at:
        return False
    then = Moment.of(standing.gathered_at, coop=standing.row.coop)
    projects: list[Json] = [
        {"cost": one.text.cost_minor, "nth": one.nth, "title": one.text.title} for one in standing.there
    ]
    if projects:
        write_step(standing, Step.PUT_TO_VOTE, then, projects=projects)
    else:
        write_step(standing, Step.NO_PROJECTS, then)
    return True


def _count(standing: Standing, at: Moment) -> bool:
    """The vote is over: it is counted as it closes, or once a lot was drawn where projects are level."""
    steps = standing.steps
    if Step.PUT_TO_VOTE not in steps or Step.COUNTED in steps or not standing.is_closed(at.instant):
        return False
    found = shared(standing)
    came = counted(standing, found) if found is not None else None
    if came is None:
        return False
    if came.tie is not None:
        return _tied(standing)
    drawn = steps.get(Step.DRAWN)
    then = Moment.of(drawn.happened_at if drawn else standing.closes_at, coop=standing.row.coop)
    shown = not standing.secret or standing.many >= SECRET_UNDER
    if standing.secret:
        _seal(standing, then, shown=shown)
    proposal = confirming.put_to_confirm(standing, came, then) if came.funded else None
    write_step(standing, Step.COUNTED, then, result=told(came, shown=shown), proposal=proposal)
    return True


def _tied(standing: Standing) -> bool:
    """The ballots are closed for good, and what stands for them is in the record before any lot is drawn."""
    if Step.TIED in standing.steps:
        return False
    closed = Moment.of(standing.closes_at, coop=standing.row.coop)
    write_step(standing, Step.TIED, closed, ballots=closed_digest(standing))
    return True


def told(came: Funded, *, shown: bool) -> dict[str, Json]:
    """The count as data; of few secret ballots only what is funded and what is left."""
    found = came.as_json(why=shown)
    kept = ("format", "method", "utility", "completion", "article", "ballot", "budget", "funded", "left")
    return found if shown else {name: found[name] for name in kept}


def _finish(standing: Standing, at: Moment) -> bool:
    """What was counted takes effect, once it is confirmed where the charter asks for that."""
    step = standing.steps.get(Step.COUNTED)
    if step is None:
        return False
    then, proposal = Moment.of(step.happened_at, coop=standing.row.coop), standing.proposal
    if proposal is None and standing.says.confirmed_by and step.result["funded"]:
        write_step(standing, Step.NOT_CONFIRMED, then, because=RULE_GONE)
        return True
    if proposal is not None:
        outcome = confirming.confirmed(proposal, at)
        if outcome is None:
            return False
        then = at
        if not outcome.passed:
            write_step(standing, Step.NOT_CONFIRMED, then)
            return True
        confirming.use(outcome, standing, then)
    funded = [standing.of(int(key.removeprefix("p"))) for key in step.result["funded"]]
    costs = {one.nth: one.cost_minor for one in standing.ballot}
    given = [grant(standing, one, costs[one.nth], then) for one in funded if one is not None]
    money = Money.parse(step.result["left"], standing.row.coop.currency)
    what: dict[str, Json] = {
        "funded": [{"authority": str(one.authority_id), "project": one.project.nth} for one in given],
        "left": money.decimal(),
    }
    write_step(standing, Step.OVER, then, **what)
    return True


def _seal(standing: Standing, at: Moment, *, shown: bool) -> None:
    """Close the box for good: its root, and who voted, go into the record; of few no ballot is kept."""
    row = standing.row
    box, root = RoundBox.objects.filter(round=row).first(), box_root(standing.box).hex()
    kept = box.ballots if box is not None and shown else []
    RoundSealed.objects.create(coop=row.coop, round=row, cast=standing.many, root=root, ballots=kept)
    RoundBox.objects.filter(round=row).delete()
    keys = row.voted.values_list("participant__key", flat=True)
    what: dict[str, Json] = {
        "kept": shown,
        "root": root,
        "round": str(row.pk),
        "voted": [*sorted(keys)],
    }
    append(kind="round.box-sealed.v1", what=what, by=None, at=at, subject=str(row.pk), coop=row.coop)


def write_step(
    standing: Standing, kind: RoundStep.Kind, at: Moment, *, proposal: Any = None, **what: Any
) -> RoundStep:
    """One step, and its entry; what the row has no column for stands in the entry alone."""
    row = standing.row
    columns = {name: said for name, said in what.items() if name in ("projects", "result", "because")}
    step = RoundStep.objects.create(
        coop=row.coop, round=row, kind=kind, proposal=proposal, happened_at=at.instant, **columns
    )
    said: dict[str, Json] = {"round": str(row.pk), **what}
    if proposal is not None:
        said["proposal"] = str(proposal.pk)
    append(kind=f"round.{kind.value}.v1", what=said, by=None, at=at, subject=str(row.pk), coop=row.coop)
    return step
