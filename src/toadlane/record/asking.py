"""Asking witnesses to sign the last checkpoint: by the queue, again and again, and nobody waits for it."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, replace
from typing import Final

from django.db import models, transaction

from bylaws.kernel.faults import InputFault
from bylaws.record.checkpoints import counted, seen_by
from bylaws.record.notes import Note, Signature, read_key, read_note
from bylaws.record.witnessing import FROM_ANOTHER_SIZE, NOT_SHOWN, SIGNED, read_answer, write_request
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.record import calling, growing, signing
from toadlane.record.models import Checkpoint, Cosignature, Witness, WitnessAsking, WitnessRefusal
from toadlane.record.troubles import TROUBLES
from toadlane.record.verbs import append

PAUSES: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (2, 10, 30, 120, 360))
REFUSED_FOR: Final = dt.timedelta(days=1)
ROUND_S: Final = 60.0
LATEST: Final = 2**33
"""No witness signs in three hundred years, in seconds since 1970."""
ADD: Final = "/add-checkpoint"
Why = WitnessRefusal.Why


@dataclass(frozen=True, slots=True)
class Cosigned:
    """Their line, and when they say they saw it; `knew` is set where they had forgotten what they signed."""

    line: str
    seen_at: dt.datetime
    knew: int | None = None


@dataclass(frozen=True, slots=True)
class Denied:
    """The record is not what they signed before, of so many entries."""

    why: Why
    theirs: int


@dataclass(frozen=True, slots=True)
class Hindered:
    """One of the troubles."""

    trouble: str


Outcome = Cosigned | Denied | Hindered


def due(now: dt.datetime) -> models.QuerySet[WitnessAsking]:
    """Witnesses who have not signed the last checkpoint, and are to be asked by now."""
    last = Checkpoint.objects.filter(coop=models.OuterRef("coop")).order_by("-size").values("pk")[:1]
    theirs = Cosignature.objects.filter(
        checkpoint=models.OuterRef("last"), witness=models.OuterRef("witness")
    )
    asked = WitnessAsking.objects.filter(next_at__lte=now, witness__ended=None)
    return asked.annotate(last=models.Subquery(last)).exclude(last=None).exclude(models.Exists(theirs))


def ask_all(now: dt.datetime) -> None:
    """Each that is due, one after the other; what is written is written after the line is closed."""
    patience = time.monotonic() + ROUND_S
    for asking in due(now).select_related("witness", "coop").order_by("next_at"):
        if time.monotonic() > patience:  # other work of the house waits as well
            return
        checkpoint = Checkpoint.objects.select_related("coop").get(pk=asking.last)  # type: ignore[attr-defined]
        settle(asking, checkpoint, ask(asking.witness, checkpoint, asking.theirs), now)


def ask(witness: Witness, checkpoint: Checkpoint, theirs: int) -> Outcome:
    """Ask from the size they signed last, as far as we know; once more from the one they name."""
    try:
        return asked_from(min(theirs, checkpoint.size), witness, checkpoint)
    except calling.NotReached as error:
        return Hindered(error.code)


def asked_from(old: int, witness: Witness, checkpoint: Checkpoint) -> Outcome:
    """The same; a witness that knows of less than it signed is shown its own line first."""
    size, knew = checkpoint.size, None
    for _nth in range(2):
        heard = sent(witness, checkpoint, old, checkpoint.note)
        if heard.status != FROM_ANOTHER_SIZE:
            outcome = understood(heard, witness, checkpoint, old)
            return replace(outcome, knew=knew) if isinstance(outcome, Cosigned) else outcome
        said = heard.body.strip()
        if not counted(said):
            return Hindered("not-understood")
        if int(said) > size:
            return Denied(Why.ROLLED_BACK, int(said))
        if int(said) == old:
            return Denied(Why.FORKED, old)
        if int(said) < old:
            knew = int(said)
        old = reminded(witness, knew) if knew is not None else int(said)
    return Hindered("not-understood")


def sent(witness: Witness, checkpoint: Checkpoint, old: int, note: str) -> calling.Heard:
    """One request, with the proof that it grew from so many entries."""
    path = growing.growth(checkpoint.coop, old, checkpoint.size)
    return calling.post(witness.address + ADD, write_request(old, path, note))


def reminded(witness: Witness, knew: int) -> int:
    """Show a witness the last note with its own line under it; the size it knows then.

    It was put back from a backup, or told to begin anew, and would sign another past by now.
    """
    found = Cosignature.objects.filter(witness=witness).order_by("-checkpoint__size")
    last = found.select_related("checkpoint__coop").first()
    if last is None or last.checkpoint.size <= knew:
        return knew
    note = last.checkpoint.note + last.line
    heard = sent(witness, last.checkpoint, knew, note)
    return last.checkpoint.size if heard.status == SIGNED else knew


def understood(heard: calling.Heard, witness: Witness, checkpoint: Checkpoint, old: int) -> Outcome:
    """What an answer means that is not about sizes."""
    if heard.status == NOT_SHOWN:
        return Denied(Why.FORKED, old)
    if heard.status != SIGNED:
        return Hindered(str(heard.status) if str(heard.status) in TROUBLES else "not-understood")
    try:
        lines = read_answer(heard.body)
    except InputFault:
        return Hindered("not-understood")
    return cosigned(lines, witness, checkpoint) or Hindered("another-key")


def cosigned(lines: tuple[Signature, ...], witness: Witness, checkpoint: Checkpoint) -> Cosigned | None:
    """The line that the witness's key signed; lines of others count for nothing."""
    key, text = read_key(witness.key), read_note(checkpoint.note).text
    for line in lines:
        for _key, at in seen_by(Note(text, (line,)), [key], holds=signing.holds):
            if at < LATEST:
                return Cosigned(line.line, dt.datetime.fromtimestamp(at, dt.UTC))
    return None


