"""What the bookkeeper does with opening balances: put them together, post them as decided, take them back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.books import journal
from toadlane.books.models import OPENING, Opening, OpeningDraft, OpeningDue, OpeningReversal
from toadlane.books.opening import reads
from toadlane.books.opening.checks import LINES_AT_MOST, fingerprint, ground
from toadlane.books.opening.kinds import OF_DAYS, Line, postings
from toadlane.books.opening.rows import BECAUSE_LONGEST
from toadlane.books.opening.tables import Found, fault_plain
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import refuse_open_ended, use_authority
from toadlane.record.verbs import append

POST, TAKE_BACK = "opening-balances", "undo-opening-balances"
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


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
        raise _moved()
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
        raise _moved()
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
    _refuse_begun(coop)
    kept = reads.draft(coop)
    if kept is None:
        raise _moved()
    looked = reads.look(kept)
    _refuse_unsound(looked)
    _refuse_earlier_entries(looked)
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
    _refuse_unsaid(because)
    _refuse_built_upon(opening)
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
    _refuse_begun(coop)
    _refuse_year(coop, first_year, at)
    before = reads.draft(coop)
    if (before.version if before else 0) != seen:
        raise _moved()
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
        raise _moved()
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
    try:
        with transaction.atomic():
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
    except IntegrityError:
        raise _posted() from None
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


def _refuse_begun(coop: Coop) -> None:
    """Opening balances come first: before any year is closed here, and once."""
    if reads.standing(coop) is not None:
        raise _posted()
    if reads.closed(coop):
        raise Refused(
            gettext_noop("A year is closed here already, and opening balances come before it."),
            code="opening.closed-on-top",
            next_step=gettext_noop("Put the closes right first, newest first; then bring the balances."),
        )


def _refuse_year(coop: Coop, first_year: int, at: Moment) -> None:
    begins = ground(coop, first_year).opens_on
    if begins > at.day:
        raise InputFault(
            gettext_noop("{year} has not begun yet."),
            code="opening.future",
            next_step=gettext_noop("Choose the first year that is to be closed here."),
            year=first_year,
        )


def _refuse_unsound(looked: reads.Look) -> None:
    if not looked.lines:
        raise InputFault(
            gettext_noop("There are no balances to post."),
            code="opening.empty",
            next_step=gettext_noop("Type them, or bring them in a file."),
        )
    if looked.troubles:
        first = looked.troubles[0]
        raise InputFault(
            gettext_noop("{count} things have to be put right first, such as {where}: {trouble}"),
            code="opening.troubles",
            next_step=gettext_noop("Look at the balances again; what is wrong stands above them."),
            count=len(looked.troubles) + looked.more,
            where=first.where,
            trouble=first.says,
        )
    difference = looked.balance.difference
    if difference:
        raise InputFault(
            gettext_noop(
                "The balances do not add up: {amount} between what the co-op owns and what is held in it."
            ),
            code="opening.unbalanced",
            next_step=gettext_noop("Find the difference in the books you come from; nothing was posted."),
            amount=str(difference),
        )


def _refuse_earlier_entries(looked: reads.Look) -> None:
    """What the journal holds from before the opening day would be counted twice."""
    if journal.balances(looked.draft.coop, through=looked.on.stood_on):
        raise Refused(
            gettext_noop("The journal holds amounts from before {day} already."),
            code="opening.entries-before",
            next_step=gettext_noop(
                "Reverse those entries first: what they say is part of the opening balances."
            ),
            day=looked.on.opens_on.isoformat(),
        )


def _refuse_built_upon(opening: Opening) -> None:
    if OpeningReversal.objects.filter(opening=opening).exists():
        raise RecordMoved(
            gettext_noop("These opening balances have been taken back already."),
            code="opening.taken-back",
            next_step=gettext_noop("Look at them again; they can be brought anew."),
        )
    if reads.closed(opening.coop):
        raise Refused(
            gettext_noop("A year is closed on top of these balances."),
            code="opening.closed-on-top",
            next_step=gettext_noop("Put the closes right first, newest first; then bring the balances."),
        )
    if reads.paid_from(opening):
        raise Refused(
            gettext_noop("Something that was owed from before has been paid."),
            code="opening.paid",
            next_step=gettext_noop("Reverse those payments first, and record them again afterwards."),
        )


def _refuse_unsaid(because: str) -> None:
    if not 0 < len(because) <= BECAUSE_LONGEST or _NOT_TEXT.search(because):
        raise InputFault(
            gettext_noop("It does not say why in one line of text."),
            code="opening.because",
            next_step=gettext_noop("Say in a sentence of up to {longest} letters what was wrong."),
            longest=BECAUSE_LONGEST,
        )


def _posted() -> RecordMoved:
    return RecordMoved(
        gettext_noop("Opening balances have been posted already."),
        code="opening.posted",
        next_step=gettext_noop("Look at them; if they are wrong, take them back and bring them anew."),
    )


def _moved() -> RecordMoved:
    return RecordMoved(
        gettext_noop("Somebody has changed these balances since you looked at them."),
        code="opening.moved",
        next_step=gettext_noop("Look at them as they are now, and change them then."),
    )
