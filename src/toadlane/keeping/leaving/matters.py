"""What members decide about taking everything away, and the record's words for it."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Coop
from toadlane.decisions.matters import Matter

TAKE: Final = "take-everything"


def page(coop: Coop, _subject: str) -> str:
    """Where it is carried out."""
    return reverse("keeping:everything", args=[coop.slug])


MATTER = Matter(
    TAKE,
    label=_("Take everything away"),
    subject_label=_("Who takes it (their key here, such as “ada”)"),
    titled=_("Take everything away: {subject}"),
    asked=_("Confirm the decision that {subject} takes everything away"),
    page=page,
)
KINDS = {
    "everything.taken.v1": _("Everything taken away as a file"),
    "everything.begun-anew.v1": _("The file of everything begun anew"),
    "everything.removed.v1": _("The file of everything removed"),
}
