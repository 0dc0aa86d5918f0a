"""Money, shares, hours and days in the reader's own language.

Babel knows each language's signs; it is asked once per language and currency, because a page may
show a thousand amounts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from babel.numbers import (
    format_decimal,
    format_percent,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
)
from django.utils import timezone
from django.utils.translation import get_language

from bylaws.kernel.currencies import DECIMALS
from bylaws.kernel.money import Money

MINUS = "\N{MINUS SIGN}"
Length = Literal["short", "medium", "long", "full"]
SECONDS_A_MINUTE = 60


@lru_cache(maxsize=64)
def _parsed(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def locale() -> Locale:
    """The locale of the reader's language, English where none is known."""
    return _parsed(get_language() or "en")


@dataclass(frozen=True)
class _Form:
    """How one language writes one currency: what stands before and after, and the separators."""

    before: tuple[str, str]
    after: tuple[str, str]
    group: str
    point: str
    grouping: tuple[int, int]
    places: int

    def write(self, minor: int) -> str:
        sign = 1 if minor < 0 else 0
        whole, part = divmod(abs(minor), 10**self.places)
        digits = self._grouped(whole)
        if self.places:
            digits = f"{digits}{self.point}{part:0{self.places}d}"
        return f"{self.before[sign]}{digits}{self.after[sign]}"

    def _grouped(self, whole: int) -> str:
        first, rest = self.grouping
        if first == rest == 3:  # noqa: PLR2004 - thousands, which Python groups by itself
            return f"{whole:,}".replace(",", self.group)
        digits, size = str(whole), first
        groups: list[str] = []
        while len(digits) > size:
            digits, tail = digits[:-size], digits[-size:]
            groups.insert(0, tail)
            size = rest
        return self.group.join([digits, *groups])


@lru_cache(maxsize=256)
def _form(tag: str, currency: str) -> _Form:
    tongue = _parsed(tag)
    pattern = tongue.currency_formats["standard"]
    symbol = get_currency_symbol(currency, locale=tongue)

    def affixes(pair: tuple[str, str], sign: str) -> tuple[str, str]:
        plain, negative = (side.replace("¤", sign) for side in pair)
        return plain, negative.replace("-", MINUS)

    # A currency without a sign of its own is written in letters, which must not touch the digits.
    before = f"{symbol}\N{NO-BREAK SPACE}" if symbol[-1].isalpha() else symbol
    return _Form(
        before=affixes(pattern.prefix, before),
        after=affixes(pattern.suffix, symbol),
        group=get_group_symbol(tongue),
        point=get_decimal_symbol(tongue),
        grouping=pattern.grouping,
        places=DECIMALS[currency],
    )


def money_about(amount: Money) -> str:
    """An amount without its decimals, for the marks of an axis; only whole units are written so."""
    form = _form(get_language() or "en", amount.currency)
    units, rest = divmod(amount.minor, 10**form.places)
    return money(amount) if rest else replace(form, places=0).write(units)


def writer(currency: str) -> Callable[[int], str]:
    """What writes minor units of a currency as `money` does, for tables of thousands of amounts."""
    return _form(get_language() or "en", currency).write


def money(amount: Money, *, signed: bool = False) -> str:
    """An amount with its currency's sign and all its decimals: "$1,234.50", "−$20.00"."""
    written = _form(get_language() or "en", amount.currency).write(amount.minor)
    return f"+{written}" if signed and amount.minor > 0 else written


def hours(seconds: int) -> str:
    """Whole seconds as hours and minutes, "1,204:30"; seconds only where they are not zero."""
    minutes, left = divmod(abs(seconds), SECONDS_A_MINUTE)
    whole, part = divmod(minutes, SECONDS_A_MINUTE)
    text = f"{format_decimal(whole, locale=locale())}:{part:02d}" + (f":{left:02d}" if left else "")
    return f"{MINUS}{text}" if seconds < 0 else text


def share(of_whole: Fraction | Decimal, *, places: int = 1) -> str:
    """A proportion as a per cent with at most `places` decimals: "37.5%"."""
    exact = Fraction(of_whole) * 100 * 10**places
    rounded = Decimal(round(exact)).scaleb(-places - 2)
    pattern = "#,##0." + "#" * places + "%" if places else "#,##0%"
    form = locale().percent_formats[None].pattern
    space = "\N{NO-BREAK SPACE}" if "\N{NO-BREAK SPACE}" in form else ""
    written = format_percent(rounded, format=pattern.replace("%", f"{space}%"), locale=locale())
    return written.replace("-", MINUS)


def number(value: int | Decimal) -> str:
    """A plain number with the language's separators and a true minus."""
    return format_decimal(value, locale=locale()).replace("-", MINUS)


def day(value: dt.date, form: str = "long") -> str:
    """A calendar day: "3 May 2025"; `form` is short, medium, long or full.

    Or a CLDR skeleton such as "yMMMM" or "MMMEd": what of the day is told, in the order of the language.
    """
    if form in WHOLE_DAYS:
        return format_date(value, format=form, locale=locale())
    return str(format_skeleton(form, value, locale=locale()))


WHOLE_DAYS = ("short", "medium", "long", "full")


def instant(value: dt.datetime, form: Length = "medium") -> str:
    """An instant, to the minute, on the wall clock of the page's time zone."""
    if timezone.is_aware(value):
        value = timezone.localtime(value)
    tongue = locale()
    order = str(get_datetime_format(form, locale=tongue))
    clock = format_time(value, format="short", locale=tongue)
    return order.format(clock, format_date(value, format=form, locale=tongue))


class Local:
    """How a page writes the values in a reason: money, days and numbers in the reader's language."""

    def money(self, amount: Money) -> str:
        """An amount with its currency."""
        return money(amount)

    def day(self, day: dt.date) -> str:
        """A calendar day."""
        return format_date(day, format="long", locale=locale())

    def number(self, number: Fraction) -> str:
        """A number to two places, with a sign that it goes on where it does."""
        hundredths, rest = divmod(abs(number) * 100, 1)
        written = format_decimal(Decimal(hundredths).scaleb(-2).normalize(), locale=locale())
        sign = MINUS if number < 0 else ""
        return f"{sign}{written}…" if rest else f"{sign}{written}"
