"""An election without candidates: whom everybody names, and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import AccountRow, BookRow
from toadlane.elections.election_rows import LONGEST, Election
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.raised_rows import to_whom


class Naming(BookRow):
    """Somebody names somebody: first of their own, and once more when they have heard the others (2)."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="namings", verbose_name=_("election")
    )
    participant = to_whom(_("who is named"))
    by = to_whom(_("named by"))
    nth = models.PositiveSmallIntegerField(_("round"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("naming with reasons")
        verbose_name_plural = _("namings with reasons")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "by", "nth"], name="elections_once_a_round"),
        ]

    def __str__(self) -> str:
        return str(self.participant.name)


class NamingWords(AccountRow):
    """Why. It can be erased."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    naming = models.OneToOneField(
        Naming, on_delete=models.PROTECT, related_name="words", verbose_name=_("naming with reasons")
    )
    participant = to_whom(_("who is named"))
    by = to_whom(_("written by"))
    content = models.TextField(_("reasons"), max_length=LONGEST["why"])

    class Meta:
        verbose_name = _("reasons for somebody")
        verbose_name_plural = _("reasons for people")

    def __str__(self) -> str:
        return str(self.participant.name)
