"""Writing values for people: money, shares, spans and days, exact, in the manner of a language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from bylaws.charter.wording import CATALOGUES
from bylaws.kernel.faults import InputFault, fill
from bylaws.kernel.money import Money
from bylaws.kernel.periods import MONTHS_IN_A_YEAR, Span, fiscal_year_start
from bylaws.kernel.shares import write_share

Value = str | int | Money | Fraction | Span | dt.date

SYMBOLS = {"USD": "$", "CAD": "CA$", "MXN": "MX$", "EUR": "€", "GBP": "£", "JPY": "¥"}
SECONDS_IN_A_MINUTE, SECONDS_IN_AN_HOUR = 60, 3600


class Phrases:
    """The words of one language; fault `words.language` for one without a catalogue."""

    def __init__(self, language: str) -> None:
        if language not in CATALOGUES:
            raise InputFault(
                "There are no words in “{language}”.",
                code="words.language",
                next_step="The languages are {known}.",
                language=language[:20],
                known=", ".join(CATALOGUES),
            )
        self.sentences = CATALOGUES[language]

    def say(self, key: str, **values: Value) -> str:
        """A whole sentence, with a capital letter where a language has them."""
        said = self.part(key, **values)
        return said[:1].upper() + said[1:]

    def part(self, key: str, **values: Value) -> str:
        """A piece of a sentence."""
        said = fill(self.sentences[key], {name: self.write(value) for name, value in values.items()})
        return re.sub(self.sentences["style.contract"], self.sentences["style.contracted"], said)

    def write(self, value: Value) -> str:
        """A value as people write it."""
        match value:
            case Money():
                return self.money(value)
            case Fraction():
                return self.share(value)
            case Span():
                return self.span(value)
            case dt.date():
                return self.day(value)
            case int():
                return self.number(value)
            case str():
                return value
            case _:
                assert_never(value)

    def money(self, amount: Money) -> str:
        """An amount with its currency, all its decimals and separators, as in "$3,000.00"."""
        whole, _, part = abs(amount).decimal().partition(".")
        written = self.grouped(whole) + (self.sentences["style.decimal"] + part if part else "")
        symbol = SYMBOLS.get(amount.currency)
        if symbol:
            written = self.part("style.money", symbol=symbol, amount=written)
        else:
            written = self.part("style.money.code", code=amount.currency, amount=written)
        return f"-{written}" if amount.minor < 0 else written

    def grouped(self, digits: str) -> str:
        """Whole digits in groups of three."""
        return f"{int(digits):,}".replace(",", self.sentences["style.thousands"])

    def number(self, number: int) -> str:
        """A number up to twelve in words, a larger one in digits."""
        return self.sentences.get(f"number.{number}") or self.grouped(str(number))

    def share(self, share: Fraction) -> str:
        """A share as a percentage where that is exact, else as a fraction, the thirds in words."""
        written = write_share(share)
        if not written.endswith("%"):
            return self.sentences.get(f"share.{written}", written)
        return self.part("style.percent", number=written[:-1].replace(".", self.sentences["style.decimal"]))

    def span(self, span: Span) -> str:
        """A length of time in years, months and days: "nine months", "one year and six months"."""
        years, months = divmod(span.months, MONTHS_IN_A_YEAR)
        return self._together([("year", years), ("month", months), ("day", span.days)])

    def hours(self, seconds: int) -> str:
        """A length of working time in hours and minutes."""
        hours, rest = divmod(seconds, SECONDS_IN_AN_HOUR)
        return self._together([("hour", hours), ("minute", rest // SECONDS_IN_A_MINUTE)])

    def _together(self, units: list[tuple[str, int]]) -> str:
        told = [
            self.part(f"span.{unit}.one") if n == 1 else self.part(f"span.{unit}.many", n=n)
            for unit, n in units
            if n
        ]
        return self.listed(told) or self.part("span.none")

    def day(self, day: dt.date) -> str:
        """A day of the calendar, as in "1 January 2025"."""
        form = "style.day.first" if day.day == 1 else "style.day"
        return self.part(form, day=str(day.day), month=self.part(f"month.{day.month}"), year=str(day.year))

    def month_day(self, starts: str) -> str:
        """A day of every year, from "MM-DD"."""
        month, day = fiscal_year_start(starts)
        form = "style.month-day.first" if day == 1 else "style.month-day"
        return self.part(form, day=str(day), month=self.part(f"month.{month}"))

    def name(self, vocabulary: str, word: str) -> str:
        """A word of a published vocabulary; a co-op's own word stands in quotes."""
        return self.sentences.get(f"{vocabulary}.{word}") or self.own(word.replace("-", " "))

    def own(self, word: str) -> str:
        """A word or name of the co-op's own."""
        return self.part("style.own", word=word)

    def listed(self, words: Iterable[str]) -> str:
        """Words one after the other, as in "a, b and c"."""
        *before, last = [*words] or [""]
        if not before:
            return last
        start = before[0]
        for word in before[1:]:
            start = self.part("style.comma", start=start, last=word)
        return self.part("style.and", start=start, last=last)
