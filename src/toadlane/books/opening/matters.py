"""What members decide about opening balances, and where they see what exactly."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.books.opening.verbs import POST, TAKE_BACK
from toadlane.coops.models import Coop
from toadlane.decisions.matters import Matter


def page(coop: Coop, _subject: str) -> str:
    """Where they are seen."""
    return reverse("books:opening", args=[coop.slug])


MATTERS = (
    Matter(
        POST,
        label=_("Post opening balances"),
        subject_label=_("First year closed here"),
        titled=_("Post the opening balances of {subject}"),
        asked=_("Confirm the decision to post the opening balances of {subject}"),
        page=page,
        rule="surplus",
        decided_as="close-year",
    ),
    Matter(
        TAKE_BACK,
        label=_("Take opening balances back"),
        subject_label=_("First year closed here"),
        titled=_("Take the opening balances of {subject} back"),
        asked=_("Confirm the decision to take the opening balances of {subject} back"),
        page=page,
        rule="surplus",
        decided_as="close-year",
    ),
)
KINDS = {
    "opening.drafted.v1": _("Opening balances put together"),
    "opening.discarded.v1": _("A draft of opening balances given up"),
    "opening.posted.v1": _("Opening balances posted"),
    "opening.taken-back.v1": _("Opening balances taken back"),
}
