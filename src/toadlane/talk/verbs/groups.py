"""Small groups: a few look for common ground and bring back what they found."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append
from toadlane.talk import refusals
from toadlane.talk.models import Comment, GroupSeat, SmallGroup
from toadlane.talk.subjects import Subject, speakers
from toadlane.talk.verbs.speaking import finding
from toadlane.talk.verbs.standing import named, of_row, only_leading, only_speakers
from toadlane.talk.words import fitting, line

LEAST = 2


@transaction.atomic
def begin_group(
    *, subject: Subject, name: str, people: Collection[str], by: Participant, at: Moment, key: str
) -> SmallGroup:
    """Begin a small group of those named by their keys; whoever sees the subject reads along."""
    only_speakers(subject, by, at)
    called, asked = line(name, "name"), sorted(set(people))
    content: dict[str, Json] = {"subject": named(subject), "name": called, "people": list(asked)}
    taken = keys.take(coop=subject.coop, key=key, verb="talk.begin-group", by=by, content=content)
    if not taken.first:
        return SmallGroup.objects.get(coop=subject.coop, pk=taken.result)
    seated = [who for who in speakers(subject, at) if who.key in asked]
    if len(seated) < LEAST or len(seated) != len(asked):
        raise refusals.too_few()
    group = SmallGroup.objects.create(
        coop=subject.coop,
        kind=subject.kind,
        subject=subject.key,
        information_class=subject.information_class,
        about=subject.about,
        name=called,
        begun_by=by.key,
        begun_at=at.instant,
    )
    GroupSeat.objects.bulk_create(
        GroupSeat(coop=subject.coop, group=group, participant=who) for who in seated
    )
    what: dict[str, Json] = {
        "group": str(group.pk),
        "kind": subject.kind,
        "people": [who.key for who in seated],
        "subject": subject.key,
    }
    append(kind="group.begun.v1", what=what, by=by, at=at, subject=named(subject))
    taken.keep(group.pk)
    return group


@transaction.atomic
def end_group(*, group: SmallGroup, found: str, by: Participant, at: Moment, key: str) -> Comment:
    """End it and tell everybody what it found: one of the group, whoever began it, or whoever facilitates."""
    subject = of_row(group, at)
    only_speakers(subject, by, at)
    if not GroupSeat.objects.filter(group=group, participant=by).exists():
        only_leading(subject, group.begun_by, by, at)
    said = fitting(found, "text")
    content: dict[str, Json] = {"group": str(group.pk), "found": said}
    taken = keys.take(coop=group.coop, key=key, verb="talk.end-group", by=by, content=content)
    if not taken.first:
        return Comment.objects.get(coop=group.coop, pk=taken.result)
    held = SmallGroup.objects.select_for_update(no_key=True, of=("self",)).get(pk=group.pk)
    if held.ended_at is not None:
        raise refusals.group_over()
    held.ended_by, held.ended_at = by.key, at.instant
    held.save(update_fields=["ended_by", "ended_at"])
    comment = finding(subject, said, held, by, at)
    what: dict[str, Json] = {"group": str(held.pk), "comment": str(comment.pk)}
    append(kind="group.ended.v1", what=what, by=by, at=at, subject=named(subject))
    taken.keep(comment.pk)
    return comment
