"""What members decide about an amendment, and where they see what exactly."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.amending import adopting, excepting
from toadlane.coops.models import Coop
from toadlane.coops.naming import A_KEY
from toadlane.decisions.matters import Matter


def page(coop: Coop, subject: str) -> str:
    """The draft of that name; the list of all where it cannot be a name."""
    if A_KEY.fullmatch(subject):
        return reverse("amending:draft", args=[coop.slug, subject])
    return reverse("amending:drafts", args=[coop.slug])


MATTER = Matter(
    adopting.MATTER,
    label=_("Amend the charter"),
    subject_label=_("Name of the amendment"),
    titled=_("Amend the charter: {subject}"),
    asked=_("Confirm the decision on the amendment {subject}"),
    page=page,
    rule="subjects",
)


def exceptions_page(coop: Coop, _subject: str) -> str:
    """Where exceptions are told."""
    return reverse("amending:exceptions", args=[coop.slug])


EXCEPTION = Matter(
    excepting.MATTER,
    label=_("Agree on an exception to a rule"),
    subject_label=_("Number of the article"),
    titled=_("An exception to Article {subject}"),
    asked=_("Confirm the decision on an exception to Article {subject}"),
    page=exceptions_page,
)
