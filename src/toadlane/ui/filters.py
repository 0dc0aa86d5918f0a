"""Filters for figures; `{% load ui %}` brings them. Plain text, for attributes too."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from bylaws.kernel.money import Money
from toadlane.ui import figures
from toadlane.ui.figures import Length

register = template.Library()
_HYPHENED = re.compile(r"(?<![\w-])(?=[\w-]{3,20}(?![\w-]))\w+(?:-\w+)+")
"""Words with a hyphen inside, up to a length that a narrow phone has room for."""


@register.filter
def money(amount: Money | None) -> str:
    """`{{ amount|money }}`: "$1,234.50"; an en dash where there is none."""
    return "–" if amount is None else figures.money(amount)


@register.filter
def money_change(amount: Money | None) -> str:
    """The same with a plus sign, for movements."""
    return "–" if amount is None else figures.money(amount, signed=True)


@register.filter
def number(value: int | Decimal) -> str:
    """A plain number: "1,204"."""
    return figures.number(value)


@register.filter
def hours(seconds: int | None) -> str:
    """Whole seconds as "1,204:30"."""
    return "–" if seconds is None else figures.hours(seconds)


@register.filter
def share(of_whole: Fraction | Decimal | None) -> str:
    """A proportion as "37.5%"."""
    return "–" if of_whole is None else figures.share(of_whole)


@register.filter
def day(value: dt.date | None, form: str = "long") -> str:
    """A day: "3 May 2025" in the reader's language."""
    return "–" if value is None else figures.day(value, form)


@register.filter
def instant(value: dt.datetime | None, form: Length = "medium") -> str:
    """A moment on the clock of the page's time zone."""
    return "–" if value is None else figures.instant(value, form)


@register.filter
def whole(words: str) -> SafeString:
    """`{% filter whole %}Receive a buy-in{% endfilter %}`: words with a hyphen never break at it.

    For headings; the hyphen stays the plain one that people search for.
    """
    said = conditional_escape(words)
    return mark_safe(_HYPHENED.sub(r'<span class="whole">\g<0></span>', said))  # noqa: S308 - escaped above
