"""Bringing files: looked at first, they become documents once each has a title and a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Fault, InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.files.bringing import Sent
from toadlane.files.formats import form_of, usable_name
from toadlane.files.limits import BYTES_OF_ONE
from toadlane.meetings import archives, files, limits, texts
from toadlane.meetings.described import Described, Shared, usable, written
from toadlane.meetings.models import Document, FoundText, GatheredFile, Gathering
from toadlane.meetings.reads import same_file
from toadlane.meetings.roles import only_bringers
from toadlane.people.spelling import folded
from toadlane.record.verbs import append


@dataclass(frozen=True, slots=True)
class Looked:
    """One file that was looked at: laid down, or refused."""

    name: str
    laid: files.Laid | None = None
    text: str = ""
    refused: dict[str, str] = field(default_factory=dict)


def gather(*, coop: Coop, sent: Sequence[Sent], by: Participant, at: Moment, key: str) -> Gathering:
    """Take files in and look at each; none is a document yet. A ZIP counts as the files in it.

    What cannot be brought is kept by name with its fault. Faults for all: `document.none`, `.too-many`,
    `.too-much`, `.archive`, `.full`.
    """
    only_bringers(coop, by, at)
    if not sent:
        raise none_sent()
    with files.workbench() as bench:
        looked = list(_looked_at(sent, bench))
        if not looked:
            raise none_sent()
        done = False
        try:
            gathering = _gather(coop, looked, by=by, at=at, key=key)
            done = True
        finally:
            if not done:
                files.forget(coop, _kept(looked))
    return gathering


def none_sent() -> InputFault:
    """The fault for nothing at all, or an archive that holds nothing."""
    return InputFault(
        gettext_noop("There is no file in what was sent."),
        code="document.none",
        next_step=gettext_noop("Choose at least one file."),
    )


def _looked_at(sent: Sequence[Sent], bench: Path) -> Iterator[Looked]:
    count, size = 0, 0
    for one in _opened(sent):
        count, size = count + 1, size + len(one.data)
        if count > limits.FILES_AT_ONCE:
            raise limits.too_many()
        if size > limits.BYTES_AT_ONCE:
            raise limits.too_much()
        yield _looked(one, bench)


def _opened(sent: Sequence[Sent]) -> Iterator[archives.Unpacked]:
    for one in sent:
        one.file.seek(0)
        if archives.is_archive(one.name):
            yield from archives.unpacked(one.file)
        else:
            yield archives.Unpacked(one.name, one.file.read(BYTES_OF_ONE + 1))


def _looked(one: archives.Unpacked, bench: Path) -> Looked:
    name = usable_name(one.name)
    if one.fault is not None:
        return Looked(name, refused=_why(one.fault))
    try:
        form = form_of(name, one.data)
    except InputFault as fault:
        return Looked(name, refused=_why(fault))
    return Looked(name, files.lay(one.data, form, bench), texts.found_in(form, one.data))


def _why(fault: Fault) -> dict[str, str]:
    """A fault as it is kept, to be told in the reader's own language."""
    values = {name: str(value) for name, value in fault.values.items()}
    return {"code": fault.code, "says": fault.template, "next_step": fault.next_step_template, **values}


def _kept(looked: Sequence[Looked]) -> list[files.Kept]:
    return [(one.laid.digest, one.laid.form) for one in looked if one.laid]


@transaction.atomic
def _gather(coop: Coop, looked: Sequence[Looked], *, by: Participant, at: Moment, key: str) -> Gathering:
    said: list[Json] = [[one.name, one.laid.digest if one.laid else ""] for one in looked]
    taken = keys.take(coop=coop, key=key, verb="meetings.gather", by=by, content={"files": said})
    if not taken.first:
        return Gathering.objects.get(coop=coop, pk=taken.result)
    files.hold(coop)
    refuse_full(coop, sum(one.laid.size for one in looked if one.laid))
    gathering = Gathering.objects.create(coop=coop, who=by, began_at=at.instant)
    for number, one in enumerate(looked, 1):
        if one.laid:
            files.keep(coop, one.laid)
        GatheredFile.objects.create(
            coop=coop,
            gathering=gathering,
            number=number,
            file_name=one.name,
            digest=one.laid.digest if one.laid else "",
            size=one.laid.size if one.laid else 0,
            form=one.laid.form if one.laid else "",
            text=one.text,
            refused=one.refused,
        )
    taken.keep(gathering.pk)
    return gathering


