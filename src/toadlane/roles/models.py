"""How somebody came to hold a role or seat, who let a turn pass, and what was handed over. Written once."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import ROLES, Participant, RolePeriod, a_key
from toadlane.coops.rows import BookRow

LONGEST: Final = {"article": 300, "because": 300, "thing": 500}


class Post(BookRow):
    """What is said of somebody and one role or seat."""

    information_class: ClassVar[str] = ROLES
    about_field: ClassVar[str] = "participant"

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    role = models.CharField(_("role"), max_length=80, validators=[a_key])
    held_for = models.CharField(_("held for"), max_length=63, blank=True, default="", validators=[a_key])
    happened_on = models.DateField(_("day"))
    by = models.CharField(_("by"), max_length=60, validators=[a_key])

    class Meta:
        abstract = True


class Filling(Post):
    """Somebody began to hold a role or seat, or stopped before the end: how, and on which decision."""

    class Way(models.TextChoices):
        """How it came about."""

        VOLUNTEERED = "volunteered", _("volunteered")
        TURN = "turn", _("took their turn")
        CHOSEN = "chosen", _("was chosen")
        DRAWN = "drawn", _("was drawn by lot")
        GAVE_BACK = "gave-back", _("gave it back")
        RECALLED = "recalled", _("was called back")

    period = models.OneToOneField(
        RolePeriod, on_delete=models.PROTECT, related_name="filling", verbose_name=_("period")
    )
    way = models.CharField(_("how"), max_length=12, choices=Way.choices)
    article = models.CharField(_("article"), max_length=LONGEST["article"])
    authority = models.UUIDField(_("decision"), null=True, blank=True, unique=True)
    election = models.UUIDField(_("election"), null=True, blank=True)
    because = models.CharField(_("why"), max_length=LONGEST["because"], blank=True)

    class Meta:
        verbose_name = _("filling of a role")
        verbose_name_plural = _("fillings of roles")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "role", "held_for"])]


class TurnPassed(Post):
    """Somebody whose turn it was let the others go first, this once."""

    class Meta:
        verbose_name = _("turn passed")
        verbose_name_plural = _("turns passed")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["coop", "role", "held_for"])]


class HandedOver(Post):
    """One thing of the charter's list was handed over, as one of the two who do it says.

    The participant is who goes; `since` is the first day of their term; `thing` is the charter's text.
    """

    class Side(models.TextChoices):
        """Who says so."""

        GOES = "goes", _("who goes")
        COMES = "comes", _("who comes")

    since = models.DateField(_("held since"))
    thing = models.CharField(_("what"), max_length=LONGEST["thing"])
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)

    class Meta:
        verbose_name = _("thing handed over")
        verbose_name_plural = _("things handed over")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["coop", "participant", "role", "held_for", "since", "thing", "side"],
                name="roles_handed_over_once",
            ),
        ]


from toadlane.roles.report_rows import BodyReport  # noqa: E402 - it stands beside those above

__all__ = ["LONGEST", "BodyReport", "Filling", "HandedOver", "Post", "TurnPassed"]
