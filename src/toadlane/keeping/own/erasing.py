"""Erasing what is personal about somebody who left: what goes, what stays and why, and doing it.

The books know people by their key, so the key stays, and every row that is written once. The name, the
address, what hangs on the sign-in and side rows go. Where the record itself held a name, the salt and
the content of that entry go: its commitment stays, and so does every proof.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext

from bylaws.kernel.money import total
from bylaws.record.canonical import Json, canonical
from toadlane.books.reads import account
from toadlane.coops import keys
from toadlane.coops.models import FORMER, Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.rows import DraftRow
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_authority
from toadlane.keeping.models import Erasure, Keeping, OwnFile
from toadlane.keeping.own import making, refusals
from toadlane.keeping.own.fates import GOING, Fate, fate_of
from toadlane.keeping.own.holdings import Holding, holdings
from toadlane.keeping.own.matters import ERASE
from toadlane.mail.models import Letter
from toadlane.meetings import files
from toadlane.meetings.models import Document, DocumentErasure, DocumentWithdrawal, DocumentWords, FoundText
from toadlane.members.models import Invitation
from toadlane.members.standing import only_founders
from toadlane.people.models import Person, one_spelling
from toadlane.record.models import Opening
from toadlane.record.verbs import append

MARK: Final = 4
HERE_NO_MORE: Final = frozenset({FORMER})


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of rows that say something of them: how many, what becomes of it and why."""

    title: str
    count: int
    fate: Fate

    @property
    def goes(self) -> bool:
        """Whether it is erased."""
        return self.fate in GOING


def preview(who: Participant) -> list[Line]:
    """Every kind of rows with something of them, what goes first; the same table that erasing follows."""
    found = [
        Line(str(one.model._meta.verbose_name_plural), rows_of(one, who).count(), fate_of(one.model))
        for one in holdings()
        if one.in_a_coop
    ]
    return sorted((line for line in found if line.count), key=lambda line: (not line.goes, line.title))


def rows_of(holding: Holding, who: Participant) -> models.QuerySet[Any]:
    """The rows of one kind in their co-op that name them."""
    whose = {"participant": who.pk, "key": who.key}
    about, done = (holding.rows(whose, about=said).order_by() for said in (True, False))
    named = models.Q(pk__in=about.values("pk")) | models.Q(pk__in=done.values("pk"))
    found: models.QuerySet[Any] = models.QuerySet(holding.model).filter(named)
    return found.filter(coop=who.coop_id) if holding.of_a_coop else found


def stands_in_the_way(who: Participant, at: Moment) -> Iterator[Any]:
    """Every fault there would be, in the order in which people put them right; what is to come counts."""
    stages, roles = (_not_over(kind, who, at) for kind in (StagePeriod, RolePeriod))
    here = stages.exclude(stage__in=HERE_NO_MORE).values_list("stage", flat=True)
    yield from (refusals.still_here(stage) for stage in here[:1])
    yield from (refusals.in_a_role(role) for role in roles.values_list("role", flat=True))
    now = account(who, at.day)
    if now.capital or now.payable or now.owes_back:
        open_still = total([now.capital, now.payable, now.owes_back], who.coop.currency)
        yield refusals.money_owed(f"{open_still.decimal()} {open_still.currency}")


def _not_over(kind: Any, who: Participant, at: Moment) -> models.QuerySet[Any]:
    """Stretches of somebody that hold or are to come; those of no days are none."""
    rows: models.QuerySet[Any] = kind.objects.filter(participant=who).order_by("valid_from", "pk")
    return rows.exclude(valid_until__lte=at.day).exclude(valid_until=models.F("valid_from"))


def is_erased(who: Participant) -> bool:
    """Whether it was done and nothing personal has come since; who came back can be erased once more."""
    if who.person_id is not None or not Erasure.objects.filter(participant=who).exists():
        return False
    told = Document.objects.filter(about=who, replaced_by=None, erasure=None)
    return who.name == label_of(who) and not told.exists() and not any(rows.exists() for rows in _going(who))


def label_of(who: Participant) -> str:
    """What an erased person is called."""
    with translation.override(who.coop.language):
        return gettext("former member {mark}").format(mark=who.pk.hex[-MARK:])


def _going(who: Participant) -> Iterator[models.QuerySet[Any]]:
    """Rows about them that are removed, by kind."""
    for holding in holdings():
        if fate_of(holding.model) is Fate.GOES and holding.in_a_coop:
            yield holding.rows({"participant": who.pk}, about=True).order_by()


@transaction.atomic
def erase(
    *,
    participant: Participant,
    by: Participant,
    at: Moment,
    key: str,
    typed: str,
    authority: Authority | None = None,
) -> Erasure:
    """Erase what is personal about somebody in one co-op: their own act, or a decision on their request.

    `typed` is their key, as the confirmation that it is meant. Faults `erasure.key`, `erasure.still-here`,
    `erasure.role`, `erasure.money`, `erasure.done`, and those of decisions and of who enters people.
    """
    content: dict[str, Json] = {"participant": participant.key, "typed": typed.strip()}
    taken = keys.take(coop=participant.coop, key=key, verb="keeping.erase", by=by, content=content)
    if not taken.first:
        return Erasure.objects.get(coop=participant.coop, pk=taken.result)
    if typed.strip() != participant.key:
        raise refusals.not_understood(participant.key)
    if by.pk != participant.pk:
        _on_a_decision(participant, authority, by, at)
    held = Participant.objects.select_for_update(no_key=True, of=("self",)).get(pk=participant.pk)
    held.coop = participant.coop
    if is_erased(held):
        raise refusals.erased_already()
    for fault in stands_in_the_way(held, at):
        raise fault
    emptied = _carry_out(held, by, at)
    row = Erasure.objects.create(
        coop=held.coop, participant=held, by=by, authority=authority, happened_on=at.day
    )
    what: dict[str, Json] = {"erasure": str(row.pk), "participant": held.key, "emptied": emptied}
    append(kind="person.erased.v1", what=what, by=by, at=at, subject=held.key, coop=held.coop)
    taken.keep(row.pk)
    return row


