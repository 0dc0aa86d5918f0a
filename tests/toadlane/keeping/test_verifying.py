"""The file that checks a record without the application, on real exports, alone in its process."""

from __future__ import annotations

import hashlib
import json
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from bylaws.record.notes import Key
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import exporting
from toadlane.record import checkpointing, proving, verify_record
from toadlane.record.models import Entry
from toadlane.record.verbs import append, erase, sequence

pytestmark = pytest.mark.django_db(transaction=True)
Parts = dict[str, bytes]
ROWS = "rows/record.{}.jsonl"


@pytest.fixture
def export(kept: Coop, ada: Participant, noon: Moment, tmp_path: Path) -> Path:
    """Five entries, one of them erased; signed after three and after five."""
    checkpointing.sign(coop=kept)
    first = Entry.objects.order_by("sequenced__place")[0]
    erase(entry=first, because="she asked", by=ada, at=noon)
    with transaction.atomic():
        append(kind="test.said.v1", what={"number": 4}, by=ada, at=noon)
    sequence(coop=kept)
    checkpointing.sign(coop=kept)
    return exporting.export("harbour", tmp_path, at=timezone.now()).file


def alone(*words: object, file: Path) -> tuple[int, str]:
    """The verifier that came with the export, isolated from everything that is installed."""
    script = file.with_name("verify_record.py")
    script.write_bytes(zipfile.ZipFile(file).read("verify_record.py"))
    told = subprocess.run(
        [sys.executable, "-I", script, *map(str, words)], capture_output=True, text=True, check=False
    )
    return told.returncode, told.stdout + told.stderr


def said(words: str) -> str:
    return words + "\n"


def test_an_export_stands_and_so_does_the_proof_of_an_entry(
    export: Path,
    kept: Coop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    entry = Entry.objects.get(sequenced__place=1)
    proof, note = tmp_path / "proof.json", tmp_path / "note.txt"
    proof.write_text(json.dumps(proving.proof_of(entry)))
    note.write_text(checkpointing.latest(kept).note)  # type: ignore[union-attr]

    whole = alone(export, "--checkpoint", note, "--key", checkpointing.key_of(kept).told, file=export)
    one = alone(proof, file=export)

    monkeypatch.setattr(sys, "argv", ["verify_record.py", str(export), "--checkpoint", str(note)])
    assert verify_record.main() == 0
    stands = "5 entries stand; 1 of them are erased and vouch for themselves alone. 3 checkpoints hold."
    assert whole == (0, said(stands))
    assert capsys.readouterr().out == said(stands)
    assert one == (
        0,
        said(f"Entry 1 stands in the 3 entries of toad-lane-record/{kept.pk} that were signed."),
    )


def changed(export: Path, change: Callable[[Parts], None]) -> str:
    """What the verifier says once somebody was at the export."""
    with zipfile.ZipFile(export) as there:
        parts = {name: there.read(name) for name in there.namelist()}
    change(parts)
    other = export.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    try:
        verify_record.check_export(str(other), None, None)
    except verify_record.Broken as broken:
        return str(broken)
    return "stands"


def nothing(_parts: Parts) -> None:
    """Nobody was at it."""


def each(model: str, change: Callable[[list[dict[str, object]]], object]) -> Callable[[Parts], None]:
    """Lets `change` at the rows of a model, in the order of their places where they have one."""

    def apply(parts: Parts) -> None:
        name = ROWS.format(model)
        rows = [json.loads(line) for line in parts[name].splitlines()]
        rows.sort(key=lambda row: row.get("place", row.get("size", 0)))
        change(rows)
        parts[name] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)

    return apply


def swap(rows: list[dict[str, object]]) -> None:
    rows[1]["entry"], rows[2]["entry"] = rows[2]["entry"], rows[1]["entry"]