def refuse_full(coop: Coop, more: int) -> None:
    """Stop before a co-op keeps more than it may."""
    kept = Document.objects.filter(coop=coop, erasure__isnull=True).aggregate(sum=Sum("size"))["sum"] or 0
    waiting = GatheredFile.objects.filter(coop=coop).aggregate(sum=Sum("size"))["sum"] or 0
    if kept + waiting + more > limits.BYTES_OF_A_COOP:
        raise limits.full()


@transaction.atomic
def bring_in(
    *,
    gathering: Gathering,
    described: Mapping[int, Described],
    shared: Shared,
    by: Participant,
    at: Moment,
    key: str,
) -> list[Document]:
    """Make documents of the files with these numbers, all or none; the others are let go.

    Faults: those of `described.usable`, `document.none`, `document.twice`, `document.settled`.
    """
    only_bringers(gathering.coop, by, at)
    if gathering.who_id != by.pk:
        raise absent()
    said: dict[str, Json] = {
        "files": {str(number): one.said() for number, one in described.items()},
        "gathering": str(gathering.pk),
        "shared": shared.said(),
    }
    taken = keys.take(coop=gathering.coop, key=key, verb="meetings.bring-in", by=by, content=said)
    if not taken.first:
        return list(Document.objects.filter(coop=gathering.coop, gathering=taken.result).order_by("pk"))
    held = _held(gathering)
    waiting = {one.number: one for one in held.files.all()}
    if not described or not all(number in waiting and waiting[number].form for number in described):
        raise none_sent()
    brought = [
        _brought(waiting[number], *usable(one, shared, by=by, at=at), by=by, at=at)
        for number, one in sorted(described.items())
    ]
    _settle(held, at)
    taken.keep(held.pk)
    return brought


def _brought(
    file: GatheredFile, described: Described, shared: Shared, *, by: Participant, at: Moment
) -> Document:
    twice = same_file(by, at, file.digest)
    if twice is not None:
        raise InputFault(
            gettext_noop("You brought “{name}” already, as “{title}”."),
            code="document.twice",
            next_step=gettext_noop("Leave it out here; what is there can be corrected."),
            name=file.file_name,
            title=twice.words.title,
        )
    document = Document(
        coop=file.coop,
        gathering=file.gathering_id,
        information_class=shared.information_class,
        about=shared.about,
        kind=described.kind,
        happened_on=described.happened_on,
        digest=file.digest,
        size=file.size,
        form=file.form,
        entered_on=at.day,
        entered_by=by,
    )
    document.thread = document.pk
    document.save()
    words, what = written(document, described, shared, file.file_name)
    words.save()
    find(document, file.text)
    append(kind="document.brought.v1", what=what, by=by, at=at, subject=str(document.thread))
    return document


def find(document: Document, text: str) -> None:
    """Keep what can be read in the file of a document, once."""
    if text:
        row = FoundText(coop=document.coop, digest=document.digest, text=folded(text))
        FoundText.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def discard(*, gathering: Gathering, by: Participant, at: Moment, key: str) -> None:
    """Let all files of a gathering go; fault `document.settled`."""
    only_bringers(gathering.coop, by, at)
    if gathering.who_id != by.pk:
        raise absent()
    content: dict[str, Json] = {"gathering": str(gathering.pk)}
    taken = keys.take(coop=gathering.coop, key=key, verb="meetings.discard", by=by, content=content)
    if taken.first:
        _settle(_held(gathering), at)
        taken.keep(gathering.pk)


def _held(gathering: Gathering) -> Gathering:
    files.hold(gathering.coop)
    held = Gathering.objects.select_related("coop").get(pk=gathering.pk)
    if held.settled_at is not None:
        raise RecordMoved(
            gettext_noop("These files were brought or let go already."),
            code="document.settled",
            next_step=gettext_noop("Look at the list of documents; bring anew what is missing there."),
        )
    return held


def _settle(held: Gathering, at: Moment) -> None:
    """Nothing waits any more; whatever no document needs goes from the disk once that is settled."""
    kept = [(one.digest, one.form) for one in held.files.all() if one.form]
    held.files.all().delete()
    held.settled_at = at.instant
    held.save(update_fields=["settled_at"])
    transaction.on_commit(lambda: files.forget(held.coop, kept))
