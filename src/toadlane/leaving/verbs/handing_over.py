"""The list of what is handed over: to whom each thing goes, ticked by who gives and by who takes."""

from __future__ import annotations

from typing import Final, Literal

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.leaving.models import Departure, HandedOver
from toadlane.leaving.standing import keeps_list
from toadlane.record.verbs import append

Side = Literal["given", "taken"]
SIDES: Final[tuple[Side, ...]] = ("given", "taken")
GONE: Final = frozenset({None, FORMER})


@transaction.atomic
def give_to(*, item: HandedOver, to: Participant | None, by: Participant, at: Moment, key: str) -> HandedOver:
    """Say who has a thing from then on, or that nobody is found yet; another taker ticks anew."""
    content: dict[str, Json] = {"item": str(item.pk), "to": to.key if to else ""}
    taken = keys.take(coop=item.coop, key=key, verb="leaving.give-to", by=by, content=content)
    if not taken.first:
        return _fresh(item)
    held = _hold(item)
    if by.pk != held.departure.participant_id and not keeps_list(by, at):
        raise _not_yours()
    if to is not None:
        _refuse_unfit(held, to, at)
    if held.to_id != (to.pk if to else None):
        held.to, held.taken_on = to, None
        held.save(update_fields=["to", "taken_on"])
        append(kind="hand-over.assigned.v1", what=content, by=by, at=at, subject=_subject(held))
    taken.keep(held.pk)
    return held


@transaction.atomic
def tick(
    *, item: HandedOver, side: Side, done: bool = True, by: Participant, at: Moment, key: str
) -> HandedOver:
    """One side says that a thing is given, or taken; or that it is not, after all.

    Whoever leaves gives, whoever has it then takes. For somebody who is no longer here, and for access
    that is ended, whoever keeps the list ticks.
    """
    content: dict[str, Json] = {"done": done, "item": str(item.pk), "side": side}
    taken = keys.take(coop=item.coop, key=key, verb="leaving.tick", by=by, content=content)
    if not taken.first:
        return _fresh(item)
    held = _hold(item)
    if not may_tick(held, side, by, at):
        raise _not_yours()
    field = f"{side}_on"
    if (getattr(held, field) is not None) != done:
        setattr(held, field, at.day if done else None)
        held.save(update_fields=[field])
        append(kind=f"hand-over.{side}.v1", what=content, by=by, at=at, subject=_subject(held))
    taken.keep(held.pk)
    return held


def may_tick(item: HandedOver, side: Side, who: Participant, at: Moment) -> bool:
    """Whether this side of a thing is theirs to tick."""
    departure = item.departure
    if side == "given":
        if item.kind == HandedOver.Kind.ACCESS:
            return False
        gone = departure.leaves_on <= at.day
        return who.pk == departure.participant_id or (gone and keeps_list(who, at))
    if item.kind == HandedOver.Kind.ACCESS and item.to_id is None:
        return who.pk != departure.participant_id and keeps_list(who, at)
    return item.to_id == who.pk


def _hold(item: HandedOver) -> HandedOver:
    HandedOver.objects.select_for_update(no_key=True).get(pk=item.pk)
    held = _fresh(item)
    if hasattr(held.departure, "taken_back"):
        raise RecordMoved(
            gettext_noop("{name} stays: the departure was taken back."),
            code="departing.back",
            next_step=gettext_noop("There is nothing left to do here."),
            name=held.departure.participant.name,
        )
    return held


def _fresh(item: HandedOver) -> HandedOver:
    rows = HandedOver.objects.select_related("coop", "to", "departure__participant", "departure__taken_back")
    return rows.get(pk=item.pk)


def _refuse_unfit(item: HandedOver, to: Participant, at: Moment) -> None:
    here = to.coop_id == item.coop_id and to.stage_on(max(at.day, item.due_on)) not in GONE
    if to.pk == item.departure.participant_id or not here:
        raise InputFault(
            gettext_noop("It is handed to somebody who is still here on {day}."),
            code="hand-over.to",
            next_step=gettext_noop("Choose somebody else."),
            day=item.due_on.isoformat(),
        )


def _not_yours() -> Refused:
    return Refused(
        gettext_noop(
            "This is for whoever leaves, for whoever has the thing then, and for who keeps the list."
        ),
        code="hand-over.not-yours",
        next_step=gettext_noop("Ask one of them."),
    )


def _subject(item: HandedOver) -> str:
    departure: Departure = item.departure
    return departure.participant.key
