"""Amounts as people type them: read when they can mean one thing, refused when they can mean two."""

from __future__ import annotations

import re

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
