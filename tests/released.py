"""The database of each released version, kept small: `python -m tests.released 0.2.0` keeps this one's.

Made from three of the demo's co-ops, lived through by that version's own verbs, right before a release.
From then on the tests upgrade it (tests/toadlane/keeping/test_released_schemas.py).
"""

from __future__ import annotations

import lzma
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import django

KEPT = Path(__file__).parent / "fixtures" / "schema"
ENDING = ".sqlite.xz"
LARGEST = 1_000_000


def kept() -> list[Path]:
    """The databases of all released versions."""
    return sorted(KEPT.glob(f"*{ENDING}"))


def version_of(file: Path) -> str:
    return file.name.removesuffix(ENDING)


def unpack(file: Path, target: Path) -> None:
    """The database as it was, ready to be used."""
    target.write_bytes(lzma.decompress(file.read_bytes()))


def keep(version: str) -> Path:
    """Live through the demo in a folder that goes again, and keep its database."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"TOADLANE_DATA": folder, "DJANGO_SETTINGS_MODULE": "toadlane.site.settings"}
        os.environ.pop("TOADLANE_DATABASE_URL", None)
        django.setup()
        live()
        small = Path(folder) / "small.sqlite3"
        with closing(sqlite3.connect(Path(folder) / "toadlane.sqlite3")) as database:
            database.execute("VACUUM INTO ?", [str(small)])
        packed = lzma.compress(small.read_bytes(), preset=9 | lzma.PRESET_EXTREME)
    if len(packed) > LARGEST:
        sys.exit(f"{len(packed)} bytes are more than a fixture may have ({LARGEST}).")
    target = KEPT / f"{version}{ENDING}"
    target.write_bytes(packed)
    return target


def live() -> None:
    from django.core.management import call_command

    from toadlane.site.demo.load import load
    from toadlane.site.demo.plan import LANTERN, PATCHWORK, POSTER

    call_command("migrate", interactive=False, verbosity=0)
    load((LANTERN, POSTER, PATCHWORK), say=lambda _name: None)


if __name__ == "__main__":
    sys.stdout.write(f"{keep(sys.argv[1])}\n")
