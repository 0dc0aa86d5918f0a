"""An upgrade leaves a way back; the doctor says what to do."""

from __future__ import annotations

import base64
import datetime as dt
import io
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyrage
import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from tests import brought_up, released
from tests.toadlane.keeping.conftest import Command
from toadlane.coops.models import Coop
from toadlane.jobs.models import Beat
from toadlane.keeping import archive, doctor, folders, proofs, verbs
from toadlane.keeping.models import Keeping
from toadlane.people.factors import SEALED
from toadlane.people.models import Person
from toadlane.site import environment

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A data folder of the first version."""
    data = tmp_path / "older"
    data.mkdir(mode=0o700)
    released.unpack(released.kept()[0], data / folders.DATABASE_FILE)
    return data


@pytest.mark.sqlite_only
def test_upgrade_makes_a_backup_of_what_was_before(tmp_path: Path, command: Command) -> None:
    done = brought_up.upgraded(released.kept()[0])
    data = tmp_path / "data"
    shutil.copytree(done / "data", data)
    with proofs.reading(done / "before.sqlite3") as database:
        before = proofs.schema(database)

    again = command("upgrade", data=data)

    [kept] = folders.backups_in(data / folders.BACKUPS)
    told = (done / brought_up.TOLD).read_text().splitlines()[0]
    assert told == f"Backed up before the upgrade: {done / 'data' / folders.BACKUPS / kept.file.name}"
    with archive.reading(kept.file) as reader:
        assert reader.manifest.schema == before
    assert (again.returncode, again.stdout) == (0, "")
    back = command("restore", kept.file, data=tmp_path / "back")
    assert "It was brought up to this version by " in back.stdout


@pytest.mark.sqlite_only
def test_upgrade_that_fails_says_the_way_back(older: Path, command: Command) -> None:
    with closing(sqlite3.connect(older / folders.DATABASE_FILE)) as database:
        database.execute("CREATE TABLE keeping_keeping (id integer)")
        database.commit()

    told = command("upgrade", data=older)

    [kept] = folders.backups_in(older / folders.BACKUPS)
    assert told.returncode == 1
    assert f"./run restore {kept.file} --data A-NEW-FOLDER" in told.stderr


@pytest.mark.sqlite_only
def test_new_folder_is_brought_up_without_a_backup() -> None:
    folder = brought_up.database().parent

    assert ((folder / brought_up.TOLD).read_text(), (folder / folders.BACKUPS).exists()) == ("", False)


def looked_at(at: dt.datetime | None = None) -> dict[str, tuple[str, str]]:
    return {one.about: (one.says, one.now) for one in doctor.findings(at or timezone.now())}


@pytest.fixture
def well(kept: Coop, house: Path, settings: Any) -> Path:
    """A house in order."""
    olive = Person.objects.welcome(email="olive@ops.example", name="Olive")
    Person.objects.filter(pk=olive.pk).update(operates=True)
    house.chmod(0o700)
    verbs.own_folder()
    for kind in Keeping.Kind:
        Keeping.objects.create(kind=kind, key=kind, state="good", asked_at=timezone.now())
    Beat.objects.create(worker="one", beat_at=timezone.now())
    return house


def test_doctor_finds_a_house_in_order(well: Path) -> None:
    found = looked_at()
    out = io.StringIO()

    call_command("doctor", stdout=out)

    assert {about: now for about, (_, now) in found.items() if now} == {}
    assert found["record"][0] == "co-ops: 1, entries: 3, without a place: 0"
    assert len(out.getvalue().splitlines()) == len(found)


def open_folder(house: Path) -> None:
    house.chmod(0o755)


def readable_key(house: Path) -> None:
    (house / "secret_key").chmod(0o644)


def no_operator(_: Path) -> None:
    Person.objects.filter(operates=True).update(operates=False)


def old_copies(_: Path) -> None:
    Keeping.objects.update(asked_at=AT)


def silent_worker(_: Path) -> None:
    Beat.objects.update(beat_at=AT)


def lost_disk(house: Path) -> None:
    shutil.rmtree(house / "backups")


def another_key(_: Path) -> None:
    theirs = pyrage.x25519.Identity.generate().to_public()
    sealed = base64.b64encode(pyrage.encrypt(b"A" * 32, [theirs])).decode()
    olive = Person.objects.get(name="Olive")
    Authenticator.objects.create(user=olive, type="totp", data={"secret": f"{SEALED}{sealed}"})


ILLS: dict[str, tuple[Callable[[Path], None], dict[str, str]]] = {
    "open folder": (open_folder, {"folder": "chmod o-rwx {house}"}),
    "readable key": (readable_key, {"secret key": "chmod 600 {house}/secret_key"}),
    "another key": (another_key, {"details key": doctor.DETAILS_KEY_BACK}),
    "no operator": (no_operator, {"operators": "./run create names somebody."}),
    "old copies": (old_copies, {"last backup": "./run backup", "last drill": "./run drill"}),
    "silent worker": (silent_worker, {"jobs": "Start the house again."}),
    "lost disk": (lost_disk, {"backups go to": "Mount the disk."}),
}


@pytest.mark.parametrize("ill", ILLS)
def test_doctor_says_what_to_do(well: Path, ill: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOADLANE_SECRET_KEY", raising=False)
    (well / "secret_key").chmod(0o600)
    make_ill, cures = ILLS[ill]
    make_ill(well)

    found = looked_at()

    assert {about: now for about, (_, now) in found.items() if now} == {
        about: cure.format(house=well) for about, cure in cures.items()
    }
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=io.StringIO())


def test_doctor_notices_a_clock_that_went_back_and_a_library_that_is_gone(
    well: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "NEEDED", ("django", "a-library-nobody-has"))

    found = looked_at(AT)

    assert found["clock"][1] == "Set the clock: rules count days by it."
    assert found["libraries"] == ("missing: a-library-nobody-has", "./run setup")


@pytest.mark.sqlite_only
def test_doctor_asks_no_more_of_an_older_schema(older: Path, command: Command) -> None:
    told = command("doctor", data=older)

    assert told.returncode == 1
    assert told.stdout.splitlines()[-1].split() == ["→", "./run", "upgrade"]


@pytest.mark.sqlite_only
def test_doctor_finds_a_damaged_database(older: Path, command: Command) -> None:
    file = older / folders.DATABASE_FILE
    content = bytearray(file.read_bytes())
    for place in range(200_000, 260_000):
        content[place] = 7
    file.write_bytes(bytes(content))

    told = command("doctor", data=older)

    assert (told.returncode, "restore the last good backup" in told.stdout) == (1, True)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"TOADLANE_BACKUPS": "here"}, r"^TOADLANE_BACKUPS: “here” is no whole path"),
        ({"TOADLANE_BACKUPS_FOR": "age1nonsense"}, r"^TOADLANE_BACKUPS_FOR: it is no public key of age"),
        ({"TOADLANE_BACKUPS_KEPT": "many"}, r"^TOADLANE_BACKUPS_KEPT: it is no number"),
        ({"TOADLANE_BACKUPS_KEPT": "0,3"}, r"^TOADLANE_BACKUPS_KEPT: it is no number"),
    ],
)
def test_settings_of_backups_fail_loudly(tmp_path: Path, said: dict[str, str], says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says):
        environment.backups(said, tmp_path)


def test_settings_of_backups_are_read_once(tmp_path: Path) -> None:
    usual = environment.backups({}, tmp_path)
    named = environment.backups(
        {"TOADLANE_BACKUPS": f"{os.sep}disk", "TOADLANE_BACKUPS_KEPT": "7, 0"}, tmp_path
    )

    assert usual == {"FOLDER": tmp_path / "backups", "NAMED": False, "FOR": "", "DAYS": 14, "WEEKS": 8}
    assert named == {"FOLDER": Path("/disk"), "NAMED": True, "FOR": "", "DAYS": 7, "WEEKS": 0}
