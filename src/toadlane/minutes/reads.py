"""What pages and the API ask about minutes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from bylaws.kernel.reasons import Reason
from toadlane.charter.prose import as_html_once
from toadlane.coops.access import Place, absent
from toadlane.coops.models import Participant
from toadlane.meetings.inviting import day_of
from toadlane.meetings.planned_rows import Invited, Meeting
from toadlane.minutes.content import content_of, keys_in, quorum_in
from toadlane.minutes.life import Life, life_of, may_write
from toadlane.minutes.models import Approval, Correction, Line, Minutes, Part, Present
from toadlane.notices.telling import here_on
from toadlane.proposals.models import Revision
from toadlane.ui.names import Everybody


def seen(place: Place) -> QuerySet[Minutes]:
    """The minutes they may see: by their class, because they were there, or because they began them."""
    rows = Minutes.objects.filter(coop=place.coop)
    theirs = Q(pk__in=place.visible(rows).values("pk")) | Q(begun_by=place.member)
    return rows.filter(theirs).select_related(
        "coop", "meeting__coop", "meeting__series", "begun_by", "frozen"
    )


def meeting_at(place: Place, key: UUID) -> Meeting:
    """A meeting they may see."""
    rows = Meeting.objects.select_related("coop", "series")
    return place.find(rows, pk=key)


def minutes_at(place: Place, key: UUID) -> Minutes:
    """Minutes they may see."""
    found = seen(place).filter(pk=key).first()
    if found is None:
        raise absent()
    place.gives(found)
    return found


def address(place: Place, key: UUID) -> str:
    """The page of minutes they may see, else ""."""
    there = place.participant is not None and seen(place).filter(pk=key).exists()
    return reverse("minutes:one", args=[place.coop.slug, key]) if there else ""


@dataclass
class PartShown:
    """One part of minutes with its lines."""

    key: str
    label: str
    lines: list[Line]
    none: bool
    asked: bool


@dataclass(frozen=True)
class Approved:
    """One approval: contested, or counting after a day, or of an earlier text."""

    row: Approval
    contested: bool
    counts_after: dt.date | None
    earlier: bool


@dataclass
class Shown:
    """One set of minutes as somebody has them before them; as many questions however long they are."""

    life: Life
    me: Participant

    @property
    def row(self) -> Minutes:
        """The minutes."""
        return self.life.row

    @cached_property
    def writes(self) -> bool:
        """Whether they write these minutes."""
        return self.life.writes(self.me)

    @property
    def drafting(self) -> bool:
        """Whether they can change lines now."""
        return self.writes and self.life.phase == "draft"

    @cached_property
    def correcting(self) -> bool:
        """Whether they can suggest a correction now."""
        return self.life.may_correct(self.me).value

    @property
    def answering(self) -> bool:
        """Whether they answer corrections while minutes are not approved."""
        return self.writes and self.life.phase in {"corrections", "ready"}

    @cached_property
    def approving(self) -> Any:
        """Whether they may approve now, and why not."""
        return self.life.may_approve(self.me)

    @cached_property
    def noted(self) -> Approval | None:
        """What was noted for them, while they can say that it is not theirs."""
        return self.life.noted_for(self.me)

    @property
    def noted_until(self) -> dt.date | None:
        """The last day before it counts; None once it does."""
        return self._waits_until(self.noted) if self.noted else None

    @cached_property
    def approvals(self) -> list[Approved]:
        """Every approval, and whose word it is."""
        return [self._approved(one) for one in self.life.approvals]

    def _approved(self, one: Approval) -> Approved:
        contested, earlier = hasattr(one, "contested"), one.edition != self.row.edition
        return Approved(one, contested, self._waits_until(one) if self.phase_asks else None, earlier)

    def _waits_until(self, one: Approval) -> dt.date | None:
        until = self.life.noted.get(one)
        return until if until and self.life.at.day <= until else None

    @property
    def noting_until(self) -> dt.date:
        """To when those for whom it is noted today can say that it is not theirs."""
        return self.life.rule.contested.after(self.life.at.day)

    @cached_property
    def parts(self) -> list[PartShown]:
        """What was discussed, decided and promised."""
        asked = set(self.life.rule.parts)
        lines = self.life.lines
        return [
            PartShown(
                part.value,
                str(part.label),
                [one for one in lines if one.part == part],
                part.value in self.row.said_none,
                part.value in asked,
            )
            for part in Part
            if part != Part.DECISIONS or self.row.meeting.decides
        ]

    @property
    def there(self) -> list[Present]:
        """Who was there."""
        return [one for one in self.life.present if one.there]

    @property
    def apologies(self) -> list[Present]:
        """Who had said that they would not be."""
        return [one for one in self.life.present if not one.there]

    @property
    def pending(self) -> list[Correction]:
        """Corrections that wait for an answer."""
        return self.life.pending

    @property
    def late(self) -> list[Correction]:
        """What was found wrong and accepted once they were approved: it stands beside them."""
        return [one for one in self.life.corrections if self._stands_beside(one)]

    def answerable(self, one: Correction) -> bool:
        """Whether they answer this correction."""
        if hasattr(one, "answer"):
            return False
        if self.life.phase == "approved":
            alone = len(self.life.now.value.entitled) == 1
            return one.late and self.correcting and (alone or one.by_id != self.me.pk)
        return self.answering

    @staticmethod
    def _stands_beside(one: Correction) -> bool:
        return one.late and hasattr(one, "answer") and one.answer.accepted and not one.answer.carried_out

    @cached_property
    def later(self) -> Meeting | None:
        """The latest later meeting whose minutes name who was there: consent may have been given in it."""
        meeting = self.row.meeting
        rows = Meeting.objects.filter(
            coop=self.row.coop, series=meeting.series_id, starts_at__gt=meeting.starts_at
        )
        rows = rows.filter(minutes__nth=0, minutes__present__there=True) if meeting.series_id else rows.none()
        found = rows.order_by("-starts_at").first()
        return found if found and self.phase_asks and may_write(found, self.me, self.life.at) else None

    @property
    def later_on(self) -> dt.date | None:
        """Its day."""
        return day_of(self.later) if self.later else None

    @property
    def phase_asks(self) -> bool:
        """Whether they wait for approvals."""
        return self.life.phase in {"corrections", "ready"}

    @cached_property
    def there_later(self) -> list[tuple[str, str]]:
        """Who was there in the later meeting and may approve these minutes."""
        now = self.life.now.value
        said = {*now.approved_by, *(one.by for one in now.noted), *self.life.contested_by}
        may = set(now.entitled) - said
        rows = Present.objects.filter(minutes__meeting=self.later, minutes__nth=0, there=True)
        found = rows.filter(participant__key__in=may).order_by("participant__name")
        return list(found.values_list("participant__key", "participant__name"))

    @cached_property
    def content(self) -> dict[str, Any]:
        """The text: as it was approved, else as it stands."""
        frozen = getattr(self.row, "frozen", None)
        kept = getattr(frozen, "words", None)
        return dict(kept.content) if kept else content_of(self.life)

    @cached_property
    def quorum(self) -> list[Reason]:
        """Whether enough were there to decide, by each rule that asks, and why."""
        return quorum_in(self.content)

    @cached_property
    def names(self) -> dict[str, str]:
        """What people are called today, by their keys."""
        rows = Participant.objects.filter(coop=self.row.coop, key__in=keys_in(self.content))
        return dict(rows.values_list("key", "name"))

    @cached_property
    def titles(self) -> dict[str, str]:
        """What the proposals it names are called."""
        named = [one["proposal"] for one in self.content["decisions"] if one["proposal"]]
        rows = Revision.objects.filter(coop=self.row.coop, proposal__in=named).order_by("nth")
        return {str(key): title for key, title in rows.values_list("proposal", "title")} if named else {}


def shown(place: Place, row: Minutes) -> Shown:
    """Minutes as they stand for whoever asks."""
    return Shown(life_of(row, place.moment), place.member)


def others_of(place: Place, row: Minutes) -> list[Minutes]:
    """The other minutes of the same meeting that they may see: its closed sessions, or the open part."""
    return list(seen(place).filter(meeting=row.meeting_id).exclude(pk=row.pk).order_by("nth"))


def to_name(place: Place, row: Minutes) -> Everybody:
    """Whoever can be named in them: those who were invited, and those who take part now."""
    invited = Invited.objects.filter(meeting=row.meeting_id).select_related("participant")
    found = {one.participant.key: one.participant.name for one in invited}
    found |= dict(here_on(place.coop, place.moment.day).values_list("key", "name"))
    return Everybody(sorted(found.items(), key=lambda one: (one[1].casefold(), one[0])))


def prose(text: str) -> str:
    """Words of minutes as they are read: Markdown, cleaned; kept nowhere, since words can be erased."""
    return as_html_once(text)
