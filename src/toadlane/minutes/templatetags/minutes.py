"""`{% load minutes %}`: words of minutes as they are read, and phases in words."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from toadlane.charter.prose import as_html_once
from toadlane.minutes.paper import as_item, stretches
from toadlane.ui.templatetags.ui import badge

register = template.Library()


@register.filter
def as_prose(text: str, number: str = "") -> SafeString:
    """Markdown, cleaned, below its number if it has one; kept nowhere, since words can be erased."""
    return as_html_once(as_item(number, text))


@register.filter
def as_words(text: str) -> str:
    """Markdown in one line, without its signs, for lists."""
    return " ".join(" ".join(one.text for one in stretches(text)).split())


@register.simple_tag
def phase(key: str) -> SafeString:
    """Where minutes stand, as a badge."""
    words = {
        "draft": (_("draft"), ""),
        "corrections": (_("corrections open"), "accent"),
        "ready": (_("waits for approval"), "caution"),
        "approved": (_("approved"), "good"),
    }
    return badge(*words[key])
