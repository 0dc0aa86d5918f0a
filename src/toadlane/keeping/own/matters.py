"""What members hold in writing before somebody else’s data are erased, and the record's words."""

from __future__ import annotations

from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Coop
from toadlane.decisions.matters import Matter

ERASE: Final = "erase-person"


def page(coop: Coop, subject: str) -> str:
    """Where it is carried out."""
    try:
        return reverse("keeping:erasure-of", args=[coop.slug, subject])
    except NoReverseMatch:
        return ""


MATTER = Matter(
    ERASE,
    label=_("Erase what is personal about somebody who left, as they ask in writing"),
    subject_label=_("Who (their key here, such as “ada”)"),
    titled=_("Erase what is personal about {subject}"),
    asked=_("Confirm that {subject} asks in writing to be erased"),
    page=page,
    by_proposal=False,
)
KINDS = {
    "own.taken.v1": _("Own data taken away as a file"),
    "correction.asked.v1": _("A correction asked for"),
    "correction.answered.v1": _("A correction answered"),
    "person.erased.v1": _("What was personal about somebody erased"),
}
