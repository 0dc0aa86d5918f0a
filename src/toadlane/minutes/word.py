"""Minutes as DOCX."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.shared import Pt

from bylaws.charter.printing.tree import neutral
from toadlane.minutes.paper import DASH, Entry, Paper

SMALL = Pt(9)
INDENT = Pt(18)


def word(said: Paper) -> bytes:
    """The paper as the bytes of a DOCX."""
    made: Any = docx.Document()
    made.core_properties.title, made.core_properties.author = (
        neutral(said.title)[:255],
        neutral(said.coop)[:255],
    )
    made.add_heading(neutral(said.title), level=0)
    made.add_paragraph(f"{neutral(said.coop)}. {said.state}")
    for label, words in said.facts:
        line = made.add_paragraph(style="List Bullet")
        line.add_run(f"{label}: ").bold = True
        line.add_run(neutral(words))
    for section in said.parts:
        made.add_heading(section.heading, level=1)
        if section.empty and not section.entries:
            made.add_paragraph(section.empty)
        for one in section.entries:
            _entry(made, one)
    foot = (
        made.sections[0]
        .footer.paragraphs[0]
        .add_run("\n".join(line for line in (said.foot, said.checkpoint) if line))
    )
    foot.font.size = SMALL
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _entry(made: Any, one: Entry) -> None:
    if one.title:
        made.add_heading(neutral(one.title), level=2)
    for each in one.stretches:
        line = made.add_paragraph(style="List Bullet" if each.mark == DASH else None)
        if each.mark not in {"", DASH}:
            line.add_run(f"{each.mark} ")
        if each.mark != DASH and each.depth:
            line.paragraph_format.left_indent = INDENT * each.depth
        for words, strong, stressed in each.runs:
            run = line.add_run(words)
            run.bold, run.italic = strong or None, stressed or None
    if one.meta:
        small = made.add_paragraph().add_run(neutral(one.meta))
        small.font.size = SMALL
