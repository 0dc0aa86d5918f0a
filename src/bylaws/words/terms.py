"""Single words and headings in each language: where money goes, what a column holds."""

from __future__ import annotations

from collections.abc import Mapping

from bylaws.charter.wording.phrases import Phrases
from bylaws.words import en, es, fr

TERMS: Mapping[str, Mapping[str, str]] = {"en": en.TERMS, "es": es.TERMS, "fr": fr.TERMS}


class Terms:
    """The terms of one language; fault `words.language` for one without a catalogue."""

    def __init__(self, language: str) -> None:
        self.phrases, self.terms = Phrases(language), TERMS[language]

    def say(self, term: str, **values: str) -> str:
        """A term with its values filled in."""
        return self.terms[term].format(**values)

    def heading(self, column: str) -> str:
        """The heading of a column of a table."""
        return self.terms[f"table.{column}"]

    def headings(self, *columns: str) -> tuple[str, ...]:
        """The headings of a table; an empty one for a column that needs none."""
        return tuple(self.heading(column) if column else "" for column in columns)

    def place(self, account: str) -> str:
        """Where money goes, from the name of an account such as "collective" or "fund/care"."""
        kind, _, name = account.partition("/")
        return self.say(f"place.{kind}", name=self.phrases.own(name.replace("-", " ")))
