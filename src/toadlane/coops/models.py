"""Co-ops, who takes part in them, and as what, day by day."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Final

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toadlane.coops.periods import DatedPeriod
from toadlane.coops.prepared import Question
from toadlane.coops.rows import AccountRow, BookRow
from toadlane.people.models import a_known_zone
from toadlane.ui.theme import ACCENTS

FOUNDER: Final = "founder"
"""The role of whoever sets a co-op up here: brings people in and adopts the first text."""
MEMBER: Final = "member"
"""The stage that has every charter's vote and its share of the surplus."""
FORMER: Final = "former"
"""What everybody is who has left."""
DIRECTORY: Final = "directory"
ROLES: Final = "roles"
"""The class of information of who is here, as what, and with which roles."""
SETS_UP: Final = frozenset({FOUNDER, "bookkeeper"})
KEEPS_PAPERS: Final = frozenset({"scribe", "secretary", "bookkeeper", FOUNDER})
"""Until a co-op's own rules say more; each role is held by dated periods that the record shows."""
"""Until a co-op's own rules say more, these roles enter who is what and adopt the first text."""

a_key = RegexValidator(r"^[a-z0-9][a-z0-9-]*\Z", _("Use small letters, digits and hyphens."))

an_audience = RegexValidator(
    r"^[a-z0-9][a-z0-9-]*(~[a-z0-9-]+)?\Z", _("Use small letters, digits and hyphens.")
)


class Coop(models.Model):
    """One co-op. What it agreed is in its charter; this row only says how to find it and count its days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.CharField(_("address"), max_length=60, unique=True, validators=[a_key])
    name = models.CharField(_("name"), max_length=160)
    currency = models.CharField(_("currency"), max_length=3, validators=[RegexValidator(r"^[A-Z]{3}\Z")])
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[a_known_zone])
    fiscal_year_starts = models.CharField(
        _("fiscal year starts"), max_length=5, default="01-01", validators=[RegexValidator(r"^\d{2}-\d{2}\Z")]
    )
    began_on = models.DateField(_("began"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en", choices=settings.LANGUAGES)
    accent = models.CharField(
        _("accent"), max_length=20, blank=True, choices=[(name, name) for name in ACCENTS]
    )

    class Meta:
        verbose_name = _("co-op")
        verbose_name_plural = _("co-ops")

    def __str__(self) -> str:
        return self.name


class Participant(AccountRow):
    """Someone who takes part in one co-op. Book rows know them by `key`; the name can change or be erased."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("person"),
    )
    key = models.CharField(_("key"), max_length=60, validators=[a_key])
    name = models.CharField(_("name"), max_length=120)

    answers: tuple[Any, ...] = ()
    """To what rooms above have asked with who they are (`beside.py`)."""

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "key"], name="coops_participant_key_once"),
            models.UniqueConstraint(fields=["coop", "person"], name="coops_participant_person_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def stage_on(self, day: dt.date) -> str | None:
        """The stage they are in on that day, such as “member”; None before they come and after they leave."""
        return next((stage for (stage,) in STAGE_ON(who=self.pk, day=day)), None)

    def roles_on(self, day: dt.date) -> frozenset[str]:
        """The co-op's own roles they hold on that day; none once they have left."""
        return frozenset(role for (role,) in ROLES_ON(who=self.pk, day=day))


class StagePeriod(DatedPeriod):
    """A stretch of days in one stage of the charter, such as candidate or member; one stage at a time."""

    stage = models.CharField(_("stage"), max_length=40, validators=[a_key])

    apart: ClassVar[tuple[str, ...]] = ("participant",)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant", "valid_from"])]

    def __str__(self) -> str:
        return self.stage


class RolePeriod(DatedPeriod):
    """A stretch of days in one role, or in a seat of a body; several may be held at once.

    `held_for` names the body or meeting that has its own of a role; it is empty for one of the whole co-op.
    """

    role = models.CharField(_("role"), max_length=80, validators=[a_key])
    held_for = models.CharField(_("held for"), max_length=63, blank=True, default="", validators=[a_key])

    apart: ClassVar[tuple[str, ...]] = ("participant", "role", "held_for")

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant", "valid_from"])]

    def __str__(self) -> str:
        return self.role


STAGE_ON = Question(
    lambda who, day: StagePeriod.objects.on(day).filter(participant=who).values_list("stage"),
    who=models.UUIDField(),
    day=models.DateField(),
)


def roles_held(day: Any) -> models.QuerySet[RolePeriod]:
    """The co-op's own roles, without those of one body alone, held on a day by people who have not left."""
    gone = StagePeriod.objects.on(day).filter(participant=models.OuterRef("participant"), stage=FORMER)
    return RolePeriod.objects.on(day).filter(~models.Exists(gone), held_for="")


ROLES_ON = Question(
    lambda who, day: roles_held(day).filter(participant=who).values_list("role"),
    who=models.UUIDField(),
    day=models.DateField(),
)


class ExposurePeriod(DatedPeriod):
    """Days on which one participant is shown one class about one other: two members opened it so."""

    information_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    about = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("about")
    )

    apart: ClassVar[tuple[str, ...]] = ("participant", "about", "information_class")

    class Meta:
        verbose_name = _("opening to one participant")
        verbose_name_plural = _("openings to one participant")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "participant", "valid_from"])]

    def __str__(self) -> str:
        return self.information_class


class Closure(BookRow):
    """One thing is closed to all but those named until a day; that it is there, and why, everybody sees.

    `open_as` is the class it is of when it is open.
    """

    thing = models.UUIDField(_("thing"))
    open_as = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    because = models.CharField(_("why"), max_length=300)
    opens_on = models.DateField(_("opens on"))
    by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("closed by")
    )
    happened_on = models.DateField(_("closed on"))

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "thing"])]

    def __str__(self) -> str:
        return self.because


class ClosureNamed(BookRow):
    """Somebody a closed thing stays open to."""

    closure = models.ForeignKey(
        Closure, on_delete=models.PROTECT, related_name="named", verbose_name=_("closure")
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )

    class Meta:
        verbose_name = _("one whom a closed thing is open to")
        verbose_name_plural = _("those whom closed things are open to")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["closure", "participant"], name="coops_closurenamed_once"),
        ]


class ClosureLifted(BookRow):
    """A thing is opened before its day."""

    closure = models.OneToOneField(
        Closure, on_delete=models.PROTECT, related_name="lifted", verbose_name=_("closure")
    )
    by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    happened_on = models.DateField(_("opened on"))

    class Meta:
        verbose_name = _("early opening")
        verbose_name_plural = _("early openings")


class Visibility(AccountRow):
    """One class of information is open to one audience. Seeded from the charter's transparency rule."""

    information_class = models.CharField(_("class of information"), max_length=60, validators=[a_key])
    audience = models.CharField(_("audience"), max_length=160, validators=[an_audience])
    article = models.CharField(_("article"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("visibility")
        verbose_name_plural = _("visibilities")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["coop", "information_class", "audience"], name="coops_visibility_once"
            ),
        ]


class Once(AccountRow):
    """A key some form or program made for one act, and what came of it; kept for ever."""

    key = models.CharField(_("key"), max_length=255)
    verb = models.CharField(_("verb"), max_length=80)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    result = models.CharField(_("result"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("used key")
        verbose_name_plural = _("used keys")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "key"], name="coops_once_key_once"),
        ]
