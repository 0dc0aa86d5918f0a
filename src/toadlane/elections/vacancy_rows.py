"""A seat that fell vacant: whose ballots fill it, who was asked to stand for it, and who sits now."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import RolePeriod
from toadlane.coops.rows import BookRow
from toadlane.elections.election_rows import Election
from toadlane.elections.outcome_rows import Elected
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.raised_rows import to_whom


class Vacancy(BookRow):
    """A seat is filled for the rest of its term by the ballots that elected whoever held it first.

    `vacated` is what they, or whoever came after them, held until they left; without it they were never
    seated. `asked` are the keys of those who stood and were not elected; they answer to the end of `until`.
    """

    information_class: ClassVar[str] = DECISIONS

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="vacancies", verbose_name=_("election")
    )
    elected = models.ForeignKey(
        Elected, on_delete=models.PROTECT, related_name="vacancies", verbose_name=_("whose ballots")
    )
    vacated = models.OneToOneField(
        RolePeriod,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("held until"),
    )
    until = models.DateField(_("last day to answer"))
    asked = models.JSONField(_("who is asked"), default=list)
    opened_by = to_whom(_("opened by"))
    opened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("vacant seat")
        verbose_name_plural = _("vacant seats")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["elected"], condition=models.Q(vacated=None), name="elections_never_seated_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.election)


class VacancyAnswer(BookRow):
    """One of those asked stands for it, or does not."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.PROTECT, related_name="answers", verbose_name=_("vacant seat")
    )
    participant = to_whom(_("who"))
    stands = models.BooleanField(_("stands"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("answer on a vacant seat")
        verbose_name_plural = _("answers on vacant seats")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["vacancy", "participant"], name="elections_answered_once"),
        ]

    def __str__(self) -> str:
        return str(self.participant.name)


class VacancyOver(BookRow):
    """What the ballots said: somebody sits for the rest of the term, or nobody does.

    `standing` are the keys of those who stood for it; `seed` is from what a lot was drawn, if one was, and
    `drawn` in which order, of the keys of all who had stood: names can change, and the order does not.
    """

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    vacancy = models.OneToOneField(
        Vacancy, on_delete=models.PROTECT, related_name="over", verbose_name=_("vacant seat")
    )
    participant = to_whom(_("who"), null=True, blank=True)
    period = models.OneToOneField(
        RolePeriod,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("period"),
    )
    standing = models.JSONField(_("who stood for it"), default=list, blank=True)
    seed = models.CharField(_("seed"), max_length=64, blank=True)
    drawn = models.JSONField(_("as drawn"), default=list, blank=True)
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("end of a vacant seat")
        verbose_name_plural = _("ends of vacant seats")

    def __str__(self) -> str:
        return str(self.vacancy)
