"""The words of charters in plain language, one catalogue for each language."""

from __future__ import annotations

LANGUAGES = ("en", "es", "fr")