BEFORE_3 = "The first 3 entries of {origin} are not those that were signed: look from entry 0."
TAMPERED = {
    "an entry says something else": (
        each("Opening", lambda rows: [row.update(canonical="e30=") for row in rows]),
        "Entry {place} (test.said.v1) was changed: it is not what it vouched for.",
    ),
    "an entry is somebody else's": (
        each("Entry", lambda rows: [row.update(actor="bo") for row in rows]),
        "Entry 1 (test.said.v1) was changed: its actor.",
    ),
    "an entry is of another day": (
        each("Entry", lambda rows: [row.update(happened_at="2024-01-01T00:00:00.000000Z") for row in rows]),
        "Entry 1 (test.said.v1) was changed: its happened_at.",
    ),
    "an entry is gone": (each("Sequenced", lambda rows: rows.pop(1)), "Entry 1 is missing."),
    "an entry is not there": (each("Entry", lambda rows: rows.clear()), "Entry 0 is missing."),
    "an entry was put in": (
        each("Sequenced", lambda rows: rows.insert(1, {**rows[0], "place": 1})),
        "Entry 1 stands there twice.",
    ),
    "the order is another": (each("Sequenced", swap), BEFORE_3),
    "the end is gone": (
        each("Sequenced", lambda rows: rows.pop()),
        "5 entries were signed and 4 are here: the end is missing.",
    ),
    "a checkpoint says another root": (
        each("Checkpoint", lambda rows: rows[0].update(note=str(rows[0]["note"]).replace("\n3\n", "\n4\n"))),
        "The signature of “{origin}” does not hold.",
    ),
    "a checkpoint is signed by somebody else": (
        each("Checkpoint", lambda rows: rows[0].update(key=Key("eve.example", 1, bytes(32)).told)),
        "The note is not signed by “eve.example” with the key {eve}.",
    ),
    "a key lost a letter": (
        each("Checkpoint", lambda rows: rows[0].update(key=str(rows[0]["key"]).replace("toad", "road"))),
        "The key is not one, or a letter of it is wrong.",
    ),
    "no checkpoint is left": (
        each("Checkpoint", lambda rows: rows.clear()),
        "No checkpoint signs these 5 entries: nothing vouches for them.",
    ),
    "an entry is told in two ways": (
        each("Entry", lambda rows: rows.insert(0, {**rows[0], "actor": "bo"})),
        "The entry {first} is told twice.",
    ),
    "an entry is opened in two ways": (
        each("Opening", lambda rows: rows.insert(0, {**rows[0], "canonical": "e30="})),
        "The entry {opened} is told twice.",
    ),
}


def first_of(export: Path) -> dict[str, str]:
    with zipfile.ZipFile(export) as there:
        entry, opening = (
            json.loads(there.read(ROWS.format(name)).splitlines()[0]) for name in ("Entry", "Opening")
        )
    return {"first": entry["id"], "opened": opening["entry"]}


def test_whatever_was_changed_is_named(export: Path, kept: Coop) -> None:
    erased = Entry.objects.get(opening=None).sequenced.place
    values = {
        "origin": f"toad-lane-record/{kept.pk}",
        "eve": Key("eve.example", 1, bytes(32)).short.hex(),
        "place": 1 if erased == 0 else 0,
        **first_of(export),
    }

    told = {what: changed(export, change) for what, (change, _) in TAMPERED.items()}

    assert told == {what: expected.format(**values) for what, (_, expected) in TAMPERED.items()}


