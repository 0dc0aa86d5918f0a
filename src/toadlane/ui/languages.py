"""The reader's language, as far as rules and reasons are told in it."""

from __future__ import annotations

from django.utils.translation import get_language

from bylaws.charter.wording import LANGUAGES


def rules_language(asked: str | None = None) -> str:
    """The language of that tag, or the reader's without one; English where the rules have no words in it."""
    language = (asked or get_language() or "").partition("-")[0]
    return language if language in LANGUAGES else LANGUAGES[0]
