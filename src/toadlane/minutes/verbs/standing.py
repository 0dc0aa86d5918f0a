"""Who may do what with minutes, looked at inside the verb, one after the other."""

from __future__ import annotations

from uuid import UUID

from toadlane.coops.access import absent
from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.decisions.verbs import as_kept
from toadlane.minutes import refusals
from toadlane.minutes.life import Life, life_of
from toadlane.minutes.models import LONGEST, Minutes
from toadlane.proposals.models import DECISIONS, Proposal
from toadlane.proposals.parts import part_of


def held(minutes: UUID, by: Participant, at: Moment) -> Life:
    """The minutes, held by this transaction, if they may see them; else there are none."""
    rows = Minutes.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("coop", "meeting__coop", "begun_by")
    row = rows.filter(coop=by.coop, pk=minutes).first()
    if row is None or not sees(row, by, at):
        raise absent()
    return life_of(row, at)


def sees(row: Minutes, who: Participant, at: Moment) -> bool:
    """Whether somebody sees these minutes: by their class, as one who was there, or who began them."""
    return sight_on(who, at.day).may_see(row) or (
        row.begun_by_id == who.pk and who.stage_on(at.day) not in {None, FORMER}
    )


def only_writers(life: Life, by: Participant) -> None:
    """Fault `minutes.not-yours`."""
    if not life.writes(by):
        raise refusals.not_a_writer()


def only_a_draft(life: Life) -> None:
    """Faults `minutes.sent`, `minutes.approved`."""
    if life.phase == "approved":
        raise refusals.approved()
    if life.phase != "draft":
        raise refusals.not_a_draft()


def only_seen(proposal: UUID, by: Participant, at: Moment) -> None:
    """A proposal they may not see, or of nowhere, is not there to be named."""
    sight = sight_on(by, at.day)
    sees_all = sight.may_see_class(DECISIONS)
    rows = Proposal.objects.filter(coop=by.coop) if sees_all else part_of(sight)
    if not rows.filter(pk=proposal).exists():
        raise absent()


def fitting(text: str, what: str) -> str:
    """Text as it is kept; faults `authority.not-text`, `minutes.long`."""
    said = as_kept(text)
    if len(said) > LONGEST[what]:
        raise refusals.too_long(LONGEST[what])
    return said


def somebody(by: Participant, key: str, at: Moment) -> Participant | None:
    """Whoever goes by a key and takes part; None where nobody is named. Fault `minutes.nobody`."""
    if not key:
        return None
    found = None if "\x00" in key else Participant.objects.filter(coop=by.coop, key=key).first()
    if found is None or found.stage_on(at.day) in {None, FORMER}:
        raise refusals.nobody()
    return found
