"""A backup is put back whole, into an empty place, or not at all."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from bylaws.kernel.faults import Fault
from tests.toadlane.keeping.conftest import Command
from tests.toadlane.people.conftest import WORDS, app_code, enter, is_in, use_app
from toadlane.coops.models import Coop
from toadlane.jobs.models import Beat
from toadlane.keeping import archive, folders, proofs, restoring, sealed, verbs
from toadlane.keeping.making import Made
from toadlane.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
FIVE_WORDS = "five words nobody would guess"


@pytest.fixture
def made(kept: Coop, house: Path) -> Made:
    return verbs.back_up(to=None, at=AT)


def refused(file: Path, room: Path) -> str:
    """What is said when a file is taken apart that must not come in."""
    room.mkdir()
    try:
        with archive.reading(restoring.opened(file, room, sealed.Key())) as reader:
            restoring.refuse_newer(reader)
            restoring.unpacked(reader, room)
    except Fault as fault:
        return fault.says
    return "it came in"


def test_what_was_kept_is_back_to_the_byte(made: Made, house: Path, tmp_path: Path, command: Command) -> None:
    back = tmp_path / "back"

    told = command("restore", made.file, data=back)

    assert told.stdout.splitlines()[-1] == "  harbour: 3 entries in its record"
    assert (back / "files/minutes/spring.txt").read_bytes() == (
        house / "files/minutes/spring.txt"
    ).read_bytes()
    assert (back / "secret_key").read_text() == "k" * 50
    assert (back / "secret_key").stat().st_mode & 0o777 == 0o600
    with proofs.reading(back / folders.DATABASE_FILE) as database:
        assert (proofs.counts(database), proofs.heads(database)) == (made.manifest.rows, made.manifest.heads)


def test_an_app_of_before_lets_its_owner_in_where_the_backup_was_put_back(
    kept: Coop, house: Path, tmp_path: Path, settings: Any
) -> None:
    dee = Person.objects.welcome(email="dee@harbour.example", name="Dee", password=WORDS, proven=True)
    secret = use_app(enter())
    made = verbs.back_up(to=None, at=AT)
    lost = Authenticator.objects.filter(user=dee)
    lost.delete()
    back = tmp_path / "back"
    with archive.reading(made.file) as reader:
        whole = restoring.unpacked(reader, tmp_path)
        back.mkdir()
        restoring.put_files(whole, back)
        with proofs.reading(whole / folders.DATABASE_FILE) as database:
            rows = database.execute("SELECT type, data FROM mfa_authenticator WHERE type = 'totp'").fetchall()
    settings.DATA = back

    for of_type, data in rows:
        Authenticator.objects.create(user=dee, type=of_type, data=json.loads(data))
    browser = enter()
    browser.post("/account/second-step/", {"code": app_code(secret, steps=1)})

    assert ([secret in data for _type, data in rows], is_in(browser)) == ([False], True)
    assert (back / "details_key").stat().st_mode & 0o777 == 0o600


def test_backup_is_never_restored_over_a_living_coop(made: Made, tmp_path: Path, command: Command) -> None:
    back = tmp_path / "back"
    command("restore", made.file, data=back)
    told = command("restore", made.file, data=back)

    assert told.stderr == (
        f"CommandError: {back} holds a co-op already; a backup is never restored over one. "
        "Name an empty folder with --data. Nothing was changed.\n"
    )
    with proofs.reading(back / folders.DATABASE_FILE) as database:
        assert proofs.counts(database) == made.manifest.rows


def test_folder_with_anything_else_in_it_is_not_empty(made: Made, tmp_path: Path, command: Command) -> None:
    back = tmp_path / "back"
    (back / "files").mkdir(parents=True)
    (back / "files" / "theirs.txt").write_text("theirs")

    told = command("restore", made.file, data=back)

    assert (told.returncode, "holds a co-op already" in told.stderr) == (3, True)
    assert (back / "files" / "theirs.txt").read_text() == "theirs"
    with proofs.reading(back / folders.DATABASE_FILE) as database:
        assert proofs.tables(database) == []


def test_restore_that_was_killed_between_files_and_database_is_begun_again(
    made: Made, tmp_path: Path, command: Command
) -> None:
    back = tmp_path / "back"
    (back / "files").mkdir(parents=True)
    (back / "files" / "half.txt").write_text("half")
    (back / restoring.BEGUN).write_text("files\nsecret_key\n")

    told = command("restore", made.file, data=back)

    assert (told.returncode, (back / "files" / "half.txt").exists(), (back / restoring.BEGUN).exists()) == (
        0,
        False,
        False,
    )
    with proofs.reading(back / folders.DATABASE_FILE) as database:
        assert proofs.counts(database) == made.manifest.rows


def test_destroyed_database_comes_back_from_the_backups_beside_it(
    made: Made, tmp_path: Path, command: Command
) -> None:
    back = tmp_path / "back"
    (back / folders.BACKUPS).mkdir(parents=True)
    shutil.copy(made.file, back / folders.BACKUPS)

    told = command("restore", back / folders.BACKUPS / made.file.name, data=back)

    assert (told.returncode, (back / folders.DATABASE_FILE).stat().st_size > 0) == (0, True)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.97, 0.9999])
def test_half_a_file_is_refused(made: Made, tmp_path: Path, part: float) -> None:
    whole = made.file.read_bytes()
    half = tmp_path / made.file.name
    half.write_bytes(whole[: int(len(whole) * part)])

    assert "it is cut short" in refused(half, tmp_path / "back")


def test_file_that_is_not_there_is_refused(made: Made, tmp_path: Path) -> None:
    assert "is no whole backup" in refused(tmp_path / "nothing", tmp_path / "back")


def test_any_changed_byte_is_noticed(made: Made, tmp_path: Path) -> None:
    whole = made.file.read_bytes()
    with zipfile.ZipFile(made.file) as file:
        ends = [info.header_offset for info in file.infolist()]
    places = [offset + 60 for offset in ends] + [len(whole) * n // 41 for n in range(1, 41)]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1
        (tmp_path / "changed").write_bytes(bytes(changed))

        try:
            with archive.reading(tmp_path / "changed") as reader:
                for name in reader.manifest.parts:
                    reader.check(name)
                same = reader.manifest == made.manifest
        except Fault as fault:
            same = fault.code in {"backup.altered", "backup.unreadable"}
        assert (place, same) == (place, True)


def remade(file: Path, target: Path, **said: Any) -> Path:
    """The same backup with another manifest."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == archive.MANIFEST:
                content = json.dumps({**json.loads(content), **said}).encode()
            new.writestr(name, content)
    return target


