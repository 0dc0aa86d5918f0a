"""The bytes of what is attached, on the shelf of files under `attachments`, and what is attached to what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.db.models.signals import post_delete

from toadlane.coops.access import Place, absent
from toadlane.coops.models import Coop, Participant
from toadlane.files import shelf
from toadlane.files.shelf import Kept, Laid
from toadlane.talk.attached_rows import Attachment
from toadlane.talk.models import Comment, CommentWords
from toadlane.talk.subjects import Subject, subject_at

FOLDER: Final = "attachments"


def keep(coop: Coop, laid: Laid) -> None:
    """Put a file on the shelf."""
    shelf.put(FOLDER, coop, laid)


def path_of(coop: Coop, kept: Kept) -> Path:
    """Where a file is kept."""
    return shelf.place_of(FOLDER, coop, kept)


@transaction.atomic
def forget(coop: Coop, kept: Collection[Kept]) -> None:
    """Remove the bytes that nothing needs any more. Nobody attaches anything here meanwhile."""
    shelf.hold(coop)
    digests = {digest for digest, _form in kept}
    rows = Attachment.objects.filter(coop=coop, digest__in=digests, removed_at=None)
    for one in set(kept) - set(rows.values_list("digest", "form")):
        path_of(coop, one).unlink(missing_ok=True)


def weight(coop: Coop) -> int:
    """How many bytes are attached in a co-op."""
    rows = Attachment.objects.filter(coop=coop, removed_at=None)
    return rows.aggregate(sum=Sum("size"))["sum"] or 0


def rows_of(subject: Subject) -> QuerySet[Attachment]:
    """What hangs on a subject itself, not on what was said about it; also what was removed."""
    rows = Attachment.objects.filter(
        coop=subject.coop, kind=subject.kind, subject=subject.key, comment__isnull=True
    )
    return rows.select_related("by").order_by("pk")


def at_comment(comment: Comment) -> Sequence[Attachment]:
    """What hangs on a comment."""
    return list(comment.attachments.filter(removed_at=None).select_related("by").order_by("pk"))


def attachment_at(place: Place, key: UUID) -> tuple[Subject, Attachment]:
    """One file and what it belongs to, for whoever may see that; what was removed is not there."""
    found = Attachment.objects.filter(coop=place.coop, pk=key, removed_at=None).first()
    if found is None:
        raise absent()
    found.coop = place.coop
    return subject_at(place, found.kind, found.subject), found


def may_attach(who: Participant, subject: Subject) -> bool:
    """Whether somebody attaches files to a subject now."""
    return subject.is_open and who.key in subject.attachers


def may_remove(who: Participant, subject: Subject, row: Attachment) -> bool:
    """Their own from a comment at any time; from a subject whoever attaches to it, while it is open."""
    return row.by_id == who.pk if row.comment_id else may_attach(who, subject)


def move(coop: Coop, kind: str, key: str, to: Subject) -> list[Attachment]:
    """What hung on one subject hangs on another now, such as a draft's files on what was raised from it."""
    rows = Attachment.objects.filter(coop=coop, kind=kind, subject=key)
    found = list(rows.order_by("pk"))
    rows.update(kind=to.kind, subject=to.key, information_class=to.information_class, about=to.about)
    return found


def listen() -> None:
    """Called once when the application starts: files go with their words, bytes with their row."""
    post_delete.connect(words_gone, sender=CommentWords, dispatch_uid="talk.words-gone")
    post_delete.connect(row_gone, sender=Attachment, dispatch_uid="talk.attachment-gone")


def words_gone(instance: CommentWords, **_: Any) -> None:
    """Somebody took their words back, or was erased."""
    Attachment.objects.filter(comment=instance.comment_id).delete()


def row_gone(instance: Attachment, **_: Any) -> None:
    """Nobody may come to it any more."""
    coop, kept = instance.coop, [(instance.digest, instance.form)]
    transaction.on_commit(lambda: forget(coop, kept))
