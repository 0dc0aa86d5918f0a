"""`{% load record %}{% its_entry row.pk "minutes.frozen.v1" %}`: a document's entry, on its own page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from toadlane.record import reads

register = template.Library()


@register.inclusion_tag("record/part/its_entry.html", takes_context=True)
def its_entry(context: Context, subject: object, *kinds: str) -> dict[str, Any]:
    """The latest entry of these kinds about it, and the proof; nothing for whoever may not see the record."""
    place = context["request"].place
    return {"kept": reads.kept(place, kinds, str(subject)), "coop": place.coop}
