"""Departures: who leaves, how and when; what is handed over; why, where somebody told it."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import AccountRow, BookRow, DraftRow
from toadlane.leaving.told_rows import CLASS, DepartureAnswered, DepartureTold, Way
from toadlane.members.models import BECAUSE

__all__ = [
    "CLASS",
    "HEIRS",
    "LONGEST",
    "REASONS",
    "Departure",
    "DepartureAnswered",
    "DepartureDone",
    "DepartureTakenBack",
    "DepartureTold",
    "DepartureWords",
    "HandedOver",
    "Way",
]

REASONS: Final = "leave-reasons"
HEIRS: Final = "payment-details"
LONGEST: Final = {"because": BECAUSE, "thing": 300, "words": 5_000}


class Departure(BookRow):
    """Somebody leaves on a day. Their stage and roles are ended for that day by rows of their own.

    `wrote` are the keys of those rows, so that taking it back ends what it began and nothing else.
    """

    information_class: ClassVar[str] = CLASS
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="departures", verbose_name=_("who leaves")
    )
    way = models.CharField(_("how"), max_length=12, choices=Way.choices)
    told_on = models.DateField(_("told, decided or happened"))
    leaves_on = models.DateField(_("leaves"))
    becomes = models.CharField(_("is then"), max_length=40, validators=[a_key])
    access_ends_on = models.DateField(_("access ends"), null=True, blank=True)
    article = models.CharField(_("article"), max_length=300, blank=True)
    authority = models.UUIDField(_("decision"), null=True, blank=True, unique=True)
    into = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_in",
        verbose_name=_("goes over into"),
    )
    wrote = models.JSONField(_("rows written"), default=dict)
    entered_on = models.DateField(_("entered"))
    entered_by = models.CharField(_("entered by"), max_length=60, validators=[a_key])

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "-leaves_on"]),
            models.Index(fields=["participant", "-leaves_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.leaves_on}"

    @property
    def about(self) -> Participant:
        """Who leaves."""
        return self.participant

    @property
    def last_day(self) -> dt.date:
        """The last day on which they are what they were."""
        return self.leaves_on - dt.timedelta(days=1)

    @property
    def is_back(self) -> bool:
        """Whether it was taken back; asks nothing when that was selected with it."""
        return hasattr(self, "taken_back")


class DepartureTakenBack(BookRow):
    """A departure that does not come about, or never did, and why."""

    information_class: ClassVar[str] = CLASS

    departure = models.OneToOneField(
        Departure, on_delete=models.PROTECT, related_name="taken_back", verbose_name=_("departure")
    )
    because = models.CharField(_("why"), max_length=LONGEST["because"], blank=True)
    happened_on = models.DateField(_("taken back"))
    by = models.CharField(_("by"), max_length=60, validators=[a_key])

    class Meta:
        verbose_name = _("departure taken back")
        verbose_name_plural = _("departures taken back")

    def __str__(self) -> str:
        return str(self.departure_id)


class DepartureDone(BookRow):
    """The day has come: sessions are ended and invitations withdrawn."""

    information_class: ClassVar[str] = CLASS

    departure = models.OneToOneField(
        Departure, on_delete=models.PROTECT, related_name="done", verbose_name=_("departure")
    )
    happened_on = models.DateField(_("took effect"))
    closed_account = models.BooleanField(_("sign-in closed"), default=False)

    class Meta:
        verbose_name = _("departure that took effect")
        verbose_name_plural = _("departures that took effect")

    def __str__(self) -> str:
        return str(self.departure_id)


class DepartureWords(AccountRow):
    """Why somebody leaves, in their words; or who comes after somebody who died. It can be erased.

    The first is for themselves alone unless a charter says more; the second for who pays out what they held.
    """

    about_field: ClassVar[str] = "participant"

    departure = models.OneToOneField(
        Departure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="words",
        verbose_name=_("departure"),
    )
    told = models.OneToOneField(
        DepartureTold,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="words",
        verbose_name=_("what was told"),
    )
    """What they were told with, while it waits for a second member."""
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("who leaves")
    )
    written_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    information_class = models.CharField(
        _("class of information"), max_length=60, default=REASONS, validators=[a_key]
    )
    words = models.TextField(_("words"), max_length=LONGEST["words"])

    class Meta:
        verbose_name = _("words on a departure")
        verbose_name_plural = _("words on departures")

    def __str__(self) -> str:
        return str(self.departure_id)

    @property
    def about(self) -> Participant:
        """Who leaves."""
        return self.participant


class HandedOver(DraftRow):
    """One thing on the list: given by whoever leaves, taken by whoever has it then; ticked by both."""

    class Kind(models.TextChoices):
        """What hangs on it."""

        ROLE = "role", _("a role")
        WORK = "work", _("work in hand")
        ACCESS = "access", _("access to accounts and machines")

    information_class: ClassVar[str] = CLASS

    departure = models.ForeignKey(
        Departure, on_delete=models.PROTECT, related_name="hand_over", verbose_name=_("departure")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    role = models.CharField(_("role"), max_length=80, blank=True)
    thing = models.CharField(_("what"), max_length=LONGEST["thing"], blank=True)
    article = models.CharField(_("article"), max_length=300, blank=True)
    due_on = models.DateField(_("due"))
    to = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who has it then"),
    )
    given_on = models.DateField(_("given"), null=True, blank=True)
    taken_on = models.DateField(_("taken"), null=True, blank=True)

    class Meta:
        verbose_name = _("thing handed over")
        verbose_name_plural = _("things handed over")
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["departure", "number"], name="leaving_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.role} {self.thing}".strip()

    @property
    def is_done(self) -> bool:
        """Whether both have ticked it; of somebody who is not there, whoever takes it is enough."""
        return self.given_on is not None and self.taken_on is not None
