"""Go-rounds: everyone is heard once before anyone twice; of a private one nothing is left at its end."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from bylaws.meetings.leading import LEADING
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import refusals
from toadlane.live.going_rows import LONGEST
from toadlane.live.models import Attendance, GoRound, Live, RoundSeat
from toadlane.live.order import in_turn
from toadlane.live.verbs.standing import changed, how_leads, line, only_here, only_leading

MOST_SECONDS = 3_600


@transaction.atomic
def begin_round(
    *,
    live: Live,
    sort: str,
    by: Participant,
    at: Moment,
    asks: str = "",
    private: bool = True,
    seconds: int | None = None,
) -> GoRound:
    """Begin a round among those who are there; begun twice in the same words, it is begun once.

    Faults `live.choice`, `.private-asks`, `.round-on`.
    """
    row = only_leading(live, by)
    said = line(asks, LONGEST["asks"], needed=False)
    if sort not in GoRound.Sort.values or not 1 <= (1 if seconds is None else seconds) <= MOST_SECONDS:
        raise refusals.no_choice()
    if private and said:
        raise refusals.private_asks()
    wanted = {"sort": sort, "asks": said, "private": private, "seconds": seconds, "begun_by": by}
    on = GoRound.objects.filter(live=row, ended_at=None).first()
    if on is not None:
        if all(getattr(on, name) == value for name, value in wanted.items()):
            return on
        raise refusals.round_on()
    begun = GoRound.objects.create(coop=row.coop, live=row, begun_at=at.instant, turn_at=at.instant, **wanted)
    here = Attendance.objects.filter(live=row, left_at=None, came_at__isnull=False).order_by("came_at", "pk")
    RoundSeat.objects.bulk_create(
        RoundSeat(coop=row.coop, round=begun, participant_id=who, came_at=at.instant)
        for who in here.values_list("participant", flat=True)
    )
    changed(row)
    return begun


@transaction.atomic
def be_heard(
    *, live: Live, by: Participant, at: Moment, who: str = "", passes: bool = False
) -> GoRound | None:
    """Somebody was heard in the round, or passes: they say so themselves, or whoever leads.

    Once nobody waits any more the round ends, and None comes back. Faults `live.no-round`, `.heard`.
    """
    row = only_here(live, by)
    on = _on(row)
    if who and who != by.key and how_leads(row, by) not in LEADING:
        raise refusals.not_leading()
    seats = list(RoundSeat.objects.filter(round=on).select_related("participant"))
    mine = next((seat for seat in seats if seat.participant.key == (who or by.key)), None)
    if mine is None:
        raise refusals.nobody()
    if (mine.passed_at if passes else mine.heard_at) is not None:
        return on
    mine.heard_at = mine.heard_at if passes else at.instant
    mine.passed_at = at.instant if passes else mine.passed_at
    mine.save(update_fields=["heard_at", "passed_at"])
    if not waiting_in(row, seats):
        _end(row, on, at)
        return None
    on.turn_at = at.instant
    on.save(update_fields=["turn_at"])
    changed(row)
    return on


@transaction.atomic
def end_round(*, live: Live, by: Participant, at: Moment) -> Live:
    """End it, whoever was not heard: whoever leads. Without a round there is nothing to end."""
    row = only_leading(live, by)
    on = GoRound.objects.filter(live=row, ended_at=None).first()
    if on is not None:
        _end(row, on, at)
    return row


def waiting_in(live: Live, seats: Iterable[RoundSeat]) -> list[str]:
    """The keys of those still to be heard, the next one first; nobody waits for whoever left."""
    here = Attendance.objects.filter(live=live, left_at=None, came_at__isnull=False)
    return in_turn(seats, set(here.values_list("participant__key", flat=True)))


def _on(live: Live) -> GoRound:
    on = GoRound.objects.filter(live=live, ended_at=None).first()
    if on is None:
        raise refusals.no_round()
    return on


def _end(live: Live, on: GoRound, at: Moment) -> None:
    """What is private is gone; of the others stays that they were held, not who spoke."""
    if on.private:
        on.delete()
    else:
        RoundSeat.objects.filter(round=on).delete()
        on.ended_at = at.instant
        on.save(update_fields=["ended_at"])
    changed(live)
