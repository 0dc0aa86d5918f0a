"""Items of an agenda are changed, put in order, taken off, and put on another meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from bylaws.meetings.agenda import in_order, stepped
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import agendas, plan_refusals
from toadlane.meetings.agendas import GAP
from toadlane.meetings.arranging import ItemWanted, plain
from toadlane.meetings.planned_rows import Fate, Item, Meeting
from toadlane.meetings.verbs.agenda import item_fields, on_the_agenda, put_all


@transaction.atomic
def change_item(*, item: Item, wanted: ItemWanted, edition: int, by: Participant, at: Moment) -> Item:
    """Say it anew; `edition` is the one that was looked at (fault `meetings.moved`). Twice is once.

    What fills itself keeps its title. One that came over or was taken off is changed no more.
    """
    held = on_the_agenda(item.meeting, by, at)
    row = Item.objects.select_for_update(of=("self",)).select_related("owner").get(pk=item.pk)
    title = row.title if row.standing else wanted.title
    fields = item_fields(held, replace(wanted, standing=row.standing, title=title))
    if all(getattr(row, name) == value for name, value in fields.items()):
        return row
    if row.edition != edition or row.fate in {Fate.CARRIED, Fate.DROPPED}:
        raise plan_refusals.moved()
    for name, value in fields.items():
        setattr(row, name, value)
    row.edition += 1
    row.save()
    return row


@transaction.atomic
def set_fate(*, item: Item, fate: str, by: Participant | None, at: Moment) -> Item:
    """Done, taken off, or open again; the meeting itself says so too while it is held. Twice is once."""
    if fate not in {Fate.OPEN, Fate.DONE, Fate.DROPPED}:
        raise plan_refusals.no_choice()
    if by is not None:
        on_the_agenda(item.meeting, by, at)
    Item.objects.filter(pk=item.pk).exclude(fate=Fate.CARRIED).update(fate=fate)
    item.refresh_from_db()
    return item


@transaction.atomic
def order_items(*, meeting: Meeting, order: Sequence[str], by: Participant, at: Moment) -> list[Item]:
    """Put the agenda in an order; items that came meanwhile stand last. Twice is once."""
    held = on_the_agenda(meeting, by, at)
    rows = {str(row.pk): row for row in Item.objects.filter(meeting=held).order_by("order", "pk")}
    return _write([rows[key] for key in in_order(list(rows), order)])


@transaction.atomic
def step_item(*, item: Item, down: bool, by: Participant, at: Moment, key: str) -> list[Item]:
    """One place up or down, as a button does it."""
    held = on_the_agenda(item.meeting, by, at)
    content: dict[str, Json] = {"down": down, "item": str(item.pk)}
    taken = keys.take(coop=by.coop, key=key, verb="meetings.step", by=by, content=content)
    rows = {str(row.pk): row for row in Item.objects.filter(meeting=held).order_by("order", "pk")}
    if not taken.first:
        return list(rows.values())
    return _write([rows[one] for one in stepped(list(rows), str(item.pk), by=1 if down else -1)])


def _write(rows: list[Item]) -> list[Item]:
    for nth, row in enumerate(rows, 1):
        row.order = GAP * nth
    Item.objects.bulk_update(rows, ["order"])
    return rows


@transaction.atomic
def put_on_another(*, item: Item, to: Meeting, by: Participant, at: Moment) -> Item:
    """An open item leaves this agenda for that of another meeting. Twice is once."""
    on_the_agenda(item.meeting, by, at)
    held = on_the_agenda(to, by, at)
    row = Item.objects.select_for_update().get(pk=item.pk)
    if row.meeting_id == held.pk or row.standing or row.fate != Fate.OPEN:
        raise plan_refusals.moved()
    row.meeting, row.order = held, agendas.last_order(held) + GAP
    row.save(update_fields=["meeting", "order"])
    return row


@transaction.atomic
def fill_agenda(
    *, meeting: Meeting, items: Sequence[ItemWanted], by: Participant, at: Moment, key: str
) -> list[Item]:
    """Put a template's items on an agenda, after what is there; a standing one that is there stays one."""
    held = on_the_agenda(meeting, by, at)
    wanted = plain([[one.title, one.minutes, one.aim, one.standing] for one in items])
    content = {"items": wanted, "meeting": str(held.pk)}
    taken = keys.take(coop=by.coop, key=key, verb="meetings.fill", by=by, content=content)
    rows = Item.objects.filter(meeting=held)
    if not taken.first:
        return list(rows)
    if held.coop_id != by.coop_id:
        raise absent()
    there = set(rows.exclude(standing="").values_list("standing", flat=True))
    return put_all(
        held, [one for one in items if not one.standing or one.standing not in there], by=by, at=at
    )
