"""Words of a meeting that is held, for its templates."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bylaws.meetings.timers import Timer
from toadlane.coops import keys
from toadlane.live.models import Note
from toadlane.live.reads import prose as prose_of
from toadlane.proposals.forms import SAYS

register = template.Library()
SECOND = dt.timedelta(seconds=1)


@register.inclusion_tag("live/part/timer.html")
def timer(of: Timer, at: dt.datetime) -> dict[str, Any]:
    """A timer as it stands; the script lets it go on."""
    left = of.left(at)
    return {
        "shown": clock(of.elapsed(at) if left is None else left),
        "colour": of.colour(at),
        "spent": of.spent // SECOND,
        "since": int(of.since.timestamp()) if of.since else "",
        "planned": of.planned // SECOND if of.planned else "",
        "buffer": of.buffer // SECOND,
        "at": int(at.timestamp()),
    }


def clock(span: dt.timedelta) -> str:
    """Minutes and seconds, below nothing with a minus."""
    seconds = abs(span) // SECOND
    return f"{'−' if span < dt.timedelta() else ''}{seconds // 60}:{seconds % 60:02}"


@register.inclusion_tag("live/part/act.html", takes_context=True)
def act(context: Context, name: str, words: str, kind: str = "second", **takes: object) -> dict[str, Any]:
    """`{% act "next" _("Next item") after=line.item.pk %}`: a button of the page, with what it brings."""
    shared = {key: context[key] for key in ("coop", "meeting", "click")}
    takes = {key: "" if value is None else value for key, value in takes.items()}
    return {
        **shared,
        "csrf_token": context.get("csrf_token"),
        "name": name,
        "words": words,
        "kind": kind,
        "takes": takes,
        "id": "-".join(["act", name, *(str(value) for value in takes.values())]),
    }


@register.simple_tag
def fresh_key() -> SafeString:
    """A key of its own for one of several buttons that each do another thing."""
    return format_html('<input type="hidden" name="key" value="{}">', keys.fresh())


@register.filter
def part_words(role: str) -> str:
    """What somebody does in a meeting; a charter may name parts of its own."""
    return str(PARTS.get(role, role))


PARTS: Final = {
    "facilitator": _("facilitates"),
    "scribe": _("takes the minutes"),
    "timekeeper": _("keeps the time"),
    "vibes": _("watches over the mood"),
}


@register.filter
def prose(note: Note) -> SafeString:
    """A paragraph as it is shown."""
    return prose_of(note)


@register.filter
def stance_words(stance: str) -> str:
    """Where somebody stands, as they say it."""
    return str(SAYS[str(stance)])
