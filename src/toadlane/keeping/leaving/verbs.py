"""What members do to take everything away: ask for it on their decision, begin anew, remove the file."""

from __future__ import annotations

from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils.translation import gettext

from bylaws.record.canonical import Json
from toadlane.books.verbs.standing import only_bookkeepers
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_authority
from toadlane.jobs.port import on_their_way, wake
from toadlane.keeping import exporting
from toadlane.keeping.leaving import closing, making, refusals
from toadlane.keeping.leaving.matters import TAKE
from toadlane.keeping.leaving.refusals import FILE
from toadlane.keeping.models import TakenFile, Taking
from toadlane.record.verbs import append

State = TakenFile.State


def take_everything(
    *, coop: Coop, authority: Authority, by: Participant, at: Moment, key: str, passphrase: str = ""
) -> Taking:
    """Ask for everything of the co-op as a file, on a decision that names `by` as who takes it.

    `passphrase` closes the file; it is kept nowhere. The queue makes the file. Faults besides those of
    roles, keys and decisions: `backup.passphrase-short`, `export.under-way`.
    """
    only_bookkeepers(coop, by, at)
    # Outside the transaction: it takes a second, in which nobody else could write.
    lock = closing.by_passphrase(passphrase)
    return _asked(coop=coop, authority=authority, by=by, at=at, key=key, lock=lock)


@transaction.atomic
def _asked(
    *, coop: Coop, authority: Authority, by: Participant, at: Moment, key: str, lock: closing.Lock
) -> Taking:
    content: dict[str, Json] = {"authority": str(authority.pk), "closed": bool(lock.recipient)}
    taken = keys.take(coop=coop, key=key, verb="keeping.take-everything", by=by, content=content)
    if not taken.first:
        return Taking.objects.get(coop=coop, pk=taken.result)
    exporting.refuse_under_way(coop, DEFAULT_DB_ALIAS)
    used_for = gettext("{name} takes everything away").format(name=by.name)
    use_authority(
        authority=authority, matter=TAKE, subject=by.key, fingerprint="", by=by, at=at, used_for=used_for
    )
    taking = Taking.objects.create(
        coop=coop, authority=authority, by=by, closed=bool(lock.recipient), happened_on=at.day
    )
    row = TakenFile.objects.create(
        taking=taking, recipient=lock.recipient, sealed_key=lock.key, asked_at=at.instant
    )
    _enqueue(row)
    content["taking"] = str(taking.pk)
    append(kind="everything.taken.v1", what=content, by=by, at=at, subject=str(authority.pk))
    taken.keep(taking.pk)
    return taking


@transaction.atomic
def begin_anew(*, taking: Taking, by: Participant, at: Moment, key: str) -> Taking:
    """Have the file made after all, where it could not be; the decision it was asked for on still serves."""
    only_bookkeepers(taking.coop, by, at)
    content: dict[str, Json] = {"taking": str(taking.pk)}
    taken = keys.take(coop=taking.coop, key=key, verb="keeping.begin-anew", by=by, content=content)
    if not taken.first:
        return taking
    row = held(taking)
    if row.state == State.READY:
        raise refusals.made_already()
    if row.state != State.FAILED and on_their_way([row.task]):
        raise FILE.being_made()
    exporting.refuse_under_way(taking.coop, DEFAULT_DB_ALIAS)
    making.note(row, state=State.WAITING, says="", asked_at=at.instant)
    _enqueue(row)
    append(kind="everything.begun-anew.v1", what=content, by=by, at=at, subject=str(taking.authority_id))
    taken.keep(taking.pk)
    return taking


@transaction.atomic
def remove_file(*, taking: Taking, by: Participant, at: Moment, key: str) -> Taking:
    """Remove the file before its days are over; that everything was taken stays in the record."""
    only_bookkeepers(taking.coop, by, at)
    content: dict[str, Json] = {"taking": str(taking.pk)}
    taken = keys.take(coop=taking.coop, key=key, verb="keeping.remove-everything", by=by, content=content)
    if not taken.first:
        return taking
    row = held(taking)
    if row.removed_at is not None:
        raise FILE.gone()
    if row.state != State.READY:
        raise FILE.failed() if row.state == State.FAILED else FILE.being_made()
    making.remove(row, at.instant)
    append(kind="everything.removed.v1", what=content, by=by, at=at, subject=str(taking.authority_id))
    taken.keep(taking.pk)
    return taking


def held(taking: Taking) -> TakenFile:
    """The file of a taking, with whoever else would act on it waiting; gone where it was made elsewhere."""
    row = TakenFile.objects.select_for_update(no_key=True).filter(pk=taking.pk).first()
    if row is None:
        raise FILE.gone()
    return row


def _enqueue(row: TakenFile) -> None:
    from toadlane.keeping.tasks import make_file  # noqa: PLC0415 — the task calls back into this room

    row.task = UUID(str(make_file.enqueue(str(row.pk)).id))
    row.save(update_fields=["task"])
    transaction.on_commit(wake.set)
