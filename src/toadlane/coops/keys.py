"""The same click sent twice has one effect: every verb takes a key that its caller made."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordBroken
from bylaws.record.canonical import Json, canonical
from toadlane.coops.models import Coop, Once, Participant

LONGEST = 255
OTHER_CONTENT = "key.other-content"


@dataclass(frozen=True, slots=True)
class Taken:
    """A key in the hand of the verb that asked for it."""

    first: bool
    result: str
    row: Once

    def keep(self, result: object) -> None:
        """Say what came of the act, so that the next click with this key is told the same."""
        Once.objects.filter(pk=self.row.pk).update(result=str(result))


def fresh() -> str:
    """A new key, for a form that is about to be shown."""
    return uuid.uuid4().hex


def take(*, coop: Coop, key: str, verb: str, by: Participant | None, content: Mapping[str, Json]) -> Taken:
    """Take a key inside the verb's own transaction, before anything else is written.

    `first` is True for the one caller who may act; everybody after is given its `result`. On
    PostgreSQL the second waits here until the first is done; on SQLite it waited to begin.
    """
    refuse_unusable(key)
    if not connection.in_atomic_block:
        raise RecordBroken(
            gettext_noop("A key was taken outside a transaction."),
            code="key.outside-transaction",
            next_step=gettext_noop("Take it inside the transaction of the verb. Nothing was changed."),
        )
    mine = Once(coop=coop, key=key, verb=verb, fingerprint=fingerprint(verb, by, content))
    Once.objects.bulk_create([mine], ignore_conflicts=True)
    kept = Once.objects.get(coop=coop, key=key)
    if kept.fingerprint != mine.fingerprint:
        raise InputFault(
            gettext_noop("This form was sent before with something else in it."),
            code=OTHER_CONTENT,
            next_step=gettext_noop("What was sent first stands. If this is another one, send it anew."),
        )
    return Taken(first=kept.pk == mine.pk, result=kept.result, row=kept)


def seen(*, coop: Coop, key: str) -> bool:
    """Whether something was done with this key already, so that a page can say so."""
    return Once.objects.filter(coop=coop, key=key).exists()


def fingerprint(verb: str, by: Participant | None, content: Mapping[str, Json]) -> str:
    """What was asked, by whom, in 64 letters; the same for the same content in any order of its names."""
    asked: dict[str, Json] = {"by": by.key if by else None, "content": dict(content), "verb": verb}
    return hashlib.sha256(canonical(asked)).hexdigest()


def refuse_unusable(key: str) -> None:
    """A key is some printable text; an empty one would make all keyless clicks the same click."""
    if key and len(key) <= LONGEST and key.isprintable():
        return
    raise InputFault(
        gettext_noop("The form came without a usable key, so it cannot be told apart from a second click."),
        code="key.unusable",
        next_step=gettext_noop("Open the page again and send the form from there."),
    )
