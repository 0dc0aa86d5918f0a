"""Naming our accounts as in the co-op's own books, and giving each entry out once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.record.canonical import Json
from toadlane.books import exports
from toadlane.books.account_names import ANY, Named, Naming, naming
from toadlane.books.export_forms import FORMS
from toadlane.books.export_rows import LONGEST
from toadlane.books.models import AccountName, ExportBatch, ExportedEntry, JournalEntry
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append
from toadlane.sheets.writing import harmless

MOST_NAMES = 2_000
_NOT_TEXT = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"]')
_PATTERN = re.compile(r"[a-z0-9*][a-z0-9*./-]*")


@transaction.atomic
def name_accounts(*, coop: Coop, names: Mapping[str, Named], by: Participant, at: Moment, key: str) -> Naming:
    """Say what accounts are called in the co-op's own books; a pattern with an empty name loses its name."""
    only_bookkeepers(coop, by, at)
    said: dict[str, Json] = {
        pattern: [named.number.strip(), named.name.strip()] for pattern, named in sorted(names.items())
    }
    taken = keys.take(coop=coop, key=key, verb="books.name-accounts", by=by, content={"names": said})
    if not taken.first:
        return naming(coop)
    hold(coop)
    _refuse_hostile(names)
    kept = {pattern: named for pattern, named in names.items() if named.name.strip()}
    AccountName.objects.filter(coop=coop, pattern__in=names.keys() - kept.keys()).delete()
    for pattern, named in kept.items():
        AccountName.objects.update_or_create(
            coop=coop,
            pattern=pattern,
            defaults={"number": named.number.strip(), "name": named.name.strip(), "set_by": by.key},
        )
    append(kind="accounts.named.v1", what={"names": said}, by=by, at=at, subject="accounts")
    return naming(coop)


@transaction.atomic
def export_entries(*, coop: Coop, form: str, by: Participant, at: Moment, key: str) -> ExportBatch:
    """Give out, in one file, every entry that has not gone out in this format yet, reversals too."""
    only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {"form": form}
    taken = keys.take(coop=coop, key=key, verb="books.export", by=by, content=content)
    if not taken.first:
        return ExportBatch.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    written = FORMS.get(form)
    if written is None:
        raise InputFault(
            gettext_noop("There is no format “{form}”."),
            code="export.form",
            next_step=gettext_noop("Choose one of {known}."),
            form=form[:60],
            known=", ".join(FORMS),
        )
    rows = not_exported(coop, form)
    book = exports.book_of(coop, rows)
    if not book.entries:
        raise InputFault(
            gettext_noop("Every entry has gone out in this format already."),
            code="export.nothing",
            next_step=gettext_noop("Download an earlier file again, or come back after the next entry."),
        )
    names = naming(coop)
    _refuse_unmapped(names, book)
    earlier = list(ExportBatch.objects.filter(coop=coop, form=form).order_by("number"))
    body = written.write(book, names, [bytes(batch.body) for batch in earlier])
    batch = ExportBatch.objects.create(
        coop=coop,
        number=len(earlier) + 1,
        form=form,
        made_on=at.day,
        by=by.key,
        entries=len(book.entries),
        digest=hashlib.sha256(body).hexdigest(),
        body=body,
    )
    ExportedEntry.objects.bulk_create(
        ExportedEntry(coop=coop, batch=batch, form=form, entry_id=entry.key) for entry in book.entries
    )
    content |= {"batch": str(batch.pk), "digest": batch.digest, "entries": batch.entries}
    append(kind="entries.exported.v1", what=content, by=by, at=at, subject=str(batch.pk))
    taken.keep(batch.pk)
    return batch


def not_exported(coop: Coop, form: str) -> QuerySet[JournalEntry]:
    """The entries that have not gone out in a format, by day."""
    gone = ExportedEntry.objects.filter(coop=coop, form=form, entry=OuterRef("pk"))
    return JournalEntry.objects.filter(~Exists(gone), coop=coop).order_by("happened_on", "pk")


def _refuse_unmapped(names: Naming, book: exports.Book) -> None:
    unmapped = names.unmapped(book.accounts())
    if unmapped:
        raise InputFault(
            gettext_noop("These accounts have no name in your own books: {accounts}."),
            code="export.unmapped",
            next_step=gettext_noop("Name them, or take all names away to export under ours."),
            accounts=", ".join(unmapped[:20]) + (" …" if unmapped[20:] else ""),
        )


def _refuse_hostile(names: Mapping[str, Named]) -> None:
    """Names go into files of other programs: one line, no signs that steer there, no more stars than ours."""
    if len(names) > MOST_NAMES:
        raise InputFault(
            gettext_noop("More than {most} accounts cannot be named at once."),
            code="accounts.too-many",
            next_step=gettext_noop("Name them by patterns, such as “member/*/payable”."),
            most=MOST_NAMES,
        )
    for pattern, named in names.items():
        number, name = named.number.strip(), named.name.strip()
        if not _PATTERN.fullmatch(pattern) or len(pattern) > LONGEST["pattern"]:
            raise InputFault(
                gettext_noop("“{pattern}” is no account of ours."),
                code="accounts.pattern",
                next_step=gettext_noop("Write it as in the list, such as “bank” or “member/*/paid-in”."),
                pattern=pattern[:60],
            )
        for said, most in ((number, LONGEST["number"]), (name, LONGEST["name"])):
            if len(said) > most or _NOT_TEXT.search(said) or harmless(said) != said:
                raise _hostile(pattern, said)
        if name and not name.replace(":", "").strip():
            raise _hostile(pattern, name)
        if name.count(ANY) > pattern.count(ANY):
            raise InputFault(
                gettext_noop("The name of “{pattern}” has more stars than the account itself."),
                code="accounts.stars",
                next_step=gettext_noop("Each star in the name stands for a star of the account."),
                pattern=pattern,
            )


def _hostile(pattern: str, said: str) -> InputFault:
    return InputFault(
        gettext_noop("“{said}” cannot be the name or number of “{pattern}”."),
        code="accounts.name",
        next_step=gettext_noop("Use one short line without quotes that does not begin with =, +, - or @."),
        pattern=pattern,
        said=said[:60],
    )
