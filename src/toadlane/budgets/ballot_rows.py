"""Ballots of a budget round: open ones that can be changed, or a box that cannot be laid beside who voted.

A box is one row with one list in it, in the order of codes that chance made; see `proposals/secret_rows.py`.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.budgets.round_rows import BudgetRound
from toadlane.coops.rows import AccountRow, BookRow
from toadlane.proposals.models import DECISIONS, POSITIONS
from toadlane.proposals.raised_rows import to_whom
from toadlane.proposals.secret_rows import BALLOTS


class Paper(BookRow):
    """What somebody marked, for all who see positions: [number of a project, points]; the last counts."""

    information_class: ClassVar[str] = POSITIONS
    about_field: ClassVar[str] = "participant"

    round = models.ForeignKey(
        BudgetRound, on_delete=models.PROTECT, related_name="papers", verbose_name=_("budget round")
    )
    participant = to_whom(_("who"))
    marks = models.JSONField(_("marks"), default=list, blank=True)
    cast_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("ballot of a budget round")
        verbose_name_plural = _("ballots of budget rounds")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["round", "cast_at"], name="budgets_papers"),
        ]

    def __str__(self) -> str:
        return str(self.participant.name)


class RoundVoted(BookRow):
    """Somebody voted in secret: no more than that. Its key is chance; its time is that of the opening."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(
        BudgetRound, on_delete=models.PROTECT, related_name="voted", verbose_name=_("budget round")
    )
    participant = to_whom(_("who"))

    class Meta:
        verbose_name = _("one who voted in secret in a budget round")
        verbose_name_plural = _("those who voted in secret in budget rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "participant"], name="budgets_voted_once"),
        ]

    def __str__(self) -> str:
        return str(self.participant.name)


class RoundBox(AccountRow):
    """The box while people vote: [code, [[number of the project, points], …]] for each, by the codes."""

    information_class: ClassVar[str] = BALLOTS

    round = models.OneToOneField(
        BudgetRound, on_delete=models.PROTECT, related_name="+", verbose_name=_("budget round")
    )
    ballots = models.JSONField(_("ballots"), default=list, blank=True)

    class Meta:
        verbose_name = _("box of a budget round")
        verbose_name_plural = _("boxes of budget rounds")


class RoundSealed(BookRow):
    """The box after the count, with the root that stands in the record; of few the ballots are not kept."""

    information_class: ClassVar[str] = BALLOTS

    round = models.OneToOneField(
        BudgetRound, on_delete=models.PROTECT, related_name="sealed", verbose_name=_("budget round")
    )
    cast = models.PositiveIntegerField(_("ballots in it"))
    root = models.CharField(_("root"), max_length=64)
    ballots = models.JSONField(_("ballots"), default=list, blank=True)

    class Meta:
        verbose_name = _("sealed box of a budget round")
        verbose_name_plural = _("sealed boxes of budget rounds")


class RoundNumber(BookRow):
    """A number that somebody gave before the close, so that nobody can foresee a lot that may be drawn."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    round = models.ForeignKey(
        BudgetRound, on_delete=models.PROTECT, related_name="numbers", verbose_name=_("budget round")
    )
    participant = to_whom(_("who"))
    number = models.PositiveIntegerField(_("number"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("number for a lot in a budget round")
        verbose_name_plural = _("numbers for lots in budget rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "participant"], name="budgets_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)
