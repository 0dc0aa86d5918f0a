"""A backup is made while the house is open, proved before it counts, and opens without us."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from bylaws.kernel.faults import InputFault, RecordBroken, RecordMoved, Refused
from tests.toadlane.keeping.conftest import Command
from tests.toadlane.lifted import lifted
from toadlane.coops.models import Coop
from toadlane.keeping import archive, databases, folders, sealed, verbs
from toadlane.record import checkpointing
from toadlane.record.models import Entry, Opening

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
FIVE_WORDS = "five words nobody would guess"


def names_in(folder: Path) -> list[str]:
    return sorted(place.name for place in folder.iterdir())


def test_backup_holds_every_row_and_file_but_what_is_made_anew(kept: Coop, house: Path) -> None:
    made = verbs.back_up(to=None, at=AT)

    with zipfile.ZipFile(made.file) as file:
        inside = sorted(file.namelist())
        manifest = json.loads(file.read("manifest.json"))
    assert made.file == house / "backups" / "harbour-2025-03-03T170000Z.toadlane"
    assert inside == ["data/files/minutes/spring.txt", "data/secret_key", "database.sqlite3", "manifest.json"]
    assert (manifest["rows"]["coops_participant"], manifest["heads"]["harbour"]["ordered"]) == (2, 3)
    assert made.file.stat().st_mode & 0o777 == 0o600


def test_backup_opens_with_nothing_of_ours(kept: Coop, house: Path, tmp_path: Path) -> None:
    made = verbs.back_up(to=None, at=AT)

    with zipfile.ZipFile(made.file) as file:
        file.extract("database.sqlite3", tmp_path)
    with closing(sqlite3.connect(tmp_path / "database.sqlite3")) as database:
        assert database.execute("SELECT name FROM coops_coop").fetchall() == [("Harbour Web Cooperative",)]
        assert database.execute("SELECT count(*) FROM record_entry").fetchone() == (3,)


def test_backup_made_at_an_earlier_backup_does_not_swallow_it(kept: Coop, house: Path) -> None:
    (house / "copies").mkdir()

    verbs.back_up(to=house / "copies", at=AT)
    second = verbs.back_up(to=house / "copies", at=AT + dt.timedelta(seconds=1))

    assert [name for name in second.manifest.parts if "copies" in name] == []


def test_two_backups_of_one_second_are_one(kept: Coop, house: Path) -> None:
    verbs.back_up(to=None, at=AT)

    with pytest.raises(RecordMoved, match="a moment ago"):
        verbs.back_up(to=None, at=AT)


def test_disk_that_is_not_mounted_is_not_written_beside(kept: Coop, house: Path, tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="is not there"):
        verbs.back_up(to=tmp_path / "disk", at=AT)

    assert not (tmp_path / "disk").exists()


def test_record_that_does_not_stand_is_no_good_backup(kept: Coop, house: Path) -> None:
    entry = Entry.objects.filter(coop=kept)[0]
    with lifted(connection):
        Opening.objects.filter(entry=entry).update(canonical=b'{"what":"something else"}')

    with pytest.raises(RecordBroken, match=str(entry.pk)):
        verbs.back_up(to=None, at=AT)

    assert names_in(house / "backups") == []


@pytest.mark.parametrize("first", [2, 0])
def test_record_shorter_than_it_was_signed_is_no_good_backup(kept: Coop, house: Path, first: int) -> None:
    checkpointing.sign(coop=kept)
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_sequenced WHERE place >= %s", [first])

    with pytest.raises(RecordBroken, match=f"checkpoint {kept.pk} 3"):
        verbs.back_up(to=None, at=AT)


def test_file_removed_while_the_backup_is_made_is_still_in_it(
    kept: Coop, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = databases.copy_served

    def copy_and_lose(target: Path) -> None:
        copy(target)
        (house / "files" / "minutes" / "spring.txt").unlink()

    monkeypatch.setattr(databases, "copy_served", copy_and_lose)

    made = verbs.back_up(to=None, at=AT)

    assert "data/files/minutes/spring.txt" in made.manifest.parts


def test_file_still_being_written_is_taken_as_it_ends_up(
    kept: Coop, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, place = databases.copy_served, house / "files" / "minutes" / "spring.txt"

    def copy_and_go_on(target: Path) -> None:
        copy(target)
        place.write_text("We agreed to buy the van, and a bicycle.\n")

    def no_links(*_: object) -> None:
        raise OSError(1, "another disk")

    monkeypatch.setattr(databases, "copy_served", copy_and_go_on)
    monkeypatch.setattr(os, "link", no_links)

    made = verbs.back_up(to=None, at=AT)

    assert made.manifest.parts["data/files/minutes/spring.txt"].size == place.stat().st_size


def test_backup_encrypted_to_a_key_opens_with_that_key_alone(kept: Coop, house: Path, tmp_path: Path) -> None:
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()

    made = verbs.back_up(to=None, at=AT, recipient=str(mine.to_public()))
    opened = tmp_path / "opened"
    sealed.open_into(made.file, opened, sealed.Key(identity=f"# Ada's key\n{mine}\n"))

    with archive.reading(opened) as reader:
        assert reader.manifest.rows == made.manifest.rows
    assert made.file.suffix == ".age"
    assert b"Harbour" not in made.file.read_bytes()
    for wrong in (sealed.Key(identity=str(other)), sealed.Key(), sealed.Key(identity="nonsense")):
        with pytest.raises(InputFault, match="does not open it"):
            sealed.open_into(made.file, tmp_path / "not", wrong)
    assert names_in(house / "backups") == [made.file.name]


def test_backup_encrypted_by_a_passphrase_opens_with_it_alone(
    kept: Coop, house: Path, tmp_path: Path
) -> None:
    made = verbs.back_up(to=None, at=AT, passphrase=FIVE_WORDS)

    sealed.open_into(made.file, tmp_path / "opened", sealed.Key(passphrase=FIVE_WORDS))

    with archive.reading(tmp_path / "opened") as reader:
        assert reader.manifest.heads == made.manifest.heads
    with pytest.raises(InputFault, match="does not open it"):
        sealed.open_into(made.file, tmp_path / "not", sealed.Key(passphrase=FIVE_WORDS[1:]))


@pytest.mark.needs_command("age")
def test_encrypted_backup_opens_with_the_age_command(kept: Coop, house: Path, tmp_path: Path) -> None:
    mine = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"{mine}\n")
    made = verbs.back_up(to=None, at=AT, recipient=str(mine.to_public()))

    subprocess.run(
        ["age", "--decrypt", "-i", tmp_path / "key", "-o", tmp_path / "opened", made.file], check=True
    )

    with archive.reading(tmp_path / "opened") as reader:
        assert reader.manifest.rows == made.manifest.rows


@pytest.mark.parametrize(
    ("recipient", "passphrase", "says"),
    [("age1nonsense", "", "no public key"), ("", "short", "at least 12")],
)
def test_lock_that_would_not_hold_is_refused(
    kept: Coop, house: Path, recipient: str, passphrase: str, says: str
) -> None:
    with pytest.raises(InputFault, match=says):
        verbs.back_up(to=None, at=AT, recipient=recipient, passphrase=passphrase)

    assert not (house / "backups").exists()


def test_full_disk_leaves_the_earlier_backup_and_nothing_half(
    kept: Coop, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = verbs.back_up(to=None, at=AT)
    before = first.file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "kept_safely", full)
    with pytest.raises(Refused, match="is full; no backup was made"):
        verbs.back_up(to=None, at=AT + dt.timedelta(days=1))

    assert (names_in(house / "backups"), first.file.read_bytes()) == ([first.file.name], before)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("kilobytes", [100, 700])
def test_machine_that_takes_no_more_bytes_is_told_of_in_words(
    kept: Coop, house: Path, command: Command, kilobytes: int
) -> None:
    connection.close()
    shutil.copyfile(connection.settings_dict["NAME"], house / folders.DATABASE_FILE)

    def no_more_than() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    told = command("backup", data=house, limit=no_more_than)

    assert (told.returncode, told.stdout) == (3, "")
    assert told.stderr.startswith("CommandError: The disk of ")
    assert names_in(house / "backups") == []


def test_unfinished_work_of_a_killed_process_is_swept_after_a_day(kept: Coop, house: Path) -> None:
    (house / "backups").mkdir()
    for name, age in (("old", 90_000), ("new", 60)):
        left = house / "backups" / f"{folders.UNFINISHED}{name}"
        left.mkdir()
        then = left.stat().st_mtime - age
        os.utime(left, (then, then))

    made = verbs.back_up(to=None, at=AT)

    assert names_in(house / "backups") == [f"{folders.UNFINISHED}new", made.file.name]


def test_command_says_where_it_is_and_what_was_proved(kept: Coop, house: Path, tmp_path: Path) -> None:
    out = io.StringIO()
    (tmp_path / "words").write_text(FIVE_WORDS + "\n")
    (tmp_path / "disk").mkdir()

    call_command("backup", to=tmp_path / "disk", passphrase_file=tmp_path / "words", stdout=out)

    where, proved = out.getvalue().splitlines()
    assert Path(where).parent == tmp_path / "disk"
    assert proved.endswith("1 co-ops, 3 entries of their records: opened again and proved.")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("backup", passphrase_file=tmp_path / "no-words")
