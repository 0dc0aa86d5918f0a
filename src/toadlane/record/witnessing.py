"""Being a witness: signing what records of others say of themselves, when they only grew since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Min, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.record.checkpoints import Checkpoint, cosignature, cosigned_message, read_checkpoint, seen_by
from bylaws.record.notes import SIGNATURE, read_key, read_note, signed_by
from bylaws.record.witnessing import (
    FROM_ANOTHER_SIZE,
    SIGNED,
    UNREADABLE,
    Asked,
    read_request,
    weigh,
)
from toadlane.coops.access import absent
from toadlane.people.models import Person
from toadlane.record import signing
from toadlane.record.models import Contradiction, Origin, Seen

FORBIDDEN: Final = 403
UNKNOWN: Final = 404
PLAIN: Final = "text/plain; charset=utf-8"
SIZE: Final = "text/x.tlog.size"
PERSISTS: Final = dt.timedelta(hours=20)
"""A record that is refused asks once a day: whoever asks twice over so long is no passer-by."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is answered to a record that asks."""

    status: int
    body: str = ""
    media: str = PLAIN


def answer(written: str, *, at: dt.datetime) -> Said:
    """The answer to one request of C2SP tlog-witness; what is signed is kept before it is answered."""
    try:
        asked = read_request(written)
    except InputFault as fault:
        return Said(UNREADABLE, f"{fault.says}\n")
    with transaction.atomic():
        letting = Origin.objects.select_for_update().filter(origin=asked.checkpoint.origin, ended_at=None)
        origin = letting.first()
        if origin is None:
            return Said(UNKNOWN, "This record is not witnessed here.\n")
        if not is_signed(asked, origin):
            return Said(FORBIDDEN, "This is not signed by the key of that record.\n")
        return weighed(asked, origin, at)


def is_signed(asked: Asked, origin: Origin) -> bool:
    """Whether the record's own key signed it."""
    try:
        return bool(signed_by(asked.note, [read_key(origin.key)], holds=signing.holds))
    except InputFault:
        return False


def weighed(asked: Asked, origin: Origin, at: dt.datetime) -> Said:
    """The same, once it is known who asks."""
    new = asked.checkpoint
    seen = Seen.objects.filter(origin=origin, size=new.size, root=new.root).exists()
    if not seen and signed_here(asked):
        remember(asked, origin, at)
    answered = weigh(asked, last_of(origin), before=seen)
    if answered.fault is not None:
        keep_contradiction(asked, origin, answered.fault.code, at)
    if answered.status == SIGNED and new.size >= origin.reminded_size:
        return Said(SIGNED, sign(asked, origin, at))
    if answered.status in {SIGNED, FROM_ANOTHER_SIZE}:
        return Said(FROM_ANOTHER_SIZE, f"{origin.size}\n", SIZE)
    return Said(answered.status, answered.fault.says + "\n" if answered.fault else "")


def signed_here(asked: Asked) -> bool:
    """Whether our own line stands under it."""
    return bool(seen_by(asked.note, [signing.witness_key()], holds=signing.holds))


def remember(asked: Asked, origin: Origin, at: dt.datetime) -> None:
    """We signed what we do not know: we were put back from a backup. Nothing shorter is signed any more."""
    origin.reminded_at = at
    origin.reminded_size = max(origin.reminded_size, asked.checkpoint.size)
    origin.save(update_fields=["reminded_at", "reminded_size"])


def last_of(origin: Origin) -> Checkpoint | None:
    """What was signed here last of a record."""
    return read_checkpoint(read_note(origin.note).text) if origin.note else None


def sign(asked: Asked, origin: Origin, at: dt.datetime) -> str:
    """Keep it, and the line under it."""
    new, time = asked.checkpoint, int(at.timestamp())
    origin.size, origin.note, origin.seen_at = new.size, asked.note.written, at
    origin.save(update_fields=["size", "note", "seen_at"])
    Seen.objects.update_or_create(origin=origin, size=new.size, defaults={"root": new.root, "at": at})
    proved_itself(origin, new)
    signed = signing.sign_as_witness(cosigned_message(asked.note.text, time))
    return cosignature(signing.witness_key(), time=time, signed=signed).line


