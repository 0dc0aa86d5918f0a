"""A charter written as HTML, PDF, DOCX and Markdown: read back, it says all that the charter says."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from bylaws.app import rendering
from bylaws.app.files import load_sound_charter
from bylaws.app.main import main
from bylaws.app.printing.pdf import pdf
from bylaws.app.printing.word import word
from bylaws.charter.printing.document import document
from bylaws.charter.printing.html import html
from bylaws.charter.printing.markdown import markdown
from bylaws.charter.printing.tree import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
    plain_words,
)
from bylaws.charter.wording import LANGUAGES
from bylaws.kernel.faults import InputFault
from tests.bylaws.app.desk import Desk, refused
from tests.bylaws.app.documented import HOUSE
from tests.bylaws.charter.printing.papers import EVERYTHING, HOSTILE, ON, amended, printed
from tests.full import FULL

MODELS = sorted((HOUSE / "charters" / "models").glob("*/charter.md"))
DAY = dt.date(2026, 1, 1)


def close(text: str) -> str:
    """Words without the gaps between them, which a page sets as it needs."""
    return re.sub(r"\s+", "", text)


def read_pdf(body: bytes, of: Document) -> str:
    """The words of a PDF without the foot of each page."""
    pages = pypdf.PdfReader(io.BytesIO(body)).pages
    feet = (close(f"{of.foot} {n} / {len(pages)}") for n in range(1, len(pages) + 1))
    return "".join(
        close(page.extract_text()).replace(foot, "") for page, foot in zip(pages, feet, strict=True)
    )


def read_docx(body: bytes) -> str:
    """The words of a DOCX, of its tables too."""
    file = docx.Document(io.BytesIO(body))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return close("".join(chain((paragraph.text for paragraph in file.paragraphs), cells)))


def words_of(blocks: tuple[Block, ...]) -> list[str]:
    """The words of every paragraph, heading and cell."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                found.append(plain_words(block.runs))
            case Listing():
                found += chain.from_iterable(words_of(item) for item in block.items)
            case Quote():
                found += words_of(block.blocks)
            case Table():
                found += [plain_words(cell) for row in block.rows for cell in row]
    return found


def everything(of: Document) -> list[str]:
    """Every piece of words that a printed charter has to hold."""
    rules = [rule for article in of.articles for rule in article.rules]
    return [
        *(of.name, *of.dates, *of.notes, of.fingerprint),
        *chain.from_iterable((heading, heading) for _, heading in of.parts),
        *(article.citation for article in of.articles),
        *chain.from_iterable(words_of(article.blocks) for article in of.articles),
        *words_of(of.preamble),
        *(sentence for rule in rules for sentence in (*rule.sentences, rule.governed)),
        *chain.from_iterable(article.history for article in of.articles),
        *chain.from_iterable(article.history for article in of.gone),
        *(word for term in of.terms for word in (term.term, term.sentence)),
        *of.front,
        *chain.from_iterable((text.name, *text.lines, text.sha256) for text in of.adopted),
    ]


def missing(found: str, of: Document) -> list[str]:
    return [words for words in everything(of) if close(words) not in found]


@pytest.mark.parametrize(
    ("model", "language"),
    [
        pytest.param(model, language, id=f"{model.parent.name}-{language}")
        for number, model in enumerate(MODELS)
        for turn, language in enumerate(LANGUAGES)
        if FULL or (number + turn) % len(LANGUAGES) == 0
    ],
)
def test_every_article_and_every_sentence_of_a_model_can_be_read_back(model: Path, language: str) -> None:
    of = document(load_sound_charter(model), DAY, language)

    assert len(of.articles) == len(load_sound_charter(model).on(DAY).standing)
    assert missing(read_pdf(pdf(of), of), of) == []
    assert missing(read_docx(word(of)), of) == []
    assert missing(close(re.sub(r"<[^>]+>", "", html(of))).replace("&#x27;", "'"), of) == []
    assert missing(close(re.sub(r"(?<!\\)\*|\\(?=[\W_])|\]\([^)]*\)|(?<!\\)\[", "", markdown(of))), of) == []


