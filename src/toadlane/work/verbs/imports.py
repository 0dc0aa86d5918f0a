"""Bringing hours in from another tracker's export, and taking a whole import back."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bylaws.facts.readers import LabelMapping
from bylaws.kernel.faults import InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.jobs.models import Progress
from toadlane.jobs.port import enqueue
from toadlane.record.verbs import append
from toadlane.work import course, files, incoming, reading, tasks
from toadlane.work.models import UNDER_WAY, HoursImport
from toadlane.work.ready import Accepted, refuse_unready
from toadlane.work.roles import only_bookkeepers
from toadlane.work.verbs.seals import hold

State = HoursImport.State

ROWS_AT_ONCE: Final = 20_000
BYTES_AT_ONCE: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody says about a file that its bytes leave open; empty where nobody needs to say."""

    date_order: str = ""
    numbers: str = ""
    whose: str = ""
    zone: str = ""


def start_import(
    *,
    coop: Coop,
    file: BinaryIO,
    name: str,
    columns: Mapping[str, str],
    by: Participant,
    at: Moment,
    key: str,
) -> HoursImport:
    """Take a file in and look at its first lines; nothing of it counts yet.

    `columns` names the columns of a file of no known tracker, by what they hold. Faults: those of
    `bylaws.facts.readers.sniff`, `hours-file.too-large`.
    """
    refuse_outside(coop, by)
    only_bookkeepers(by, at)
    upload = files.look_at(file, name)
    source = HoursImport(
        coop=coop,
        who=by,
        file_name=upload.name,
        size=upload.size,
        digest=upload.digest,
        uploaded_at=at.instant,
    )
    files.keep(source, file)
    started = None
    try:
        source.reading = reading.first_reading(source, dict(columns))
        started = _start(source, by=by, at=at, key=key)
    finally:
        if started is None or started.pk != source.pk:
            files.remove(source)
    return started


@transaction.atomic
def _start(source: HoursImport, *, by: Participant, at: Moment, key: str) -> HoursImport:
    said: dict[str, Json] = {
        "columns": source.reading["columns"],
        "digest": source.digest,
        "name": source.file_name,
    }
    taken = keys.take(coop=source.coop, key=key, verb="hours.start-import", by=by, content=said)
    if not taken.first:
        return HoursImport.objects.get(coop=source.coop, pk=taken.result)
    source.save()
    append(
        kind="hours-import.started.v1",
        what={"digest": source.digest, "import": str(source.pk), "size": source.size},
        by=by,
        at=at,
        subject=str(source.pk),
    )
    taken.keep(source.pk)
    return source


@transaction.atomic
def preview_import(
    *, source: HoursImport, mapping: LabelMapping, answers: Answers, by: Participant, at: Moment, key: str
) -> HoursImport:
    """Look through the whole file under a mapping; a large file is looked through by a job.

    Faults: those of reading the file, `hours-import.asks`, `hours-import.elsewhere`.
    """
    said: dict[str, Json] = {
        "answers": [answers.date_order, answers.numbers, answers.whose, answers.zone],
        "mapping": mapping.to_table(),
    }
    taken, held = _take(source, "hours.preview-import", said, by=by, at=at, key=key)
    if not taken.first:
        return held
    refuse_unless(held, State.UPLOADED, State.PREVIEWED)
    held.reading = answered(held, answers)
    held.mapping, held.found, held.state = mapping.to_table(), {}, State.UPLOADED
    held.save(update_fields=["reading", "mapping", "found", "state"])
    if held.size <= BYTES_AT_ONCE:
        course.look(held, by=by, at=at)
    else:
        _give(held, _("Look through “{file}”"), tasks.look, by=by, at=at)
    taken.keep(held.pk)
    return held


@transaction.atomic
def bring_in(
    *, source: HoursImport, accepted: Accepted, by: Participant, at: Moment, key: str
) -> HoursImport:
    """Let the hours of a file count, all of them or none.

    Up to twenty thousand are written at once; more by a job, in chunks that nobody sees before the last.
    Faults: `hours-import.moved`, `hours-import.elsewhere`, `hours.sealed`, and those of `refuse_unready`.
    """
    said: dict[str, Json] = {
        "copies": accepted.copies,
        "leave_out": accepted.leave_out,
        "overlaps": accepted.overlaps,
    }
    taken, held = _take(source, "hours.bring-in", said, by=by, at=at, key=key)
    if not taken.first:
        return held
    refuse_unless(held, State.PREVIEWED, *([State.COMING] if stuck(held) else []))
    refuse_unready(held.found, accepted)
    refuse_others_under_way(held)
    copies = accepted.copies == "in"
    held.state = State.COMING
    held.save(update_fields=["state"])
    if held.found["rows"] <= ROWS_AT_ONCE:
        course.bring_in(held, copies=copies, by=by, at=at)
    else:
        said_copies = "in" if copies else "out"
        _give(held, _("Bring in the hours of “{file}”"), tasks.bring_in, by=by, at=at, copies=said_copies)
    taken.keep(held.pk)
    return held


