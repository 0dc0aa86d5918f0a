"""A printed charter as an accessible PDF."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bylaws.app.printing.setting import set_as_pdf
from bylaws.charter.printing.tree import (
    LETTER_COUNTRIES,
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Runs,
    Table,
)

TEMPLATE = Path(__file__).parent / "charter.typ"


def pdf(document: Document) -> bytes:
    """The document set as a PDF; the same to the byte each time."""
    return set_as_pdf(TEMPLATE, _plain(document), "charter")


def _plain(of: Document) -> dict[str, Any]:
    """The document as the template reads it."""
    return {
        "language": of.language,
        "prose_language": of.prose_language,
        "paper": "us-letter" if of.jurisdiction.split("-", 1)[0] in LETTER_COUNTRIES else "a4",
        "name": of.name,
        "dates": of.dates,
        "notes": of.notes,
        "foot": of.foot,
        "fingerprint": of.fingerprint,
        "words": dict(of.words),
        "preamble": _blocks(of.preamble),
        "articles": [
            {
                "anchor": article.anchor,
                "citation": article.citation,
                "blocks": _blocks(article.blocks),
                "rules": [{"sentences": one.sentences, "governed": one.governed} for one in article.rules],
                "history": article.history,
            }
            for article in of.articles
        ],
        "parts": [{"anchor": anchor, "heading": heading} for anchor, heading in of.parts],
        "terms": [
            {"term": t.term, "sentence": t.sentence, "article": t.article, "number": t.number}
            | {"anchor": t.anchor}
            for t in of.terms
        ],
        "front": of.front,
        "gone": [{"citation": one.citation, "history": one.history} for one in of.gone],
        "adopted": [{"name": one.name, "lines": one.lines, "sha256": one.sha256} for one in of.adopted],
    }


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [{"kind": type(block).__name__.lower(), **_block(block)} for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    plain: dict[str, Any]
    match block:
        case Paragraph():
            plain = {"runs": _runs(block.runs), "number": block.number, "anchor": block.anchor}
        case Heading():
            plain = {"runs": _runs(block.runs), "anchor": block.anchor}
        case Listing():
            plain = {"items": [_blocks(item) for item in block.items], "start": block.start}
        case Quote():
            plain = {"blocks": _blocks(block.blocks)}
        case Preformatted():
            plain = {"text": block.text}
        case Table():
            plain = {"rows": [[{"runs": _runs(cell)} for cell in row] for row in block.rows]}
        case _:
            plain = {}
    return plain


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": run.text, "marks": sorted(run.marks), "to": run.to} for run in runs]
