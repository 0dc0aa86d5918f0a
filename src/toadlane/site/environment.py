"""What an operator may say from outside, read once and refused loudly when it makes no sense."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_LENGTH_MIN = 32
KNOWN = (
    "TOADLANE_ADDRESS",
    "TOADLANE_BACKUPS",
    "TOADLANE_BACKUPS_FOR",
    "TOADLANE_BACKUPS_KEPT",
    "TOADLANE_DATA",
    "TOADLANE_DATABASE_URL",
    "TOADLANE_DEBUG",
    "TOADLANE_DETAILS_KEY",
    "TOADLANE_MAIL_FROM",
    "TOADLANE_MAIL_REPLY_TO",
    "TOADLANE_MAIL_URL",
    "TOADLANE_PROXIES",
    "TOADLANE_REPLIES_ADDRESS",
    "TOADLANE_REPLIES_URL",
    "TOADLANE_SECRET_KEY",
    "TOADLANE_WITNESSES_NEARBY",
)
"""Every setting there is; docs/guide/installing.md explains each."""
AGE_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")
CHECKOUT = Path(__file__).resolve().parents[3]
SQLITE_OPTIONS: dict[str, Any] = {
    # IMMEDIATE: a transaction that reads before it writes would otherwise fail at once when another writes.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # wal_autocheckpoint: what was written is carried over into the file 16 MB at a time, not 4: who commits
    # then waits for the disk with everybody behind. With the record each verb writes 19 pages instead of 10.
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;"
        "PRAGMA wal_autocheckpoint=4000;"
    ),
}


def wrong(name: str, why: str, cure: str) -> ImproperlyConfigured:
    """The one form in which a setting is refused: its name, why, and what to write instead."""
    return ImproperlyConfigured(f"{name}: {why} {cure}")


def data_folder(environ: Mapping[str, str]) -> Path:
    """The folder everything of this installation lives in; made when it is not there."""
    folder = Path(environ.get("TOADLANE_DATA") or CHECKOUT / ".data" / "demo").expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise wrong(
            "TOADLANE_DATA", f"the folder {folder} cannot be made ({error.strerror}).", "Name another."
        ) from error
    if not os.access(folder, os.W_OK):
        raise wrong("TOADLANE_DATA", f"the folder {folder} cannot be written to.", "Name another.")
    return folder


def secret_key(environ: Mapping[str, str], folder: Path) -> str:
    """The key that signs sessions: as given, or the one kept in the data folder, made at first use."""
    given = environ.get("TOADLANE_SECRET_KEY")
    if given is not None:
        if len(given) < KEY_LENGTH_MIN:
            raise wrong(
                "TOADLANE_SECRET_KEY", f"it is shorter than {KEY_LENGTH_MIN} characters.", "Use a longer one."
            )
        return given
    place = folder / "secret_key"
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept_key(place)
    with os.fdopen(handle, "w") as file:
        made = secrets.token_urlsafe(48)
        file.write(made)
    return made


def kept_key(place: Path) -> str:
    """The key in the data folder; an empty file is a crash or a mistake, never a key."""
    try:
        kept = place.read_text().strip()
    except OSError as error:
        raise wrong(
            "TOADLANE_DATA",
            f"{place} cannot be read ({error.strerror}).",
            "Run this as the user whose folder it is.",
        ) from error
    if len(kept) < KEY_LENGTH_MIN:
        raise wrong(
            "TOADLANE_SECRET_KEY",
            f"the one kept in {place} is too short.",
            "Remove the file; a new one is made.",
        )
    return kept


def address(environ: Mapping[str, str]) -> tuple[str, str, bool]:
    """Where people find this installation: its origin, its host name, and whether TLS guards it."""
    given = environ.get("TOADLANE_ADDRESS") or "http://127.0.0.1:8000"
    parts = urlsplit(given)
    bare = parts.path in {"", "/"} and not (parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not bare or port_of(parts) < 0:
        raise wrong("TOADLANE_ADDRESS", f"“{given}” is not an address.", "Write “https://coop.example”.")
    return f"{parts.scheme}://{parts.netloc}", parts.hostname, parts.scheme == "https"


def port_of(parts: SplitResult) -> int:
    """The port in an address: 0 when it names none, -1 when what stands there is no port."""
    try:
        return parts.port or 0
    except ValueError:
        return -1


def proxies(environ: Mapping[str, str]) -> int:
    """How many proxies of our own stand before this program; only they are believed about TLS and callers."""
    given = environ.get("TOADLANE_PROXIES") or "0"
    if given not in {"0", "1", "2", "3"}:
        raise wrong(
            "TOADLANE_PROXIES",
            f"“{given}” is no number of proxies.",
            "Write “1” when Caddy or nginx stands before Toad Lane, “0” when nothing does.",
        )
    return int(given)


def debugging(environ: Mapping[str, str], *, tls: bool) -> bool:
    """Whether a page that breaks shows the code; never where strangers come."""
    asked = yes_or_no(environ, "TOADLANE_DEBUG")
    if asked and tls:
        raise wrong(
            "TOADLANE_DEBUG",
            "on a public address, pages that break would show people's data to strangers.",
            "Take it away; it is for work on the code.",
        )
    return asked


def nearby(environ: Mapping[str, str], *, tls: bool) -> bool:
    """Whether witnesses of records may be on this very machine, without TLS; never where strangers come."""
    asked = yes_or_no(environ, "TOADLANE_WITNESSES_NEARBY")
    if asked and tls:
        raise wrong(
            "TOADLANE_WITNESSES_NEARBY",
            "on a public address, whoever names a witness could have programs of this machine called.",
            "Take it away; it is for trying witnesses out on one machine.",
        )
    return asked


def refuse_misspelt(environ: Mapping[str, str]) -> None:
    """A setting that is written wrong would be silently without effect."""
    for name in environ:
        near = get_close_matches(name, KNOWN, n=1, cutoff=0.85) if name.startswith("TOADLANE_") else []
        if near and name not in KNOWN:
            raise wrong(name, "there is no such setting.", f"Did you mean {near[0]}?")


def database(environ: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """Django's description of the database: SQLite in the data folder, or what the URL names."""
    given = environ.get("TOADLANE_DATABASE_URL")
    if not given:
        return sqlite(folder / "toadlane.sqlite3")
    parts = urlsplit(given)
    if parts.scheme == "sqlite" and parts.path.startswith("//"):
        return sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1:
        return postgresql(given)
    raise wrong(
        "TOADLANE_DATABASE_URL",
        "it names no database this installation can use.",
        "Write “postgresql://user:password@host:5432/name” or “sqlite:////folder/file.sqlite3”.",
    )