@pytest.mark.parametrize("prose", [EVERYTHING, HOSTILE], ids=["everything", "hostile"])
def test_whatever_prose_holds_is_printed_as_words(prose: str) -> None:
    of = printed(prose)

    assert missing(read_pdf(pdf(of), of), of) == []
    assert missing(read_docx(word(of)), of) == []


def test_signs_that_no_file_can_hold_or_that_turn_a_line_around_are_taken_out() -> None:
    of = printed("a\x00b \x1b[31m \u202egnol\u202c \u2066x\u2069 \ufffe é عربي", name='"The \u202eco-op"')

    for found in (read_pdf(pdf(of), of), read_docx(word(of))):
        assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069\ufffe]", found)
        assert "gnol" in found
    assert "عربي" in read_docx(word(of))


def test_prose_from_right_to_left_is_marked_so() -> None:
    body = word(printed("مرحبا", languages='["ar"]'))

    with zipfile.ZipFile(io.BytesIO(body)) as package:
        styles, text = (package.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
    assert '<w:lang w:val="ar"' in styles
    assert "<w:bidi/>" in styles
    assert "<w:rtl/>" in text


def test_links_of_a_docx_lead_to_places_that_are_there() -> None:
    with zipfile.ZipFile(io.BytesIO(word(document(amended(), ON)))) as package:
        text = package.read("word/document.xml").decode()

    places = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', text)
    assert len(places) == len(set(places))
    assert {"article_14", "texts"} <= set(re.findall(r'<w:hyperlink w:anchor="(\w+)"', text)) <= set(places)


def test_a_pdf_says_what_it_is_and_has_its_articles_beside_it() -> None:
    of = document(amended(), ON, "fr")

    read = pypdf.PdfReader(io.BytesIO(pdf(of)))

    assert read.metadata is not None
    assert read.metadata.title == "Harbour Web Workers — Statuts"
    titles = set(_titles(read.outline))
    assert {"Article 3 — Meetings", "Article 9 — Surplus", "Article 14 — Pay"} <= titles


def _titles(outline: list[Any]) -> Iterator[str]:
    for one in outline:
        yield from _titles(one) if isinstance(one, list) else [one.title]


def test_the_same_text_gives_the_same_files_to_the_byte() -> None:
    of = printed(EVERYTHING)

    assert (pdf(of), word(of)) == (pdf(of), word(of))


@pytest.mark.parametrize(("jurisdiction", "paper"), [("US-MA", (612, 792)), ("FR", (595, 842))])
def test_the_paper_is_that_of_the_country(jurisdiction: str, paper: tuple[int, int]) -> None:
    of = printed("We agree.", jurisdiction=f'"{jurisdiction}"')

    box = pypdf.PdfReader(io.BytesIO(pdf(of))).pages[0].mediabox
    section = docx.Document(io.BytesIO(word(of))).sections[0]

    assert (round(box.width), round(box.height)) == paper
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.pt), round(section.page_height.pt)) == paper


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "md", "text"])
def test_the_command_writes_each_form_to_a_file(kite: Desk, form: str) -> None:
    file = kite.folder / f"printed.{form}"

    said = kite.ask(
        "render", kite.charter, "--to", form, "--on", "2025-02-01", "-o", file, "--json", "--language", "es"
    )

    charter = load_sound_charter(kite.charter)
    assert said.json == {
        "name": "Paper Kite Design Collective",
        "on": "2025-02-01",
        "to": form,
        "file": str(file),
        "bytes": file.stat().st_size,
        "fingerprint": document(charter, dt.date(2025, 2, 1)).fingerprint,
    }
    assert (said.code, file.read_bytes()[:3]) == (
        0,
        {"html": b"<!D", "pdf": b"%PD", "docx": b"PK\x03", "md": b"# P", "text": b"---"}[form],
    )


def test_the_fingerprint_is_that_of_the_text_the_command_writes(kite: Desk) -> None:
    said = kite.ask("render", kite.charter, "--to", "text", "--on", "2025-02-01")

    charter = load_sound_charter(kite.charter)
    assert hashlib.sha256(said.out.encode()).hexdigest() == document(charter, dt.date(2025, 2, 1)).fingerprint


