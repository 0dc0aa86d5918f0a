"""`{% load candidacy %}`: stages, spans, rights and faults in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from bylaws.charter.kinds.membership import Stage
from bylaws.kernel.faults import Fault
from bylaws.kernel.periods import MONTHS_IN_A_YEAR, Span
from bylaws.membership.admission import MEMBER
from toadlane.candidacy import words
from toadlane.members import words as members
from toadlane.ui import faults
from toadlane.ui.templatetags.ui import joined

register = template.Library()


@register.filter
def said(word: object) -> str:
    """A stage as people say it."""
    return members.said(str(word))


@register.filter
def told(fault: Fault) -> str:
    """What is wrong and what to do, in the reader's language."""
    shown = faults.told(fault)
    return f"{shown.says} {shown.next_step}"


@register.filter
def span(lasts: Span) -> str:
    """“9 months”, “2 weeks”."""
    years, months = divmod(lasts.months, MONTHS_IN_A_YEAR)
    said_of = [
        (years, ngettext("%(n)s year", "%(n)s years", years)),
        (months, ngettext("%(n)s month", "%(n)s months", months)),
        (lasts.days, ngettext("%(n)s day", "%(n)s days", lasts.days)),
    ]
    return " ".join(form % {"n": number} for number, form in said_of if number) or "0"


@register.filter
def rights(given: Iterable[str]) -> SafeString:
    """Rights in a row."""
    return joined([words.right(one) for one in given])


@register.filter
def joined_names(given: Iterable[object]) -> SafeString:
    """Names in a row: “Ada, Bo and Chi”."""
    return joined(given)


@register.filter
def way_in(stages: Sequence[Stage]) -> list[Stage]:
    """The stages up to membership."""
    names = [stage.name for stage in stages]
    return list(stages[: names.index(MEMBER) + 1]) if MEMBER in names else list(stages[:1])
