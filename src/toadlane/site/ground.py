"""Whether a folder may become the home of a new installation; asked before anything is made in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bylaws.kernel.faults import InputFault, Refused

CHECKOUT: Final = Path(__file__).resolve().parents[3]
DEMO_FOLDER: Final = CHECKOUT / ".data" / "demo"
DEMO_FILE: Final = "demo.json"
BEGUN: Final = frozenset({"secret_key", "static", "mail", "files"})
"""What a beginning that broke off leaves behind; nothing of it is anybody's yet."""
DATABASE: Final = "toadlane.sqlite3"


def named_in(words: list[str]) -> tuple[list[str], str]:
    """A command line without its `--data FOLDER`, and the folder; "" when it names none."""
    rest, folder = [], ""
    waiting = iter(words)
    for word in waiting:
        if word == "--data":
            folder = next(waiting, "")
            if not folder:
                raise InputFault(
                    "--data names no folder.", code="data.none", next_step="Write: --data FOLDER"
                )
        elif word.startswith("--data="):
            folder = word.removeprefix("--data=")
        else:
            rest.append(word)
    return rest, folder


def folder_of(environ: Mapping[str, str]) -> Path:
    """The folder that settings made of this environment would use."""
    return Path(environ.get("TOADLANE_DATA") or DEMO_FOLDER).expanduser().resolve()


def refuse_taken(folder: Path) -> None:
    """Go on only where a new installation disturbs nothing: not the demo, not a home, not a folder in use."""
    if folder == DEMO_FOLDER or (folder / DEMO_FILE).exists():
        raise Refused(
            "{folder} is the folder of the demo.",
            code="create.demo",
            next_step="Name a folder of its own for your co-op: --data FOLDER",
            folder=str(folder),
        )
    if folder.exists() and not folder.is_dir():
        raise InputFault(
            "{folder} is a file.", code="create.file", next_step="Name a folder.", folder=str(folder)
        )
    others = [one for one in strangers_in(folder) if not one.startswith(DATABASE)]
    if others:
        raise Refused(
            "{folder} is not empty: there is “{first}”.",
            code="create.not-empty",
            next_step="Name a new folder, or an empty one: --data FOLDER",
            folder=str(folder),
            first=others[0],
        )


def strangers_in(folder: Path) -> list[str]:
    """What lies in a folder and is no beginning of ours."""
    return sorted({one.name for one in folder.iterdir()} - BEGUN) if folder.is_dir() else []
