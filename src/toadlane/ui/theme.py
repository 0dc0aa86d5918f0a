"""How the reader likes the pages: light or dark, and whether single keys are commands. Kept in cookies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from django.http import HttpRequest, HttpResponseBase

Light = Literal["auto", "light", "dark"]

LIGHTS: Final[tuple[Light, ...]] = ("auto", "light", "dark")
ACCENTS: Final[tuple[str, ...]] = ("moss", "harbour", "brick", "plum", "umber")
"""The accents a co-op can choose, each readable on light and dark (tested); the first is ours."""

LIGHT_COOKIE: Final = "theme"
KEYS_COOKIE: Final = "keys"
_YEAR: Final = 365 * 24 * 3600


@dataclass(frozen=True)
class Choice:
    """What one reader chose."""

    light: Light
    keys: bool


def light_named(name: str | None) -> Light:
    """The choice with that name; the system's own where the name is none of ours."""
    return next((light for light in LIGHTS if light == name), "auto")


def chosen(request: HttpRequest | None) -> Choice:
    """What the reader of this page chose, or the system's own light with keys on."""
    cookies = request.COOKIES if request else {}
    return Choice(light_named(cookies.get(LIGHT_COOKIE)), keys=cookies.get(KEYS_COOKIE) != "off")


def remember(response: HttpResponseBase, choice: Choice) -> None:
    """Keep the choice for a year; a script on our pages may change it, so it is readable there."""
    for name, value in ((LIGHT_COOKIE, choice.light), (KEYS_COOKIE, "on" if choice.keys else "off")):
        response.set_cookie(name, value, max_age=_YEAR, samesite="Lax")


def accent(coop: object | None) -> str:
    """The co-op's accent, if it chose one of ours."""
    wanted = getattr(coop, "accent", None)
    return wanted if wanted in ACCENTS else ACCENTS[0]
