"""Attaching files to what is talked about, or to what one says; and removing them again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.files import shelf
from toadlane.files.bringing import Brought, Sent, look_at
from toadlane.files.limits import MEGA
from toadlane.record.verbs import append
from toadlane.talk import attached, attached_refusals
from toadlane.talk.attached_rows import Attachment
from toadlane.talk.models import Comment
from toadlane.talk.subjects import Subject
from toadlane.talk.verbs.speaking import say
from toadlane.talk.verbs.standing import named, only_readers, only_speakers

MOST: Final = 20
"""Files on one subject, or on one comment."""
BYTES_OF_A_COOP: Final = 2 * 1024 * MEGA
Done = TypeVar("Done")


def attach(
    *,
    subject: Subject,
    sent: Sequence[Sent],
    by: Participant,
    at: Moment,
    key: str,
    comment: Comment | None = None,
) -> list[Attachment]:
    """Attach files to a subject, for whoever may; or to one's own comment. All of them, or none.

    Faults: those of `files.formats.form_of`, `talk.files-none`, `.files-many`, `.files-full`,
    `.not-attaching`, and those of speaking.
    """

    def kept(brought: Sequence[Brought]) -> list[Attachment]:
        return _attach(subject, brought, comment, by=by, at=at, key=key)

    return _with_files(subject.coop, sent, kept)


def say_with(*, sent: Sequence[Sent], key: str, **said: Any) -> Comment:
    """Say something and attach files to it; without files, only say it. Faults of `say` and `attach`."""
    if not sent:
        return say(key=key, **said)

    @transaction.atomic
    def kept(brought: Sequence[Brought]) -> Comment:
        comment = say(key=key, **said)
        about: Subject = said["subject"]
        _attach(about, brought, comment, by=said["by"], at=said["at"], key=f"files {key}"[: keys.LONGEST])
        return comment

    return _with_files(said["subject"].coop, sent, kept)


def _with_files(coop: Coop, sent: Sequence[Sent], kept: Callable[[Sequence[Brought]], Done]) -> Done:
    """Look at each file before anything is written; what was put on the shelf for nothing goes again."""
    with shelf.workbench() as bench:
        brought = [look_at(one, bench) for one in sent]
        done = False
        try:
            found = kept(brought)
            done = True
        finally:
            if not done:
                attached.forget(coop, [(one.laid.digest, one.laid.form) for one in brought])
    return found


@transaction.atomic
def _attach(
    subject: Subject,
    brought: Sequence[Brought],
    comment: Comment | None,
    *,
    by: Participant,
    at: Moment,
    key: str,
) -> list[Attachment]:
    _only_attachers(subject, comment, by, at)
    files: list[Json] = [[one.name, one.laid.digest] for one in brought]
    content: dict[str, Json] = {
        "comment": str(comment.pk) if comment else None,
        "files": files,
        "subject": named(subject),
    }
    taken = keys.take(coop=subject.coop, key=key, verb="talk.attach", by=by, content=content)
    if not taken.first:
        return list(Attachment.objects.filter(coop=subject.coop, pk__in=taken.result.split()))
    if not brought:
        raise attached_refusals.none_sent()
    shelf.hold(subject.coop)
    _refuse_too_much(subject, brought, comment)
    rows = [_kept(subject, one, comment, by, at) for one in brought]
    taken.keep(" ".join(str(row.pk) for row in rows))
    return rows


def _only_attachers(subject: Subject, comment: Comment | None, by: Participant, at: Moment) -> None:
    if comment is None:
        only_readers(subject, by, at)
        if not attached.may_attach(by, subject):
            raise attached_refusals.not_attaching()
        return
    only_speakers(subject, by, at)
    if (comment.coop_id, comment.kind, comment.subject) != (subject.coop.pk, subject.kind, subject.key):
        raise absent()
    if comment.by_id != by.pk or not hasattr(comment, "words"):
        raise attached_refusals.not_attaching()


def _refuse_too_much(subject: Subject, brought: Sequence[Brought], comment: Comment | None) -> None:
    there = attached.rows_of(subject) if comment is None else comment.attachments.all()
    if there.filter(removed_at=None).count() + len(brought) > MOST:
        raise attached_refusals.too_many(MOST)
    if attached.weight(subject.coop) + sum(one.laid.size for one in brought) > BYTES_OF_A_COOP:
        raise attached_refusals.full(BYTES_OF_A_COOP // MEGA // 1024)


def _kept(subject: Subject, one: Brought, comment: Comment | None, by: Participant, at: Moment) -> Attachment:
    attached.keep(subject.coop, one.laid)
    row = Attachment.objects.create(
        coop=subject.coop,
        kind=subject.kind,
        subject=subject.key,
        information_class=subject.information_class,
        about=subject.about,
        comment=comment,
        by=by,
        file_name=one.name,
        digest=one.laid.digest,
        size=one.laid.size,
        form=one.laid.form,
        attached_at=at.instant,
    )
    if not subject.is_private:
        record(row, subject, by, at)
    return row


def record(row: Attachment, subject: Subject, by: Participant, at: Moment) -> None:
    """That a file hangs on it from now on: its digest, and no word of it."""
    what: dict[str, Json] = {
        "attachment": str(row.pk),
        "comment": str(row.comment_id) if row.comment_id else None,
        "file": row.digest,
        "kind": subject.kind,
        "subject": subject.key,
    }
    append(kind="file.attached.v1", what=what, by=by, at=at, subject=named(subject))


@transaction.atomic
def remove(*, attachment: Attachment, subject: Subject, by: Participant, at: Moment) -> None:
    """Remove a file: its bytes and its name go, its digest stays; of a draft nothing stays.

    Done twice, it is done once. Faults: `talk.over`, `talk.not-attaching`.
    """
    only_readers(subject, by, at)
    if not attached.may_remove(by, subject, attachment):
        raise attached_refusals.not_attaching()
    shelf.hold(subject.coop)
    held = Attachment.objects.filter(pk=attachment.pk, removed_at=None).first()
    if held is None:
        return
    if subject.is_private:
        held.delete()
        return
    held.file_name, held.removed_by, held.removed_at = "", by.key, at.instant
    held.save()
    what: dict[str, Json] = {"attachment": str(held.pk), "kind": subject.kind, "subject": subject.key}
    append(kind="file.removed.v1", what=what, by=by, at=at, subject=named(subject))
    coop, kept = subject.coop, [(held.digest, held.form)]
    transaction.on_commit(lambda: attached.forget(coop, kept))
