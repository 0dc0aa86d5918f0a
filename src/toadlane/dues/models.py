"""Who is an organisation and who speaks for it, who works a part of the time, and the dues that are kept."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.money import Money
from toadlane.books.models import MEMBER_MONEY
from toadlane.coops.models import Participant, a_key
from toadlane.coops.periods import DatedPeriod
from toadlane.coops.rows import AccountRow, BookRow

DIRECTORY: Final = "directory"
LONGEST: Final = {"speaker": 120, "share": 40, "band": 63}


class Organisation(DatedPeriod):
    """A participant is an organisation and no person; one of no days was entered by mistake."""

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"
    apart: ClassVar[tuple[str, ...]] = ("participant",)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant"])]

    def __str__(self) -> str:
        return "organisation"

    @property
    def about(self) -> Participant:
        """Which one."""
        return self.participant


class Speaker(AccountRow):
    """Who speaks for an organisation now, by name. It can be erased; that somebody was named is recorded."""

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"

    participant = models.OneToOneField(
        Participant, on_delete=models.PROTECT, related_name="speaker", verbose_name=_("organisation")
    )
    name = models.CharField(_("who speaks for it"), max_length=LONGEST["speaker"])
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("who speaks for an organisation")
        verbose_name_plural = _("those who speak for organisations")

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> Participant:
        """Which organisation."""
        return self.participant


class PartTime(DatedPeriod):
    """Somebody works a part of the full time; the share is written as “1/2”, and 1 is the whole."""

    information_class: ClassVar[str] = DIRECTORY
    about_field: ClassVar[str] = "participant"
    apart: ClassVar[tuple[str, ...]] = ("participant",)

    share = models.CharField(_("share of the full time"), max_length=LONGEST["share"])

    class Meta:
        verbose_name = _("part of the full time")
        verbose_name_plural = _("parts of the full time")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant"])]

    def __str__(self) -> str:
        return self.share

    @property
    def about(self) -> Participant:
        """Whose time it is."""
        return self.participant

    @property
    def part(self) -> Fraction:
        """The share as a number."""
        return Fraction(self.share)


class DuesKept(AccountRow):
    """Dues are kept here from a day on; what was due before is not asked for."""

    information_class: ClassVar[str] = "accounts"

    from_day = models.DateField(_("from"))

    class Meta:
        verbose_name = _("day from which dues are kept")
        verbose_name_plural = _("days from which dues are kept")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop"], name="dues_kept_once"),
        ]

    def __str__(self) -> str:
        return str(self.from_day)


class DuesBand(DatedPeriod):
    """The band of the dues that somebody is in; the charter says whether they choose it or ask for it."""

    information_class: ClassVar[str] = MEMBER_MONEY
    about_field: ClassVar[str] = "participant"
    apart: ClassVar[tuple[str, ...]] = ("participant",)

    band = models.CharField(_("band"), max_length=LONGEST["band"], validators=[a_key])

    class Meta:
        verbose_name = _("band of the dues")
        verbose_name_plural = _("bands of the dues")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant"])]

    def __str__(self) -> str:
        return self.band

    @property
    def about(self) -> Participant:
        """Who is in it."""
        return self.participant


class DuesPaid(BookRow):
    """A payment of dues, and which month, quarter or year it is for. Taken back with its payment."""

    information_class: ClassVar[str] = MEMBER_MONEY
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="dues_paid", verbose_name=_("who paid")
    )
    payment = models.OneToOneField(
        "books.Payment", on_delete=models.PROTECT, related_name="dues", verbose_name=_("payment")
    )
    due_for = models.DateField(_("for the time from"))
    paid_on = models.DateField(_("paid"))
    amount_minor = models.BigIntegerField(_("amount"))

    class Meta:
        verbose_name = _("dues paid")
        verbose_name_plural = _("dues paid")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant"])]

    def __str__(self) -> str:
        return str(self.due_for)

    @property
    def about(self) -> Participant:
        """Who paid."""
        return self.participant

    @property
    def amount(self) -> Money:
        """What was paid."""
        return Money(self.amount_minor, self.coop.currency)
