"""Amounts as people type them; the room of tables reads them too."""

from __future__ import annotations

from toadlane.sheets.amounts import MOST, exact, typed, within

__all__ = ["MOST", "exact", "typed", "within"]
