"""Contrast, computed from the style sheet: every accent, light, dark, on paper (WCAG 1.4.3, 1.4.11)."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Literal

import pytest

import toadlane.ui
from toadlane.ui.theme import ACCENTS

STATIC = Path(toadlane.ui.__file__).parent / "static" / "ui"
BLOCK = re.compile(r"(?P<chosen>:root[^{}]*)\{(?P<body>[^{}]*)\}")
TOKEN = re.compile(r"--(?P<name>[\w-]+): (?P<colour>#[0-9a-f]{6});")
DEVICE_DARK = "@media (prefers-color-scheme: dark)"

Mode = Literal["light", "dark"]
Palette = dict[str, str]

TEXT = ("ink", "soft", "accent", "accent-strong", "good", "caution", "trouble")
GROUNDS = ("paper", "surface", "sunk", "accent-wash", "good-wash", "caution-wash", "trouble-wash")


def blocks(sheet: str) -> list[tuple[str, bool, Palette]]:
    """Every block of tokens: its selector, whether it is for a dark device, its colours."""
    text = (STATIC / sheet).read_text(encoding="utf-8")
    return [
        (
            " ".join(found["chosen"].split()),
            text[: found.start()].rstrip().endswith(DEVICE_DARK + " {"),
            dict(TOKEN.findall(found["body"])),
        )
        for found in BLOCK.finditer(text)
    ]


def palette(accent: str, mode: Mode) -> Palette:
    """The colours a page has with that accent, light or dark as its reader chose."""
    colours: Palette = {}
    for chosen, on_dark_device, tokens in blocks("tokens.css"):
        for_accent = re.search(r'data-accent="(\w+)"', chosen)
        for_dark = 'data-theme="dark"' in chosen
        if (
            not on_dark_device
            and (for_accent is None or for_accent[1] == accent)
            and (mode == "dark" or not for_dark)
        ):
            colours |= tokens
    return colours


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(
    colours: Palette, pairs: list[tuple[str, str]], least: Fraction
) -> dict[tuple[str, str], float]:
    found = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    return {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least}


def test_black_on_white_has_the_greatest_contrast_there_is() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_text_stands_out_from_every_ground_it_is_put_on(accent: str, mode: Mode) -> None:
    pairs = [(text, ground) for text in TEXT for ground in GROUNDS]

    assert too_faint(palette(accent, mode), pairs, Fraction(9, 2)) == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_the_words_on_a_button_stand_out(accent: str, mode: Mode) -> None:
    pairs = [("on-accent", "accent"), ("on-accent", "accent-strong")]

    assert too_faint(palette(accent, mode), pairs, Fraction(9, 2)) == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_edges_of_fields_and_marks_of_charts_can_be_seen(accent: str, mode: Mode) -> None:
    pairs = [
        (mark, ground) for mark in ("edge", "accent", "trouble") for ground in ("paper", "surface", "sunk")
    ]

    assert too_faint(palette(accent, mode), pairs, Fraction(3)) == {}


def test_ink_on_paper_is_black_enough_to_print() -> None:
    printed = {name: colour for _, _, tokens in blocks("print.css") for name, colour in tokens.items()}
    pairs = [(text, "paper") for text in TEXT] + [("on-accent", "accent")]

    assert too_faint(printed, pairs, Fraction(7)) == {}


@pytest.mark.parametrize("accent", [None, *ACCENTS[1:]])
def test_dark_by_choice_is_the_same_as_dark_by_device(accent: str | None) -> None:
    said = f'[data-accent="{accent}"]' if accent else ""
    found = {chosen: tokens for chosen, _, tokens in blocks("tokens.css")}

    assert found[f':root{said}[data-theme="dark"]'] == found[f':root{said}:not([data-theme="light"])']


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_accent_changes_the_same_three_colours(mode: Mode) -> None:
    ours = palette("moss", mode)
    changed = {
        accent: {name for name, colour in palette(accent, mode).items() if ours[name] != colour}
        for accent in ACCENTS[1:]
    }

    assert set(map(frozenset, changed.values())) == {frozenset({"accent", "accent-strong", "accent-wash"})}


@pytest.mark.parametrize("sheet", sorted(path.name for path in STATIC.glob("*.css")))
def test_only_the_token_sheets_name_a_colour(sheet: str) -> None:
    text = (STATIC / sheet).read_text(encoding="utf-8")
    named = re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", text)

    assert bool(named) == (sheet in {"tokens.css", "print.css"})
