"""What a stranger could have written into an export does not come in, and leaves nothing behind."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import shutil
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bylaws.kernel.faults import Fault, RecordBroken
from tests.once import once
from tests.toadlane.books.conftest import key, usd
from tests.toadlane.broom import sweep
from tests.toadlane.conftest import NOON, found_harbour, join_as_bookkeeper
from tests.toadlane.keeping.conftest import say_three_times
from toadlane.books.verbs import receive_buy_in
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.keeping import archive, exporting, importing
from toadlane.people.models import Person
from toadlane.record import checkpointing, reads
from toadlane.record.models import Entry, Sequenced

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
Change = Callable[[dict[str, bytes]], object]
Row = dict[str, Any]


@pytest.fixture
def left(transactional_db: None, house: Path, tmp_path: Path) -> Path:
    """Harbour's export, and an installation in which nobody lives."""
    place = once("harbours-export", lambda folder: leave(folder, house))
    (made,) = place.glob(f"*{exporting.ENDING}")
    shutil.copyfile(made, tmp_path / made.name)
    return tmp_path / made.name


def leave(folder: Path, house: Path) -> None:
    """Harbour's export into a folder, and Harbour is gone."""
    harbour = found_harbour()
    ada, noon = join_as_bookkeeper(harbour), Moment.of(NOON, coop=harbour)
    say_three_times(ada, noon)
    checkpointing.sign(coop=harbour)
    receive_buy_in(participant=ada, amount=usd("12.50"), on=noon.day, by=ada, at=noon, key=key())
    own = house / "files" / "minutes" / str(harbour.pk)
    own.mkdir()
    (own / "spring.txt").write_text("The van.\n")
    exporting.export("harbour", folder, at=AT)
    shutil.rmtree(own)
    sweep(connection)


