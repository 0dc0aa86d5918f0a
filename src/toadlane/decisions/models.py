"""What the co-op decided: by a proposal here, or entered from the minutes and confirmed; used once."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import BookRow

LONGEST: Final = {"matter": 60, "subject": 120, "text": 10_000, "because": 500, "used_for": 200}
CONFIRMED: Final = (
    Q(confirmation__isnull=False) | Q(proposal__isnull=False) | Q(alone=True) | Q(project__isnull=False)
)
"""A second member held it against the minutes, or it was decided here, where nobody has to."""
READY: Final = CONFIRMED & Q(use__isnull=True, withdrawal__isnull=True)
"""It can be used."""


class Authority(BookRow):
    """A decision that lets one act happen: what, by which article, when, in which words.

    Of one that was decided here, `entered_by` raised the proposal, or opened the round that funded the
    `project`; of one that the charter lets anybody take `alone`, they took it.
    """

    class State(models.TextChoices):
        """How far it is."""

        ENTERED = "entered", _("waits for a second member")
        CONFIRMED = "confirmed", _("confirmed")
        USED = "used", _("used")
        WITHDRAWN = "withdrawn", _("withdrawn")

    information_class: ClassVar[str] = "accounts"

    matter = models.CharField(_("matter"), max_length=LONGEST["matter"], validators=[a_key])
    subject = models.CharField(_("about"), max_length=LONGEST["subject"])
    article = models.CharField(_("article"), max_length=200)
    decided_on = models.DateField(_("decided"))
    text = models.TextField(_("decision"), max_length=LONGEST["text"])
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    document = models.UUIDField(_("document it rests on"), null=True, blank=True)
    proposal = models.UUIDField(_("proposal that was adopted"), null=True, blank=True, unique=True)
    project = models.UUIDField(_("project that a budget round funded"), null=True, blank=True, unique=True)
    alone = models.BooleanField(_("decided by one, as the charter lets them"), default=False)
    entered_on = models.DateField(_("entered"))
    entered_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by")
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "-decided_on", "-id"]),
            models.Index(fields=["coop", "matter", "subject"]),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.subject}"

    @property
    def state(self) -> State:
        """How far it is; asks nothing when the three rows that may follow were selected with it."""
        if hasattr(self, "use"):
            return self.State.USED
        if hasattr(self, "withdrawal"):
            return self.State.WITHDRAWN
        confirmed = self.decided_here or hasattr(self, "confirmation")
        return self.State.CONFIRMED if confirmed else self.State.ENTERED

    @property
    def decided_here(self) -> bool:
        """Whether it was decided in this house, where nobody has to confirm it."""
        return self.proposal is not None or self.alone or self.project is not None


class Confirmation(BookRow):
    """A second member has held the entry against the minutes."""

    information_class: ClassVar[str] = "accounts"

    authority = models.OneToOneField(
        Authority, on_delete=models.PROTECT, related_name="confirmation", verbose_name=_("decision")
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    happened_on = models.DateField(_("confirmed"))

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")


class Withdrawal(BookRow):
    """An entry that is not what was decided is taken back; a right one is entered anew."""

    information_class: ClassVar[str] = "accounts"

    authority = models.OneToOneField(
        Authority, on_delete=models.PROTECT, related_name="withdrawal", verbose_name=_("decision")
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    because = models.CharField(_("because"), max_length=LONGEST["because"])
    happened_on = models.DateField(_("withdrawn"))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")


class AuthorityUse(BookRow):
    """The one act a decision was used for."""

    information_class: ClassVar[str] = "accounts"

    authority = models.OneToOneField(
        Authority, on_delete=models.PROTECT, related_name="use", verbose_name=_("decision")
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    used_for = models.CharField(_("used for"), max_length=LONGEST["used_for"], blank=True)
    happened_on = models.DateField(_("used"))

    class Meta:
        verbose_name = _("use of a decision")
        verbose_name_plural = _("uses of decisions")


class Deed(BookRow):
    """What exactly is to be done, as it stood when it was asked for: what its fingerprint is of."""

    information_class: ClassVar[str] = "accounts"

    matter = models.CharField(_("matter"), max_length=LONGEST["matter"], validators=[a_key])
    subject = models.CharField(_("about"), max_length=LONGEST["subject"])
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    facts = models.JSONField(_("what exactly"))
    looked_on = models.DateField(_("as it stood on"))

    class Meta:
        verbose_name = _("what exactly is to be done")
        verbose_name_plural = _("what exactly is to be done")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["coop", "matter", "subject", "fingerprint"], name="decisions_deed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.subject}"
