"""What is kept of how people come: the page that asks for them, who applied, and how they were taken in."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.candidacy.course_rows import Admission, LettingOff, Mentorship, Stay
from toadlane.candidacy.evaluation_rows import (
    Evaluation,
    EvaluationLine,
    EvaluationPlan,
    EvaluationWords,
    Evaluator,
)
from toadlane.coops.models import Participant
from toadlane.coops.rows import AccountRow, DraftRow

__all__ = [
    "LONGEST",
    "Admission",
    "Application",
    "Evaluation",
    "EvaluationLine",
    "EvaluationPlan",
    "EvaluationWords",
    "Evaluator",
    "JoiningPage",
    "LettingOff",
    "Mentorship",
    "Stay",
]
LONGEST: Final = {"says": 5_000, "name": 200, "words": 5_000, "letter": 5_000}
CONFIRMED_WITHIN: Final = dt.timedelta(days=3)
"""As long as the link in the letter is good; what nobody confirmed is forgotten after it."""


FORGOTTEN_AFTER: Final = dt.timedelta(days=365)
"""What somebody wrote who was not taken in is forgotten after so long."""


class JoiningPage(DraftRow):
    """What a co-op tells whoever would like to join it. Strangers find it only while it is open."""

    information_class: ClassVar[str] = "profile"

    is_open = models.BooleanField(_("open"), default=False)
    says = models.TextField(_("what we say"), max_length=LONGEST["says"], blank=True)
    edited_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("edited by")
    )
    edited_at = models.DateTimeField(_("edited"))

    class Meta:
        verbose_name = _("page for whoever would like to join")
        verbose_name_plural = _("pages for whoever would like to join")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop"], name="candidacy_joining_page_once"),
        ]


class Application(AccountRow):
    """Somebody asks to join. Who they are and what they wrote is for those who lead people in, alone."""

    class State(models.TextChoices):
        """How far it is."""

        SENT = "sent", _("address not confirmed yet")
        OPEN = "open", _("waits for an answer")
        KEPT = "kept", _("kept for later")
        ACCEPTED = "accepted", _("taken in")
        DECLINED = "declined", _("declined")

    information_class: ClassVar[str] = "personal-details"
    about_field: ClassVar[str] = "participant"

    name = models.CharField(_("name"), max_length=LONGEST["name"])
    email = models.EmailField(_("e-mail address"), max_length=254)
    words = models.TextField(_("what they wrote"), max_length=LONGEST["words"])
    language = models.CharField(_("language"), max_length=8, blank=True)
    sent_at = models.DateTimeField(_("sent"))
    from_place = models.CharField(_("from where, unreadable"), max_length=32, blank=True, default="")
    """Until their e-mail address is confirmed: so that one network address crowds out no other."""
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    kept_at = models.DateTimeField(_("kept for later"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    letter = models.TextField(_("what was answered"), max_length=LONGEST["letter"], blank=True)
    participant = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken in as"),
    )

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "sent_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.answered_at is not None:
            return self.State.ACCEPTED if self.participant_id else self.State.DECLINED
        if self.confirmed_at is None:
            return self.State.SENT
        return self.State.KEPT if self.kept_at else self.State.OPEN
