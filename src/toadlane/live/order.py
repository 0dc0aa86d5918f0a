"""Rows of the floor in the order that `bylaws.meetings` says."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from uuid import UUID

from bylaws.meetings import rounds
from bylaws.meetings.speaking import Place, Wish, stack
from toadlane.live.models import RoundSeat, Turn

Sort = Turn.Sort


def in_order(turns: Iterable[Turn], run: UUID | None) -> list[tuple[Turn, Place]]:
    """Those who wait in the order in which they are called, each with why; of all turns of a meeting."""
    rows = list(turns)
    spoken = {one.participant.key for one in rows if one.done_at and one.sort != Sort.ORDER}
    replied = {
        one.participant.key for one in rows if one.done_at and one.sort == Sort.REPLY and one.run_id == run
    }
    waiting = {one.participant.key: one for one in rows if one.called_at is None}
    wishes = [Wish(key, one.sort, one.asked_at) for key, one in waiting.items()]  # type: ignore[arg-type]  # a Sort
    return [(waiting[place.wish.who], place) for place in stack(wishes, spoken=spoken, replied=replied)]


def in_turn(seats: Iterable[RoundSeat], here: AbstractSet[str]) -> list[str]:
    """The keys of those still to be heard in a round, the next one first; nobody waits for whoever left."""
    told = [
        rounds.Seat(key, seat.came_at, seat.heard_at, seat.passed_at, here=key in here)
        for seat in seats
        for key in [seat.participant.key]
    ]
    return [seat.who for seat in rounds.waiting(told)]