def sqlite(file: Path) -> dict[str, Any]:
    """One file, tuned as the measurements in the design ask."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": dict(SQLITE_OPTIONS),
        "CONN_MAX_AGE": None,
        # A file also in tests: threads of one process share no memory database without false lock errors.
        "TEST": {"NAME": str(file.with_suffix(".test.sqlite3"))},
    }


def postgresql(url: str) -> dict[str, Any]:
    """A server; what follows the question mark goes to the driver as it stands."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    try:
        port = parts.port
    except ValueError as error:
        raise wrong("TOADLANE_DATABASE_URL", "its port is not a number.", "Write “:5432”.") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def backups(environ: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """Where backups go, for whom they are closed, and how many stay.

    A folder that is named is not made here: a disk that is not mounted must be noticed, each night,
    without closing the house for it.
    """
    named = environ.get("TOADLANE_BACKUPS", "")
    place = Path(named).expanduser()
    if named and not place.is_absolute():
        raise wrong("TOADLANE_BACKUPS", f"“{named}” is no whole path.", "Write it from the root on.")
    key = environ.get("TOADLANE_BACKUPS_FOR", "").strip()
    if key and not AGE_KEY.fullmatch(key):
        raise wrong(
            "TOADLANE_BACKUPS_FOR",
            "it is no public key of age.",
            "`age-keygen` makes a pair; write the one that begins with “age1”.",
        )
    days, _, weeks = environ.get("TOADLANE_BACKUPS_KEPT", "14,8").partition(",")
    if not (days.strip().isdecimal() and weeks.strip().isdecimal() and int(days) >= 1):
        raise wrong(
            "TOADLANE_BACKUPS_KEPT", "it is no number of days and of weeks.", "Write “14,8”, at least “1,0”."
        )
    return {
        "FOLDER": place if named else folder / "backups",
        "NAMED": bool(named),
        "FOR": key,
        "DAYS": int(days),
        "WEEKS": int(weeks),
    }


def yes_or_no(environ: Mapping[str, str], name: str) -> bool:
    """A switch: “1” or “0”, off when absent; anything else is a mistake worth hearing about."""
    match environ.get(name, "0"):
        case "0" | "":
            return False
        case "1":
            return True
        case other:
            raise wrong(name, f"“{other}” is neither yes nor no.", "Write “1” or “0”.")
