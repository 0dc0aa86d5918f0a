"""Words set as an accessible PDF by typst, in whatever script; the words are data and never markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

HERE: Final = Path(__file__).parent
LETTERS: Final = HERE / "letters.typ"
FONTS: Final = HERE / "fonts"
UNSEEN: Final = {"Cf", "Mn"}
"""Joiners, and selectors of how a sign is drawn: without the sign they belong to, they say nothing."""
LATIN_ENDS: Final = 0x250
"""Every font has what comes before; it stands in a refusal only as the neighbour of what is missing."""
_MISSING: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


def set_as_pdf(template: Path, words: dict[str, Any], name: str) -> bytes:
    """The words set by a template, which reads them as JSON under `name`; the same to the byte each time.

    A sign that no font has is spelled by its number, as “[U+1F9D1]”: an empty box would say nothing.
    """
    source = LETTERS.read_bytes() + template.read_bytes()
    try:
        return _set(source, name, words, pdf_standards="ua-1")
    except typst.TypstError as fault:
        said = _spelled(words, {ord(sign): _number(sign) for sign in _missing(fault.diagnostic)})
    try:
        return _set(source, name, said, pdf_standards="ua-1")
    except typst.TypstError:
        return _set(source, name, said)


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Ours, then those of this machine: looking for them takes longer than setting a page."""
    return typst.Fonts(font_paths=[FONTS])


def _set(source: bytes, name: str, words: dict[str, Any], **more: Any) -> bytes:
    said = {name: json.dumps(words, ensure_ascii=False, sort_keys=True)}
    done: Any = typst.compile(source, sys_inputs=said, font_paths=fonts(), **more)
    return bytes(done)


def _missing(diagnostic: str) -> set[str]:
    """The signs for which an accessible document was refused."""
    texts = (
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in _MISSING.findall(diagnostic)
    )
    return {sign for text in texts for sign in text if ord(sign) >= LATIN_ENDS}


def _number(sign: str) -> str:
    return "" if unicodedata.category(sign) in UNSEEN else f"[U+{ord(sign):04X}]"


def _spelled(words: Any, spelling: Mapping[int, str]) -> Any:
    """All that a template reads, with the spelling of some signs in their place."""
    match words:
        case str():
            return words.translate(spelling)
        case dict():
            return {key: _spelled(value, spelling) for key, value in words.items()}
        case list() | tuple():
            return [_spelled(value, spelling) for value in words]
    return words
