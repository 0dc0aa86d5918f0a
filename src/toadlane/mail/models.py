"""Letters on their way out of the house."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toadlane.mail.troubles import What, told

LASTS: Final = dt.timedelta(days=3)
"""As long as the links in letters do."""


class Letter(models.Model):
    """One letter to one address. What it says is kept only until it was handed over or given up."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("waiting")
        LEAVING = "leaving", _("being handed over")
        TAKEN = "taken", _("taken by the server")
        FAILED = "failed", _("not sent")

    class Kind(models.TextChoices):
        """What it is about, as far as whoever runs the installation may know."""

        TEST = "test", _("Test")
        PASSWORD = "password", _("Link to choose a new password")
        ADDRESS = "address", _("Confirmation of an address")
        INVITATION = "invitation", _("Invitation")
        ACCOUNT = "account", _("Notice about an account")
        NOTICE = "notice", _("Notices of a co-op")
        ANSWER = "answer", _("Word about an answer by e-mail")
        HOUSE = "house", _("Notice about this installation")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(_("key"), max_length=255, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    to = models.EmailField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=998, blank=True)
    body = models.TextField(_("text"), blank=True)
    html = models.TextField(_("the same as HTML"), blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    encloses = models.JSONField(_("what goes with it"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    next_at = models.DateTimeField(_("tried again"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True)
    trouble = models.CharField(_("trouble"), max_length=20, blank=True)
    answer = models.CharField(_("the server’s answer"), max_length=320, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "next_at"], name="mail_letter_due"),
            models.Index(fields=["-written_at"], name="mail_letter_lately"),
        ]

    @property
    def says(self) -> str:
        """What became of it, in the reader's language."""
        return told(What(self.trouble), self.answer) if self.trouble else self.answer
