"""What members decide about money that goes out, where they see what exactly; and the record's words."""

from __future__ import annotations

import datetime as dt

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from toadlane.books.verbs import PAY_OUT, REDEEM, RELEASE
from toadlane.coops.models import Coop
from toadlane.decisions.matters import Matter


def release_page(coop: Coop, subject: str) -> str:
    """The page of one instalment, as “2025/2026-04-30” names it."""
    year, _slash, due_on = subject.partition("/")
    try:
        return reverse(
            "books:release", args=[coop.slug, int(year), dt.date.fromisoformat(due_on).isoformat()]
        )
    except ValueError:
        return ""


def redemption_page(coop: Coop, _subject: str) -> str:
    """The page of notices to be paid back."""
    return reverse("books:redemption", args=[coop.slug])


def leaving_page(coop: Coop, subject: str) -> str:
    """The page of what someone who left is paid."""
    try:
        return reverse("books:leaving", args=[coop.slug, subject])
    except NoReverseMatch:
        return ""


MATTERS = (
    Matter(
        RELEASE,
        label=_("Release an instalment"),
        subject_label=_("Fiscal year and day"),
        titled=_("Release the instalment {subject}"),
        asked=_("Confirm the decision to release the instalment {subject}"),
        page=release_page,
        rule="surplus",
        decided_as="release",
    ),
    Matter(
        REDEEM,
        label=_("Pay notices back"),
        subject_label=_("As of the day"),
        titled=_("Pay back the notices due on {subject}"),
        asked=_("Confirm the decision to pay back the notices due on {subject}"),
        page=redemption_page,
        rule="capital",
        decided_as="release",
    ),
    Matter(
        PAY_OUT,
        label=_("Pay out someone who left"),
        subject_label=_("Who"),
        titled=_("Pay out {subject}, who left"),
        asked=_("Confirm the decision to pay out {subject}, who left"),
        page=leaving_page,
        rule="exit",
    ),
)
KINDS = {
    "payments.made.v1": _("Payments to members"),
    "payment.reversed.v1": _("A payment taken back"),
    "instalments.released.v1": _("An instalment released"),
    "notices.redeemed.v1": _("Notices to be paid back"),
    "payout.reversed.v1": _("A payout taken back"),
    "leaver.paid-out.v1": _("Someone who left to be paid out"),
    "consent.recorded.v1": _("A consent to notices recorded"),
    "consent.ended.v1": _("A consent to notices ended"),
    "accounts.named.v1": _("Accounts named as in the co-op's own books"),
    "entries.exported.v1": _("Entries exported"),
}
