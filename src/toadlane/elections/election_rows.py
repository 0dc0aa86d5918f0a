"""An election, from the day it is called: what it fills, who stands, and what became of it."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import a_key
from toadlane.coops.rows import AccountRow, BookRow
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.raised_rows import to_whom

LONGEST: Final = {
    "post": 150,
    "rule": 63,
    "article": 200,
    "says": 2_000,
    "statement": 4_000,
    "because": 500,
    "why": 2_000,
}


class Election(BookRow):
    """Members fill a role or the seats of a body, by the rule that the charter names for it.

    `from_day` is the first day of those elected; people are named until the end of `nominations_until`. With
    `change_until` it is one without candidates: until its end everybody may name somebody else.
    """

    information_class: ClassVar[str] = DECISIONS

    post = models.CharField(_("role or body"), max_length=LONGEST["post"])
    seats = models.PositiveSmallIntegerField(_("seats to fill"))
    rule = models.CharField(_("rule"), max_length=LONGEST["rule"], validators=[a_key])
    article = models.CharField(_("article"), max_length=LONGEST["article"])
    from_day = models.DateField(_("first day of those elected"))
    nominations_until = models.DateField(_("last day of nominations"))
    change_until = models.DateField(_("last day of the change round"), null=True, blank=True)
    says = models.CharField(_("what there is to know"), max_length=LONGEST["says"], blank=True)
    called_by = to_whom(_("called by"))
    called_at = models.DateTimeField(_("called at"))
    called_on = models.DateField(_("called on"))

    class Meta:
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "-called_on", "-id"], name="elections_latest"),
            models.Index(fields=["coop", "post"], name="elections_of_post"),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.from_day}"


class Candidacy(BookRow):
    """Somebody was named for it, by another or by themselves."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="candidacies", verbose_name=_("election")
    )
    participant = to_whom(_("who is to stand"))
    by = to_whom(_("named by"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "participant"], name="elections_named_once"),
        ]

    def __str__(self) -> str:
        return str(self.participant.name)


class CandidacyStep(BookRow):
    """Whoever was named stands, does not, or no longer does."""

    class Kind(models.TextChoices):
        """What they said."""

        ACCEPTED = "accepted", _("stands")
        DECLINED = "declined", _("does not stand")
        WITHDRAWN = "withdrawn", _("no longer stands")

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    candidacy = models.ForeignKey(
        Candidacy, on_delete=models.PROTECT, related_name="steps", verbose_name=_("candidacy")
    )
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    participant = to_whom(_("who"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("answer of a candidate")
        verbose_name_plural = _("answers of candidates")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["candidacy", "kind"], name="elections_said_once"),
        ]

    def __str__(self) -> str:
        return self.kind


class Statement(AccountRow):
    """What somebody who stands says of themselves. It can be erased."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    candidacy = models.OneToOneField(
        Candidacy, on_delete=models.PROTECT, related_name="statement", verbose_name=_("candidacy")
    )
    participant = to_whom(_("who"))
    content = models.TextField(_("statement"), max_length=LONGEST["statement"])
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("statement of a candidate")
        verbose_name_plural = _("statements of candidates")

    def __str__(self) -> str:
        return str(self.participant.name)
