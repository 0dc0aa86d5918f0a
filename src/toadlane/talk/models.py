"""What people say about something: one row for each comment, its words apart, so that they can be erased."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import AccountRow, BookRow, DraftRow
from toadlane.talk import read_rows  # noqa: F401 - Django finds its rows by this
from toadlane.talk.attached_rows import LONGEST_SUBJECT

LONGEST: Final = {"text": 20_000, "because": 1_000, "name": 120, "asks": 500, "subject": LONGEST_SUBJECT}


class Sort(models.TextChoices):
    """What a comment is."""

    COMMENT = "comment", _("comment")
    QUESTION = "question", _("question")
    CONCERN = "concern", _("concern")
    FINDING = "finding", _("what a small group found")


class Way(models.TextChoices):
    """By which way it came."""

    WEB = "web", _("here")
    MAIL = "mail", _("by e-mail")


class SmallGroup(DraftRow):
    """A few who look for common ground, and bring what they find back to everybody."""

    about_field: ClassVar[str] = "about"

    kind = models.CharField(_("kind of subject"), max_length=60, validators=[a_key])
    subject = models.CharField(_("subject"), max_length=LONGEST["subject"])
    information_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    about = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about one person"),
    )
    name = models.CharField(_("name"), max_length=LONGEST["name"])
    begun_by = models.CharField(_("begun by"), max_length=60, validators=[a_key])
    begun_at = models.DateTimeField(_("begun"))
    ended_by = models.CharField(_("ended by"), max_length=60, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("small group")
        verbose_name_plural = _("small groups")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "kind", "subject"], name="talk_group_subject")
        ]

    def __str__(self) -> str:
        return self.name


class GroupSeat(DraftRow):
    """Somebody who speaks in a small group; everybody who sees the subject may read."""

    group = models.ForeignKey(
        SmallGroup, on_delete=models.PROTECT, related_name="seats", verbose_name=_("small group")
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )

    class Meta:
        verbose_name = _("seat in a small group")
        verbose_name_plural = _("seats in small groups")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["group", "participant"], name="talk_groupseat_once")
        ]


class Round(DraftRow):
    """Everybody is heard once before anybody speaks twice."""

    kind = models.CharField(_("kind of subject"), max_length=60, validators=[a_key])
    subject = models.CharField(_("subject"), max_length=LONGEST["subject"])
    asks = models.CharField(_("question of the round"), max_length=LONGEST["asks"])
    begun_by = models.CharField(_("begun by"), max_length=60, validators=[a_key])
    begun_at = models.DateTimeField(_("begun"))
    ended_by = models.CharField(_("ended by"), max_length=60, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["coop", "kind", "subject"],
                condition=models.Q(ended_at__isnull=True),
                name="talk_one_round_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.asks


class RoundSeat(DraftRow):
    """Somebody to be heard in a round: not yet, heard, or passed."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seats", verbose_name=_("round"))
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    heard_at = models.DateTimeField(_("heard"), null=True, blank=True)
    passed_at = models.DateTimeField(_("passed"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat in a round")
        verbose_name_plural = _("seats in rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "participant"], name="talk_roundseat_once")
        ]


class Comment(BookRow):
    """That somebody said something, where, and in answer to what."""

    about_field: ClassVar[str] = "about"

    kind = models.CharField(_("kind of subject"), max_length=60, validators=[a_key])
    subject = models.CharField(_("subject"), max_length=LONGEST["subject"])
    information_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    about = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about one person"),
    )
    group = models.ForeignKey(
        SmallGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("small group"),
    )
    round = models.ForeignKey(
        Round,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("round"),
    )
    thread = models.UUIDField(_("thread"), editable=False)
    """The key of the comment that began it."""
    answers = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        verbose_name=_("answers"),
    )
    sort = models.CharField(_("sort"), max_length=10, choices=Sort.choices)
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    way = models.CharField(_("way"), max_length=10, choices=Way.choices, default=Way.WEB)
    left_out = models.PositiveSmallIntegerField(_("files left out"), default=0)
    happened_at = models.DateTimeField(_("said"))

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "kind", "subject", "thread", "id"], name="talk_comment_order"),
            models.Index(fields=["coop", "by", "-happened_at"], name="talk_comment_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class CommentWords(AccountRow):
    """The words as they stand; they go when their writer takes them back or is erased, and their salt too."""

    comment = models.OneToOneField(
        Comment, on_delete=models.PROTECT, related_name="words", verbose_name=_("comment")
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("whose words")
    )
    text = models.TextField(_("text"), max_length=LONGEST["text"])
    searched = models.TextField(_("as it is searched"), blank=True)
    salt = models.BinaryField(_("salt"), max_length=32)
    edition = models.PositiveIntegerField(_("edition"), default=1)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("words of a comment")
        verbose_name_plural = _("words of comments")


class EarlierWords(AccountRow):
    """What stood before an edit; kept for a while."""

    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="earlier", verbose_name=_("comment")
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("whose words")
    )
    text = models.TextField(_("text"), max_length=LONGEST["text"])
    edition = models.PositiveIntegerField(_("edition"))
    written_at = models.DateTimeField(_("written"))
    edited_at = models.DateTimeField(_("edited"))

    class Meta:
        verbose_name = _("earlier words of a comment")
        verbose_name_plural = _("earlier words of comments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["comment", "edition"], name="talk_earlierwords_once")
        ]


