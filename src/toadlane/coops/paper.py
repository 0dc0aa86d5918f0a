"""On which sheets a co-op prints."""

from __future__ import annotations

from typing import Final

from toadlane.coops.models import Coop

LETTER_ZONES: Final = ("America/", "US/", "Canada/")


def paper_size(coop: Coop) -> str:
    """The sheets that lie in a co-op's printer."""
    return "us-letter" if coop.time_zone.startswith(LETTER_ZONES) else "a4"
