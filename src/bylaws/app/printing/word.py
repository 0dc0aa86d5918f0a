"""A printed charter as DOCX: styles, a table of contents, bookmarks and links a word processor knows."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from typing import Any

import docx
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Words

from bylaws.app.printing import parts
from bylaws.charter.printing.tree import (
    LETTER_COUNTRIES,
    ArticlePrinted,
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Runs,
    Table,
    by_link,
)

PROSE, RULE, SMALL, LABEL, PLAIN = "Prose", "Rule", "Small", "Rule label", "Preformatted"
BLACK, SOFT = RGBColor(0x1C, 0x1B, 0x19), RGBColor(0x5B, 0x58, 0x52)
FONT = "Georgia"
STANDS_IN = Pt(18)
HIGHEST = 3
A4 = (Mm(210), Mm(297))
NO_TIME = (1980, 1, 1, 0, 0, 0)


def word(document: Document) -> bytes:
    """The document as the bytes of a DOCX; the same to the byte each time."""
    return _same_each_time(_Writer(document).file())


class _Writer:
    def __init__(self, of: Document) -> None:
        self.of, self.bookmarks = of, 0
        self.docx: File = docx.Document()
        self.styles: dict[str, Any] = {style.name: style for style in self.docx.styles if style.name}
        self._make_styles()

    def file(self) -> bytes:
        """Everything, from the title to the foot of the page."""
        of = self.of
        if of.jurisdiction.split("-", 1)[0] not in LETTER_COUNTRIES:
            self.docx.sections[0].page_width, self.docx.sections[0].page_height = A4
        self._say_what_it_is()
        self.line(of.words["title"], SMALL)
        self.line(of.name, "Title")
        for date in of.dates:
            self.line(date)
        for note in of.notes:
            self.line(note, SMALL)
        self.line(f"{of.words['fingerprint']}: {of.fingerprint}", SMALL)
        self._contents()
        self.blocks(of.preamble)
        for article in of.articles:
            self._article(article)
        self._after()
        self._foot()
        written = io.BytesIO()
        self.docx.save(written)
        return written.getvalue()

    def line(self, text: str, style: str = "Normal", anchor: str | None = None) -> Words:
        """A paragraph of one manner."""
        words = self.docx.add_paragraph(text, style=self.styles[style])
        if anchor:
            self.bookmarks += 1
            parts.bookmark(words, anchor, self.bookmarks)
        return words

    def _contents(self) -> None:
        """The table of contents: filled in, and a field that a word processor adds the pages to."""
        of = self.of
        self.line(of.words["contents"], "TOC Heading")
        entries = [*((one.anchor, one.citation) for one in of.articles), *of.parts]
        lines = [self.line("") for _ in entries]
        for words, (anchor, heading) in zip(lines, entries, strict=True):
            words.paragraph_format.space_after = Pt(2)
            if words is lines[0]:
                parts.field_begin(words, r'TOC \o "1-1" \h \z')
            parts.link(words, f"#{anchor}", [words.add_run(heading)])
            if words is lines[-1]:
                parts.field_end(words)
        self.line("").add_run().add_break(WD_BREAK.PAGE)

    def _article(self, article: ArticlePrinted) -> None:
        self.line(article.citation, "Heading 1", article.anchor)
        self.blocks(article.blocks)
        for rule in article.rules:
            self.line(self.of.words["rule"], LABEL)
            for sentence in rule.sentences:
                self.line(f"•\t{sentence}", RULE)
            self.line(rule.governed, LABEL)
        for line in article.history:
            self.line(line, SMALL)

    def _after(self) -> None:
        of = self.of
        writers = {"terms": self._terms, "front": self._front, "gone": self._gone, "texts": self._texts}
        for anchor, heading in of.parts:
            self.line(heading, "Heading 1", anchor)
            writers[anchor]()

    def _terms(self) -> None:
        for term in self.of.terms:
            words = self.line("", anchor=term.anchor)
            words.add_run(term.term).bold = True
            words.add_run(f" — {term.sentence} (")
            parts.link(words, f"#article-{term.number}", [words.add_run(term.article)])
            words.add_run(")")

    def _front(self) -> None:
        for sentence in self.of.front:
            self.line(sentence, "List Bullet")

    def _gone(self) -> None:
        for one in self.of.gone:
            self.line(one.citation, "Heading 2")
            for line in one.history:
                self.line(line)

    def _texts(self) -> None:
        for text in self.of.adopted:
            self.line(text.name, "Heading 2")
            for line in text.lines:
                self.line(line)
            self.line(f"SHA-256: {text.sha256}", SMALL)
        self.line(self.of.words["fingerprint.what"], SMALL)

    def blocks(self, blocks: Iterable[Block], depth: int = 0) -> None:
        """Blocks of prose; what belongs to an item stands in from it."""
        for block in blocks:
            self._block(block, depth)

    def _block(self, block: Block, depth: int) -> None:
        match block:
            case Paragraph():
                words = self._prose(block.runs, depth, block.anchor, number=block.number)
            case Heading():
                level = min(HIGHEST, block.level - 1)
                words = self.line("", f"Heading {level}", block.anchor)
                self._inline(words, block.runs)
            case Listing():
                self._listing(block, depth)
            case Quote():
                self.blocks(block.blocks, depth + 1)
            case Preformatted():
                words = self.line(block.text, PLAIN)
                words.paragraph_format.left_indent = STANDS_IN * depth
            case Table():
                self._table(block)
            case _:
                self.line("* * *", PROSE)

    def _prose(self, runs: Runs, depth: int, anchor: str | None, *, number: str | None = None) -> Words:
        words = self.line("", PROSE, anchor)
        if depth:
            words.paragraph_format.left_indent = STANDS_IN * depth
        if number:
            stretch = words.add_run(f"{number}  ")
            stretch.font.size, stretch.font.color.rgb = Pt(8.5), SOFT
        self._inline(words, runs)
        return words

    def _listing(self, listing: Listing, depth: int) -> None:
        """Numbers and signs are written out: they are the text's own, and stay so when it is edited."""
        for nth, item in enumerate(listing.items):
            sign = "•" if listing.start is None else f"{listing.start + nth}."
            first, *further = item or (Paragraph(()),)
            if isinstance(first, Paragraph):
                words = self.line(f"{sign}\t", PROSE)
                words.paragraph_format.left_indent = STANDS_IN * (depth + 1)
                words.paragraph_format.first_line_indent = -STANDS_IN
                self._inline(words, first.runs)
            else:
                self.line(sign, PROSE).paragraph_format.left_indent = STANDS_IN * depth
                self._block(first, depth + 1)
            self.blocks(further, depth + 1)

    def _table(self, table: Table) -> None:
        made = self.docx.add_table(rows=0, cols=len(table.rows[0]), style=self.styles["Table Grid"])
        for nth, row in enumerate(table.rows):
            for cell, runs in zip(made.add_row().cells, row, strict=True):
                words = cell.paragraphs[0]
                words.style = self.styles[PROSE]
                self._inline(words, runs)
                for stretch in words.runs if nth == 0 else []:
                    stretch.bold = True
        self.line("", PROSE)

    def _inline(self, words: Words, runs: Runs) -> None:
        for to, gathered in by_link(runs):
            stretches = []
            for run in gathered:
                stretch = words.add_run(run.text)
                stretch.bold = "strong" in run.marks or None
                stretch.italic = "em" in run.marks or None
                stretch.font.strike = "struck" in run.marks or None
                stretch.font.name = "Courier New" if "code" in run.marks else None
                stretch.font.rtl = self.of.prose_language in parts.RIGHT_TO_LEFT or None
                stretch.underline = (to is not None and not to.startswith("#")) or None
                stretches.append(stretch)
            if to:
                parts.link(words, to, stretches)

    def _foot(self) -> None:
        foot = self.docx.sections[0].footer.paragraphs[0]
        foot.style = self.styles[SMALL]
        foot.add_run(f"{self.of.foot} · {self.of.words['page']} ")
        parts.field_begin(foot, "PAGE")
        foot.add_run("1")
        parts.field_end(foot)

    def _say_what_it_is(self) -> None:
        of, says = self.of, self.docx.core_properties
        says.title = f"{of.name} — {of.words['title']}"[:255]
        says.author, says.language, says.comments = of.name[:255], of.language, ""
        says.created = says.modified = dt.datetime.combine(max(of.day, dt.date(1980, 1, 1)), dt.time())
        says.last_modified_by = ""

    def _make_styles(self) -> None:
        normal = self.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(10.5)
        normal.paragraph_format.space_after = Pt(6)
        parts.speak(normal, self.of.language)
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "TOC Heading"):
            style = self.styles[name]
            style.font.name, style.font.color.rgb = FONT, BLACK
            fonts = style.element.rPr.rFonts
            for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
                del fonts.attrib[theme]
        for name, size in (
            (PROSE, Pt(10.5)),
            (RULE, Pt(9.5)),
            (SMALL, Pt(9)),
            (LABEL, Pt(9)),
            (PLAIN, Pt(9)),
        ):
            made: Any = self.docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style, made.font.size = normal, size
            self.styles[name] = made
        for name in (SMALL, LABEL):
            self.styles[name].font.color.rgb = SOFT
        self.styles[PLAIN].font.name = "Courier New"
        parts.speak(self.styles[PROSE], self.of.prose_language)
        for name in (RULE, LABEL):
            parts.bar(self.styles[name])
            self.styles[name].paragraph_format.left_indent = STANDS_IN
            self.styles[name].paragraph_format.space_after = Pt(2)
        self.styles[RULE].paragraph_format.left_indent = STANDS_IN * 2
        self.styles[RULE].paragraph_format.first_line_indent = -STANDS_IN


def _same_each_time(written: bytes) -> bytes:
    """The same package without the hour at which it was made."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, NO_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return again.getvalue()
