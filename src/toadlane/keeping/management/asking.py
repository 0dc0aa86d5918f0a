"""What the commands of this room have in common: keys from files, and faults as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext_noop

from bylaws.app.exits import EXIT_CODES
from bylaws.kernel.faults import Fault, InputFault
from toadlane.keeping import sealed


@contextmanager
def faults_as_sentences() -> Iterator[None]:
    """A fault ends the command with what, and what now."""
    try:
        yield
    except Fault as fault:
        raise CommandError(f"{fault.says} {fault.next_step}", returncode=EXIT_CODES[type(fault)]) from fault


def add_key(parser: CommandParser) -> None:
    """The options that open an encrypted backup."""
    parser.add_argument("--identity", type=Path, metavar="FILE", help="the file of the secret key of age")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="a file whose first line is the passphrase"
    )


def key_of(options: dict[str, Any]) -> sealed.Key:
    """What the options say opens it."""
    identity, passphrase = options["identity"], options["passphrase_file"]
    return sealed.Key(
        identity=read(identity) if identity else "", passphrase=first_line(passphrase) if passphrase else ""
    )


def first_line(file: Path) -> str:
    """A passphrase as it stands in its file: never on the command line, where everybody sees it."""
    return next(iter(read(file).splitlines()), "").strip()


def read(file: Path) -> str:
    """A small text file somebody named."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputFault(
            gettext_noop("{file} cannot be read."),
            code="backup.key-file",
            next_step=gettext_noop("Name a file with the key or the passphrase in it."),
            file=str(file),
        ) from error


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / 1_000_000:.1f} MB"