def proved_itself(origin: Origin, new: Checkpoint) -> None:
    """What was not shown before is answered; but a second root over as many entries is proof for good."""
    odd = Contradiction.objects.filter(origin=origin)
    odd.filter(size=new.size, root=new.root).delete()
    odd.filter(size=new.size).update(proved=True, stands=True)
    odd.filter(proved=False).update(stands=False)


def keep_contradiction(asked: Asked, origin: Origin, code: str, at: dt.datetime) -> None:
    """Both notes, once. Two signed roots over one size prove that the past was changed.

    Anything else was sent without a proof, maybe by a stranger who found a note: nobody is alarmed until the
    record has been asking for most of a day and never proved itself.
    """
    new, odd = asked.checkpoint, Contradiction.objects.filter(origin=origin)
    signed = Seen.objects.filter(origin=origin, size=new.size).exists()
    proved = signed or odd.filter(size=new.size).exclude(root=new.root).exists()
    if proved:
        odd.filter(size=new.size).update(proved=True, stands=True)
    unanswered = odd.filter(proved=False, at__gt=origin.seen_at).aggregate(since=Min("since"))["since"] or at
    said = {"at": at, "since": unanswered, "proved": proved, "stands": proved or at - unanswered >= PERSISTS}
    first = {"why": code.removeprefix("record."), "note": asked.note.written, "before": origin.note}
    odd.update_or_create(
        origin=origin, size=new.size, root=new.root, defaults=said, create_defaults={**said, **first}
    )


def standing() -> QuerySet[Contradiction]:
    """What whoever runs this installation has to see to."""
    return Contradiction.objects.filter(origin__ended_at=None, stands=True)


@transaction.atomic
def let(*, name: str, told: str, by: Person, at: dt.datetime, forget: bool = False) -> Origin:
    """An operator lets a record be witnessed here, or lets it go by another key; what was seen of it stays.

    `forget` begins anew with it, for a record whose people explained what happened. The same twice is the
    same as once. Faults `record.key`, `record.witness-key`.
    """
    only_operators(by)
    key = read_key(told)
    if key.kind != SIGNATURE:
        raise InputFault(
            gettext_noop("This is the key of a witness, not of a record."),
            code="record.witness-key",
            next_step=gettext_noop("Ask for the key on the page “Checkpoints” of their record."),
        )
    origin, _ = Origin.objects.update_or_create(
        origin=key.name,
        defaults={"name": name, "key": key.told, "ended_at": None},
        create_defaults={"name": name, "key": key.told, "let_at": at},
    )
    if forget:
        origin.seen.all().delete()
        origin.contradictions.all().delete()
        origin.size, origin.note, origin.seen_at = 0, "", None
        origin.reminded_size, origin.reminded_at = 0, None
        origin.save()
    return origin


@transaction.atomic
def end(*, origin: Origin, by: Person, at: dt.datetime) -> None:
    """It is witnessed no more; what was seen of it is kept, should it come back."""
    only_operators(by)
    Origin.objects.filter(pk=origin.pk, ended_at=None).update(ended_at=at)


def let_in() -> QuerySet[Origin]:
    """Whose records are witnessed here, with what contradicts them."""
    found = Origin.objects.filter(ended_at=None).order_by("name", "pk")
    return found.prefetch_related(Prefetch("contradictions", Contradiction.objects.order_by("pk")))


def own_address() -> str:
    """What is named as the address of this witness."""
    return settings.ADDRESS + reverse("record:add-checkpoint").removesuffix("/add-checkpoint")


def only_operators(by: Person) -> None:
    """To everybody else there is no such place."""
    if not by.operates:
        raise absent()
