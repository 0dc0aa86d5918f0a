"""The book of one co-op: what was done, in an order nobody can change."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import a_key
from toadlane.coops.rows import AccountRow, BookRow


class Entry(BookRow):
    """One thing that was done: what kind, about what, by whom, when, and a commitment to all it said."""

    information_class: ClassVar[str] = "record"

    kind = models.CharField(_("kind"), max_length=60)
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    actor = models.CharField(_("by"), max_length=60, blank=True, validators=[a_key])
    happened_at = models.DateTimeField(_("happened"))
    commitment = models.BinaryField(_("commitment"), max_length=32)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "recorded_at", "id"]),
            models.Index(fields=["coop", "kind", "subject"]),
        ]

    @property
    def commitment_hex(self) -> str:
        """The commitment as people compare it."""
        return bytes(self.commitment).hex()


class Opening(AccountRow):
    """What opens a commitment: the salt and the canonical bytes. Erasing it leaves every proof standing."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="opening")
    salt = models.BinaryField(_("salt"), max_length=32)
    canonical = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")


class Unsequenced(AccountRow):
    """An entry that waits for its place in the order; gone once it has one."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="waiting")

    class Meta:
        verbose_name = _("entry without a place")
        verbose_name_plural = _("entries without a place")


class Sequenced(BookRow):
    """The place of one entry in its co-op's order, counted from nought as a log's leaves are."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="sequenced")
    place = models.PositiveBigIntegerField(_("place"))

    class Meta:
        verbose_name = _("place in the order")
        verbose_name_plural = _("places in the order")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "place"], name="record_sequenced_place_once"),
        ]


class Subtree(BookRow):
    """The hash over 256 neighbouring entries, or over 256 of these, and so on: what keeps proofs quick.

    `level` says over how many, as a power of two; `place` counts the subtrees of a level from nought.
    """

    level = models.PositiveSmallIntegerField(_("level"))
    place = models.PositiveBigIntegerField(_("place"))
    digest = models.BinaryField(_("hash"), max_length=32)

    class Meta:
        verbose_name = _("subtree")
        verbose_name_plural = _("subtrees")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "level", "place"], name="record_subtree_once"),
        ]


class Checkpoint(BookRow):
    """What the record said of itself at one moment: how many entries, which root, signed by which key."""

    information_class: ClassVar[str] = "record"

    size = models.PositiveBigIntegerField(_("entries"))
    root = models.BinaryField(_("root"), max_length=32)
    key = models.CharField(_("key"), max_length=200)
    note = models.TextField(_("signed note"))

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["coop", "size"], name="record_checkpoint_once"),
        ]

    @property
    def root_hex(self) -> str:
        """The root as people compare it."""
        return bytes(self.root).hex()
