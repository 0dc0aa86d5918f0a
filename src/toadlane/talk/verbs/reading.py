"""Having read a talk. It concerns nobody else, so it is in no record."""

from __future__ import annotations

from django.db import transaction

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.talk.read_rows import TalkRead
from toadlane.talk.subjects import Subject


@transaction.atomic
def have_read(*, subject: Subject, by: Participant, at: Moment) -> None:
    """All that was said until now."""
    TalkRead.objects.update_or_create(
        participant=by,
        kind=subject.kind,
        subject=subject.key,
        defaults={"coop": subject.coop, "read_at": at.instant},
    )
