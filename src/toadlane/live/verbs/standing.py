"""Who may do what in a meeting that is held, looked at inside the verb, which holds the meeting meanwhile."""

from __future__ import annotations

from uuid import UUID

from bylaws.meetings.leading import LEADING, Leads, leads
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.live import refusals
from toadlane.live.models import Attendance, LetIn, Live, Run
from toadlane.meetings.inviting import is_invited
from toadlane.meetings.planned_rows import Invited, Part
from toadlane.talk.words import seen

FACILITATOR, SCRIBE = "facilitator", "scribe"


def held(live: Live, by: Participant, *, after: bool = False) -> Live:
    """The meeting, held until the verb is done, for whoever is invited or is there.

    `after`: also once it is over, until its minutes are agreed.
    """
    row = locked(live)
    if by.coop_id != row.coop_id:
        raise absent()
    if row.sealed_at is not None:
        raise refusals.agreed()
    if row.ended_at is not None and not after:
        raise refusals.over()
    if not is_invited(row.meeting, by) and not is_here(row, by):
        raise refusals.not_invited()
    return row


def locked(live: Live) -> Live:
    """One after the other, of whatever many do in one meeting."""
    rows = Live.objects.select_for_update(of=("self",))
    return rows.select_related("coop", "meeting__coop").get(pk=live.pk)


def at_hand(live: Live) -> Run | None:
    """The item that is spoken about now."""
    return Run.objects.filter(live=live, state=Run.State.ON).select_related("item").first()


def changed(live: Live, *fields: str) -> None:
    """Whoever looks at it is shown it anew."""
    live.version += 1
    live.save(update_fields=["version", *fields])


def is_here(live: Live, who: Participant) -> bool:
    """Whether somebody is in the room or online now."""
    return Attendance.objects.filter(live=live, participant=who, left_at=None, came_at__isnull=False).exists()


def only_here(live: Live, by: Participant) -> Live:
    """The meeting, for whoever is in it."""
    row = held(live, by)
    if not is_here(row, by):
        raise refusals.not_here()
    return row


def only_leading(live: Live, by: Participant) -> Live:
    """The meeting, for whoever leads it now."""
    row = held(live, by)
    match how_leads(row, by):
        case "not-here":
            raise refusals.not_here()
        case "no":
            raise refusals.not_leading()
    return row


def how_leads(live: Live, by: Participant) -> Leads:
    """Whether somebody leads, and why."""
    facilitators = holding(live, FACILITATOR)
    here = Attendance.objects.filter(live=live, left_at=None, came_at__isnull=False)
    keys = set(here.values_list("participant__key", flat=True))
    return leads(by.key, facilitators=facilitators, here=keys)


def may_note_others(live: Live, by: Participant) -> bool:
    """Whether somebody keeps the list of who is there: who leads, and who takes the minutes."""
    return by.key in holding(live, SCRIBE) or how_leads(live, by) in LEADING


def holding(live: Live, part: str) -> set[str]:
    """The keys of those who hold a part."""
    rows = Part.objects.filter(meeting=live.meeting_id, role=part)
    return set(rows.values_list("participant__key", flat=True))


def invited_one(live: Live, key: str) -> Participant:
    """Somebody by key who is invited; fault `live.nobody`."""
    rows = Invited.objects.filter(meeting=live.meeting_id, participant__key=key)
    found = None if "\x00" in key else rows.select_related("participant").first()
    if found is None:
        raise refusals.nobody()
    person: Participant = found.participant
    return person


def only_let_in(run: Run, by: Participant) -> None:
    """For whoever is let into a closed session there is one; for others there is not."""
    if run.closed and not LetIn.objects.filter(run=run, participant=by).exists():
        raise absent()


def run_of(live: Live, item: UUID | None, by: Participant) -> Run | None:
    """The item that something is written on, by whoever may; None: on the meeting as a whole."""
    if item is None:
        return None
    run = Run.objects.filter(live=live, item=item).first()
    if run is None:
        raise refusals.no_item()
    only_let_in(run, by)
    return run


def fitting(given: str, longest: int, *, needed: bool = True) -> str:
    """Text as it is kept; fault `live.text` for none and for too much."""
    said = seen(given)
    if len(said) > longest or (needed and not said):
        raise refusals.no_text(longest)
    return said


def line(given: str, longest: int, *, needed: bool = True) -> str:
    """The same in one line."""
    return fitting(" ".join(seen(given).split()), longest, needed=needed)
