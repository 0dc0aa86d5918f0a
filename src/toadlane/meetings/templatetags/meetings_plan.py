"""`{% load meetings_plan %}`: when a meeting is, how often one comes back, and parts, in words."""

from __future__ import annotations

from django import template

from toadlane.meetings import plan_reads, plan_words
from toadlane.meetings.planned_rows import Item, Meeting, Series
from toadlane.members.words import said as in_words

register = template.Library()


@register.filter
def when(meeting: Meeting) -> str:
    """By the clock where it is held."""
    return plan_reads.when(meeting)


@register.filter
def often(every: str) -> str:
    """“every week”."""
    return plan_words.often(every)


@register.filter
def comes_back(series: Series) -> str:
    """“every week, Monday, 10:00”."""
    return plan_words.comes_back(series)


@register.filter
def part(key: str) -> str:
    """“facilitator”."""
    return plan_words.part(key)


@register.filter
def change(what: str) -> str:
    """“moved”."""
    return str(plan_words.CHANGES.get(what, what))


@register.filter
def rule_name(name: str) -> str:
    """A meeting of the charter by its name."""
    return in_words(name)


@register.filter
def item_title(item: Item) -> str:
    """What an item is called; a standing one in the reader's own language."""
    return plan_words.item_title(item)


@register.filter
def minutes(count: int) -> str:
    """“1:30 h”."""
    return plan_words.minutes(count)
