"""`{% load amending %}`: the keys of a rule that say something, and those that may stay folded."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from toadlane.amending.slots import Slot

register = template.Library()


@register.filter
def stated(slots: Iterable[Slot]) -> list[Slot]:
    """Those that have to be said, or are."""
    return [slot for slot in slots if slot.is_stated]


@register.filter
def unstated(slots: Iterable[Slot]) -> list[Slot]:
    """Those that may be left out, and are."""
    return [slot for slot in slots if not slot.is_stated]
