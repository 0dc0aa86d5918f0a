"""A proof pack of a close: what an accountant takes away to reckon it again on a machine of their own."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordBroken
from bylaws.kernel.money import Money
from bylaws.surplus.proof import pack
from bylaws.surplus.proof.archive import packed
from bylaws.surplus.proof.pack import Proof, proof_pack
from toadlane.books.models import Posting, YearClose
from toadlane.charter.models import CharterText
from toadlane.coops.models import Participant
from toadlane.record.models import Entry, Opening

MADE_BY = "Toad Lane 0.1.0"
CLOSED = "year.closed.v1"


def proof(close: YearClose, *, names: bool = False) -> bytes:
    """The proof pack of a close as one file; the same close makes the same bytes, also years later.

    People stand in it by their keys; with `names` a list of what they are called lies beside, which no
    figure depends on. Faults: `proof.texts-moved` and `proof.posted` where the book no longer holds what
    was closed, and those of reckoning.
    """
    texts = dict(_texts(close).values_list("name", "source"))
    if pack.digest_of_texts(texts) != close.texts:
        raise RecordBroken(
            gettext_noop("The charter's texts are not those that {year} was closed under."),
            code="proof.texts-moved",
            next_step=gettext_noop("Compare them with a copy you hold. Nothing was changed."),
            year=close.year,
        )
    files = proof_pack(
        Proof(
            texts=texts,
            facts=close.facts,
            entry=_opened(entry_of(close)),
            made_by=MADE_BY,
            readme=readme(close),
            names=_names(close) if names else None,
        )
    )
    _compare_with_the_journal(close, files[pack.RESULT])
    return packed(files)


def file_name(close: YearClose) -> str:
    """What the file is called, wherever it is taken."""
    return f"{close.coop.slug}-{close.year}-proof.zip"


def entry_of(close: YearClose) -> Entry:
    """The record's entry of a close: each attempt at a year has written one, in their order."""
    rows = Entry.objects.filter(coop=close.coop_id, kind=CLOSED, subject=str(close.year))
    return rows.order_by("recorded_at", "pk")[close.attempt - 1]


def readme(close: YearClose) -> str:
    """What lies on top of the pack, for whoever opens it without us."""
    about = {"close": close, "file": file_name(close), "made_by": MADE_BY, "format": pack.FORMAT}
    return render_to_string("books/proof_readme.txt", about)


def _texts(close: YearClose) -> QuerySet[CharterText]:
    return CharterText.objects.filter(coop=close.coop_id, recorded_at__lte=close.recorded_at)


def _names(close: YearClose) -> dict[str, str]:
    known = {key for key, _name, _spells in close.facts["people"]}
    people = Participant.objects.filter(coop=close.coop_id, key__in=known)
    return dict(people.values_list("key", "name"))


def _opened(entry: Entry) -> pack.Entry:
    opening = Opening.objects.filter(entry=entry).first()
    commitment = bytes(entry.commitment)
    if opening is None:
        return pack.Entry(commitment)
    return pack.Entry(commitment, bytes(opening.canonical), bytes(opening.salt))


def _compare_with_the_journal(close: YearClose, result: bytes) -> None:
    """A pack proves what was posted, or there is none."""
    plain: dict[str, Any] = json.loads(result)
    reckoned = {line["account"]: line["amount"] for line in plain["entry"]}
    lines = Posting.objects.filter(coop=close.coop_id, entry=close.entry_id).values_list("account", "minor")
    posted = {account: Money(minor, close.currency).decimal() for account, minor in lines}
    if posted != reckoned:
        raise RecordBroken(
            gettext_noop("Reckoned again, the close of {year} is not what the journal holds."),
            code="proof.posted",
            next_step=gettext_noop("Compare both with a proof pack you hold. Nothing was changed."),
            year=close.year,
        )
