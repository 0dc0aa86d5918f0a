"""Our own line icons, drawn into the page; the shapes are in `icons.svg`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_SYMBOL: Final = re.compile(r'<symbol id="(?P<name>[\w-]+)" viewBox="0 0 24 24">(?P<shape>.*)</symbol>')
_TURN: Final = frozenset({"arrow", "back", "next", "previous", "undo"})
"""Icons that point along the line and so turn round in right-to-left writing."""


def _drawn(name: str, shape: str) -> SafeString:
    kind = "icon turns" if name in _TURN else "icon"
    frame = f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shape}</svg>'
    return mark_safe(frame)  # noqa: S308 - from our own file


_SHEET: Final = Path(__file__).with_name("icons.svg").read_text(encoding="utf-8")
_ICONS: Final = {found["name"]: _drawn(found["name"], found["shape"]) for found in _SYMBOL.finditer(_SHEET)}

NAMES: Final[tuple[str, ...]] = tuple(_ICONS)


def icon(name: str, label: str = "") -> SafeString:
    """The icon as inline SVG: silent beside words, or with `label` as its spoken name."""
    drawing = _ICONS[name]
    if not label:
        return drawing
    return format_html('{}<span class="unseen">{}</span>', drawing, label)
