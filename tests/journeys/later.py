"""A house in which weeks pass: as many days later than on this machine as a file in its folder says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

APPLICATION: Final = "tests.journeys.later_house:application"
FILE: Final = "days-later"


def let_days_pass(folder: Path, days: int) -> None:
    """From now on it is so many days later in the house on this folder."""
    (folder / FILE).write_text(str(days))


def days_later(folder: Path) -> int:
    """How many days later it is there."""
    said = folder / FILE
    return int(said.read_text()) if said.exists() else 0
