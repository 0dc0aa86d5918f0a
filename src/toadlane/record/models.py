"""The book of one co-op: what was done, in an order nobody can change."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toadlane.coops.models import a_key
from toadlane.coops.rows import AccountRow, BookRow


class OfTheRecord(models.Model):
    """A row that every verb writes: looked up by its entry, place or time; its co-op has no index alone."""

    coop = models.ForeignKey(
        "coops.Coop",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("co-op"),
        db_index=False,
    )

    class Meta:
        abstract = True


class OfAnEntry:
    """What there is once for an entry is known by it: a key of its own would be one more tree to write."""

    id: Any = None
    no_more: ClassVar[frozenset[str]] = frozenset({"id"})
    """What an export of an older version says of it beside."""


class Entry(OfTheRecord, BookRow):
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


class Opening(OfAnEntry, OfTheRecord, AccountRow):
    """What opens a commitment: the salt and the canonical bytes. Erasing it leaves every proof standing."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="opening")
    salt = models.BinaryField(_("salt"), max_length=32)
    canonical = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")


class Unsequenced(OfAnEntry, OfTheRecord, AccountRow):
    """An entry that waits for its place in the order; gone once it has one."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="waiting")

    class Meta:
        verbose_name = _("entry without a place")
        verbose_name_plural = _("entries without a place")


class Sequenced(OfAnEntry, OfTheRecord, BookRow):
    """The place of one entry in its co-op's order, counted from nought as a log's leaves are."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="sequenced")
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
        """The root as programs compare it."""
        return bytes(self.root).hex()

    @property
    def root_told(self) -> str:
        """The root as it stands in the note and on paper, for people to compare."""
        return base64.b64encode(bytes(self.root)).decode("ascii")


class Witness(BookRow):
    """Somebody outside who signs what this record says of itself: where they are asked, and their key."""

    information_class: ClassVar[str] = "record"

    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("address"), max_length=300)
    key = models.CharField(_("key"), max_length=300)
    named_by = models.CharField(_("named by"), max_length=60, validators=[a_key])
    named_on = models.DateField(_("named on"))

    class Meta:
        verbose_name = _("witness")
        verbose_name_plural = _("witnesses")


class WitnessEnded(BookRow):
    """A witness is asked no more; what they signed stays."""

    witness = models.OneToOneField(Witness, on_delete=models.PROTECT, related_name="ended")
    ended_by = models.CharField(_("ended by"), max_length=60, validators=[a_key])
    ended_on = models.DateField(_("ended on"))

    class Meta:
        verbose_name = _("witness no more")
        verbose_name_plural = _("witnesses no more")


class Cosignature(BookRow):
    """A witness's line under a checkpoint: that they saw it, and that it had only grown."""

    information_class: ClassVar[str] = "record"

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="cosignatures")
    line = models.CharField(_("line"), max_length=500)
    seen_at = models.DateTimeField(_("seen"))

    class Meta:
        verbose_name = _("cosignature")
        verbose_name_plural = _("cosignatures")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["checkpoint", "witness"], name="record_cosignature_once"),
        ]


class WitnessRefusal(BookRow):
    """A witness did not find the record again that they had signed: it was shorter, or had another past."""

    class Why(models.TextChoices):
        ROLLED_BACK = "rolled-back", _("the record is shorter than what they signed")
        FORKED = "forked", _("the record has another past than what they signed")

    information_class: ClassVar[str] = "record"

    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="refusals")
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="refusals")
    why = models.CharField(_("why"), max_length=20, choices=Why.choices)
    theirs = models.PositiveBigIntegerField(_("entries they signed"))

    class Meta:
        verbose_name = _("refusal of a witness")
        verbose_name_plural = _("refusals of witnesses")


class WitnessAsking(AccountRow):
    """How asking one witness stands: when to ask next, and what stood in the way the last time."""

    witness = models.OneToOneField(Witness, on_delete=models.PROTECT, related_name="asking")
    next_at = models.DateTimeField(_("next"))
    tries = models.PositiveIntegerField(_("tries"), default=0)
    theirs = models.PositiveBigIntegerField(_("entries they signed"), default=0)
    trouble = models.CharField(_("trouble"), max_length=40, blank=True)
    refused = models.ForeignKey(
        WitnessRefusal, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("refusal")
    )

    class Meta:
        verbose_name = _("asking of a witness")
        verbose_name_plural = _("askings of witnesses")


class Origin(models.Model):
    """A record of somebody else's that this installation signs as a witness, and what it last saw of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=120)
    origin = models.CharField(_("record"), max_length=200, unique=True)
    key = models.CharField(_("key"), max_length=300)
    let_at = models.DateTimeField(_("let in"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    size = models.PositiveBigIntegerField(_("entries"), default=0)
    note = models.TextField(_("signed note"), blank=True)
    seen_at = models.DateTimeField(_("seen"), null=True)
    reminded_size = models.PositiveBigIntegerField(_("entries signed and forgotten"), default=0)
    reminded_at = models.DateTimeField(_("reminded"), null=True)

    class Meta:
        verbose_name = _("record that is witnessed")
        verbose_name_plural = _("records that are witnessed")


class Seen(models.Model):
    """One size of a foreign record that was signed here, with its root: no size has two roots."""

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="seen")
    size = models.PositiveBigIntegerField(_("entries"))
    root = models.BinaryField(_("root"), max_length=32)
    at = models.DateTimeField(_("seen"))

    class Meta:
        verbose_name = _("size that was signed")
        verbose_name_plural = _("sizes that were signed")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["origin", "size"], name="record_seen_once"),
        ]


class Contradiction(models.Model):
    """A foreign record was not, or not shown to be, what was signed here before: both notes for its people.

    `proved` where two notes are over as many entries; `stands` while somebody has to see to it.
    """

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="contradictions")
    why = models.CharField(_("why"), max_length=20, choices=WitnessRefusal.Why.choices)
    size = models.PositiveBigIntegerField(_("entries"))
    root = models.BinaryField(_("root"), max_length=32)
    note = models.TextField(_("signed note"))
    before = models.TextField(_("signed note before"))
    at = models.DateTimeField(_("seen"))
    since = models.DateTimeField(_("not shown since"))
    proved = models.BooleanField(_("proved"), default=False)
    stands = models.BooleanField(_("to be seen to"), default=False)

    class Meta:
        verbose_name = _("contradiction")
        verbose_name_plural = _("contradictions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["origin", "size", "root"], name="record_contradiction_once"),
        ]