class CommentWithdrawn(BookRow):
    """Somebody took their words back: that they spoke stays, what they said goes."""

    comment = models.OneToOneField(
        Comment, on_delete=models.PROTECT, related_name="withdrawn", verbose_name=_("comment")
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    happened_at = models.DateTimeField(_("taken back"))

    class Meta:
        verbose_name = _("withdrawal of a comment")
        verbose_name_plural = _("withdrawals of comments")


class ConcernMet(BookRow):
    """A concern, or a question, is met: says whoever raised it, or whoever facilitates, with a reason."""

    comment = models.OneToOneField(
        Comment, on_delete=models.PROTECT, related_name="met", verbose_name=_("comment")
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    happened_at = models.DateTimeField(_("met"))

    class Meta:
        verbose_name = _("concern that was met")
        verbose_name_plural = _("concerns that were met")


class MetWords(AccountRow):
    """How it was met, in somebody's words."""

    met = models.OneToOneField(
        ConcernMet, on_delete=models.PROTECT, related_name="words", verbose_name=_("concern that was met")
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("whose words")
    )
    because = models.CharField(_("how it was met"), max_length=LONGEST["because"])

    class Meta:
        verbose_name = _("words on how a concern was met")
        verbose_name_plural = _("words on how concerns were met")


class Following(AccountRow):
    """Whether somebody is told of what is said about a subject, whether they take part in it or not."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    kind = models.CharField(_("kind of subject"), max_length=60, validators=[a_key])
    subject = models.CharField(_("subject"), max_length=LONGEST["subject"])
    follows = models.BooleanField(_("is told"))

    class Meta:
        verbose_name = _("choice to follow a talk")
        verbose_name_plural = _("choices to follow talks")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["participant", "kind", "subject"], name="talk_following_once")
        ]


class ReplyAddress(AccountRow):
    """By which address one participant answers about one subject; its token is made from its key, signed."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    kind = models.CharField(_("kind of subject"), max_length=60, validators=[a_key])
    subject = models.CharField(_("subject"), max_length=LONGEST["subject"])
    comment = models.CharField(_("comment"), max_length=36, blank=True)
    """The key of the comment that is answered, or ""."""
    edition = models.PositiveIntegerField(_("text"), default=0)
    """The number of the text that the letter was about; 0 where there is but one."""
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("address of an answer")
        verbose_name_plural = _("addresses of answers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["participant", "kind", "subject", "comment", "edition"], name="talk_replyaddress_once"
            )
        ]


class HeardLetter(models.Model):
    """The digest of a letter that was heard, so that it is heard once; of which co-op it is, nobody asks."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    heard_at = models.DateTimeField(_("heard"))

    class Meta:
        verbose_name = _("letter that was heard")
        verbose_name_plural = _("letters that were heard")
