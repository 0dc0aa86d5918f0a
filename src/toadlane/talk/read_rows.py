"""Up to when somebody has read a talk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant, a_key
from toadlane.coops.rows import AccountRow
from toadlane.talk.attached_rows import LONGEST_SUBJECT


class TalkRead(AccountRow):
    """What came later is new to them; nobody else is told of it."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    kind = models.CharField(_("kind of subject"), max_length=60, validators=[a_key])
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("how far a talk was read")
        verbose_name_plural = _("how far talks were read")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["participant", "kind", "subject"], name="talk_read_once")
        ]
