"""`{% load money %}`: the ways through the money room."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from toadlane.books import ways

register = template.Library()


@register.inclusion_tag("books/part/tabs.html", takes_context=True)
def money_tabs(context: Context) -> dict[str, Any]:
    """The parts of the room, with the one the reader is in marked."""
    at = context["request"].resolver_match
    return {"tabs": ways.tabs(context["place"], at.url_name, at.kwargs.get("person", ""))}
