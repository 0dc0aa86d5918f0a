"""Whom something private was opened about hears of it: in the list, on *Today* until seen, and by letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight_words import class_word
from toadlane.notices import marking
from toadlane.notices.kinds import Kind, Values, register
from toadlane.notices.models import Notice
from toadlane.notices.telling import Telling, tell
from toadlane.privacy.models import ACCESS_LOG, EmergencyAgreed


def in_words(values: Values) -> Values:
    """A class of information as people call it."""
    return {**values, "what": class_word(str(values["what"]))}


OPENED: Final = Kind(
    "privacy-opened",
    label=_("Something about your privacy"),
    words={
        "opened": _(
            "{one} and {other} have opened something private of yours to the two of them: {what}. "
            "It closes by itself on {until}. Why, and each look of theirs, stands on your page."
        )
    },
    verb=_("See why"),
    binding=True,
    told=in_words,
)


def tell_of(agreed: EmergencyAgreed, *, at: Moment) -> None:
    """In the verb's own transaction; its letter waits neither for an hour of choice nor for the morning."""
    emergency = agreed.emergency
    coop = emergency.coop
    telling = Telling(
        OPENED.key,
        to=[emergency.about],
        words="opened",
        information_class=ACCESS_LOG,
        url=reverse("privacy:emergency", args=[coop.slug, emergency.pk]),
        values={
            "one": emergency.asked_by.name,
            "other": agreed.by.name,
            "until": agreed.until.isoformat(),
            "what": emergency.of_class,
        },
        of_each=True,
        subject=str(emergency.pk),
        needed_by=at.instant,
    )
    tell(telling, coop=coop, at=at.instant, key=f"emergency:{agreed.pk}")


def seen(emergencies: Iterable[UUID], *, by: Participant, at: Moment) -> None:
    """They have looked at why it was, on a page or over the API."""
    subjects = [str(one) for one in emergencies]
    if not subjects:
        return
    told = Notice.objects.filter(coop=by.coop, kind=OPENED.key, subject__in=subjects)
    marking.read(told.values_list("pk", flat=True), by=by, at=at.instant)


def listen() -> None:
    """Called once when the application starts."""
    register(OPENED)
