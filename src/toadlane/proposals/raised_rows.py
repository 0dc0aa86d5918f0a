"""A proposal before it is open, as it was raised, and each of its texts."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import BookRow, DraftRow

DECISIONS: Final = "decisions"
POSITIONS: Final = "positions"
OWN: Final = "own-documents"
CONFIRM_ROUND: Final = "confirm-round"
"""The matter of a proposal that a budget round raises by itself."""
LONGEST: Final = {
    "matter": 60,
    "title": 160,
    "text": 10_000,
    "acts": 60,
    "subject": 120,
    "because": 500,
    "words": 2_000,
    "rule": 63,
    "article": 200,
    "option": 120,
    "option_about": 500,
    "origin_key": 120,
    "origin_label": 200,
}


def to_whom(verbose_name: Any, **how: Any) -> models.ForeignKey[Any, Any]:
    """A participant whom nothing may remove from under a row."""
    return models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=verbose_name, **how
    )


class Raising(models.Model):
    """What a proposal is about, in a draft as when it is raised.

    `matter` is the charter's; `acts` one of the acts that need a decision, with its `subject` and the
    fingerprint of what exactly would be done; `ends` an agreement that no longer holds when it is adopted.
    `origin_…` say what it came of: a kind that `origins` knows, its key, and what it was called then.
    """

    matter = models.CharField(_("what it is about"), max_length=LONGEST["matter"], validators=[a_key])
    amount_minor = models.BigIntegerField(_("amount"), null=True, blank=True)
    acts = models.CharField(_("what it does"), max_length=LONGEST["acts"], blank=True)
    subject = models.CharField(_("to what"), max_length=LONGEST["subject"], blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    poll = models.CharField(_("how a poll is answered"), max_length=8, blank=True)
    poll_days = models.PositiveSmallIntegerField(_("days a poll is open"), null=True, blank=True)
    poll_points = models.PositiveSmallIntegerField(_("points of a poll"), null=True, blank=True)
    poll_secret = models.BooleanField(_("whether a poll is secret"), default=False)
    ends = models.ForeignKey(
        "proposals.Proposal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agreement that it ends or replaces"),
    )
    origin_kind = models.CharField(_("kind of what it came of"), max_length=60, blank=True)
    origin_key = models.CharField(_("what it came of"), max_length=LONGEST["origin_key"], blank=True)
    origin_label = models.CharField(
        _("name of what it came of"), max_length=LONGEST["origin_label"], blank=True
    )

    class Meta:
        abstract = True


class ProposalDraft(Raising, DraftRow):
    """A proposal that somebody is writing; only those who write along see it, not even whom it `concerns`."""

    information_class: ClassVar[str] = OWN
    about_field: ClassVar[str] = "author"

    author = to_whom(_("author"))
    concerns = models.CharField(_("whom it is about"), max_length=60, blank=True, validators=[a_key])
    title = models.CharField(_("title"), max_length=LONGEST["title"])
    text = models.TextField(_("text"), max_length=LONGEST["text"])
    options = models.JSONField(_("options"), default=list, blank=True)
    edited_at = models.DateTimeField(_("edited"))
    edition = models.PositiveIntegerField(_("edition"), default=1)

    class Meta:
        verbose_name = _("draft of a proposal")
        verbose_name_plural = _("drafts of proposals")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "author"])]

    def __str__(self) -> str:
        return self.title


class Proposal(Raising, BookRow):
    """A matter that is raised: the charter's text of that day holds to the end.

    An election says how many `seats` it fills; its options are who stands, and nobody rewrites it. What a
    body chooses for itself alone is decided `within` it.
    """

    information_class: ClassVar[str] = DECISIONS

    rule = models.CharField(_("rule"), max_length=LONGEST["rule"], blank=True)
    article = models.CharField(_("article"), max_length=LONGEST["article"])
    about = to_whom(_("whom it is about"), null=True, blank=True)
    raised_by = to_whom(_("raised by"))
    raised_at = models.DateTimeField(_("raised at"))
    raised_on = models.DateField(_("raised on"))
    seats = models.PositiveSmallIntegerField(_("seats that an election fills"), null=True, blank=True)
    within = models.CharField(_("body that decides it"), max_length=63, blank=True, default="")

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "-raised_on", "-id"]),
            models.Index(fields=["coop", "acts", "subject"]),
            models.Index(fields=["coop", "origin_kind", "origin_key"], name="proposals_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.raised_on}"

    @property
    def names_its_rule(self) -> bool:
        """Whether another rule of the charter sent it to this one: nobody rewrites it or takes it back."""
        return self.seats is not None or self.matter == CONFIRM_ROUND


class Revision(BookRow):
    """One text of a proposal; a later one asks everybody anew, and the positions on it stay visible."""

    information_class: ClassVar[str] = DECISIONS

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("proposal")
    )
    nth = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=LONGEST["title"])
    text = models.TextField(_("text"), max_length=LONGEST["text"])
    because = models.CharField(_("what is new"), max_length=LONGEST["because"], blank=True)
    written_by = to_whom(_("written by"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("text of a proposal")
        verbose_name_plural = _("texts of proposals")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "nth"], name="proposals_revision_once"),
        ]

    def __str__(self) -> str:
        return self.title