def test_backup_of_a_newer_version_is_refused(made: Made, tmp_path: Path) -> None:
    schema = [*made.manifest.schema, ("books", "0999_of_tomorrow")]
    newer_rows = remade(made.file, tmp_path / "rows", schema=schema, version="9.0.0")
    newer_form = remade(made.file, tmp_path / "form", format=2, version="9.0.0")

    for file in (newer_rows, newer_form):
        said = refused(file, tmp_path / f"back-{file.name}")
        assert said == f"{file.name} was made by a newer version of Toad Lane (9.0.0)."


@pytest.mark.parametrize(
    "said",
    [
        {"rows": "many"},
        {"parts": {}},
        {"parts": {"database.sqlite3": {"size": 1, "sha256": "", "more": 1}}},
        {"heads": []},
        {"format": "1"},
        {"version": 1},
    ],
)
def test_manifest_that_makes_no_sense_is_refused(made: Made, tmp_path: Path, said: dict[str, Any]) -> None:
    told = refused(remade(made.file, tmp_path / "odd", **said), tmp_path / "back")

    assert "is no whole backup" in told or "is not as it was written" in told


def with_parts(target: Path, made: Made, *names: str) -> Path:
    """A backup in whose manifest further parts stand, and in it too."""
    more = {name: {"size": 4, "sha256": sha256(b"here").hexdigest()} for name in names}
    with zipfile.ZipFile(made.file) as file:
        parts = json.loads(file.read(archive.MANIFEST))["parts"]
    remade(made.file, target, parts={**parts, **more})
    with zipfile.ZipFile(target, "a") as file:
        for name in names:
            file.writestr(name, "here")
    return target


@pytest.mark.parametrize(
    "name", ["data/../../outside", "/outside", "data//outside", "outside", "data/a\\..\\b", "data/./x"]
)
def test_part_that_leads_out_of_the_folder_is_refused(made: Made, tmp_path: Path, name: str) -> None:
    told = refused(with_parts(tmp_path / "odd", made, name), tmp_path / "back")

    assert "is not as it was written" in told
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize(
    "names",
    [
        (f"data/{folders.DATABASE_FILE}",),
        ("data/a", "data/a/b"),
        ("data/b/a", "data/b"),
        ("data/" + "x" * 4000,),
        ("data/" + "x/" * 1900 + "y",),
    ],
    ids=["the database", "below a file", "above a file", "endless", "bottomless"],
)
def test_part_that_has_no_place_is_refused(made: Made, tmp_path: Path, names: tuple[str, ...]) -> None:
    told = refused(with_parts(tmp_path / "odd", made, *names), tmp_path / "back")

    assert "is not as it was written" in told


def test_part_that_swells_beyond_its_size_is_stopped(made: Made, tmp_path: Path) -> None:
    target = tmp_path / "bomb"
    with zipfile.ZipFile(made.file) as file:
        parts = json.loads(file.read(archive.MANIFEST))["parts"]
    said = {**parts, "data/bomb": {"size": 10, "sha256": "0" * 64}}
    remade(made.file, target, parts=said)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("data/bomb", b"\0" * 50_000_000)

    with archive.reading(target) as reader, pytest.raises(Fault, match="has changed"):
        reader.take_out("data/bomb", tmp_path / "taken")

    assert (tmp_path / "taken").stat().st_size <= archive.CHUNK


def test_wrong_passphrase_is_refused_and_the_right_one_opens(
    kept: Coop, house: Path, tmp_path: Path, command: Command
) -> None:
    made = verbs.back_up(to=None, at=AT, passphrase=FIVE_WORDS)
    (tmp_path / "right").write_text(FIVE_WORDS + "\n")
    (tmp_path / "wrong").write_text("another passphrase\n")

    wrong = command("restore", made.file, "--passphrase-file", tmp_path / "wrong", data=tmp_path / "back")
    right = command("restore", made.file, "--passphrase-file", tmp_path / "right", data=tmp_path / "back")

    assert "this key or passphrase does not open it" in wrong.stderr
    assert (wrong.returncode, right.returncode) == (2, 0)


def test_nothing_is_restored_under_a_running_house(
    made: Made, transactional_db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(Coop.objects, "exists", lambda: False)
    monkeypatch.setattr(Person.objects, "exists", lambda: False)
    Beat.objects.create(worker="somebody", beat_at=timezone.now())

    with pytest.raises(Fault, match="A running Toad Lane uses"):
        restoring.restore(made.file, key=sealed.Key())
