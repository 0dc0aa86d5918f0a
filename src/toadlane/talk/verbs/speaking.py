"""Saying something, editing it for as long as one likes, taking it back, and marking a concern as met."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.record.canonical import Json, canonical
from bylaws.record.commitment import SALT_BYTES, commit
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.spelling import folded
from toadlane.record.verbs import append
from toadlane.talk import refusals
from toadlane.talk.models import (
    Comment,
    CommentWithdrawn,
    CommentWords,
    ConcernMet,
    EarlierWords,
    MetWords,
    SmallGroup,
    Sort,
    Way,
)
from toadlane.talk.subjects import Subject, facilitates
from toadlane.talk.verbs.rounds import heard_in
from toadlane.talk.verbs.standing import named, of_row, only_readers, only_speakers
from toadlane.talk.words import fitting, line

SAID: Final = frozenset({Sort.COMMENT, Sort.QUESTION, Sort.CONCERN})
MOST: Final = 20_000
"""Of one subject; what is more than that is no talk any more."""


@dataclass(frozen=True, slots=True)
class Came:
    """By which way something was said, and how many files that came along were left out."""

    way: Way = Way.WEB
    left_out: int = 0


HERE: Final = Came()


@transaction.atomic
def say(
    *,
    subject: Subject,
    text: str,
    by: Participant,
    at: Moment,
    key: str,
    sort: str = Sort.COMMENT,
    answers: Comment | None = None,
    group: SmallGroup | None = None,
    came: Came = HERE,
) -> Comment:
    """Say something about a subject, perhaps in answer to a comment or in a small group.

    Faults: `talk.over`, `talk.no-speaker`, `talk.words`, `talk.no-seat`, `talk.group-over`, `talk.heard`.
    """
    only_speakers(subject, by, at)
    said = fitting(text, "text")
    if sort not in SAID:
        raise _no_sort()
    group = answers.group if answers is not None else group
    content: dict[str, Json] = {
        "subject": named(subject),
        "text": said,
        "sort": str(sort),
        "answers": str(answers.pk) if answers else None,
        "group": str(group.pk) if group else None,
    }
    taken = keys.take(coop=subject.coop, key=key, verb="talk.say", by=by, content=content)
    if not taken.first:
        return Comment.objects.get(coop=subject.coop, pk=taken.result)
    _fits(subject, answers, group, by)
    if Comment.objects.filter(coop=subject.coop, kind=subject.kind, subject=subject.key).count() >= MOST:
        raise refusals.too_many()
    comment = _comment(subject, sort, by, at, answers=answers, group=group)
    comment.round = heard_in(subject, by, at) if group is None else None
    comment.way, comment.left_out = came.way, came.left_out
    write(comment, said, at)
    taken.keep(comment.pk)
    return comment


def _comment(
    subject: Subject,
    sort: str,
    by: Participant,
    at: Moment,
    *,
    answers: Comment | None = None,
    group: SmallGroup | None = None,
) -> Comment:
    comment = Comment(
        coop=subject.coop,
        kind=subject.kind,
        subject=subject.key,
        information_class=subject.information_class,
        about=subject.about,
        group=group,
        answers=answers,
        sort=sort,
        by=by,
        happened_at=at.instant,
    )
    comment.thread = answers.thread if answers else comment.pk
    return comment


def finding(subject: Subject, text: str, group: SmallGroup, by: Participant, at: Moment) -> Comment:
    """What a small group found, told to everybody; inside the verb that ends the group."""
    comment = _comment(subject, Sort.FINDING, by, at)
    write(comment, fitting(text, "text"), at, group=str(group.pk))
    return comment


def write(comment: Comment, text: str, at: Moment, **more: Json) -> None:
    """Keep a comment and its words; the record gets a commitment, and no word of them."""
    comment.save()
    salt = secrets.token_bytes(SALT_BYTES)
    CommentWords.objects.create(
        coop=comment.coop,
        comment=comment,
        participant=comment.by,
        text=text,
        searched=folded(text),
        salt=salt,
        written_at=at.instant,
    )
    what: dict[str, Json] = {
        "comment": str(comment.pk),
        "kind": comment.kind,
        "subject": comment.subject,
        "sort": str(comment.sort),
        "way": str(comment.way),
        "words": commit(canonical({"text": text}), salt=salt).hex(),
        **more,
    }
    append(kind="comment.made.v1", what=what, by=comment.by, at=at, subject=_subject_of(comment))


def _subject_of(comment: Comment) -> str:
    return f"{comment.kind}:{comment.subject}"


def _fits(subject: Subject, answers: Comment | None, group: SmallGroup | None, by: Participant) -> None:
    for row in (answers, group):
        if row is not None and (row.coop_id, row.kind, row.subject) != (
            subject.coop.pk,
            subject.kind,
            subject.key,
        ):
            raise absent()
    if group is None:
        return
    held = SmallGroup.objects.select_for_update(no_key=True, of=("self",)).get(pk=group.pk)
    if held.ended_at is not None:
        raise refusals.group_over()
    if not held.seats.filter(participant=by).exists():
        raise refusals.no_seat()


def _no_sort() -> InputFault:
    return InputFault(
        gettext_noop("What is said is a comment, a question or a concern."),
        code="talk.sort",
        next_step=gettext_noop("Choose one of the three."),
    )


@transaction.atomic
def edit(*, comment: Comment, text: str, edition: int, by: Participant, at: Moment) -> CommentWords:
    """Put one's own words in other words; what stood before is shown for a while.

    `edition` is the one that was edited; the same words again change nothing.
    """
    words = _own_words(comment, by, at)
    said = fitting(text, "text")
    if words.text == said:
        return words
    if words.edition != edition:
        raise refusals.edited_meanwhile()
    EarlierWords.objects.create(
        coop=words.coop,
        comment=comment,
        participant=by,
        text=words.text,
        edition=words.edition,
        written_at=words.written_at,
        edited_at=at.instant,
    )
    words.text, words.searched, words.salt = said, folded(said), secrets.token_bytes(SALT_BYTES)
    words.edition, words.written_at = edition + 1, at.instant
    words.save()
    digest = commit(canonical({"text": said}), salt=words.salt).hex()
    what: dict[str, Json] = {"comment": str(comment.pk), "edition": words.edition, "words": digest}
    append(kind="comment.edited.v1", what=what, by=by, at=at, subject=_subject_of(comment))
    return words


@transaction.atomic
def take_back(*, comment: Comment, by: Participant, at: Moment) -> CommentWithdrawn:
    """Take one's words back: that one spoke stays, the words and every earlier version of them go.

    It can be done as long as one is here, also when the talk is over; done twice, it is done once.
    """
    if comment.by_id != by.pk:
        only_readers(of_row(comment, at), by, at)
        raise refusals.not_yours()
    _hold(comment.pk)
    found = CommentWithdrawn.objects.filter(comment=comment).first()
    if found is not None:
        return found
    EarlierWords.objects.filter(comment=comment).delete()
    CommentWords.objects.filter(comment=comment).delete()
    row = CommentWithdrawn.objects.create(coop=comment.coop, comment=comment, by=by, happened_at=at.instant)
    append(
        kind="comment.withdrawn.v1",
        what={"comment": str(comment.pk)},
        by=by,
        at=at,
        subject=_subject_of(comment),
    )
    return row


@transaction.atomic
def meet(*, comment: Comment, because: str, by: Participant, at: Moment, key: str) -> ConcernMet:
    """Mark a concern or a question as met: whoever raised it, or whoever facilitates, says how."""
    subject = of_row(comment, at)
    sight = only_speakers(subject, by, at)
    if comment.sort not in {Sort.CONCERN, Sort.QUESTION}:
        raise refusals.nothing_to_meet()
    if comment.by_id != by.pk and not facilitates(sight, subject):
        raise refusals.not_raised_by_you()
    said = line(because, "because")
    content: dict[str, Json] = {"comment": str(comment.pk), "because": said}
    taken = keys.take(coop=comment.coop, key=key, verb="talk.meet", by=by, content=content)
    if not taken.first:
        return ConcernMet.objects.get(coop=comment.coop, pk=taken.result)
    _hold(comment.pk)
    if ConcernMet.objects.filter(comment=comment).exists():
        raise refusals.met_already()
    met = ConcernMet.objects.create(coop=comment.coop, comment=comment, by=by, happened_at=at.instant)
    MetWords.objects.create(coop=comment.coop, met=met, participant=by, because=said)
    what: dict[str, Json] = {"comment": str(comment.pk), "raised_by": comment.by.key}
    append(kind="concern.met.v1", what=what, by=by, at=at, subject=_subject_of(comment))
    taken.keep(met.pk)
    return met


def _own_words(comment: Comment, by: Participant, at: Moment) -> CommentWords:
    only_speakers(of_row(comment, at), by, at)
    if comment.by_id != by.pk:
        raise refusals.not_yours()
    found = CommentWords.objects.select_for_update(of=("self",)).filter(comment=comment).first()
    if found is None:
        raise refusals.taken_back()
    return found


def _hold(comment: UUID) -> None:
    """One after the other, of whatever two do with one comment."""
    Comment.objects.select_for_update(no_key=True, of=("self",)).get(pk=comment)
