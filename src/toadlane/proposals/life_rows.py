"""What happens to a proposal: it is opened, people take positions, somebody takes it back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import AccountRow, BookRow
from toadlane.proposals.raised_rows import DECISIONS, LONGEST, POSITIONS, Proposal, Revision, to_whom


class Attempt(BookRow):
    """A proposal is opened under a rule; who decides is settled with it."""

    information_class: ClassVar[str] = DECISIONS

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("proposal")
    )
    nth = models.PositiveSmallIntegerField(_("number"))
    rule = models.CharField(_("rule"), max_length=LONGEST["rule"], blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    opened_on = models.DateField(_("opened on"))

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "nth"], name="proposals_attempt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.nth}"


class Elector(BookRow):
    """Somebody who was there when an attempt opened: their part in it, and why."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "participant"

    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="electors", verbose_name=_("attempt")
    )
    participant = to_whom(_("participant"))
    part = models.CharField(_("part"), max_length=16)
    stage = models.CharField(_("stage"), max_length=40, blank=True)
    may_block = models.BooleanField(_("may block"), default=False)
    decider = models.BooleanField(_("decides alone"), default=False)
    advises = models.BooleanField(_("is asked for advice"), default=False)
    reason = models.JSONField(_("why"))

    class Meta:
        verbose_name = _("one who decides or does not")
        verbose_name_plural = _("those who decide or do not")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attempt", "participant"], name="proposals_elector_once"),
        ]

    def __str__(self) -> str:
        return str(self.participant.name)


class Position(BookRow):
    """Where somebody stands on one text; their latest counts.

    `ballot` where they choose: [number of the option, points], in the order given. `spoken_by`: another spoke
    for them; `entered_by`: whoever wrote down what was said on paper or by phone, with a `witness`.
    """

    class Stance(models.TextChoices):
        """What they say."""

        AGREE = "agree", _("agrees")
        RESERVATION = "reservation", _("agrees with a reservation")
        ABSTAIN = "abstain", _("abstains")
        STAND_ASIDE = "stand-aside", _("stands aside")
        DISAGREE = "disagree", _("disagrees")
        BLOCK = "block", _("blocks")

    information_class: ClassVar[str] = POSITIONS
    about_field: ClassVar[str] = "participant"

    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="positions", verbose_name=_("attempt")
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="positions", verbose_name=_("text")
    )
    participant = to_whom(_("participant"))
    stance = models.CharField(_("position"), max_length=12, choices=Stance.choices)
    with_reason = models.BooleanField(_("with a reason"), default=False)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    ballot = models.JSONField(_("ballot"), default=list, blank=True)
    channel = models.CharField(_("how it came"), max_length=8, default="web")
    spoken_by = to_whom(_("spoken by, as their proxy"), null=True, blank=True)
    entered_by = to_whom(_("entered by"), null=True, blank=True)
    witness = to_whom(_("witness"), null=True, blank=True)
    taken_at = models.DateTimeField(_("taken"))

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["attempt", "taken_at"])]

    def __str__(self) -> str:
        return self.stance


class PositionWords(AccountRow):
    """Why somebody stands where they do, in their words. It can be erased."""

    information_class: ClassVar[str] = POSITIONS
    about_field: ClassVar[str] = "participant"

    position = models.OneToOneField(
        Position, on_delete=models.PROTECT, related_name="words", verbose_name=_("position")
    )
    participant = to_whom(_("participant"))
    content = models.TextField(_("why"), max_length=LONGEST["words"])

    class Meta:
        verbose_name = _("words of a position")
        verbose_name_plural = _("words of positions")


class Step(BookRow):
    """Whatever else happens on the way: taken back by whoever raised it, somebody steps out.

    `options`: the option decided for, the order that was drawn, or the proposal it is the same as.
    `whose`: the objection, or the other of two of whom one speaks for the other.
    """

    class Kind(models.TextChoices):
        """What."""

        WITHDRAWN = "withdrawn", _("taken back")
        PULLED_BACK = "pulled-back", _("pulled back to be worked on")
        AGREED_TO_DISAGREE = "agreed-to-disagree", _("left as it is: we agreed to disagree")
        AS_IT_IS = "as-it-is", _("would leave it as it is")
        INTEGRATED = "integrated", _("objection met by the text")
        RULED_OUT = "ruled-out", _("objection ruled out")
        RECUSED = "recused", _("steps out")
        DECIDED = "decided", _("decided")
        DRAWN = "drawn", _("drawn by lot")
        SECRECY_ASKED = "secrecy-asked", _("asked that it be secret")
        PROXY_NAMED = "proxy-named", _("named somebody to speak for them")
        PROXY_ACCEPTED = "proxy-accepted", _("speaks for somebody")
        PROXY_DECLINED = "proxy-declined", _("does not speak for somebody")
        PROXY_TAKEN_BACK = "proxy-taken-back", _("took a proxy back")
        PROXY_GIVEN_BACK = "proxy-given-back", _("gave a proxy back")
        SAME_AS = "same-as", _("said that it is the same as what failed")
        SECONDED = "seconded", _("seconds it")
        CONTESTED = "contested", _("said that a position entered for them is not theirs")

    information_class: ClassVar[str] = DECISIONS

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="steps", verbose_name=_("proposal")
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    participant = to_whom(_("who"))
    whose = to_whom(_("whose objection"), null=True, blank=True)
    yes = models.BooleanField(_("yes"), null=True, blank=True)
    options = models.JSONField(_("options"), default=list, blank=True)
    because = models.CharField(_("why"), max_length=LONGEST["because"], blank=True)
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("step of a proposal")
        verbose_name_plural = _("steps of proposals")

    def __str__(self) -> str:
        return self.kind


class Waking(AccountRow):
    """When an open proposal next changes by itself, or people are to be reminded of it."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, related_name="waking", verbose_name=_("proposal")
    )
    next_at = models.DateTimeField(_("next"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("open proposal")
        verbose_name_plural = _("open proposals")
