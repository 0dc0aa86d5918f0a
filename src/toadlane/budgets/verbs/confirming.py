"""Where the charter has the count confirmed: a proposal by the rule it names, raised by itself."""

from __future__ import annotations

from django.utils.translation import override

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.budgets.funded import Funded
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from toadlane.budgets import words
from toadlane.budgets.standing import Standing, stopped
from toadlane.charter.reads import charter_of
from toadlane.coops.moment import Moment
from toadlane.decisions.exactly import fingerprint_of
from toadlane.decisions.verbs import use_authority
from toadlane.proposals.models import Outcome, Proposal
from toadlane.proposals.verbs.electing import CONFIRM, Ballot, put_to_vote
from toadlane.proposals.verbs.running import catch_up

ORIGIN = "budget-round"


def put_to_confirm(standing: Standing, came: Funded, at: Moment) -> Proposal | None:
    """Raise the proposal, inside the transaction that counts; None where nobody has to confirm it, or can."""
    row, rule = standing.row, standing.says.confirmed_by
    if rule is None or charter_of(row.coop).on(at.day).maybe("decision", Decision, rule) is None:
        return None
    keys: list[Json] = [*came.sharing.keys(came.funded)]
    said: dict[str, Json] = {"funded": keys, "left": came.left, "round": str(row.pk)}
    with override(row.coop.language):
        title = words.confirm_title(row)
        text = words.confirm_text(
            [(came.sharing.called(n), came.sharing.projects[n].cost) for n in came.funded],
            Money(came.left, row.coop.currency),
        )
    ballot = Ballot(
        rule=rule,
        article=standing.rule.article,
        seats=None,
        names=(),
        title=title,
        text=text,
        subject=f"{row.fund}, {row.opened_on.isoformat()}",
        fingerprint=fingerprint_of(said),
        origin=(ORIGIN, str(row.pk), words.title(row)),
        matter=CONFIRM,
    )
    return put_to_vote(ballot, by=row.opened_by, at=at)


def confirmed(proposal: Proposal, at: Moment) -> Outcome | None:
    """What the proposal came to, once it did and nothing keeps it from taking effect."""
    if not hasattr(proposal, "outcome"):
        whole = Proposal.objects.select_related("coop", "waking").get(pk=proposal.pk)
        catch_up(whole, at)
        proposal = Proposal.objects.select_related("outcome__authority").get(pk=proposal.pk)
    outcome: Outcome | None = getattr(proposal, "outcome", None)
    return outcome if outcome is not None and stopped(outcome, at) is None else None


def is_due(proposal: Proposal, at: Moment) -> bool:
    """Whether anything of it comes now; for whoever looks."""
    if hasattr(proposal, "outcome"):
        return stopped(proposal.outcome, at) is None
    waking = getattr(proposal, "waking", None)
    return waking is not None and (waking.next_at or at.instant) <= at.instant


def use(outcome: Outcome, standing: Standing, at: Moment) -> None:
    """The decision that confirmed it is used by what it confirmed."""
    if outcome.authority is not None:
        use_authority(
            authority=outcome.authority,
            matter=CONFIRM,
            subject=outcome.authority.subject,
            fingerprint=outcome.authority.fingerprint,
            by=standing.row.opened_by,
            at=at,
            used_for=words.title(standing.row),
        )