def forged(file: Path, change: Change, **said: Any) -> Path:
    """The same export with something else in it, and a header that fits, as a forger would write it."""
    with zipfile.ZipFile(file) as there:
        parts = {name: there.read(name) for name in there.namelist()}
    header = json.loads(parts.pop(exporting.HEADER))
    change(parts)
    told = {name: archive.Part(len(p), hashlib.sha256(p).hexdigest()) for name, p in parts.items()}
    header |= {
        "parts": {name: {"size": one.size, "sha256": one.sha256} for name, one in told.items()},
        "digest": exporting.digest_of(told),
    }
    target = file.with_name("forged.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as there:
        for name, content in parts.items():
            there.writestr(name, content)
        there.writestr(exporting.HEADER, json.dumps(header | said))
    return target


def row(name: str, change: Callable[[Row], object], at: int = 0) -> Change:
    """One row of a part, changed."""

    def in_parts(parts: dict[str, bytes]) -> None:
        lines = parts[f"rows/{name}.jsonl"].splitlines()
        said = json.loads(lines[at])
        change(said)
        lines[at] = json.dumps(said).encode()
        parts[f"rows/{name}.jsonl"] = b"\n".join(lines) + b"\n"

    return in_parts


def said(name: str, column: str, value: object, at: int = 0) -> Change:
    """One value of a row, changed."""
    return row(name, lambda it: it.update({column: value}), at)


def add(name: str, line: bytes) -> Change:
    """A line more."""

    def in_parts(parts: dict[str, bytes]) -> None:
        parts[name] = parts.get(name, b"") + line + b"\n"

    return in_parts


def refused(file: Path, house: Path) -> Fault:
    """The fault; and nothing is here that was not before."""
    with pytest.raises(Fault) as caught:
        importing.bring_in(file)
    assert (Coop.objects.count(), Person.objects.count(), Entry.objects.count()) == (0, 0, 0)
    assert [place for place in (house / "files").rglob("*.txt") if place.parent.name != "minutes"] == []
    return caught.value


def test_untouched_it_comes_in(left: Path, house: Path) -> None:
    assert importing.bring_in(forged(left, lambda _parts: None)).rows > 10


def keys_of_their_own(parts: dict[str, bytes]) -> None:
    """What there is once for an entry, as versions wrote it down that knew it by a key of its own."""
    for name in ("Opening", "Sequenced"):
        for at in range(3):
            row(f"record.{name}", lambda it: it.update(id=str(uuid.uuid4())), at)(parts)


def test_an_older_export_with_keys_we_have_no_more_comes_in(left: Path, house: Path) -> None:
    importing.bring_in(forged(left, keys_of_their_own))

    entries = Entry.objects.order_by("pk")
    assert [reads.stands(entry) for entry in entries] == [True] * len(entries)
    assert Sequenced.objects.count() == len(entries) - 1


NOWHERE = str(uuid.UUID(int=7))
POSTINGS, OPENINGS = "rows/books.Posting.jsonl", "rows/record.Opening.jsonl"
FORGERIES: dict[str, tuple[Change, str]] = {
    "a reference that leads nowhere": (said("coops.StagePeriod", "participant", NOWHERE), "import.loose"),
    "a period that replaces nothing": (said("coops.StagePeriod", "replaces", NOWHERE), "import.loose"),
    "a key that is none": (said("coops.Participant", "id", "ada"), "import.amiss"),
    "a key twice": (lambda parts: add(POSTINGS, parts[POSTINGS].splitlines()[0])(parts), "import.taken"),
    "money from nowhere": (said("books.Posting", "minor", 99_999), "import.taken"),
    "money in pieces": (said("books.Posting", "minor", 12.5), "import.amiss"),
    "money beyond any column": (said("books.Posting", "minor", 10**30), "import.amiss"),
    "a yes for a number": (row("books.Posting", lambda it: it.update(minor=True)), "import.amiss"),
    "nothing where something is": (said("books.Posting", "minor", None), "import.amiss"),
    "a column of tomorrow": (said("books.Posting", "colour", "red"), "import.amiss"),
    "a key of its own where there was none": (said("record.Entry", "entry", NOWHERE), "import.amiss"),
    "an opening of an entry twice": (
        lambda parts: add(OPENINGS, parts[OPENINGS].splitlines()[0])(parts),
        "import.taken",
    ),
    "an opening of no entry": (said("record.Opening", "entry", NOWHERE), "import.loose"),
    "a column left out": (row("books.Posting", lambda it: it.pop("account")), "import.amiss"),
    "a day that never was": (said("coops.StagePeriod", "valid_from", "2024-02-30"), "import.amiss"),
    "a stage without end before it": (said("coops.StagePeriod", "stage", "No Stage"), "import.amiss"),
    "a text with nothing in it": (said("coops.Participant", "name", "A\x00da"), "import.amiss"),
    "a text longer than its column": (said("coops.Participant", "name", "a" * 121), "import.amiss"),
    "half a character": (said("coops.Participant", "name", "\ud800"), "import.amiss"),
    "a person nobody named": (said("coops.Participant", "person", "zed@x.example"), "import.amiss"),
    "an address that is none": (add("people.jsonl", b'{"email":"x","name":"X"}'), "import.amiss"),
    "another co-op's row": (said("books.Posting", "coop", NOWHERE), "import.amiss"),
    "no JSON": (add("rows/books.Posting.jsonl", b"{"), "import.amiss"),
    "no row": (add("rows/books.Posting.jsonl", b"[]"), "import.amiss"),
    "no number": (add("rows/books.Posting.jsonl", b'{"minor":NaN}'), "import.amiss"),
    "endless depth": (add("rows/books.Posting.jsonl", b"[" * 100_000), "import.amiss"),
    "a kind of row of tomorrow": (add("rows/books.Tomorrow.jsonl", b"{}"), "import.newer"),
    "a file outside": (lambda parts: parts.update({"files/../../outside.txt": b"x"}), "backup.altered"),
    "a file at the root": (lambda parts: parts.update({"/outside.txt": b"x"}), "backup.altered"),
    "a file of no kind": (lambda parts: parts.update({"files/outside.txt": b"x"}), "backup.altered"),
    "no co-op": (lambda parts: parts.pop("coop.json"), "import.unreadable"),
    "a co-op with a slash": (
        lambda parts: parts.update({"coop.json": parts["coop.json"].replace(b'"harbour"', b'"../x"')}),
        "import.amiss",
    ),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_what_is_no_row_of_ours_does_not_come_in(left: Path, house: Path, what: str) -> None:
    change, code = FORGERIES[what]

    assert refused(forged(left, change), house).code == code


def other_bytes(text: str) -> str:
    content = bytearray(base64.b64decode(text))
    content[-1] ^= 1
    return base64.b64encode(bytes(content)).decode()


def gap(parts: dict[str, bytes]) -> None:
    said("record.Sequenced", "place", 9, at=2)(parts)


FALSE_RECORDS: dict[str, Change] = {
    "another commitment": row("record.Entry", lambda it: it.update(commitment=other_bytes(it["commitment"]))),
    "another content": row("record.Opening", lambda it: it.update(canonical=other_bytes(it["canonical"]))),
    "another salt": row("record.Opening", lambda it: it.update(salt=other_bytes(it["salt"]))),
    "a salt too short": row("record.Opening", lambda it: it.update(salt="AAAA")),
    "another kind": said("record.Entry", "kind", "year.closed.v1"),
    "another actor": said("record.Entry", "actor", "bo"),
    "a gap in the order": gap,
    "another root": row("record.Checkpoint", lambda it: it.update(root=other_bytes(it["root"]))),
    "more entries than there are": said("record.Checkpoint", "size", 99),
}


@pytest.mark.parametrize("what", FALSE_RECORDS)
def test_record_that_was_changed_is_broken(left: Path, house: Path, what: str) -> None:
    fault = refused(forged(left, FALSE_RECORDS[what]), house)

    assert (type(fault), fault.code) == (RecordBroken, "import.record")


def test_entry_taken_out_of_the_record_is_missed(left: Path, house: Path) -> None:
    def without_the_last(parts: dict[str, bytes]) -> None:
        lines = parts["rows/record.Sequenced.jsonl"].splitlines(keepends=True)
        parts["rows/record.Sequenced.jsonl"] = b"".join(lines[:-1])

    assert refused(forged(left, without_the_last), house).code == "import.record"


def test_any_change_without_the_headers_knowledge_is_noticed(left: Path, house: Path) -> None:
    with zipfile.ZipFile(left) as there:
        parts = {name: there.read(name) for name in there.namelist()}
    parts["rows/books.Posting.jsonl"] = parts["rows/books.Posting.jsonl"].replace(b"1250", b"9250")
    target = left.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as there:
        for name, content in parts.items():
            there.writestr(name, content)

    assert refused(target, house).code == "backup.altered"


@pytest.mark.parametrize("part", [0.0, 0.5, 0.999])
def test_half_an_export_does_not_come_in(left: Path, house: Path, part: float) -> None:
    whole = left.read_bytes()
    half = left.with_name("half.zip")
    half.write_bytes(whole[: int(len(whole) * part)])

    assert refused(half, house).code == "import.unreadable"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"format": 2}, "import.newer"),
        ({"schema": [["books", "0999_of_tomorrow"]]}, "import.newer"),
        ({"schema": 5}, "import.unreadable"),
        ({"digest": "0"}, "backup.altered"),
        ({"record": {}}, "import.record"),
    ],
)
def test_header_that_does_not_fit_is_refused(
    left: Path, house: Path, more: dict[str, Any], code: str
) -> None:
    assert refused(forged(left, lambda _parts: None, **more), house).code == code


def test_part_that_swells_beyond_its_size_is_stopped(left: Path, house: Path) -> None:
    bomb = forged(left, lambda parts: parts.update({"files/minutes/bomb.txt": b"\0" * 40_000_000}))
    with zipfile.ZipFile(bomb) as there:
        header = json.loads(there.read(exporting.HEADER))
        parts = {name: there.read(name) for name in there.namelist() if name != exporting.HEADER}
    header["parts"]["files/minutes/bomb.txt"]["size"] = 10
    told = {name: archive.Part(**one) for name, one in header["parts"].items()}
    header["digest"] = exporting.digest_of(told)
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as there:
        for name, content in parts.items():
            there.writestr(name, content)
        there.writestr(exporting.HEADER, json.dumps(header))

    assert refused(bomb, house).code == "backup.altered"
