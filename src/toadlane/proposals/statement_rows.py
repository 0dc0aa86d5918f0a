"""What is said of an outcome once it is there: in a few words, who cares for it, who does what by when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import BookRow
from toadlane.proposals.outcome_rows import Outcome
from toadlane.proposals.raised_rows import DECISIONS, LONGEST, to_whom


class Statement(BookRow):
    """The outcome in a few words, its owner and the day to look at it again; the latest holds."""

    information_class: ClassVar[str] = DECISIONS

    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, related_name="statements", verbose_name=_("outcome")
    )
    nth = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("in a few words"), max_length=LONGEST["words"])
    owner = to_whom(_("owner"), null=True, blank=True)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    written_by = to_whom(_("written by"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("statement of an outcome")
        verbose_name_plural = _("statements of outcomes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["outcome", "nth"], name="proposals_statement_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Action(BookRow):
    """Something somebody does because of an outcome."""

    information_class: ClassVar[str] = DECISIONS

    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, related_name="actions", verbose_name=_("outcome")
    )
    text = models.CharField(_("what is to be done"), max_length=LONGEST["because"])
    who = to_whom(_("who does it"))
    due_on = models.DateField(_("by"), null=True, blank=True)
    added_by = to_whom(_("entered by"))
    added_at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("action of an outcome")
        verbose_name_plural = _("actions of outcomes")

    def __str__(self) -> str:
        return self.text


class ActionOver(BookRow):
    """An action is done, or let go."""

    information_class: ClassVar[str] = DECISIONS

    action = models.OneToOneField(
        Action, on_delete=models.PROTECT, related_name="over", verbose_name=_("action")
    )
    done = models.BooleanField(_("done"))
    because = models.CharField(_("how"), max_length=LONGEST["because"], blank=True)
    by = to_whom(_("entered by"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("end of an action")
        verbose_name_plural = _("ends of actions")

    def __str__(self) -> str:
        return self.because
