"""A secret vote: who voted, and a box that cannot be laid beside that.

A box is one row with one list in it, in the order of codes that chance made: there is no ballot with a key,
a time or a place of its own, in a table as on a disk, to be held against the order in which people voted.
"""

from __future__ import annotations

import uuid
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import AccountRow, BookRow
from toadlane.proposals.life_rows import Attempt
from toadlane.proposals.raised_rows import DECISIONS, to_whom

BALLOTS: Final = "ballots"


class Voted(BookRow):
    """Somebody voted: no more than that. Its key is chance, and its time is that of the opening, for all."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="voted", verbose_name=_("attempt")
    )
    run_off = models.BooleanField(_("in the run-off"), default=False)
    participant = to_whom(_("participant"))

    class Meta:
        verbose_name = _("one who voted in secret")
        verbose_name_plural = _("those who voted in secret")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["attempt", "run_off", "participant"], name="proposals_voted_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.participant.name)


class OpenBox(AccountRow):
    """The box while people vote: [code, choice, [[option, points], …]] for each ballot, by the codes."""

    information_class: ClassVar[str] = BALLOTS

    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="+", verbose_name=_("attempt")
    )
    run_off = models.BooleanField(_("in the run-off"), default=False)
    ballots = models.JSONField(_("ballots"), default=list, blank=True)
    full_at = models.DateTimeField(_("full"), null=True, blank=True)

    class Meta:
        verbose_name = _("box of a secret vote")
        verbose_name_plural = _("boxes of secret votes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attempt", "run_off"], name="proposals_open_box_once"),
        ]


class SealedBox(BookRow):
    """The box after the close, with the root that stands in the record; of few the ballots are not kept."""

    information_class: ClassVar[str] = BALLOTS

    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="+", verbose_name=_("attempt")
    )
    run_off = models.BooleanField(_("in the run-off"), default=False)
    cast = models.PositiveIntegerField(_("ballots in it"))
    root = models.CharField(_("root"), max_length=64)
    ballots = models.JSONField(_("ballots"), default=list, blank=True)
    full_at = models.DateTimeField(_("full"), null=True, blank=True)

    class Meta:
        verbose_name = _("sealed box of a secret vote")
        verbose_name_plural = _("sealed boxes of secret votes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attempt", "run_off"], name="proposals_sealed_box_once"),
        ]


class CallOver(BookRow):
    """What a call into a box came to: later ballots, or ballots that are not kept, do not change it."""

    information_class: ClassVar[str] = DECISIONS

    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="calls", verbose_name=_("attempt")
    )
    nth = models.PositiveSmallIntegerField(_("number"))
    outcome = models.CharField(_("outcome"), max_length=16)
    chosen = models.JSONField(_("what was chosen"), default=list, blank=True)
    tied = models.JSONField(_("what is level"), default=list, blank=True)
    seats = models.PositiveSmallIntegerField(_("places left"), default=0)

    class Meta:
        verbose_name = _("call of a secret vote that is over")
        verbose_name_plural = _("calls of secret votes that are over")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attempt", "nth"], name="proposals_call_once"),
        ]
