"""Who is invited to a meeting, and why: by stage from the register of its day, by a body, or by name."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping
from typing import Final

from toadlane.charter.reads import adopted, parsed
from toadlane.coops.models import FORMER, Coop, Participant
from toadlane.meetings.planned_rows import Invited, Meeting
from toadlane.members.register import holding, persons, tenures

ASKED: Final = "asked"
STAGE: Final = "stage:"
BODY: Final = "body:"


def day_of(meeting: Meeting) -> dt.date:
    """Its first day, where it is."""
    return meeting.starts_at.astimezone(zoneinfo.ZoneInfo(meeting.zone)).date()


def called(coop: Coop, *, who: list[str], body: str, on: dt.date) -> dict[str, str]:
    """The keys of those whom a meeting of a day calls, each with why.

    Whoever is of a stage that is invited is invited, whatever rights they use: somebody who skips
    governance stays invited. A meeting of a body calls those who sit in it.
    """
    people = persons(coop)
    here = {key: one.stage_on(on) for key, one in people.items()}
    if body:
        digests = adopted(coop)
        held = (
            holding(parsed(coop.pk, digests).on_or_first(on), people, tenures(coop), on=on) if digests else {}
        )
        return {
            key: f"{BODY}{body}"
            for key in sorted(held.get(body, ()))
            if here.get(key) not in {None, FORMER} and here[key] in who
        }
    return {key: f"{STAGE}{stage}" for key, stage in sorted(here.items()) if stage in who}


def invite(meeting: Meeting, also: Mapping[str, str] | None = None) -> list[str]:
    """Make its list fit the register: who is called comes on, who is not any more goes, unless by name.

    The keys of those who are new on it. As many questions for five hundred as for five.
    """
    wanted = called(meeting.coop, who=meeting.who, body=meeting.body, on=day_of(meeting))
    wanted = {**dict.fromkeys(also or (), ASKED), **wanted}
    there = {
        key: (pk, because)
        for key, pk, because in Invited.objects.filter(meeting=meeting).values_list(
            "participant__key", "pk", "because"
        )
    }
    gone = [pk for key, (pk, because) in there.items() if key not in wanted and because != ASKED]
    if gone:
        Invited.objects.filter(pk__in=gone).delete()
    new = sorted(wanted.keys() - there.keys())
    found = {
        one.key: one for one in Participant.objects.filter(coop=meeting.coop_id, key__in=new).order_by("key")
    }
    Invited.objects.bulk_create(
        Invited(coop_id=meeting.coop_id, meeting=meeting, participant=found[key], because=wanted[key])
        for key in new
        if key in found
    )
    return [key for key in new if key in found]


def is_invited(meeting: Meeting, who: Participant) -> bool:
    """Whether they are on its list."""
    return Invited.objects.filter(meeting=meeting, participant=who).exists()
