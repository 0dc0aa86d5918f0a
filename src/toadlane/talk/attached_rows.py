"""Files that hang on what people talk about, or on what they said."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import AccountRow
from toadlane.files.formats import FORMS, NAME_LONGEST

LONGEST_SUBJECT: Final = 120


class Attachment(AccountRow):
    """One file; once removed, only its digest and who removed it are left."""

    about_field: ClassVar[str] = "about"
    stored_as: ClassVar[tuple[str, ...]] = ("digest",)

    kind = models.CharField(_("kind of subject"), max_length=60, validators=[a_key])
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    information_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    about = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about one person"),
    )
    comment = models.ForeignKey(
        "talk.Comment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("comment"),
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    file_name = models.CharField(_("name of the file"), max_length=NAME_LONGEST, blank=True)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    form = models.CharField(
        _("form"), max_length=10, choices=[(key, form.label) for key, form in FORMS.items()]
    )
    attached_at = models.DateTimeField(_("attached"))
    removed_by = models.CharField(_("removed by"), max_length=60, blank=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "kind", "subject"], name="talk_attachment_subject"),
            models.Index(fields=["coop", "digest"], name="talk_attachment_digest"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def shown(self) -> bool:
        """Whether a browser can be trusted to show it in its place."""
        return FORMS[self.form].shown