def _on_a_decision(who: Participant, authority: Authority | None, by: Participant, at: Moment) -> None:
    """Somebody else does it only where two members hold the request in writing."""
    only_founders(who.coop, by, at)
    if authority is None:
        raise refusals.no_request()
    use_authority(authority=authority, matter=ERASE, subject=who.key, fingerprint="", by=by, at=at)


def _carry_out(who: Participant, by: Participant, at: Moment) -> list[Json]:
    """Everything that goes; the entries of the record that were emptied."""
    said = names_of(who)
    label = label_of(who)
    _erase_documents(who, by, at)
    emptied = _empty_entries(who, said)
    _rename_in_drafts(who.coop, said, label)
    for rows in _going(who):
        rows.delete()
    Participant.objects.filter(pk=who.pk).update(name=label, person=None)
    return emptied


def names_of(who: Participant) -> frozenset[str]:
    """What people and letters call them: names and addresses."""
    found = {who.name, *Invitation.objects.filter(participant=who).values_list("email", flat=True)}
    if who.person is not None:
        found |= {who.person.name, who.person.email}
    return frozenset(name for name in found if name and name != who.key)


def _erase_documents(who: Participant, by: Participant, at: Moment) -> None:
    """The words and files of documents about them; the rows and digests stay."""
    versions = Document.objects.filter(coop=who.coop, about=who)
    if not versions:
        return
    files.hold(who.coop)
    kept = set(versions.values_list("digest", "form"))
    current = versions.filter(replaced_by=None)
    because = gettext("erased with the person it was about")
    for one in current.filter(withdrawal=None):
        DocumentWithdrawal.objects.create(
            coop=who.coop, document=one, by=by, because=because, happened_on=at.day
        )
    for one in current.filter(erasure=None):
        DocumentErasure.objects.create(coop=who.coop, document=one, by=by, happened_on=at.day)
    DocumentWords.objects.filter(document__in=versions).delete()
    gone = kept - files.wanted(who.coop, kept)
    FoundText.objects.filter(coop=who.coop, digest__in=[digest for digest, _form in gone]).delete()
    transaction.on_commit(lambda: files.forget(who.coop, kept))


def _empty_entries(who: Participant, said: frozenset[str]) -> list[Json]:
    """Entries about them that hold a name or an address: salt and content go, the commitment stays."""
    about = Opening.objects.filter(coop=who.coop, entry__subject=who.key).select_related("entry")
    sought = [canonical(name)[1:-1] for name in said]
    found = [one for one in about if any(name in bytes(one.canonical) for name in sought)]
    Opening.objects.filter(pk__in=[one.pk for one in found]).delete()
    return [str(one.entry_id) for one in found]


def _rename_in_drafts(coop: Coop, said: frozenset[str], label: str) -> None:
    """What others read in or prepared, such as the names in a file of hours: the name alone is replaced."""
    for model in {one.model for one in holdings() if issubclass(one.model, DraftRow)}:
        fields = [field.name for field in model._meta.concrete_fields if isinstance(field, models.JSONField)]
        rows: models.QuerySet[Any] = models.QuerySet(model).filter(coop=coop)
        for row in rows if fields else ():
            told = {name: getattr(row, name) for name in fields}
            clean = {name: without(value, said, label) for name, value in told.items()}
            if clean != told:
                models.QuerySet(model).filter(pk=row.pk).update(**clean)


def without(value: Any, said: frozenset[str], label: str) -> Any:
    """JSON in which no text is one of the names."""
    match value:
        case str():
            return label if value.strip() in said else value
        case dict():
            return {without(name, said, label): without(one, said, label) for name, one in value.items()}
        case list():
            return [without(one, said, label) for one in value]
        case _:
            return value


@transaction.atomic
def erase_account(*, person: Person, at: dt.datetime, key: str, typed: str) -> None:
    """Erase everything personal: in every co-op they are in, and the account they sign in with.

    `typed` is their address, as the confirmation that it is meant. Faults `erasure.address`,
    `erasure.operates`, and whatever stands in the way in a co-op.
    """
    keys.refuse_unusable(key)
    held = Person.objects.select_for_update().filter(pk=person.pk).first()
    if held is None:
        return
    if one_spelling(typed) != held.email:
        raise refusals.not_the_address(held.email)
    if held.operates:
        raise refusals.operates()
    for who in Participant.objects.filter(person=held).select_related("coop").order_by("pk"):
        moment = Moment.of(at, coop=who.coop)
        erase(participant=who, by=who, at=moment, key=f"{key[:80]}-{who.pk.hex}", typed=who.key)
    kept = [making.place_of(row) for row in OwnFile.objects.filter(person=held)]
    Letter.objects.filter(to=held.email).delete()
    Keeping.objects.filter(asked_by=held.email).update(asked_by="")
    held.delete()
    transaction.on_commit(lambda: _unlink(kept))


def _unlink(kept: Iterable[Path]) -> None:
    for place in kept:
        place.unlink(missing_ok=True)