def test_a_file_without_a_name_goes_to_the_next_program(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code = main(["render", str(MODELS[0]), "--to", "pdf", "--on", "2025-02-01"])

    assert (code, capsysbinary.readouterr().out[:5]) == (0, b"%PDF-")


def test_a_sign_that_no_font_has_keeps_nobody_from_printing() -> None:
    of = printed("We agree \u0378 on this.")

    found = read_pdf(pdf(of), of)

    assert "Weagree" in found
    assert "onthis." in found


@pytest.mark.parametrize("within", ["> ", "- ", "> - "])
def test_no_word_is_lost_however_deep_it_is_quoted_and_listed(within: str) -> None:
    """What nobody sees on the page nor on paper would be adopted all the same."""
    of = printed(f"{within * 90}the very last word")

    found = [read_pdf(pdf(of), of), read_docx(word(of)), close(html(of)), close(markdown(of))]

    assert [close("the very last word") in one for one in found] == [True] * 4


def test_amendments_adopted_later_can_be_left_out(kite: Desk) -> None:
    asked = ("render", kite.charter, "--to", "md", "--on", "2025-02-01")

    assert kite.ask(*asked, "--known-by", "2024-01-01").out.partition("### ")[2] != ""
    assert "amendments/" not in kite.ask(*asked, "--known-by", "2023-01-01").out
    assert "amendments/" in kite.ask(*asked).out


def test_a_terminal_is_shown_text_and_spared_a_pdf(kite: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    shown = kite.ask("render", kite.charter, "--to", "md", "--on", "2025-02-01")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    spared = kite.ask("render", kite.charter, "--to", "pdf", "--on", "2025-02-01")

    assert shown.out.startswith("# Paper Kite Design Collective — Bylaws")
    assert (spared.code, spared.err.splitlines()) == (
        2,
        ["A pdf is no text for a terminal.", "    → Name a file: -o charter.pdf"],
    )
    with pytest.raises(InputFault) as fault:
        rendering._on_standard_output(b"%PDF", "pdf")
    assert fault.value.code == "render.terminal"


def test_what_cannot_be_written_is_refused(kite: Desk) -> None:
    asked = ("render", kite.charter, "--to", "md", "--json")

    assert refused(kite.ask(*asked, "--on", "2025-02-01")) == (
        2,
        "render.json",
        "With --json the document needs a file of its own.",
    )
    assert refused(kite.ask(*asked, "--on", "2025-02-01", "-o", kite.folder)) == (
        2,
        "render.output",
        f"“{kite.folder}” cannot be written.",
    )
    assert refused(kite.ask(*asked, "--on", "2025-02-01", "-o", "a\0b"))[:2] == (2, "render.output")
    assert refused(kite.ask(*asked))[:2] == (2, "show.on")
    assert refused(kite.ask(*asked, "--on", "1999-01-01"))[:2] == (4, "charter.not-yet")


def test_the_charter_itself_is_never_written_over(kite: Desk) -> None:
    before = kite.charter.read_bytes()
    [amendment, *_] = sorted((kite.folder / "amendments").iterdir())
    (kite.folder / "another-name.md").symlink_to(kite.charter)

    for file in (kite.charter, kite.folder / "another-name.md", amendment):
        asked = ("render", kite.charter, "--to", "md", "--on", "2025-02-01", "-o", file, "--json")
        assert refused(kite.ask(*asked))[:2] == (2, "render.over")

    assert kite.charter.read_bytes() == before


@pytest.mark.parametrize(
    ("form", "module", "library"),
    [("pdf", "typst", "typst"), ("docx", "docx", "python-docx"), ("html", "markdown_it", "markdown-it-py")],
)
def test_a_library_that_is_not_installed_is_named(
    kite: Desk, form: str, module: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in [
        name for name in sys.modules if name.startswith(("bylaws.app.printing", "bylaws.charter.pri"))
    ]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)

    said = kite.ask(
        "render", kite.charter, "--to", form, "--on", "2025-02-01", "-o", kite.folder / "x", "--json"
    )

    assert refused(said) == (
        2,
        "render.needs",
        f"To write {form}, “{library}” is needed, and it is not installed.",
    )
