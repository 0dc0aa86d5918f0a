"""Past documents, a row for each version, its words apart so that they can be erased; and what is planned."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import AccountRow, BookRow, DraftRow
from toadlane.files.formats import FORMS
from toadlane.meetings.planned_rows import (  # noqa: F401 - Django finds its rows by this
    Invited,
    Item,
    Meeting,
    MeetingChange,
    Part,
    Series,
    SeriesChange,
)

LONGEST: Final = {"title": 200, "article": 200, "text": 10_000, "tag": 40, "because": 500, "file_name": 150}
TAGS_AT_MOST: Final = 12


class Kind(models.TextChoices):
    """What a document is."""

    MINUTES = "minutes", _("minutes")
    DECISION = "decision", _("decision")
    OTHER = "other", _("other")


class Document(BookRow):
    """One version of a past document: what it is, of which day, and the digest of its file."""

    about_field: ClassVar[str] = "about"
    closable_by: ClassVar[str] = "thread"

    thread = models.UUIDField(_("thread"), default=uuid7, editable=False)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    gathering = models.UUIDField(_("brought with"), null=True, blank=True)
    information_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    about = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about one person"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    happened_on = models.DateField(_("happened"))
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    form = models.CharField(
        _("form"), max_length=10, choices=[(key, form.label) for key, form in FORMS.items()]
    )
    entered_on = models.DateField(_("entered"))
    entered_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by")
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "-happened_on", "-id"]),
            models.Index(fields=["coop", "thread"]),
            models.Index(fields=["coop", "digest"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class DocumentWords(AccountRow):
    """What people wrote about a version; erased together with its salt, the record's commitment stays."""

    stored_as: ClassVar[tuple[str, ...]] = ("document__digest",)

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="words", verbose_name=_("document")
    )
    salt = models.BinaryField(_("salt"), max_length=32)
    title = models.CharField(_("title"), max_length=LONGEST["title"])
    file_name = models.CharField(_("name of the file"), max_length=LONGEST["file_name"])
    article = models.CharField(_("article"), max_length=LONGEST["article"], blank=True)
    text = models.TextField(_("what was decided"), max_length=LONGEST["text"], blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    searched = models.TextField(_("as it is searched"), blank=True)

    class Meta:
        verbose_name = _("words of a document")
        verbose_name_plural = _("words of documents")


class FoundText(AccountRow):
    """What can be read in a file, folded for the search; one for all documents with the same file."""

    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("text found in a file")
        verbose_name_plural = _("texts found in files")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "digest"], name="meetings_foundtext_once"),
        ]


class DocumentWithdrawal(BookRow):
    """A document that should not have been brought, or is no longer to be relied on."""

    information_class: ClassVar[str] = "record"

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="withdrawal", verbose_name=_("document")
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    because = models.CharField(_("because"), max_length=LONGEST["because"])
    happened_on = models.DateField(_("withdrawn"))

    class Meta:
        verbose_name = _("withdrawal of a document")
        verbose_name_plural = _("withdrawals of documents")


class DocumentErasure(BookRow):
    """A withdrawn document whose words and files were erased; their digests stay."""

    information_class: ClassVar[str] = "record"

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="erasure", verbose_name=_("document")
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    happened_on = models.DateField(_("erased"))

    class Meta:
        verbose_name = _("erasure of a document")
        verbose_name_plural = _("erasures of documents")


class Gathering(DraftRow):
    """Files somebody brought together, which wait for their titles and days; seen by nobody else."""

    who = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    began_at = models.DateTimeField(_("began"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("gathering of files")
        verbose_name_plural = _("gatherings of files")


class GatheredFile(DraftRow):
    """One file of a gathering: what it is and what can be read in it, or why it cannot be brought."""

    stored_as: ClassVar[tuple[str, ...]] = ("digest",)

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="files", verbose_name=_("gathering")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    file_name = models.CharField(_("name of the file"), max_length=LONGEST["file_name"])
    digest = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    form = models.CharField(_("form"), max_length=10, blank=True)
    text = models.TextField(_("text"), blank=True)
    refused = models.JSONField(_("why not"), default=dict, blank=True)

    class Meta:
        verbose_name = _("gathered file")
        verbose_name_plural = _("gathered files")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["gathering", "number"], name="meetings_gatheredfile_number"),
        ]
