"""Minutes as the rules see them: made of their rows, so that they can say where they stand on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from bylaws.kernel.reasons import Explained
from bylaws.meetings import minutes as rules
from bylaws.meetings.minutes import MinutesRule, Standing
from bylaws.meetings.quorum import Quorum
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.models import FORMER, KEEPS_PAPERS, Participant
from toadlane.coops.moment import Moment
from toadlane.meetings.inviting import day_of
from toadlane.meetings.planned_rows import Invited, Meeting, State
from toadlane.meetings.planned_rows import Part as Taken
from toadlane.meetings.quorate import quorum_of
from toadlane.members.register import persons
from toadlane.minutes.models import Approval, Correction, Line, Minutes, Present

WRITES = frozenset({"scribe", "facilitator"})
"""The parts of a meeting whose people write its minutes."""


@dataclass
class Life:
    """Everything that is known of the minutes of one meeting, on a day."""

    row: Minutes
    at: Moment

    @cached_property
    def present(self) -> list[Present]:
        """Who was there or had said that they would not be, by name."""
        rows = Present.objects.filter(minutes=self.row).select_related("participant")
        return sorted(rows, key=lambda one: (one.participant.name.casefold(), one.participant.key))

    @cached_property
    def lines(self) -> list[Line]:
        """What stands in them, in its order."""
        rows = Line.objects.filter(minutes=self.row, struck_at=None)
        rows = rows.select_related("who", "proposal", "written_by").prefetch_related("earlier__written_by")
        return list(rows.order_by("part", "order", "pk"))

    @cached_property
    def struck(self) -> list[Line]:
        """What was struck out, and can still be read."""
        rows = Line.objects.filter(minutes=self.row, struck_at__isnull=False)
        return list(rows.order_by("struck_at", "pk"))

    @cached_property
    def corrections(self) -> list[Correction]:
        """Every correction that was suggested, in its order."""
        rows = Correction.objects.filter(minutes=self.row)
        return list(rows.select_related("words", "answer__by", "by", "line", "whose").order_by("pk"))

    @cached_property
    def approvals(self) -> list[Approval]:
        """Every approval, of whichever edition."""
        rows = Approval.objects.filter(minutes=self.row).select_related(
            "participant", "in_meeting", "said_by", "contested"
        )
        return list(rows.order_by("pk"))

    @cached_property
    def taken(self) -> list[Taken]:
        """Who took which part in the meeting."""
        return list(Taken.objects.filter(meeting=self.row.meeting_id).select_related("participant"))

    @cached_property
    def invited(self) -> list[str]:
        """The keys of those who were invited."""
        rows = Invited.objects.filter(meeting=self.row.meeting_id)
        return list(rows.order_by("participant__key").values_list("participant__key", flat=True))

    @cached_property
    def here(self) -> list[str]:
        """The keys of those who take part in the co-op today."""
        people = persons(self.row.coop).items()
        return [key for key, one in people if one.stage_on(self.at.day) not in {None, FORMER}]

    @cached_property
    def rule(self) -> MinutesRule:
        """What holds of these minutes: the charter's word on the day of the meeting, else what is usual."""
        return rule_for(self.row.meeting)

    @cached_property
    def next_meeting(self) -> Meeting | None:
        """The next of its series that was not cancelled."""
        meeting = self.row.meeting
        if meeting.series_id is None:
            return None
        later = Meeting.objects.filter(series=meeting.series_id, starts_at__gt=meeting.starts_at)
        return later.exclude(state=State.CANCELLED).order_by("starts_at").first()

    @cached_property
    def known(self) -> rules.Minutes:
        """As the rules are told of them."""
        frozen = getattr(self.row, "frozen", None)
        return rules.Minutes(
            present=self.there,
            invited=self.there if self.row.nth else self.invited,
            here=self.here,
            edition=self.row.edition,
            sent_on=self.row.sent_on,
            pending=[called(one) for one in self.pending],
            approvals=[self._told(one) for one in self.approvals],
            approved_on=frozen.frozen_on if frozen else None,
            due_on=day_of(self.next_meeting) if self.next_meeting else None,
        )

    def _told(self, one: Approval) -> rules.Approval:
        """As the rules are told of an approval: what another noted, with the day on which they did."""
        on = Moment.of(one.happened_at, coop=self.row.coop).day if one.noted else None
        return rules.Approval(one.participant.key, one.edition, on, hasattr(one, "contested"))

    @property
    def there(self) -> list[str]:
        """The keys of those who were there."""
        return [one.participant.key for one in self.present if one.there]

    @cached_property
    def quorum(self) -> Sequence[Explained[Quorum]]:
        """Whether enough were there to decide, by the charter and the register on the day of the meeting."""
        meeting = self.row.meeting
        return () if self.row.nth else quorum_of(meeting, self.there, day_of(meeting))

    @property
    def waiting(self) -> list[Correction]:
        """The corrections that wait for an answer."""
        return [one for one in self.corrections if not hasattr(one, "answer")]

    @property
    def pending(self) -> list[Correction]:
        """Those of them that came in time: nothing is approved while one waits."""
        return [one for one in self.waiting if not one.late]

    @cached_property
    def now(self) -> Explained[Standing]:
        """Where they stand, and why."""
        return rules.standing(self.rule, self.known, on=self.at.day)

    @property
    def phase(self) -> str:
        """Draft, corrections, ready or approved."""
        return self.now.value.phase

    @property
    def missing(self) -> tuple[rules.Part, ...]:
        """The required parts that are empty and do not say “none”."""
        filled: dict[rules.Part, int] = {"attendance": len(self.there)}
        for one in self.lines:
            part = cast("rules.Part", one.part)
            filled[part] = filled.get(part, 0) + 1
        return rules.missing(self.rule, filled, self.row.said_none)

    @property
    def comes_late(self) -> bool:
        """Whether a correction that is suggested now holds nothing up."""
        return rules.comes_late(self.rule, self.known, on=self.at.day)

    def may_correct(self, who: Participant) -> Explained[bool]:
        """Whether somebody may suggest a correction now."""
        return rules.may_correct(self.rule, self.known, who.key, on=self.at.day)

    def may_approve(self, who: Participant) -> Explained[bool]:
        """Whether somebody may approve now, and what stands in the way."""
        return rules.may_approve(self.rule, self.known, who.key, on=self.at.day)

    @cached_property
    def noted(self) -> dict[Approval, dt.date]:
        """What another noted of this text and they did not say themselves; after which day it counts."""
        until = {one.by: one.until for one in self.now.value.noted}
        return {one: until[one.participant.key] for one in self.approvals if self._is_noted(one, until)}

    def _is_noted(self, one: Approval, those: Mapping[str, dt.date]) -> bool:
        of_now = one.noted and one.edition == self.row.edition and not hasattr(one, "contested")
        return of_now and one.participant.key in those

    def noted_for(self, who: Participant) -> Approval | None:
        """What was noted for somebody, while they can say that it is not theirs."""
        if who.key not in self.now.value.contestable:
            return None
        return next(one for one in self.noted if one.participant_id == who.pk)

    @cached_property
    def contested_by(self) -> set[str]:
        """The keys of those who said that what was noted is not theirs: none is noted any more."""
        return {one.participant.key for one in self.approvals if hasattr(one, "contested")}

    def writes(self, who: Participant) -> bool:
        """Whether somebody writes these minutes, and answers corrections."""
        if self.row.nth:
            return who.key in self.here and who.key in {*self.there, self.row.begun_by.key}
        return may_write(self.row.meeting, who, self.at)


