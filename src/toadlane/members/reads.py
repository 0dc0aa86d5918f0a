"""What the pages of people ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from toadlane.coops.access import Place
from toadlane.coops.models import DIRECTORY, MEMBER, Coop, Participant, RolePeriod, StagePeriod
from toadlane.members import standing, words
from toadlane.members.links import link_to
from toadlane.members.models import WAITS, Change, Invitation

CHANGES_SHOWN = 200


@dataclass(slots=True)
class Line:
    """One person in the list: what they are today."""

    participant: Participant
    stage_word: str = ""
    since: dt.date | None = None
    role_words: list[str] = field(default_factory=list)
    invitation: Invitation | None = None
    invited: str = ""

    @property
    def stage(self) -> str:
        """In words."""
        return words.said(self.stage_word) if self.stage_word else ""

    @property
    def roles(self) -> list[str]:
        """In words."""
        return [words.said(word) for word in self.role_words]

    @property
    def signs_in(self) -> bool:
        """Whether they have come in."""
        return self.participant.person_id is not None

    @property
    def waits(self) -> bool:
        """A place that is theirs once they show that the address is."""
        return hasattr(self.participant, "seat")


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """A stage or role as it stands, or as it stood before it was put right."""

    row: StagePeriod | RolePeriod
    word: str
    state: str  # "now", "past", "ahead", "replaced", "void"


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """An invitation, and its link while it may still be handed over."""

    row: Invitation
    state: str
    link: str


def may_enter(place: Place) -> bool:
    """Whether whoever looks may enter who is what; of members it is asked once a page whether others do."""
    if standing.ENTER & place.sight.audiences:
        return True
    return MEMBER in place.sight.audiences and not standing.ENTERING(coop=place.coop.pk, day=place.moment.day)


def change_at(place: Place, key: UUID) -> Change:
    """The one of that key, if it is there for whoever asks."""
    rows = Change.objects.select_related("coop", "participant__coop", "by", "answered_by")
    return place.find(rows, pk=key)


def changes_open(place: Place) -> list[Change]:
    """What waits for a second member, as far as they may see it, the latest first."""
    rows = place.visible(Change.objects.select_related("participant", "by", "answered_by"))
    found = rows.filter(answered_on=None, entered_on__gte=place.moment.day - WAITS)
    return list(found.order_by("-entered_on", "-pk")[:CHANGES_SHOWN])


def require_people(place: Place) -> None:
    """Let in whoever may see who works here, and whoever enters it."""
    if not may_enter(place):
        place.require_class(DIRECTORY)


def people(place: Place) -> list[Line]:
    """Everybody who takes part, by name, in as many questions for three as for three hundred."""
    found = Participant.objects.filter(coop=place.coop).select_related("seat").order_by("name", "key")
    lines = {who.pk: Line(who) for who in found}
    for stage in StagePeriod.objects.on(place.moment.day).filter(coop=place.coop):
        line = lines[stage.participant_id]
        line.stage_word, line.since = stage.stage, stage.valid_from
    for role in RolePeriod.objects.on(place.moment.day).filter(coop=place.coop).order_by("role"):
        held = lines[role.participant_id].role_words
        held += [] if role.role in held else [role.role]
    if may_enter(place):
        for invitation in Invitation.objects.filter(coop=place.coop, withdrawn_at=None).order_by("pk"):
            line = lines[invitation.participant_id]
            line.invitation = invitation
            line.invited = str(invitation.state_at(place.moment.instant))
    return list(lines.values())


def stages(who: Participant, day: dt.date) -> list[PeriodShown]:
    """Every stage ever entered for somebody, the latest first; what was put right after what stands."""
    return _shown(list(StagePeriod.written.filter(participant=who)), day)


def roles(who: Participant, day: dt.date) -> list[PeriodShown]:
    """The same of roles."""
    return _shown(list(RolePeriod.written.filter(participant=who)), day)


def shown_of(row: StagePeriod | RolePeriod, day: dt.date) -> PeriodShown:
    """One row, newly written or replaced since."""
    gone = type(row).written.filter(replaces=row.pk).exists()
    return PeriodShown(row, word_of(row), _state(row, day, gone=gone))


def word_of(row: StagePeriod | RolePeriod) -> str:
    """In words; of a role that each body or meeting has of its own, which one’s."""
    held_for = row.held_for if isinstance(row, RolePeriod) else ""
    said = words.said(str(row))
    return _("%(role)s of %(body)s") % {"role": said, "body": words.said(held_for)} if held_for else said


def _shown(found: Sequence[StagePeriod | RolePeriod], day: dt.date) -> list[PeriodShown]:
    gone = {row.replaces_id for row in found}
    shown = [PeriodShown(row, word_of(row), _state(row, day, gone=row.pk in gone)) for row in found]
    shown.sort(key=lambda one: one.row.valid_from, reverse=True)
    return sorted(shown, key=lambda one: one.state in {"replaced", "void"})


def _state(row: StagePeriod | RolePeriod, day: dt.date, *, gone: bool) -> str:
    if gone:
        return "replaced"
    if row.valid_until == row.valid_from:
        return "void"
    if row.valid_from > day:
        return "ahead"
    return "now" if row.valid_until is None or row.valid_until > day else "past"


def invitations(place: Place, who: Participant) -> list[InvitationShown]:
    """Somebody's invitations, the latest first; only for whoever may make them."""
    if not may_enter(place):
        return []
    rows = (
        Invitation.objects.filter(coop=place.coop, participant=who).select_related("made_by").order_by("-pk")
    )
    shown = []
    for row in rows:
        state = row.state_at(place.moment.instant)
        link = link_to(row) if state == Invitation.State.OPEN else ""
        shown.append(InvitationShown(row, str(state.value), link))
    return shown


def has_role(coop: Coop, role: str, day: dt.date) -> bool:
    """Whether anybody holds a role on a day or will later."""
    rows = RolePeriod.objects.filter(coop=coop, role=role).exclude(valid_until__lte=day)
    return rows.exists()


def addresses(coop: Coop) -> list[tuple[str, str]]:
    """The keys of those who were invited, with the address it went to: people are known by it elsewhere."""
    invited = Invitation.objects.filter(coop=coop, withdrawn_at=None)
    return list(invited.values_list("participant__key", "email").order_by("made_at"))
