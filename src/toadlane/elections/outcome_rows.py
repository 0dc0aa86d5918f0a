"""What becomes of an election: numbers for a lot, each step once, and who was elected."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import RolePeriod
from toadlane.coops.rows import BookRow
from toadlane.elections.election_rows import LONGEST, Election
from toadlane.proposals.models import DECISIONS, Proposal
from toadlane.proposals.raised_rows import to_whom


class LotNumber(BookRow):
    """A number that somebody gave before the close, so that nobody can foresee a lot that may be drawn."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="numbers", verbose_name=_("election")
    )
    participant = to_whom(_("who"))
    number = models.PositiveIntegerField(_("number"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("number for a lot")
        verbose_name_plural = _("numbers for a lot")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "participant"], name="elections_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ElectionStep(BookRow):
    """What became of an election; each of these once. `candidates`: who is on the ballot, in its order."""

    class Kind(models.TextChoices):
        """What."""

        CALLED_OFF = "called-off", _("called off")
        NOBODY_STANDS = "nobody-stands", _("nobody stands")
        PUT_TO_VOTE = "put-to-vote", _("put to the vote")
        OVER = "over", _("over")

    information_class: ClassVar[str] = DECISIONS

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="steps", verbose_name=_("election")
    )
    kind = models.CharField(_("what"), max_length=14, choices=Kind.choices)
    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vote")
    )
    candidates = models.JSONField(_("on the ballot"), default=list, blank=True)
    because = models.CharField(_("why"), max_length=LONGEST["because"], blank=True)
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("step of an election")
        verbose_name_plural = _("steps of elections")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "kind"], name="elections_step_once"),
        ]

    def __str__(self) -> str:
        return self.kind


class Elected(BookRow):
    """Somebody was elected, and the days they hold it for; without those where something stood in the way."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="elected", verbose_name=_("election")
    )
    participant = to_whom(_("who"))
    nth = models.PositiveSmallIntegerField(_("number"))
    period = models.OneToOneField(
        RolePeriod,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("period"),
    )
    because = models.CharField(_("why not"), max_length=LONGEST["because"], blank=True)

    class Meta:
        verbose_name = _("one elected")
        verbose_name_plural = _("those elected")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "participant"], name="elections_elected_once"),
        ]

    def __str__(self) -> str:
        return str(self.participant.name)
