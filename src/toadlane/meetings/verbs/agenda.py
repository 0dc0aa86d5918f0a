"""What comes on the agenda of a meeting: anybody who is invited puts it there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import plan_refusals
from toadlane.meetings.agendas import GAP
from toadlane.meetings.arranging import ItemWanted, may_arrange, plain
from toadlane.meetings.inviting import is_invited
from toadlane.meetings.planned_rows import MOST, Aim, Item, Meeting, State

SETTLED = frozenset({State.OVER, State.CANCELLED})


@transaction.atomic
def put_item(*, meeting: Meeting, wanted: ItemWanted, by: Participant, at: Moment, key: str) -> Item:
    """Put an item last on the agenda; whoever is invited may, and who plans meetings."""
    held = on_the_agenda(meeting, by, at)
    content = {"item": plain({name: getattr(wanted, name) for name in ItemWanted.__slots__})}
    taken = keys.take(
        coop=held.coop, key=key, verb="meetings.put", by=by, content={**content, "meeting": str(held.pk)}
    )
    if not taken.first:
        return Item.objects.get(coop=held.coop, pk=taken.result)
    (item,) = put_all(held, [wanted], by=by, at=at)
    taken.keep(item.pk)
    return item


def on_the_agenda(meeting: Meeting, by: Participant, at: Moment) -> Meeting:
    """The meeting held by this transaction, if its agenda may be changed by them now."""
    if by.coop_id != meeting.coop_id:
        raise absent()
    held = Meeting.objects.select_for_update(of=("self",)).select_related("coop").get(pk=meeting.pk)
    if held.state in SETTLED:
        raise plan_refusals.settled()
    if not is_invited(held, by) and not may_arrange(by, at):
        raise plan_refusals.not_invited()
    return held


def put_all(
    meeting: Meeting, wanted: Iterable[ItemWanted], *, by: Participant | None, at: Moment
) -> list[Item]:
    """Put items last, in their order; each is looked at first."""
    there = Item.objects.filter(meeting=meeting)
    last = there.aggregate(last=Max("order"))["last"] or 0
    count = there.count()
    made = [
        Item(
            coop=meeting.coop,
            meeting=meeting,
            order=last + GAP * nth,
            put_by=by,
            put_at=at.instant,
            **item_fields(meeting, one),
        )
        for nth, one in enumerate(wanted, 1)
    ]
    if count + len(made) > MOST["items"]:
        raise plan_refusals.full(MOST["items"])
    return Item.objects.bulk_create(made)


def item_fields(meeting: Meeting, wanted: ItemWanted) -> dict[str, object]:
    """As a row keeps it; faults `meetings.title`, `.too-long`, `.minutes`, `.choice`, `.decides-nothing`."""
    if not wanted.title.strip():
        raise plan_refusals.untitled()
    for name in ("title", "about"):
        text = getattr(wanted, name)
        if len(text) > MOST[name] or "\x00" in text:
            raise plan_refusals.too_long(name, MOST[name])
    if not 1 <= wanted.minutes <= MOST["minutes"]:
        raise plan_refusals.bad_minutes(MOST["minutes"])
    if wanted.aim not in Aim.values:
        raise plan_refusals.no_choice()
    if wanted.aim == Aim.DECIDE and not meeting.decides:
        raise plan_refusals.decides_nothing()
    return {
        "title": wanted.title.strip(),
        "about": wanted.about,
        "minutes": wanted.minutes,
        "aim": wanted.aim,
        "owner": owner_of(meeting, wanted.owner),
        "standing": wanted.standing,
    }


def owner_of(meeting: Meeting, key: str) -> Participant | None:
    """Who brings an item, by key."""
    if not key:
        return None
    found = Participant.objects.filter(coop=meeting.coop_id, key=key).first()
    if found is None:
        raise absent()
    return found
