"""The words of charters in plain language, one catalogue for each language."""

from __future__ import annotations

from collections.abc import Mapping

from bylaws.charter.wording import en, es, fr

CATALOGUES: Mapping[str, Mapping[str, str]] = {"en": en.SENTENCES, "es": es.SENTENCES, "fr": fr.SENTENCES}
LANGUAGES = tuple(CATALOGUES)
