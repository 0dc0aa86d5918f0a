"""Being told of a talk or not."""

from __future__ import annotations

from django.db import transaction

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.talk.models import Following
from toadlane.talk.subjects import Subject
from toadlane.talk.verbs.standing import only_readers


@transaction.atomic
def follow(*, subject: Subject, follows: bool, by: Participant, at: Moment) -> None:
    """Be told of every word about a subject, or of none. It concerns nobody else, so it is in no record."""
    only_readers(subject, by, at)
    Following.objects.update_or_create(
        participant=by,
        kind=subject.kind,
        subject=subject.key,
        defaults={"coop": subject.coop, "follows": follows},
    )
