"""Signing what a record says of itself, each day on which it grew and whenever something is to be shown."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordBroken
from bylaws.record import checkpoints
from bylaws.record.notes import Key, Note, signature
from bylaws.record.proofs import consistent
from bylaws.record.tree import Hash
from toadlane.coops.access import absent
from toadlane.coops.models import Coop
from toadlane.record import growing, signing
from toadlane.record.models import Checkpoint, Sequenced


def origin_of(coop: Coop) -> str:
    """The name a co-op's record goes by: it stays when the co-op moves to another address."""
    return f"toad-lane-record/{coop.pk}"


def key_of(coop: Coop) -> Key:
    """The key this installation signs a co-op's record with, now."""
    return signing.key_of(origin_of(coop))


def latest(coop: Coop) -> Checkpoint | None:
    """The checkpoint over most entries."""
    return Checkpoint.objects.filter(coop=coop).order_by("-size").first()


@transaction.atomic
def sign(*, coop: Coop) -> Checkpoint | None:
    """The checkpoint over everything that has a place by now; None while nothing has one.

    Nothing new is signed twice. Fault `record.forked` when the entries are not those that the last
    checkpoint vouched for: then somebody came past the application, and nothing is signed any more.
    """
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    last = latest(coop)
    highest = Sequenced.objects.filter(coop=coop).aggregate(place=Max("place"))["place"]
    size = 0 if highest is None else highest + 1
    if size == (last.size if last else 0):
        return last
    growing.keep_subtrees(coop, size)
    root = growing.root_at(coop, size)
    if last:
        refuse_another_past(last, size, root)
    key, text = key_of(coop), checkpoints.Checkpoint(origin_of(coop), size, root).text
    note = Note(text, (signature(key, signing.sign(text.encode())),))
    return Checkpoint.objects.create(coop=coop, size=size, root=root, key=key.told, note=note.written)


def growth(coop: Coop, first: int, second: int) -> list[Hash]:
    """That one checkpoint grew into another; absent unless both were signed, but everything grows from 0."""
    signed = set(
        Checkpoint.objects.filter(coop=coop, size__in={first, second}).values_list("size", flat=True)
    )
    if {first, second} - signed - {0}:
        raise absent()
    return growing.growth(coop, first, second)


def refuse_another_past(last: Checkpoint, size: int, root: bytes) -> None:
    """Fault `record.forked`."""
    grew = size > last.size and consistent(
        first=last.size,
        second=size,
        first_root=bytes(last.root),
        second_root=root,
        path=growing.growth(last.coop, last.size, size),
    )
    if not grew:
        raise RecordBroken(
            gettext_noop("The entries of this record are not those it vouched for when it had {size}."),
            code="record.forked",
            next_step=gettext_noop(
                "Stop, and put back the last backup that was proved. Whoever runs this place sees to it."
            ),
            size=last.size,
        )


def sign_all() -> None:
    """A checkpoint for every co-op whose record grew since its last one; then the first fault there was."""
    faults = []
    for coop in grown():
        try:
            sign(coop=coop)
        except RecordBroken as fault:
            faults.append(fault)
    if faults:
        raise faults[0]


def grown() -> QuerySet[Coop]:
    """Co-ops with entries that no checkpoint vouches for yet; asked often, so by the ends of two indexes."""
    entries = Sequenced.objects.filter(coop=OuterRef("pk")).order_by("-place").values("place")
    signed = Checkpoint.objects.filter(coop=OuterRef("pk")).order_by("-size").values("size")
    found = Coop.objects.annotate(size=Subquery(entries[:1]) + 1, signed=Coalesce(Subquery(signed[:1]), 0))
    return found.exclude(size=None).exclude(size=F("signed"))
