"""What members decide about people on their way in, and where they see what exactly."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.candidacy.hiring import HIRE
from toadlane.candidacy.verbs.staying import LET_OFF
from toadlane.coops.models import Coop
from toadlane.coops.naming import A_KEY
from toadlane.decisions.matters import Matter

ADMIT: Final = "admit-member"
BEGIN: Final = "begin-candidacy"


def page(coop: Coop, subject: str) -> str:
    """Where somebody stands; the list of all where it cannot be a key."""
    if A_KEY.fullmatch(subject):
        return reverse("candidacy:standing", args=[coop.slug, subject])
    return reverse("candidacy:due", args=[coop.slug])


def applications(coop: Coop, _subject: str) -> str:
    """Who is on the way; what somebody wrote is for those who lead people in."""
    return reverse("candidacy:due", args=[coop.slug])


MATTERS: Final = (
    Matter(
        ADMIT,
        label=_("Admit a member"),
        subject_label=_("Key of the person"),
        titled=_("Admit {subject} as a member"),
        asked=_("Confirm the decision to admit {subject}"),
        page=page,
    ),
    Matter(
        BEGIN,
        label=_("Begin somebody’s candidacy"),
        subject_label=_("Key of the person"),
        titled=_("Begin the candidacy of {subject}"),
        asked=_("Confirm the decision on the candidacy of {subject}"),
        page=page,
    ),
    Matter(
        HIRE,
        label=_("Take somebody in"),
        subject_label=_("Application"),
        titled=_("Take somebody in: {subject}"),
        asked=_("Confirm the decision to take somebody in: {subject}"),
        page=applications,
    ),
    Matter(
        LET_OFF,
        label=_("Let somebody off the place of work"),
        subject_label=_("Key of the person"),
        titled=_("Let {subject} off the place of work"),
        asked=_("Confirm the exception for {subject}"),
        page=page,
        by_proposal=False,
    ),
)
