"""`{% load work %}`: how the pages about work write its words."""

from __future__ import annotations

from django import template

from toadlane.work.reads.hours import clock_text

register = template.Library()


@register.filter
def kind(name: str) -> str:
    """A kind of work as people say it: "client work" for `client-work`."""
    return name.replace("-", " ")


@register.filter
def clock(seconds: int | None) -> str:
    """Seconds since midnight as a clock shows them."""
    return clock_text(seconds)


@register.filter
def item(table: dict[str, int], name: str) -> int | None:
    """What a table says under a name."""
    return table.get(name)
