"""`{% load proposals %}`: phases and rules in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bylaws.charter.wording.phrases import Phrases
from bylaws.decisions.course import Stop
from toadlane.proposals import words
from toadlane.proposals.life import reason_of
from toadlane.proposals.models import Elector
from toadlane.ui.figures import instant
from toadlane.ui.languages import rules_language
from toadlane.ui.reasons import told
from toadlane.ui.templatetags.ui import badge

register = template.Library()


@register.simple_tag
def phase(key: str, chooses: object = None) -> SafeString:
    """A phase as a badge; with options where something is chosen."""
    return badge(words.phase(key, chooses=bool(chooses)), words.PHASES[key][1] if key in words.PHASES else "")


@register.simple_tag
def proxy_stage(key: str) -> SafeString:
    """What became of a proxy, as a badge."""
    said, kind = words.PROXY_STAGES[key]
    return badge(str(said), kind)


@register.simple_tag
def length(span: Any) -> str:
    """A length of time in words."""
    return Phrases(rules_language()).span(span)


@register.simple_tag
def sentence_of(elector: Elector) -> str:
    """Somebody's part, and why."""
    return told(reason_of(elector.reason), elector.coop.currency).sentence


@register.simple_tag
def stop_words(stop: Stop) -> SafeString:
    """One stop on the way, in a few words."""
    at = instant(stop.until) if stop.until else ""
    match stop.what:
        case "notice":
            return format_html("{}", _("announced until {at}").format(at=at))
        case "pause":
            return format_html("{}", _("pause until {at}").format(at=at))
        case "pulled-back" | "taken":
            return phase(stop.came_to or stop.what)
    return _attempt(stop, at)


def _attempt(stop: Stop, at: str) -> SafeString:
    of = {"n": stop.attempt, "last": stop.last, "of": stop.attempts, "rule": stop.rule}
    if stop.when == "ahead" and stop.attempt != stop.last:
        head = _("attempts {n} to {last}").format(**of)
    elif stop.attempts > 1:
        head = _("attempt {n} of {of}").format(**of)
    else:
        head = _("by the rule “{rule}”").format(**of)
    if stop.when == "ahead":
        return format_html("{}", head)
    tail = f", {at}" if stop.when == "over" and at else ""
    until = _("until {at}").format(at=at) if stop.when == "now" and at else ""
    return format_html("{} {} {}{}", head, phase(stop.came_to), until, tail)