@transaction.atomic
def settle(asking: WitnessAsking, checkpoint: Checkpoint, outcome: Outcome, now: dt.datetime) -> None:
    """Keep what came of it, and say it in the record where it is news."""
    Coop.objects.select_for_update(no_key=True).get(pk=asking.coop_id)
    row = WitnessAsking.objects.select_related("refused", "witness", "coop").get(pk=asking.pk)
    match outcome:
        case Cosigned():
            keep_line(row, checkpoint, outcome, now)
        case Denied():
            keep_refusal(row, checkpoint, outcome, now)
        case _:
            row.trouble, row.tries = outcome.trouble, row.tries + 1
            row.next_at = now + PAUSES[min(row.tries, len(PAUSES)) - 1]
    row.save(update_fields=["trouble", "tries", "next_at", "theirs", "refused"])


def keep_line(row: WitnessAsking, checkpoint: Checkpoint, outcome: Cosigned, now: dt.datetime) -> None:
    """They signed; after a refusal, or after they had forgotten what they signed, that is news."""
    Cosignature.objects.bulk_create(
        [
            Cosignature(
                coop=row.coop,
                checkpoint=checkpoint,
                witness=row.witness,
                line=outcome.line,
                seen_at=outcome.seen_at,
            )
        ],
        ignore_conflicts=True,
    )
    if outcome.knew is not None:
        say("record.witness-forgot.v1", row, checkpoint, now, knew=outcome.knew, signed=row.theirs)
    if row.refused is not None:
        say("record.witness-signs-again.v1", row, checkpoint, now)
    row.theirs, row.trouble, row.tries, row.refused, row.next_at = checkpoint.size, "", 0, None, now


def keep_refusal(row: WitnessAsking, checkpoint: Checkpoint, outcome: Denied, now: dt.datetime) -> None:
    """They refused; the first time, and whenever it is for another reason, everybody hears of it."""
    if row.refused is None or row.refused.why != outcome.why:
        row.refused = WitnessRefusal.objects.create(
            coop=row.coop,
            witness=row.witness,
            checkpoint=checkpoint,
            why=outcome.why,
            theirs=outcome.theirs,
        )
        say("record.witness-refused.v1", row, checkpoint, now, why=str(outcome.why), theirs=outcome.theirs)
    row.trouble, row.tries, row.next_at = "", 0, now + REFUSED_FOR


def say(kind: str, row: WitnessAsking, checkpoint: Checkpoint, now: dt.datetime, **more: str | int) -> None:
    """One entry, by the house."""
    append(
        kind=kind,
        what={"witness": row.witness.name, "size": checkpoint.size, **more},
        by=None,
        at=Moment.of(now, coop=row.coop),
        subject=str(row.witness_id),
        coop=row.coop,
    )
