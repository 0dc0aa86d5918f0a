"""A file of hours at a terminal: a look that writes nothing, then the same verbs as from a page."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from json import JSONDecodeError, loads
from pathlib import Path
from time import sleep
from typing import BinaryIO, Final

from django.utils import timezone

from bylaws.facts.readers import LabelMapping
from bylaws.kernel.faults import InputFault, NotThere, RecordMoved
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.jobs.models import Beat, Progress
from toadlane.jobs.rescue import DEAD_AFTER
from toadlane.jobs.worker import Worker
from toadlane.people.models import one_spelling
from toadlane.work import files, reading, spool, verbs
from toadlane.work.looking import Look
from toadlane.work.models import HoursImport
from toadlane.work.reads import imports as reads
from toadlane.work.roles import only_bookkeepers

MAPPING_LARGEST: Final = 4 << 20
LOOK_AGAIN_S: Final = 0.2


@dataclass(frozen=True, slots=True)
class Asked:
    """A file, and what was said of it on the command line; without a mapping, what is known is used."""

    file: BinaryIO
    name: str
    columns: Mapping[str, str]
    mapping: LabelMapping | None
    answers: verbs.Answers
    accepted: verbs.Accepted


def coop_called(slug: str) -> Coop:
    """The co-op at an address."""
    found = Coop.objects.filter(slug=slug).first() if slug.isprintable() else None
    if found is None:
        raise NotThere(
            "There is no co-op “{slug}” here.",
            code="import-hours.no-coop",
            next_step="Write its address as in /c/harbour/, and name its folder: --data FOLDER",
            slug=slug[:60],
        )
    return found


def bookkeeper(coop: Coop, email: str, at: Moment) -> Participant:
    """Whoever brings the file, known by the address they sign in with."""
    people = Participant.objects.filter(coop=coop, person__is_active=True).select_related("coop")
    by = people.filter(person__email=one_spelling(email)).first() if email.isprintable() else None
    if by is None:
        raise NotThere(
            "Nobody in {coop} signs in with “{email}”.",
            code="import-hours.stranger",
            next_step="Write the e-mail address the bookkeeper signs in with: --by EMAIL",
            coop=coop.name,
            email=email[:254],
        )
    only_bookkeepers(by, at)
    return by


def mapping_in(file: Path) -> LabelMapping:
    """Who is whom and what counts as what, as the guide writes it, in TOML or JSON."""
    try:
        if file.stat().st_size > MAPPING_LARGEST:
            raise unreadable(file)
        text = file.read_text(encoding="utf-8-sig")
        table = loads(text) if file.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, JSONDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise unreadable(file) from None
    if not isinstance(table, dict):
        raise unreadable(file)
    return LabelMapping.from_table(table)


def unreadable(file: Path) -> InputFault:
    """A mapping that is none."""
    return InputFault(
        "{file} is no mapping that can be read.",
        code="import-hours.mapping",
        next_step="Write it in TOML or JSON, as docs/guide/hours-import.md shows.",
        file=str(file),
    )


def columns_said(pairs: Iterable[str]) -> dict[str, str]:
    """What `date=Tag` says: which column holds what."""
    said = dict(pair.partition("=")[::2] for pair in pairs)
    if not all(said.values()) or not all(said):
        raise InputFault(
            "A column is named as in date=Tag.",
            code="import-hours.column",
            next_step="Write what it holds, =, and what the file calls it: --column date=Tag",
        )
    return said


def looked(asked: Asked, *, by: Participant, at: Moment) -> HoursImport:
    """What the file holds, as a page would show it; no row is written and no file stays."""
    upload = files.look_at(asked.file, asked.name)
    source = HoursImport(
        coop=by.coop,
        who=by,
        file_name=upload.name,
        size=upload.size,
        digest=upload.digest,
        uploaded_at=at.instant,
    )
    files.keep(source, asked.file)
    try:
        source.reading = reading.first_reading(source, dict(asked.columns))
        source.reading = verbs.answered(source, asked.answers)
        source.mapping = mapping_for(asked, by.coop).to_table()
        with spool.made(source) as rows:
            seen = Look(source, reading.gate_of(source, today=at.day), rows)
            for _ in seen.through(known=True):
                pass
            source.found = seen.told()
    finally:
        files.remove(source)
    return source


def mapping_for(asked: Asked, coop: Coop) -> LabelMapping:
    """What was said, or what is known of people and of the last import."""
    return reads.first_mapping(coop) if asked.mapping is None else asked.mapping


def brought_in(asked: Asked, *, by: Participant, at: Moment) -> HoursImport:
    """The same three steps as from the pages; what is large for one click is waited for."""
    source = verbs.start_import(
        coop=by.coop,
        file=asked.file,
        name=asked.name,
        columns=asked.columns,
        by=by,
        at=at,
        key=keys.fresh(),
    )
    source = finished(
        verbs.preview_import(
            source=source,
            mapping=mapping_for(asked, by.coop),
            answers=asked.answers,
            by=by,
            at=at,
            key=keys.fresh(),
        )
    )
    return finished(verbs.bring_in(source=source, accepted=asked.accepted, by=by, at=at, key=keys.fresh()))


def taken_back(coop: Coop, number: str, *, by: Participant, at: Moment) -> HoursImport:
    """A whole import, undone."""
    found = HoursImport.objects.filter(coop=coop, state=HoursImport.State.IN).select_related("coop")
    mine = [source for source in found if str(source.pk) == number.strip().lower()]
    if not mine:
        raise NotThere(
            "No import “{number}” whose hours are in is here.",
            code="import-hours.no-import",
            next_step="Write its number as the command said it when the hours came in.",
            number=number[:60],
        )
    return finished(verbs.undo_import(source=mine[0], by=by, at=at, key=keys.fresh()))


def finished(source: HoursImport) -> HoursImport:
    """The import once no job has it in hand; while no house is open, this works through its queue."""
    while reads.busy(source) is not None:
        if Beat.objects.filter(beat_at__gt=timezone.now() - DEAD_AFTER).exists():
            sleep(LOOK_AGAIN_S)
        else:
            Worker().runner.run()
        source = HoursImport.objects.select_related("coop", "who", "job").get(pk=source.pk)
    job = source.job
    if job is not None and job.state == Progress.State.FAILED:
        raise RecordMoved(
            "The job stopped: {why}",
            code="import-hours.stopped",
            next_step="Open the import in the house: it can be tried again or given up there.",
            why=job.says or job.title,
        )
    return source
