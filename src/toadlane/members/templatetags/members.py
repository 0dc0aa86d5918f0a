"""`{% load members %}`: stages, roles and faults in words."""

from __future__ import annotations

from django import template

from bylaws.kernel.faults import Fault
from toadlane.members import words
from toadlane.ui import faults

register = template.Library()


@register.filter
def said(word: object) -> str:
    """A stage or a role as people say it."""
    return words.said(str(word))


@register.filter
def told(fault: Fault) -> str:
    """What is wrong and what to do, in the reader's language."""
    words_of = faults.told(fault)
    return f"{words_of.says} {words_of.next_step}"
