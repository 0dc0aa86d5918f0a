"""Who witnesses a co-op's record: naming them, and asking them no more."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.db import models, transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, Refused
from bylaws.record.canonical import Json
from bylaws.record.notes import COSIGNATURE, Key, read_key
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record import signing
from toadlane.record.calling import allowed_scheme, port_of
from toadlane.record.models import Witness, WitnessAsking, WitnessEnded
from toadlane.record.rights import only_records_keepers
from toadlane.record.verbs import append

MOST: Final = 10


def named(coop: Coop) -> models.QuerySet[Witness]:
    """All who ever were."""
    return Witness.objects.filter(coop=coop)


def standing(coop: Coop) -> models.QuerySet[Witness]:
    """Those who are asked, first named first."""
    return Witness.objects.filter(coop=coop, ended=None).order_by("pk")


@transaction.atomic
def name(
    *, coop: Coop, called: str, address: str, told: str, by: Participant, at: Moment, key: str
) -> Witness:
    """Somebody outside signs what the record says of itself from now on, where they let it.

    `address` and `told`, their key, are on the page “Witness” of whoever runs theirs. Faults
    `record.witness-address`, `record.key`, `record.record-key`, `record.witness-own`,
    `record.witness-twice`, `record.witnesses-many`.
    """
    only_records_keepers(coop, by, at)
    signs = their_key(told)
    where = fitting(address)
    content: dict[str, Json] = {"name": called, "address": where, "key": signs.told}
    taken = keys.take(coop=coop, key=key, verb="record.name-witness", by=by, content=content)
    if not taken.first:
        return Witness.objects.get(coop=coop, pk=taken.result)
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    refuse_more(coop, signs)
    row = Witness.objects.create(
        coop=coop, name=called, address=where, key=signs.told, named_by=by.key, named_on=at.day
    )
    WitnessAsking.objects.create(coop=coop, witness=row, next_at=at.instant)
    append(kind="record.witness-named.v1", what=content, by=by, at=at, subject=str(row.pk))
    taken.keep(row.pk)
    return row


@transaction.atomic
def end(*, witness: Witness, by: Participant, at: Moment, key: str) -> Witness:
    """They are asked no more; what they signed stays, and says so."""
    coop = witness.coop
    only_records_keepers(coop, by, at)
    taken = keys.take(
        coop=coop, key=key, verb="record.end-witness", by=by, content={"witness": str(witness.pk)}
    )
    if not taken.first:
        return witness
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    if WitnessEnded.objects.filter(witness=witness).exists():
        raise absent()
    WitnessEnded.objects.create(coop=coop, witness=witness, ended_by=by.key, ended_on=at.day)
    append(
        kind="record.witness-ended.v1",
        what={"name": witness.name, "key": witness.key},
        by=by,
        at=at,
        subject=str(witness.pk),
    )
    taken.keep(witness.pk)
    return witness


def their_key(told: str) -> Key:
    """The key of a witness; not that of a record, and not our own."""
    key = read_key(told)
    if key.kind != COSIGNATURE:
        raise InputFault(
            gettext_noop("This is the key of a record, not of a witness."),
            code="record.record-key",
            next_step=gettext_noop("Ask whoever runs theirs for the key on their page “Witness”."),
        )
    if key.public == signing.witness_key().public:
        raise InputFault(
            gettext_noop("This is the key of this very installation: its own word proves nothing."),
            code="record.witness-own",
            next_step=gettext_noop("Name somebody whose machine other people run."),
        )
    return key


def fitting(address: str) -> str:
    """The address as it is kept, without a slash at its end."""
    parts = urlsplit(address.strip())
    bare = not (parts.query or parts.fragment or "@" in parts.netloc)
    called = allowed_scheme(parts.scheme) and parts.hostname and port_of(parts)
    if not (called and bare and address.isascii() and not any(map(str.isspace, address.strip()))):
        raise InputFault(
            gettext_noop("“{address}” is no address of a witness."),
            code="record.witness-address",
            next_step=gettext_noop("Write it as in “https://harbour.example/witness”."),
            address=address[:200],
        )
    return parts.geturl().rstrip("/")


def refuse_more(coop: Coop, key: Key) -> None:
    """The same twice, or a crowd."""
    named = list(standing(coop).values_list("key", flat=True))
    if key.told in named:
        raise Refused(
            gettext_noop("Whoever signs with this key is named already."),
            code="record.witness-twice",
            next_step=gettext_noop("To give another address, end the first one and name them anew."),
        )
    if len(named) >= MOST:
        raise Refused(
            gettext_noop("There are {most} witnesses already."),
            code="record.witnesses-many",
            next_step=gettext_noop("End one of them first; three or four are plenty."),
            most=MOST,
        )
