"""`{% load proposals %}`: phases and rules in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from bylaws.charter.wording.phrases import Phrases
from toadlane.proposals import words
from toadlane.proposals.life import reason_of
from toadlane.proposals.models import Elector
from toadlane.ui.languages import rules_language
from toadlane.ui.reasons import told
from toadlane.ui.templatetags.ui import badge

register = template.Library()


@register.simple_tag
def phase(key: str, chooses: object = None) -> SafeString:
    """A phase as a badge; with options where something is chosen."""
    return badge(words.phase(key, chooses=bool(chooses)), words.PHASES[key][1] if key in words.PHASES else "")


@register.simple_tag
def length(span: Any) -> str:
    """A length of time in words."""
    return Phrases(rules_language()).span(span)


@register.simple_tag
def sentence_of(elector: Elector) -> str:
    """Somebody's part, and why."""
    return told(reason_of(elector.reason), elector.coop.currency).sentence
