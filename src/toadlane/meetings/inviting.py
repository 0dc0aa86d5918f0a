"""Who is invited to a meeting, and why: by stage from the register of its day, by a body, or by name."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bylaws.facts.people import Person
from bylaws.membership.terms import Tenure
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.models import FORMER, Coop, Participant
from toadlane.meetings.planned_rows import Invited, Meeting
from toadlane.members.register import holding, persons, tenures

ASKED: Final = "asked"
STAGE: Final = "stage:"
BODY: Final = "body:"
LOT: Final = 500


def day_of(meeting: Meeting) -> dt.date:
    """Its first day, where it is."""
    return meeting.starts_at.astimezone(zoneinfo.ZoneInfo(meeting.zone)).date()


@dataclass(frozen=True)
class Register:
    """Who is here and what they hold, asked once for however many meetings."""

    coop: Coop

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody who ever took part."""
        return persons(self.coop)

    @cached_property
    def held(self) -> tuple[Tenure, ...]:
        """Every stretch of days in a role or seat."""
        return tenures(self.coop)

    @cached_property
    def rows(self) -> Mapping[str, Participant]:
        """Their rows by key."""
        return {one.key: one for one in Participant.objects.filter(coop=self.coop)}

    def called(self, meeting: Meeting) -> dict[str, str]:
        """The keys of those whom a meeting calls, each with why.

        Whoever is of a stage that is invited is invited, whatever rights they use: somebody who skips
        governance stays invited. A meeting of a body calls those who sit in it.
        """
        on = day_of(meeting)
        here = {key: one.stage_on(on) for key, one in self.people.items()}
        if meeting.body:
            seated = self._seated(meeting.body, on)
            return {
                key: f"{BODY}{meeting.body}" for key in sorted(seated) if here.get(key) not in {None, FORMER}
            }
        return {key: f"{STAGE}{stage}" for key, stage in sorted(here.items()) if stage in meeting.who}

    def _seated(self, body: str, on: dt.date) -> frozenset[str]:
        digests = adopted(self.coop)
        if not digests:
            return frozenset()
        text = parsed(self.coop.pk, digests).on_or_first(on)
        return holding(text, self.people, self.held, on=on).get(body, frozenset())


def invite(
    meeting: Meeting, also: Mapping[str, str] | None = None, register: Register | None = None
) -> list[str]:
    """Make its list fit the register: who is called comes on, who is not any more goes, unless by name.

    The keys of those who are new on it. As many questions for five hundred as for five.
    """
    register = register or Register(meeting.coop)
    wanted = {**dict.fromkeys(also or (), ASKED), **register.called(meeting)}
    rows = Invited.objects.filter(meeting=meeting).values_list("participant__key", "pk", "because")
    there = {key: (pk, because) for key, pk, because in rows}
    gone = [pk for key, (pk, because) in there.items() if key not in wanted and because != ASKED]
    if gone:
        Invited.objects.filter(meeting=meeting, pk__in=gone).delete()
    new = sorted(key for key in wanted.keys() - there.keys() if key in register.rows)
    Invited.objects.bulk_create(
        (
            Invited(coop=meeting.coop, meeting=meeting, participant=register.rows[key], because=wanted[key])
            for key in new
        ),
        batch_size=LOT,
    )
    return new


def invite_all(coop: Coop, meetings: Sequence[Meeting]) -> None:
    """The lists of meetings that are new, in a few questions for all of them."""
    register = Register(coop)
    made = [
        Invited(coop=coop, meeting=meeting, participant=register.rows[key], because=because)
        for meeting in meetings
        for key, because in register.called(meeting).items()
    ]
    Invited.objects.bulk_create(made, batch_size=LOT)


def is_invited(meeting: Meeting, who: Participant) -> bool:
    """Whether they are on its list."""
    return Invited.objects.filter(meeting=meeting, participant=who).exists()
