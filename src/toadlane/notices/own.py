"""What this room itself tells people: long work that ended, and a letter that could not be delivered."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.jobs.models import Progress
from toadlane.mail.models import Letter
from toadlane.notices import posting
from toadlane.notices.kinds import Kind
from toadlane.notices.models import Notice
from toadlane.notices.telling import Telling, tell
from toadlane.notices.timing import When

WORK: Final = Kind(
    "long-work",
    label=_("Work you asked for has ended"),
    words={"done": _("“{title}” is done."), "failed": _("“{title}” failed, and nothing is half done.")},
    verb=_("Look at the jobs"),
)
UNDELIVERED: Final = Kind(
    "letter-undelivered",
    label=_("A letter could not be delivered"),
    words={"to-you": _("A letter to you could not be delivered. What it said stands in this list.")},
    verb=_("See your address"),
    usual=When.NEVER,
    by_letter=False,
)


def work_ended(job: Progress, **_sent: Any) -> None:
    """Whoever asked for long work hears that it ended; of a few seconds they saw the end themselves."""
    began = job.asked_at
    if not job.asked_by or job.finished_at is None or job.finished_at - began < SOON:
        return
    asker = Participant.objects.filter(coop=job.coop, key=job.asked_by)
    told = Telling(
        WORK.key,
        to=asker,
        words="done" if job.state == Progress.State.DONE else "failed",
        information_class=Progress.information_class,
        values={"title": job.title},
        url=reverse("jobs:jobs", args=[job.coop.slug]),
        about=asker.first(),
    )
    tell(told, coop=job.coop, at=job.finished_at, key=f"job:{job.pk}:{job.finished_at.timestamp()}")


SOON: Final = dt.timedelta(seconds=20)


def letter_ended(letter: Letter, **_sent: Any) -> None:
    """A letter with notices was given up: its reader finds that out in the list, for no letter can say so."""
    if letter.kind != Letter.Kind.NOTICE or letter.state != Letter.State.FAILED:
        return
    batch, _colon, reader = letter.key.removeprefix(posting.KEY).partition(":")
    found = Notice.objects.filter(batch=UUID(batch), participant=UUID(reader)).select_related(
        "participant__coop"
    )
    first = found.first()
    if first is None:
        return
    told = Telling(
        UNDELIVERED.key,
        to=[first.participant],
        words="to-you",
        information_class="personal-details",
        url=reverse("notices:choices", args=[first.participant.coop.slug]),
        about=first.participant,
    )
    tell(told, coop=first.participant.coop, at=timezone.now(), key=f"letter:{letter.pk}")
