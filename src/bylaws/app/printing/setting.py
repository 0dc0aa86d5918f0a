"""Words set as an accessible PDF by typst; the words are data and never markup."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst


def set_as_pdf(template: Path, words: dict[str, Any], name: str) -> bytes:
    """The words set by a template, which reads them as JSON under `name`; the same to the byte each time.

    Text in a script that no font of this machine has cannot be set as an accessible document. It is
    then set all the same, with boxes where signs are missing; the text below the boxes is right.
    """
    said = {name: json.dumps(words, ensure_ascii=False, sort_keys=True)}
    source, fonts = template.read_bytes(), _fonts()
    try:
        done: Any = typst.compile(source, sys_inputs=said, font_paths=fonts, pdf_standards="ua-1")
    except typst.TypstError:
        done = typst.compile(source, sys_inputs=said, font_paths=fonts)
    return bytes(done)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts of this machine: looking for them takes longer than setting a page."""
    return typst.Fonts()
