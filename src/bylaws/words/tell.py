"""Turning a tree of reasons into sentences."""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from bylaws.charter.wording.phrases import Phrases
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Reason, Value
from bylaws.kernel.shares import write_share
from bylaws.words import (
    deciding_en,
    deciding_es,
    deciding_fr,
    electing_en,
    electing_es,
    electing_fr,
    en,
    es,
    fr,
    funding_en,
    funding_es,
    funding_fr,
    joining_en,
    joining_es,
    joining_fr,
    minutes_en,
    minutes_es,
    minutes_fr,
)
from bylaws.words.terms import Terms

CATALOGUES: Mapping[str, Mapping[str, str]] = {
    "en": en.REASONS
    | joining_en.REASONS
    | deciding_en.REASONS
    | electing_en.REASONS
    | funding_en.REASONS
    | minutes_en.REASONS,
    "es": es.REASONS
    | joining_es.REASONS
    | deciding_es.REASONS
    | electing_es.REASONS
    | funding_es.REASONS
    | minutes_es.REASONS,
    "fr": fr.REASONS
    | joining_fr.REASONS
    | deciding_fr.REASONS
    | electing_fr.REASONS
    | funding_fr.REASONS
    | minutes_fr.REASONS,
}
SECONDS_IN_AN_HOUR, SECONDS_IN_A_MINUTE = 3600, 60
_LAST_DIGIT = re.compile(r"(\d)(?=\D*$)")


@dataclass(frozen=True, slots=True)
class Told:
    """A reason in words: its sentence, the article it stands on, the reasons below it."""

    sentence: str
    article: str | None
    parts: tuple[Told, ...]


class Writing(Protocol):
    """How values are written for a reader; an edge with locales brings its own."""

    def money(self, amount: Money) -> str:
        """An amount with its currency."""

    def day(self, day: dt.date) -> str:
        """A calendar day."""

    def number(self, number: Fraction) -> str:
        """An exact number, to two places where it does not end."""


class Plain:
    """Values as the command line writes them: exact, and the same everywhere."""

    def money(self, amount: Money) -> str:
        """An amount with its currency, as in "4,500.00 USD"."""
        whole, dot, part = amount.decimal().partition(".")
        sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        return f"{sign}{int(digits):,}{dot}{part} {amount.currency}"

    def day(self, day: dt.date) -> str:
        """A day as ISO 8601 writes it."""
        return day.isoformat()

    def number(self, number: Fraction) -> str:
        """A number to two places, with a sign that it goes on where it does."""
        hundredths, rest = divmod(abs(number) * 100, 1)
        whole, part = divmod(hundredths, 100)
        digits = f"{'-' if number < 0 else ''}{whole:,}" + (f".{part:02d}".rstrip("0") if part else "")
        return f"{digits}…" if rest else digits


class _Filling(string.Formatter):
    """Fills a sentence with values as its language and its reader write them.

    What stands behind a colon says what a value means: {own:hours} are seconds, {exact:units} minor
    units of money, {account:place} an account, {what:column} a column of figures, {stage:stage} a stage,
    {notice:span} a length of time.
    """

    def __init__(self, writing: Writing, currency: str, language: str) -> None:
        self.writing, self.currency = writing, currency
        self.phrases, self.terms = Phrases(language), Terms(language)
        self.ways: dict[str, Callable[[Any], str]] = {
            "": self._plain,
            "hours": self._hours,
            "units": self._units,
            "share": self._share,
            "last": self._last,
            "place": self.terms.place,
            "column": self.terms.heading,
            "own": lambda word: self.phrases.own(word.replace("-", " ")),
            "stage": lambda word: self.phrases.name("stage", word) if word else self.terms.say("no-stage"),
            "stages": lambda words: self._names("stages", words),
            "purposes": lambda words: self._names("purpose", words) or self.terms.say("nothing"),
            "span": lambda text: self.phrases.span(Span.parse(text)),
            "right": lambda word: self.phrases.name("right", word),
            "rights": lambda words: self._names("right", words),
            "views": lambda words: self._names("evaluation.by", words),
            "matter": lambda word: self.phrases.name("matter", word),
            "class": lambda word: self.phrases.name("class", word),
            "audience": lambda words: self._names("audience", words),
        }

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        return self.ways[format_spec](value)

    def _plain(self, value: Value) -> str:
        match value:
            case Money():
                return self.writing.money(value)
            case dt.date():
                return self.writing.day(value)
            case Fraction():
                return self.writing.number(value)
        return str(value)

    def _hours(self, seconds: int | Fraction) -> str:
        """Whole hours as a number, others with minutes and seconds, as in "1,487:30"."""
        hours, rest = divmod(Fraction(seconds), SECONDS_IN_AN_HOUR)
        if not rest:
            return self.writing.number(Fraction(hours))
        if rest.denominator != 1:
            return self.writing.number(Fraction(seconds) / SECONDS_IN_AN_HOUR)
        minutes, left = divmod(int(rest), SECONDS_IN_A_MINUTE)
        return f"{self.writing.number(Fraction(hours))}:{minutes:02d}" + (f":{left:02d}" if left else "")

    def _units(self, minor: int | Fraction) -> str:
        """Minor units as money; a part of a unit shows that it goes on."""
        written = self.writing.money(Money(int(minor), self.currency))
        return written if minor == int(minor) else _LAST_DIGIT.sub(r"\1…", written)

    def _share(self, share: Fraction) -> str:
        """A percentage in the manner of the language; a fraction in digits, for it may begin a sentence."""
        written = write_share(share)
        return self.phrases.share(share) if written.endswith("%") else written

    def _last(self, until: dt.date) -> str:
        """The last day of a period that ends before a day."""
        return self.writing.day(until - dt.timedelta(days=1))

    def _names(self, vocabulary: str, words: str) -> str:
        return self.phrases.listed(self.phrases.name(vocabulary, word) for word in words.split(", ") if word)


def tell(
    reason: Reason, *, language: str = "en", writing: Writing | None = None, currency: str = "USD"
) -> Told:
    """A reason and all below it in a language; fault `words.language` for one without a catalogue."""
    filling = _Filling(writing or Plain(), currency, language)
    return _told(reason, CATALOGUES[language], filling)


def _told(reason: Reason, words: Mapping[str, str], filling: _Filling) -> Told:
    values: dict[str, Value] = dict(reason.values)
    return Told(
        filling.vformat(words[reason.code], (), values),
        reason.article,
        tuple(_told(part, words, filling) for part in reason.parts),
    )


def lines(told: Told, depth: int = 0) -> list[str]:
    """The sentences as an indented list, each with its article."""
    cited = f" [{told.article}]" if told.article else ""
    own = f"{'  ' * depth}- {told.sentence}{cited}"
    return [own, *(line for part in told.parts for line in lines(part, depth + 1))]
