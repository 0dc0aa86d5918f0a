"""Persons: one row for each human being who signs in, whatever co-ops they belong to."""

from __future__ import annotations

import zoneinfo
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toadlane.people.spelling import one_spelling

__all__ = ["Person", "PersonManager", "Try", "a_known_zone", "one_spelling"]


def a_known_zone(name: str) -> None:
    """Refuse a time zone the world does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail address, however they type its letters."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=one_spelling(username or ""))

    @transaction.atomic
    def welcome(
        self, *, email: str, name: str, password: str | None = None, proven: bool = False, **more: str
    ) -> Person:
        """A new person; without a password they choose one by e-mail.

        `proven` when it is known that they read mail at the address; `proving.py` says how it becomes so.
        """
        person = self.model(email=one_spelling(email), name=name, **more)
        person.proven_address = person.email if proven else ""
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save(using=self._db)
        addresses = apps.get_model("account", "EmailAddress").objects.using(self._db)
        addresses.create(user=person, email=person.email, verified=True, primary=True)
        return person


class Person(AbstractBaseUser):
    """Someone who can sign in. What they may do in a co-op is said there, never here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=8, blank=True, choices=settings.LANGUAGES)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[a_known_zone])
    is_active = models.BooleanField(_("may sign in"), default=True)
    operates = models.BooleanField(
        _("runs this installation"),
        default=False,
        help_text=_("Sees to mail, backups and the making of co-ops; sees nothing of any co-op by it."),
    )
    proven_address = models.EmailField(_("address known to be theirs"), blank=True, editable=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="people_person_email_small"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The base class would leave the part before the @ as it was typed."""
        self.email = one_spelling(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the address in its one spelling, whoever saves."""
        self.email = one_spelling(self.email)
        super().save(*args, **kwargs)


class Try(models.Model):
    """What was counted at the door, under a name nobody can read; `tries.py` writes and sweeps it."""

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    said = models.TextField(_("count"))
    until = models.FloatField(_("kept until"), db_index=True)

    class Meta:
        verbose_name = _("try at the door")
        verbose_name_plural = _("tries at the door")

    def __str__(self) -> str:
        return self.key
