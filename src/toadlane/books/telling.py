"""Reasons of the rules in the reader's language and way of writing money and days."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from django.utils import translation

from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason
from bylaws.words.tell import CATALOGUES, Plain, Told, tell
from toadlane.ui import figures


class Local(Plain):
    """Values written for the reader's locale."""

    def money(self, amount: Money) -> str:
        """An amount as the page writes it."""
        return figures.money(amount)

    def day(self, day: dt.date) -> str:
        """A day as the page writes it."""
        return figures.day(day)

    def number(self, number: Fraction) -> str:
        """A number as the page writes it."""
        return super().number(number)


def told(reason: Reason, *, currency: str) -> Told:
    """A reason in the language of the page; English where a catalogue is missing."""
    language = (translation.get_language() or "en").split("-", 1)[0]
    return tell(
        reason,
        language=language if language in CATALOGUES else "en",
        writing=Local(),
        currency=currency,
    )