def called(one: Correction) -> str:
    """A correction in a few words: whose, and of what."""
    return f"{one.by.name}: {one.line or one.get_part_display()}"[:120]


def rule_for(meeting: Meeting) -> MinutesRule:
    """What the charter says of its minutes on its day; of a meeting it does not name, what that was given.

    No decisions are asked of a meeting that may decide nothing.
    """
    digests = adopted(meeting.coop)
    found = MinutesRule(parts=tuple(part for part in rules.PARTS if part in meeting.holds))
    if meeting.rule and digests:
        found = rules.rule_of(parsed(meeting.coop_id, digests), meeting.rule, on=day_of(meeting))
    parts = found.parts if meeting.decides else tuple(part for part in found.parts if part != "decisions")
    return replace(found, parts=parts)


def may_write(meeting: Meeting, who: Participant, at: Moment) -> bool:
    """Whoever has the part of scribe or facilitator, or one of the roles that keep papers.

    Where nobody is scribe, whoever is invited writes them: minutes nobody may write are written by nobody.
    """
    stage = who.stage_on(at.day)
    if who.coop_id != meeting.coop_id or stage in {None, FORMER}:
        return False
    taken = dict(Taken.objects.filter(meeting=meeting).values_list("role", "participant"))
    if who.pk in {taken.get(role) for role in WRITES} or KEEPS_PAPERS & who.roles_on(at.day):
        return True
    return "scribe" not in taken and Invited.objects.filter(meeting=meeting, participant=who).exists()


def life_of(row: Minutes, at: Moment) -> Life:
    """The life of minutes at a moment."""
    return Life(row, at)
