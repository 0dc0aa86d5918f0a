"""What members decide about money that goes to others; the record's words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.books.spending.rows import SPEND
from toadlane.coops.models import Coop
from toadlane.decisions.matters import Matter


def page(coop: Coop, _subject: str) -> str:
    """Where payments to others are seen."""
    return reverse("books:spending", args=[coop.slug])


MATTERS = (
    Matter(
        SPEND,
        label=_("Pay for something"),
        subject_label=_("To whom, for what"),
        titled=_("Pay {subject}"),
        asked=_("Confirm the decision to pay {subject}"),
        page=page,
        rule="subjects",
    ),
)
KINDS = {
    "spending.paid.v1": _("Paid to others, as decided"),
    "spending.reversed.v1": _("A payment to others taken back"),
}
