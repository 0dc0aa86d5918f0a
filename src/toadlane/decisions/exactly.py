"""What exactly is decided on, so that a decision serves for that and for nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from bylaws.record.canonical import Json, canonical


def fingerprint_of(told: Mapping[str, Json]) -> str:
    """64 letters of what is decided on; the same for the same content in any order of its names."""
    return hashlib.sha256(canonical(dict(told))).hexdigest()
