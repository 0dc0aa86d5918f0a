"""`{% load charter %}`: what other rooms tell beside an article."""

from __future__ import annotations

import datetime as dt

from django import template
from django.template import Context

from toadlane.charter.notes import Note, notes

register = template.Library()
_NOTES = "_charter_notes"  # kept for the page, so each room is asked once


@register.simple_tag(takes_context=True)
def notes_of(context: Context, number: int, on: dt.date) -> list[Note]:
    """Sentences beside an article on a day."""
    kept: dict[int, list[Note]] | None = context.get(_NOTES)
    if kept is None:
        kept = notes(context["place"], on)
        context.dicts[0][_NOTES] = kept
    return kept.get(number, [])
