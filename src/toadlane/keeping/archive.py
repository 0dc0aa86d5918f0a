"""A backup file: a ZIP with the database, the other files of the data folder, and a manifest of it all.

database.sqlite3    every row, whichever engine it came from
data/…              uploaded files, the secret key, whatever else stands in the data folder
manifest.json       version, schema, a SHA-256 of each part, rows by table, the head of each record
"""

from __future__ import annotations

import errno
import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from toadlane.keeping import words
from toadlane.keeping.proofs import Head

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DATABASE: Final = "database.sqlite3"
DATA: Final = "data/"
CHUNK: Final = 1 << 20
MANIFEST_LARGEST: Final = 64 << 20
MISSHAPEN: Final = (KeyError, TypeError, ValueError, AttributeError)
DAMAGED: Final = (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, RuntimeError)
"""What reading a ZIP comes to where its bytes are not as they were written."""
NO_PLACE: Final = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG})
NAME_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside: how long it is, and its digest."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    version: str
    made_at: str
    engine: str
    schema: list[tuple[str, str]]
    rows: dict[str, int]
    heads: dict[str, Head]
    exports: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    format: int = FORMAT

    def text(self) -> str:
        """As it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Manifest:
        """From what stands in the file; any fault in its shape is a ValueError, KeyError or TypeError."""
        known = {name: said[name] for name in ("version", "made_at", "engine", "format")}
        if not all(isinstance(known[name], str) for name in ("version", "made_at", "engine")):
            raise TypeError("version, made_at, engine")
        if said["format"] != FORMAT:
            raise ValueError("format")
        return cls(
            schema=[(str(app), str(name)) for app, name in said["schema"]],
            rows={str(table): int(count) for table, count in said["rows"].items()},
            heads={str(slug): Head(**head) for slug, head in said["heads"].items()},
            exports={str(slug): str(digest) for slug, digest in said["exports"].items()},
            parts={str(name): Part(**part) for name, part in said["parts"].items()},
            **known,
        )


class Writer:
    """Puts parts into a new backup file, and its manifest last."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.parts: dict[str, Part] = {}

    def add(self, name: str, file: Path) -> None:
        """One file as a part."""
        with file.open("rb") as source:
            self.add_open(name, source)

    def add_open(self, name: str, source: IO[bytes]) -> None:
        """One open file as a part."""
        self.add_pieces(name, iter(lambda: source.read(CHUNK), b""))

    def add_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """One part, piece by piece."""
        digest, size = hashlib.sha256(), 0
        with self.archive.open(undated(name), "w", force_zip64=True) as target:
            for piece in pieces:
                target.write(piece)
                digest.update(piece)
                size += len(piece)
        self.parts[name] = Part(size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """The manifest, with what was put in."""
        manifest.parts.update(self.parts)
        self.archive.writestr(undated(MANIFEST), manifest.text())


def undated(name: str) -> zipfile.ZipInfo:
    """A part without a date of its own: the same content is the same file."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


@contextmanager
def writing(file: Path) -> Iterator[Writer]:
    """A new backup file, compressed; readable by anything that reads ZIP."""
    with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        yield Writer(archive)


class Parts:
    """The parts of a file that was opened, none trusted before it was read to its end."""

    def __init__(self, file: Path, archive: zipfile.ZipFile) -> None:
        self.file = file
        self.archive = archive

    def pieces(self, name: str, said: Part) -> Iterator[bytes]:
        """The bytes of a part; fault `backup.altered` at the latest at its end."""
        digest, size = hashlib.sha256(), 0
        try:
            with self.archive.open(name) as source:
                while piece := source.read(CHUNK):
                    size += len(piece)
                    if size > said.size:
                        break
                    digest.update(piece)
                    yield piece
        except DAMAGED as error:
            raise words.altered(self.file, name) from error
        if (size, digest.hexdigest()) != (said.size, said.sha256):
            raise words.altered(self.file, name)


class Reader(Parts):
    """A backup file that was opened, with its manifest read."""

    def __init__(self, file: Path, archive: zipfile.ZipFile) -> None:
        super().__init__(file, archive)
        self.manifest = self._manifest()

    def _manifest(self) -> Manifest:
        try:
            entry = self.archive.getinfo(MANIFEST)
            if entry.file_size > MANIFEST_LARGEST:
                raise words.unreadable(self.file)
            said = json.loads(self.archive.read(MANIFEST))
            if isinstance(said, dict) and isinstance(said.get("format"), int) and said["format"] > FORMAT:
                raise words.newer(self.file, str(said.get("version", "")))
            manifest = Manifest.of(said)
        except (*MISSHAPEN, *DAMAGED) as error:
            raise words.unreadable(self.file) from error
        self._refuse_strangers(manifest)
        return manifest

    def _refuse_strangers(self, manifest: Manifest) -> None:
        """The parts are those the manifest names, once each, and none leads out of the folder."""
        there = sorted(self.archive.namelist())
        if there != sorted([*manifest.parts, MANIFEST]) or DATABASE not in manifest.parts:
            raise words.altered(self.file, MANIFEST)
        for name in manifest.parts:
            if name != DATABASE and not (name.startswith(DATA) and stays_inside(name)):
                raise words.altered(self.file, name)

    def take_out(self, name: str, target: Path) -> None:
        """One part into a file, its digest compared; never more bytes than the manifest says."""
        said = self.manifest.parts[name]
        with a_place_for(name, self.file):
            target.parent.mkdir(parents=True, exist_ok=True)
            place = target.open("xb")
        with place:
            for piece in self.pieces(name, said):
                place.write(piece)

    def check(self, name: str) -> None:
        """One part read through, its digest compared."""
        for _ in self.pieces(name, self.manifest.parts[name]):
            pass


@contextmanager
def reading(file: Path) -> Iterator[Reader]:
    """A backup file; fault `backup.unreadable` for half a one, `backup.newer`, `backup.altered`."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise words.unreadable(file) from error
    with archive:
        yield Reader(file, archive)


@contextmanager
def a_place_for(name: str, file: Path) -> Iterator[None]:
    """A name too long or too deep to be a file, or of one that others should lie below, is none of ours."""
    try:
        yield
    except RecursionError as error:
        raise words.altered(file, name[:NAME_SHOWN]) from error
    except OSError as error:
        if error.errno in NO_PLACE:
            raise words.altered(file, name[:NAME_SHOWN]) from error
        raise


def stays_inside(name: str) -> bool:
    """Whether a name, as a path, stays below the folder it is put into."""
    path = PurePosixPath(name)
    plain = "\\" not in name and "\x00" not in name and not path.is_absolute() and str(path) == name
    return plain and not any(part in {"..", "."} for part in path.parts)
