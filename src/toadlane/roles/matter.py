"""What members decide about roles and seats, and where they see what exactly; the record's words."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Coop
from toadlane.decisions.matters import Matter
from toadlane.roles.choosing import FILL, RECALL, choice_of


def page(coop: Coop, subject: str) -> str:
    """The page of the role or body; that of all where the subject is none of ours."""
    choice = choice_of(subject)
    if choice is None:
        return reverse("roles:roles", args=[coop.slug])
    return reverse("roles:role", args=[coop.slug, choice.post])


MATTERS: Final = (
    Matter(
        FILL,
        label=_("Fill a role or a seat"),
        subject_label=_("Role or body, who, from which day"),
        titled=_("Fill a role or a seat: {subject}"),
        asked=_("Confirm the decision on who holds this: {subject}"),
        page=page,
        rule="role",
    ),
    Matter(
        RECALL,
        label=_("Call somebody back from a role or a seat"),
        subject_label=_("Role or body, who, held since"),
        titled=_("Call back: {subject}"),
        asked=_("Confirm the decision to call back: {subject}"),
        page=page,
        rule="role",
    ),
)
KINDS: Final = {
    "role.volunteered.v1": _("Role taken by volunteering"),
    "role.turn.v1": _("Role taken in turn"),
    "role.chosen.v1": _("Role filled by decision"),
    "role.drawn.v1": _("Role filled by lot"),
    "role.gave-back.v1": _("Role given back"),
    "role.recalled.v1": _("Somebody called back from a role"),
    "role.passed.v1": _("Turn passed"),
    "role.lot-called.v1": _("Lot drawn"),
    "role.handed-over.v1": _("Handed over"),
    "body.reported.v1": _("A body reported"),
}