@transaction.atomic
def undo_import(*, source: HoursImport, by: Participant, at: Moment, key: str) -> HoursImport:
    """Take a whole import back: from this moment none of its hours counts. Fault `hours.sealed`."""
    taken, held = _take(source, "hours.undo-import", {}, by=by, at=at, key=key)
    if not taken.first:
        return held
    refuse_unless(held, State.IN, *([State.GOING] if stuck(held) else []))
    refuse_others_under_way(held)
    if held.state == State.IN:
        incoming.settle(held, State.GOING, at=at)
        append(kind="hours.import-undone.v1", what=incoming.what(held), by=by, at=at, subject=str(held.pk))
    _take_out(held, by=by, at=at)
    taken.keep(held.pk)
    return held


@transaction.atomic
def discard_import(*, source: HoursImport, by: Participant, at: Moment, key: str) -> HoursImport:
    """Give up a file whose hours are not in; also one that stopped half way, with all it has written."""
    taken, held = _take(source, "hours.discard-import", {}, by=by, at=at, key=key)
    if not taken.first:
        return held
    refuse_unless(held, State.UPLOADED, State.PREVIEWED, *([State.COMING] if stuck(held) else []))
    append(
        kind="hours-import.discarded.v1",
        what={"digest": held.digest, "import": str(held.pk)},
        by=by,
        at=at,
        subject=str(held.pk),
    )
    files.forget(held)
    if held.state == State.COMING:
        held.state = State.GOING
        held.save(update_fields=["state"])
        _take_out(held, by=by, at=at)
    else:
        held.state, held.settled_at = State.DISCARDED, at.instant
        held.save(update_fields=["state", "settled_at"])
    taken.keep(held.pk)
    return held


def _take(
    source: HoursImport, verb: str, said: Mapping[str, Json], *, by: Participant, at: Moment, key: str
) -> tuple[keys.Taken, HoursImport]:
    """The key and the import, both held by this transaction alone."""
    refuse_outside(source.coop, by)
    only_bookkeepers(by, at)
    content = {**said, "import": str(source.pk)}
    taken = keys.take(coop=source.coop, key=key, verb=verb, by=by, content=content)
    hold(source.coop)
    held = HoursImport.objects.select_related("coop", "job").get(coop=source.coop, pk=source.pk)
    return taken, held


def _give(held: HoursImport, title: str, work: Any, *, by: Participant, at: Moment, **more: str) -> None:
    """Give the long part to the queue."""
    arguments = {"source": str(held.pk), "at": at.instant.isoformat(), **more}
    held.job = enqueue(
        work, coop=held.coop, title=title.format(file=held.file_name)[:200], by=by, **arguments
    )
    held.save(update_fields=["job"])


def _take_out(held: HoursImport, *, by: Participant, at: Moment) -> None:
    if max(held.entries, held.found.get("rows", 0)) <= ROWS_AT_ONCE:
        course.take_out(held, at=at)
    else:
        _give(held, _("Take out the hours of “{file}”"), tasks.take_out, by=by, at=at)


def answered(held: HoursImport, answers: Answers) -> dict[str, Any]:
    """What is known of the file, with the answers that make sense; fault `hours-import.asks`."""
    given = {
        "date_order": answers.date_order if answers.date_order in {"dmy", "mdy"} else "",
        "numbers": answers.numbers if answers.numbers in {"hours", "seconds"} else "",
        "whose": answers.whose,
        "zone": answers.zone if answers.zone in zoneinfo.available_timezones() else "",
    }
    kept = {**held.reading, **{question: said for question, said in given.items() if said}}
    missing = [question for question in held.reading["asks"] if not kept.get(question)]
    if missing:
        raise InputFault(
            gettext_noop("The file does not tell everything: {asks}."),
            code="hours-import.asks",
            next_step=gettext_noop("Answer the questions about the file, then look at it again."),
            asks=", ".join(missing),
        )
    if given["whose"] and not Participant.objects.filter(coop=held.coop, key=given["whose"]).exists():
        raise absent()
    return {**kept, "zone": given["zone"], "whose": given["whose"]}


def refuse_outside(coop: Coop, by: Participant) -> None:
    """Whoever belongs to another co-op finds nothing here."""
    if by.coop_id != coop.pk:
        raise absent()


def refuse_unless(held: HoursImport, *states: HoursImport.State) -> None:
    """Stop when the import is not where this begins, or a job has it in hand."""
    busy = held.job is not None and held.job.state in {Progress.State.WAITING, Progress.State.RUNNING}
    if held.state not in states or busy:
        raise RecordMoved(
            gettext_noop("“{file}” is further on already: {state}."),
            code="hours-import.elsewhere",
            next_step=gettext_noop("Open the import again and go on from there."),
            file=held.file_name,
            state=str(held.get_state_display()),
        )


def refuse_others_under_way(held: HoursImport) -> None:
    """One import of a co-op at a time, so that each knows for sure what is in already."""
    other = HoursImport.objects.filter(coop=held.coop, state__in=UNDER_WAY).exclude(pk=held.pk).first()
    if other is not None:
        raise RecordMoved(
            gettext_noop("“{file}” is being brought in or taken out just now."),
            code="hours-import.other-under-way",
            next_step=gettext_noop("Wait until it is done, then try again."),
            file=other.file_name,
        )


def stuck(held: HoursImport) -> bool:
    """Whether it stopped half way, and nobody is at work on it any more."""
    return held.under_way and held.job is not None and held.job.state == Progress.State.FAILED