def test_a_proof_is_taken_for_its_own_place_alone(
    kept: Coop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checkpointing.sign(coop=kept)
    file = tmp_path / "proof.json"
    said = [proving.proof_of(entry) or {} for entry in Entry.objects.order_by("sequenced__place")]

    def told(**other: object) -> str:
        try:
            return verify_record.check_proof({**said[1], **other}, None, [])
        except verify_record.Broken as broken:
            return str(broken)

    assert told() == f"Entry 1 stands in the 3 entries of toad-lane-record/{kept.pk} that were signed."
    not_in = "Entry {} does not stand in the 3 that were signed."
    assert [told(place=place) for place in (0, 2, 3)] == [
        not_in.format(0),
        "The proof is longer than its record.",
        not_in.format(3),
    ]
    assert told(path=said[1]["path"][:-1]) == "The proof is shorter than its record."
    file.write_text(json.dumps({**said[1], "path": said[1]["path"][:-1]}))
    monkeypatch.setattr(sys, "argv", ["verify_record.py", str(file)])
    with pytest.raises(SystemExit, match="1"):
        runpy.run_path(verify_record.__file__, run_name="__main__")
    assert capsys.readouterr().err == "The proof is shorter than its record.\n"
    assert verify_record.Tree().root() == hashlib.sha256().digest()


def test_no_point_of_the_curve_is_made_of_what_is_none() -> None:
    beyond, nowhere = (2**255 - 1).to_bytes(32, "little"), (2).to_bytes(32, "little")

    assert [verify_record.point_of(one) for one in (beyond, nowhere)] == [None, None]
    assert not verify_record.signed(nowhere, b"", bytes(64))


@pytest.mark.parametrize("words", ["nothing.zip", "[]", "{}", '{"checkpoint": 3, "key": ""}'])
def test_a_file_that_is_neither_says_so(
    tmp_path: Path, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.json"
    if words != "nothing.zip":
        file.write_text(words)
    monkeypatch.setattr(sys, "argv", ["verify_record.py", str(file)])

    assert verify_record.main() == 1
    assert capsys.readouterr().err.startswith("This file cannot be read as an export or a proof")


def test_what_no_checkpoint_signs_is_told_apart(export: Path) -> None:
    """The last note taken away, and an entry put in that never got a place: both leave every other proof."""

    def unsigned(parts: Parts) -> None:
        each("Checkpoint", lambda rows: rows.pop())(parts)
        each("Entry", lambda rows: rows.append({**rows[0], "id": "put in"}))(parts)

    assert changed(export, nothing) == "stands"
    assert changed(export, unsigned) == "stands"
    told = verify_record.check_export(str(export.with_name("other.zip")), None)
    assert told.splitlines()[1] == "3 came after the last checkpoint: no signature vouches for them."


def an_archive(at: Path, *parts: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return at


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_that_was_made_to_deceive_is_refused_in_words(tmp_path: Path) -> None:
    """Each ends with 1 and one sentence: no other program sees another content, no memory is filled."""
    deep = b"[" * 200_000
    cut = an_archive(tmp_path / "cut.zip", ("proof.json", b"{}" * 5_000))
    broken = cut.read_bytes()
    cut.write_bytes(broken[:60] + bytes(20) + broken[80:])
    made = [
        an_archive(tmp_path / "twice.zip", ("proof.json", b"{}"), ("proof.json", b"[]")),
        an_archive(tmp_path / "bomb.zip", ("proof.json", bytes(1 << 25))),
        an_archive(tmp_path / "deep.zip", ("proof.json", deep)),
        cut,
    ]

    told = [run_on(one) for one in made]

    assert [status for status, _ in told] == [1, 1, 1, 1]
    twice, bomb = "The file holds “proof.json” twice.", "“proof.json” unpacks to more than any export does."
    assert [words for _, words in told[:2]] == [said(twice), said(bomb)]
    for file, words in zip(made[:2], (twice, bomb), strict=True):
        with pytest.raises(verify_record.Broken, match=words):
            verify_record.check_export(str(file), None)
    unreadable = "This file cannot be read as an export or a proof"
    assert all(words.startswith(unreadable) and words.count("\n") == 1 for _, words in told[2:])


def test_no_file_writes_on_the_terminal_what_the_verifier_does_not_say(tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    key = Key("eve\x1b[2J\u202e", 1, bytes(32)).told
    file.write_text(json.dumps({"checkpoint": "\n\n", "key": key}))

    status, told = run_on(file)

    assert (status, "eve" in told) == (1, True)
    assert all(sign.isprintable() or sign == "\n" for sign in told)


def run_on(file: Path) -> tuple[int, str]:
    told = subprocess.run(
        [sys.executable, "-I", verify_record.__file__, file], capture_output=True, text=True, check=False
    )
    return told.returncode, told.stdout + told.stderr
