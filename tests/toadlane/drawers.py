"""Where files are kept in one test alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def drawers_in(folder: Path, settings: Any) -> Path:
    """Files go into this folder from now on."""
    kept_there = {**settings.STORAGES["default"], "OPTIONS": {"location": folder / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept_there}
    return folder / "files"
