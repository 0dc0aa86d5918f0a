"""What the bookkeeper does with opening balances: put them together, post them as decided, take them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.record.canonical import Json
from toadlane.books import journal
from toadlane.books.models import OPENING, Opening, OpeningDraft, OpeningDue, OpeningReversal
from toadlane.books.opening import reads
from toadlane.books.opening.checks import LINES_AT_MOST, fingerprint
from toadlane.books.opening.kinds import OF_DAYS, Line, postings
from toadlane.books.opening.refusals import (
    moved,
    refuse_begun,
    refuse_built_upon,
    refuse_earlier_entries,
    refuse_unsaid,
    refuse_unsound,
    refuse_year,
)
from toadlane.books.opening.tables import Found, fault_plain
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import refuse_open_ended, use_authority
from toadlane.record.verbs import append

POST, TAKE_BACK = "opening-balances", "undo-opening-balances"


@transaction.atomic
def bring_file(
    *,
    coop: Coop,
    first_year: int,
    found: Found,
    file_name: str,
    seen: int,
    by: Participant,
    at: Moment,
    key: str,
) -> OpeningDraft:
    """Put what a file says in the place of the draft; `seen` is the version looked at, 0 for none."""
    only_bookkeepers(coop, by, at)
    lines = [line.plain() for line in found.lines]
    faults = [fault_plain(fault) for fault in found.faults]
    content = _content(first_year, found.lines, seen) | {"faults": len(faults), "file": file_name}
    taken = keys.take(coop=coop, key=key, verb="books.opening.file", by=by, content=content)
    if not taken.first:
        return _again(coop, taken.result)
    notes = [
        {"says": note.template, "values": {k: str(v) for k, v in note.values.items()}} for note in found.notes
    ]
    said: dict[str, Any] = {"lines": lines, "faults": faults, "notes": notes, "file_name": file_name[:120]}
    return _save(taken, coop, first_year, said, seen, by=by, at=at)


@transaction.atomic
def type_lines(
    *,
    coop: Coop,
    first_year: int,
    about: Sequence[str],
    lines: Sequence[Line],
    seen: int,
    by: Participant,
    at: Moment,
    key: str,
) -> OpeningDraft:
    """Put some lines in the place of those about the same people; "" is the co-op itself."""
    only_bookkeepers(coop, by, at)
    told: list[Json] = list(about)
    content = _content(first_year, lines, seen) | {"about": told}
    taken = keys.take(coop=coop, key=key, verb="books.opening.type", by=by, content=content)
    if not taken.first:
        return _again(coop, taken.result)
    before = reads.draft(coop)
    kept = [line for line in reads.lines_of(before) if line.person not in about] if before else []
    everything = [line.plain() for line in [*kept, *lines]]
    faults = before.faults if before else []
    return _save(taken, coop, first_year, {"lines": everything, "faults": faults}, seen, by=by, at=at)


@transaction.atomic
def settle_faults(*, coop: Coop, seen: int, by: Participant, at: Moment, key: str) -> OpeningDraft:
    """Go on without the cells that could not be read: what they meant has been typed, or is not needed."""
    only_bookkeepers(coop, by, at)
    taken = keys.take(coop=coop, key=key, verb="books.opening.settle", by=by, content={"seen": seen})
    if not taken.first:
        return _again(coop, taken.result)
    before = reads.draft(coop)
    if before is None:
        raise moved()
    return _save(taken, coop, before.first_year, {"faults": []}, seen, by=by, at=at)


@transaction.atomic
def discard_draft(*, coop: Coop, seen: int, by: Participant, at: Moment, key: str) -> None:
    """Give the draft up; nothing of it was in the journal."""
    only_bookkeepers(coop, by, at)
    taken = keys.take(coop=coop, key=key, verb="books.opening.discard", by=by, content={"seen": seen})
    if not taken.first:
        return
    hold(coop)
    before = reads.draft(coop)
    if before is None or before.version != seen:
        raise moved()
    first_year = before.first_year
    before.delete()
    append(
        kind="opening.discarded.v1", what={"first_year": first_year}, by=by, at=at, subject=str(first_year)
    )


@transaction.atomic
def post_opening(*, coop: Coop, authority: Authority, by: Participant, at: Moment, key: str) -> Opening:
    """Post the draft as decided: one balanced entry on the evening before the first year. All or nothing."""
    only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {"authority": str(authority.pk)}
    taken = keys.take(coop=coop, key=key, verb="books.opening.post", by=by, content=content)
    if not taken.first:
        return Opening.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    refuse_begun(coop)
    kept = reads.draft(coop)
    if kept is None:
        raise moved()
    looked = reads.look(kept)
    refuse_unsound(looked)
    refuse_earlier_entries(looked)
    refuse_open_ended(authority)
    subject = str(kept.first_year)
    use_authority(
        authority=authority, matter=POST, subject=subject, fingerprint=looked.fingerprint, by=by, at=at
    )
    opening = _write(looked, authority, by=by, at=at)
    kept.delete()
    what: dict[str, Json] = {
        "attempt": opening.attempt,
        "authority": str(authority.pk),
        "entry": str(opening.entry_id),
        "fingerprint": looked.fingerprint,
        "first_year": opening.first_year,
        "opening": str(opening.pk),
    }
    append(kind="opening.posted.v1", what=what, by=by, at=at, subject=subject)
    taken.keep(opening.pk)
    return opening


@transaction.atomic
def take_back_opening(
    *, opening: Opening, authority: Authority, because: str, by: Participant, at: Moment, key: str
) -> OpeningReversal:
    """Take opening balances back by an entry that cites theirs; their lines become a draft again."""
    coop = opening.coop
    only_bookkeepers(coop, by, at)
    because = because.strip()
    content: dict[str, Json] = {
        "authority": str(authority.pk),
        "because": because,
        "opening": str(opening.pk),
    }
    taken = keys.take(coop=coop, key=key, verb="books.opening.take-back", by=by, content=content)
    if not taken.first:
        return OpeningReversal.objects.get(opening=opening)
    hold(coop)
    refuse_unsaid(because)
    refuse_built_upon(opening)
    refuse_open_ended(authority)
    use_authority(
        authority=authority,
        matter=TAKE_BACK,
        subject=str(opening.first_year),
        fingerprint=opening.fingerprint,
        by=by,
        at=at,
    )
    text = _("Opening balances taken back: {because}").format(because=because)[:300]
    entry = journal.reverse(opening.entry, text=text, on=opening.stood_on, by=by, authority=authority)
    reversal = OpeningReversal.objects.create(
        coop=coop,
        opening=opening,
        entry=entry,
        authority=authority,
        because=because,
        by=by.key,
        reversed_on=at.day,
    )
    OpeningDraft.objects.create(
        coop=coop, first_year=opening.first_year, lines=opening.lines, made_by=by.key, made_on=at.day
    )
    what: dict[str, Json] = {"because": because, "entry": str(entry.pk), "opening": str(opening.pk)}
    append(kind="opening.taken-back.v1", what=what, by=by, at=at, subject=str(opening.first_year))
    taken.keep(reversal.pk)
    return reversal


def _content(first_year: int, lines: Sequence[Line], seen: int) -> dict[str, Json]:
    return {"first_year": first_year, "lines": fingerprint(first_year, lines), "seen": seen}


def _save(
    taken: keys.Taken,
    coop: Coop,
    first_year: int,
    said: dict[str, Any],
    seen: int,
    *,
    by: Participant,
    at: Moment,
) -> OpeningDraft:
    """Keep the draft if it is still the one that was looked at."""
    hold(coop)
    refuse_begun(coop)
    refuse_year(coop, first_year, at)
    before = reads.draft(coop)
    if (before.version if before else 0) != seen:
        raise moved()
    draft = before or OpeningDraft(coop=coop, version=0)
    draft.first_year, draft.made_by, draft.made_on = first_year, by.key, at.day
    draft.version += 1
    for name, value in said.items():
        setattr(draft, name, value)
    if len(draft.lines) > LINES_AT_MOST:
        raise InputFault(
            gettext_noop("More than {most} balances cannot be brought at once."),
            code="opening.too-many",
            next_step=gettext_noop("Bring balances, not movements."),
            most=LINES_AT_MOST,
        )
    draft.save()
    digest = fingerprint(first_year, reads.lines_of(draft))
    what: dict[str, Json] = {"fingerprint": digest, "first_year": first_year, "version": draft.version}
    append(kind="opening.drafted.v1", what=what, by=by, at=at, subject=str(first_year))
    taken.keep(draft.pk)
    return draft


def _again(coop: Coop, pk: str) -> OpeningDraft:
    """The draft for a second click; it may be posted or given up by now."""
    kept = OpeningDraft.objects.filter(coop=coop, pk=pk).select_related("coop").first()
    if kept is None:
        raise moved()
    return kept


def _write(looked: reads.Look, authority: Authority, *, by: Participant, at: Moment) -> Opening:
    kept, coop = looked.draft, looked.draft.coop
    lines = [line.unplaced() for line in looked.lines]
    entry = journal.post(
        coop=coop,
        kind=OPENING,
        text=_("Opening balances, before {year}").format(year=kept.first_year),
        lines=postings(lines, coop.currency),
        happened_on=looked.on.stood_on,
        by=by,
        authority=authority,
    )
    opening = Opening.objects.create(
        coop=coop,
        attempt=Opening.objects.filter(coop=coop).count() + 1,
        first_year=kept.first_year,
        stood_on=looked.on.stood_on,
        lines=[line.plain() for line in lines],
        fingerprint=looked.fingerprint,
        by=by.key,
        posted_on=at.day,
        authority=authority,
        entry=entry,
    )
    people = {who.key: who for who in Participant.objects.filter(coop=coop)}
    OpeningDue.objects.bulk_create(
        OpeningDue(
            coop=coop,
            opening=opening,
            participant=people[line.person],
            kind=line.kind.value,
            due_on=line.due_on,
            minor=line.minor,
        )
        for line in lines
        if line.kind in OF_DAYS and line.due_on
    )
    return opening
