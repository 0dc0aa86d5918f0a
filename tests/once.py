"""What is made once for a whole run, by whichever worker comes first, and then used by all of them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path


def once(name: str, make: Callable[[Path], object]) -> Path:
    """The place of that name, which `make` fills; whoever comes meanwhile waits."""
    place = Path(os.environ["TOADLANE_DATA"]) / name
    ready = place.with_suffix(".ready")
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            place.mkdir(mode=0o700)
            make(place)
            ready.touch()
    return place
