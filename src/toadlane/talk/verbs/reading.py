"""Having read a talk. It concerns nobody else, so it is in no record."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q, Subquery

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.talk.models import Comment
from toadlane.talk.read_rows import TalkRead
from toadlane.talk.subjects import Subject


def have_read(*, subject: Subject, by: Participant, at: Moment) -> None:
    """All that was said until now; where nothing new was said, nothing is written down."""
    of = {"kind": subject.kind, "subject": subject.key}
    mark = TalkRead.objects.filter(participant=by, **of).values("read_at")[:1]
    said = Comment.objects.filter(coop=subject.coop, **of).annotate(seen_to=Subquery(mark))
    if not said.filter(Q(seen_to__isnull=True) | Q(happened_at__gt=F("seen_to"))).exists():
        return
    with transaction.atomic():
        TalkRead.objects.update_or_create(
            participant=by,
            kind=subject.kind,
            subject=subject.key,
            defaults={"coop": subject.coop, "read_at": at.instant},
        )
