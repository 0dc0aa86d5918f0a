"""Amounts as people type them: read when they can mean one thing, refused when they can mean two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from babel.numbers import get_currency_symbol
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money, decimals

MOST = 10**15 - 1
"""Minor units: far above any co-op, far below what a database or a spreadsheet would cut off."""
MINUSES = dict.fromkeys("\u2212\u2013\ufe63\uff0d", "-")
SPACES = dict.fromkeys(" \t\u00a0\u2009\u202f'\u2019", "")
TYPED = str.maketrans({**MINUSES, **SPACES})
LONG = re.compile(r"-?[0-9]{16,}(\.[0-9]*)?")
GROUPS = re.compile(r"-?[1-9][0-9]{0,2}([.,][0-9]{3})+")
Numbers = Literal["point", "comma"]
"""Which mark stands before the decimals; the other then stands between thousands."""
LANGUAGES = ("en", "es", "fr", "de", "pl", "pt_BR", "sv", "cs", "hu")


def typed(text: str, currency: str) -> Money:
    """An amount as somebody typed it: “1200”, “1,234.56”, “1.234,56”, “1 234,56”, “−20”.

    With both marks the last is the decimal one; a mark that comes twice separates thousands. One mark
    before three last digits could be either and is refused, unless the currency has no decimals.
    Faults: `amount.ambiguous`, `amount.too-large`, and those of `Money.parse`.
    """
    try:
        return exact(_plain(text, currency), currency)
    except InputFault as fault:
        if "given" in fault.values:
            fault.values["given"] = text[:60]  # as it was typed, not as it was read
        raise


def _plain(text: str, currency: str) -> str:
    """The same amount with at most one mark, a point before the decimals."""
    plain = text.translate(TYPED)
    marks = [sign for sign in plain if sign in ",."]
    if len(set(marks)) > 1:
        plain = _two_marks(plain, marks)
    elif len(marks) > 1 or (marks and not decimals(currency)):
        plain = _thousands(plain)
    elif marks and GROUPS.fullmatch(plain):
        raise _ambiguous(plain, currency)
    return plain.replace(",", ".")


def written(text: str, currency: str, *, numbers: Numbers | None = None) -> Money:
    """An amount as a table has it: as `typed`, and with a currency's sign, and “(12.00)” or “12.00-” for −12.

    `numbers` is which mark stands before decimals where somebody has said so, or the table has proved it.
    Faults: those of `typed`, and `amount.other-currency`.
    """
    plain = text.translate(TYPED)
    below = plain.startswith("(") and plain.endswith(")") and len(plain) > 1
    plain = _without_sign(plain[1:-1] if below else plain, currency)
    if plain.endswith("-"):
        below, plain = not below, plain[:-1]
    try:
        amount = exact(_as_told(plain, numbers), currency) if numbers else typed(plain, currency)
    except InputFault as fault:
        if "given" in fault.values:
            fault.values["given"] = text[:60]
        raise
    return -amount if below else amount


def proven(texts: Iterable[str], currency: str) -> Numbers | None:
    """Which mark stands before decimals, when some of a table's amounts can mean one thing only.

    None when nothing proves it, or some prove one and some the other.
    """
    found: set[Numbers] = set()
    for text in texts:
        marks = [sign for sign in text if sign in ",."]
        try:
            written(text, currency)
        except InputFault:
            continue
        if not marks or not decimals(currency):
            continue
        point_last = marks[-1] == "."
        if marks.count(marks[-1]) > 1:
            point_last = not point_last  # a mark that comes twice stands between thousands
        found.add("point" if point_last else "comma")
    return found.pop() if len(found) == 1 else None


def _without_sign(plain: str, currency: str) -> str:
    """Without the currency's own sign or code before or after it; fault `amount.other-currency`."""
    minus = "-" if plain.startswith("-") else ""
    bare = plain.removeprefix("-")
    sign = SIGNED.fullmatch(bare)
    if sign is None:
        return plain
    named = sign["before"] or sign["after"]
    if named and named.casefold() not in signs(currency):
        raise InputFault(
            gettext_noop("“{given}” is not in {currency}."),
            code="amount.other-currency",
            next_step=gettext_noop("State every amount in {currency}."),
            given=plain,
            currency=currency,
        )
    return minus + sign["digits"]


SIGNED = re.compile(r"(?P<before>[^\d.,+-]{0,6}?)(?P<digits>-?[\d.,]*\d[\d.,]*-?)(?P<after>[^\d.,+-]{0,6})")


@lru_cache(maxsize=256)
def signs(currency: str) -> frozenset[str]:
    """How a currency is written beside an amount: its code and its signs in some languages."""
    found = {currency}
    for language in LANGUAGES:
        sign = get_currency_symbol(currency, language).translate(TYPED)
        found |= {sign, sign[-1:] if not sign[-1:].isalnum() else sign}
    return frozenset(sign.casefold() for sign in found)


def _as_told(plain: str, numbers: Numbers) -> str:
    """The same amount with a point before decimals and nothing between thousands."""
    mark, between = (".", ",") if numbers == "point" else (",", ".")
    whole, _, part = plain.partition(mark)
    if between in whole:
        whole = _thousands(whole)
    return f"{whole}.{part}" if part or mark in plain else whole


def exact(text: str, currency: str) -> Money:
    """An exact decimal string, within what is kept; faults `amount.too-large` and those of `Money.parse`."""
    if LONG.fullmatch(text):
        raise _too_large(currency)
    return within(Money.parse(text, currency))


def within(amount: Money) -> Money:
    """The amount itself, unless it is larger than any that is kept; fault `amount.too-large`."""
    if abs(amount.minor) > MOST:
        raise _too_large(amount.currency)
    return amount


def _two_marks(plain: str, marks: list[str]) -> str:
    """The last mark is the decimal one, the others stand between thousands."""
    whole, _, part = plain.rpartition(marks[-1])
    return f"{_thousands(whole)}.{part}"


def _thousands(plain: str) -> str:
    """Without the one kind of mark between groups of three digits; other groups are a slip."""
    groups = GROUPS.fullmatch(plain)
    if groups is None or len(set(plain) & {",", "."}) != 1:
        raise InputFault(
            gettext_noop("“{given}” is not an amount of money: its separators do not fit."),
            code="amount.separators",
            next_step=gettext_noop("Write it without separators of thousands, as in “1234.56”."),
            given=plain,
        )
    return plain.replace(",", "").replace(".", "")


def _ambiguous(plain: str, currency: str) -> InputFault:
    digits = plain.replace(",", "").replace(".", "")
    return InputFault(
        gettext_noop("“{given}” can mean two amounts."),
        code="amount.ambiguous",
        next_step=gettext_noop("Write “{whole}” if it is {digits}, or all decimals if it is not."),
        given=plain,
        digits=digits,
        whole=f"{digits}.{'0' * decimals(currency)}",
    )


def _too_large(currency: str) -> InputFault:
    return InputFault(
        gettext_noop("An amount above {most} cannot be kept."),
        code="amount.too-large",
        next_step=gettext_noop("Check the number of digits."),
        most=str(Money(MOST, currency)),
    )
