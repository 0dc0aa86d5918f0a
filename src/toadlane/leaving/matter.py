"""What members decide when they part with somebody, and where they see what exactly."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bylaws.membership.departing import DISMISS
from toadlane.coops.models import Coop
from toadlane.coops.naming import A_KEY
from toadlane.decisions.matters import Matter


def page(coop: Coop, subject: str) -> str:
    """Where it is recorded of that person; nowhere where the subject cannot be somebody's key."""
    if A_KEY.fullmatch(subject):
        return f"{reverse('leaving:record', args=[coop.slug, subject])}?way=dismissal"
    return ""


PARTING = Matter(
    DISMISS,
    label=_("Part with somebody"),
    subject_label=_("Who"),
    titled=_("Part with {subject}"),
    asked=_("Confirm the decision to part with {subject}"),
    page=page,
    rule="subjects",
)
