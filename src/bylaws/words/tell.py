"""Turning a tree of reasons into sentences."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money, decimals
from bylaws.kernel.reasons import Reason, Value
from bylaws.kernel.shares import write_share
from bylaws.words import en, es, fr

CATALOGUES: Mapping[str, Mapping[str, str]] = {"en": en.REASONS, "es": es.REASONS, "fr": fr.REASONS}
SECONDS_IN_AN_HOUR = 3600


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
    """Fills a sentence: {own:hours} writes seconds as hours, {exact:units} minor units as money."""

    def __init__(self, writing: Writing, currency: str) -> None:
        self.writing, self.currency = writing, currency

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        write = self.writing
        match format_spec, value:
            case "hours", int() | Fraction():
                written = write.number(Fraction(value) / SECONDS_IN_AN_HOUR)
            case "units", int() | Fraction():
                written = write.number(Fraction(value) / 10 ** decimals(self.currency))
            case "share", Fraction():
                written = write_share(value)
            case _, Money():
                written = write.money(value)
            case _, dt.date():
                written = write.day(value)
            case _, Fraction():
                written = write.number(value)
            case _:
                written = "…" if value is None else str(value)
        return written


def tell(
    reason: Reason, *, language: str = "en", writing: Writing | None = None, currency: str = "USD"
) -> Told:
    """A reason and all below it in a language; fault `words.language` for one without a catalogue."""
    if language not in CATALOGUES:
        raise InputFault(
            "There are no words in “{language}”.",
            code="words.language",
            next_step="The languages are {known}.",
            language=language[:20],
            known=", ".join(CATALOGUES),
        )
    filling = _Filling(writing or Plain(), currency)
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
