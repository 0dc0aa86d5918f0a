"""Who may do what in a talk, looked at inside the verb."""

from __future__ import annotations

from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight, sight_on
from toadlane.talk import refusals
from toadlane.talk.subjects import Subject, facilitates, may_speak, sees, subject_in


def only_speakers(subject: Subject, by: Participant, at: Moment) -> Sight:
    """Whoever may speak now; to those who may not see the subject there is none."""
    sight = only_readers(subject, by, at)
    if not subject.is_open:
        raise refusals.over()
    if not may_speak(sight, subject, at):
        raise refusals.no_speaker(subject, at)
    return sight


def only_readers(subject: Subject, by: Participant, at: Moment) -> Sight:
    """Whoever sees the subject."""
    sight = sight_on(by, at.day)
    if by.coop_id != subject.coop.pk or not sees(sight, subject):
        raise absent()
    return sight


def only_leading(subject: Subject, begun_by: str, by: Participant, at: Moment) -> None:
    """Whoever began it, or facilitates."""
    sight = only_speakers(subject, by, at)
    if by.key != begun_by and not facilitates(sight, subject):
        raise refusals.not_leading()


def of_row(row: object, at: Moment) -> Subject:
    """The subject of a comment, a round or a group."""
    coop, kind, key = (getattr(row, name) for name in ("coop", "kind", "subject"))
    found = subject_in(coop, kind, key, at)
    if found is None:
        raise absent()
    return found


def named(subject: Subject) -> str:
    """What the record calls it."""
    return f"{subject.kind}:{subject.key}"
