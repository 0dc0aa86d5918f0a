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
        for number, one in section.numbered:
            _entry(made, one, number)
    foot = (
        made.sections[0]
        .footer.paragraphs[0]
        .add_run("\n".join(line for line in (said.foot, said.checkpoint) if line))
    )
    foot.font.size = SMALL
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _entry(made: Any, one: Entry, number: str) -> None:
    if one.title:
        made.add_heading(neutral(one.title), level=2)
    waiting = number
    for each in one.stretches:
        if waiting and each.mark:
            # What begins as a list stands below its number: two marks in one line read as one.
            _put_number(made.add_paragraph(), waiting)
            waiting = ""
        line = made.add_paragraph(style="List Bullet" if each.mark == DASH else None)
        if each.mark != DASH:
            line.paragraph_format.left_indent = INDENT * (each.depth + bool(number)) or None
        if waiting:
            _put_number(line, waiting)
            waiting = ""
        if each.mark not in {"", DASH}:
            line.add_run(f"{each.mark} ")
        for words, strong, stressed in each.runs:
            run = line.add_run(words)
            run.bold, run.italic = strong or None, stressed or None
    if one.meta:
        small = made.add_paragraph()
        small.paragraph_format.left_indent = INDENT if number else None
        small.add_run(neutral(one.meta)).font.size = SMALL


def _put_number(line: Any, number: str) -> None:
    """Before the words, which stand in one column below each other."""
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = INDENT, -INDENT
    line.add_run(f"{number}.\t")
