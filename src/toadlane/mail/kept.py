"""The mail server of this installation: as the environment says, or as an operator set it up on the page.

What was set up lies in the data folder as `mail.json`, and its password alone as `mail_password`, which
nobody but this program may read and which no backup holds: a copy of the house that is tried out somewhere
else must not begin to write letters.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from django.conf import settings

from toadlane.mail.server import MailServer, Security, Unfit, refuse_unfit

SETTINGS: Final = "mail.json"
PASSWORD: Final = "mail_password"  # noqa: S105 — the name of a file


class Lack(StrEnum):
    """Why no letter can leave."""

    NOTHING = ""
    NOT_SET_UP = "not-set-up"
    NO_PASSWORD = "no-password"  # noqa: S105 — a word for what is missing
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Standing:
    """The server letters go to, and what is missing before they can."""

    server: MailServer | None
    lack: Lack
    by_environment: bool = False

    @property
    def ready(self) -> bool:
        """Whether letters can be handed over."""
        return self.lack == Lack.NOTHING


def standing() -> Standing:
    """How it stands now; read anew each time, so that every process sees what was set up in one."""
    told: MailServer | None = settings.MAIL_BY_ENVIRONMENT
    if told is not None:
        return Standing(told, Lack.NOTHING, by_environment=True)
    try:
        said = (folder() / SETTINGS).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Standing(None, Lack.NOT_SET_UP)
    except (OSError, UnicodeDecodeError):
        return Standing(None, Lack.UNREADABLE)
    return understood(said)


def understood(said: str) -> Standing:
    """The settings in a file, with the password if the one that is kept was given for them."""
    try:
        found = json.loads(said)
        server = MailServer(**{**found, "security": Security(found["security"]), "password": ""})
        refuse_unfit(server)
    except (ValueError, TypeError, KeyError, AttributeError, Unfit):
        return Standing(None, Lack.UNREADABLE)
    if not server.user:
        return Standing(server, Lack.NOTHING)
    password = password_of(server)
    return Standing(replace(server, password=password), Lack.NOTHING if password else Lack.NO_PASSWORD)


def password_of(server: MailServer) -> str:
    """The password that was given for this very account; "" when there is none."""
    try:
        found = json.loads((folder() / PASSWORD).read_text(encoding="utf-8"))
        return str(found["password"]) if found["account"] == server.account else ""
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def keep(server: MailServer) -> None:
    """Write it down: the password first, so that the settings never stand with another's."""
    if server.password:
        write(PASSWORD, {"account": server.account, "password": server.password})
    else:
        (folder() / PASSWORD).unlink(missing_ok=True)
    said = {name: value for name, value in asdict(server).items() if name != "password"}
    write(SETTINGS, said)


def forget() -> None:
    """As if no server had ever been set up."""
    for name in (SETTINGS, PASSWORD):
        (folder() / name).unlink(missing_ok=True)


def write(name: str, said: dict[str, object]) -> None:
    """The whole file or the old one; read by its owner alone (a temporary file is made so)."""
    handle, made = tempfile.mkstemp(prefix=f".{name}-", dir=folder())
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(said, file)
        file.flush()
        os.fsync(file.fileno())
    Path(made).replace(folder() / name)


def folder() -> Path:
    """The data folder."""
    return Path(settings.DATA)
