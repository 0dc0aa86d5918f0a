"""From the bytes of a file to its text, piece by piece, with limits."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from itertools import chain

from bylaws.facts.readers.layout import Layout, holds_nul, not_readable
from bylaws.kernel.faults import InputFault

LINE_CHARS_MAX = 1_048_576


def decoded(chunks: Iterable[bytes], layout: Layout, *, bytes_at_most: int) -> Iterator[str]:
    """The text of a file: lines with their ends for CSV, pieces as they come for JSON.

    Holds one chunk and one line at a time. Faults while reading: `hours-file.too-large` beyond
    `bytes_at_most`, `.encoding`, `.nul`, `.field-too-long` for a line of over a million characters.
    """
    pieces = _pieces(_within(chunks, bytes_at_most), layout.encoding)
    return chain.from_iterable(_lines(pieces)) if layout.form == "csv" else (text for text, _ in pieces)


def _within(chunks: Iterable[bytes], bytes_at_most: int) -> Iterator[bytes]:
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > bytes_at_most:
            raise InputFault(
                "The file is larger than {limit} bytes.",
                code="hours-file.too-large",
                next_step="Export a shorter period, such as half a year, and import the parts one by one.",
                limit=bytes_at_most,
            )
        yield chunk


def _pieces(chunks: Iterable[bytes], encoding: str) -> Iterator[tuple[str, int]]:
    """Each chunk as text, with the number of its first line."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    for chunk, final in chain(((chunk, False) for chunk in chunks), ((b"", True),)):
        try:
            text = decoder.decode(chunk, final)
        except UnicodeDecodeError as fault:
            good = fault.object[: fault.start].count(b"\n")
            raise not_readable(line + good, encoding) from None
        if "\0" in text:
            raise holds_nul(line + text.count("\n", 0, text.index("\0")))
        yield text, line
        line += text.count("\n")


def _lines(pieces: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Whole lines, split as the CSV reader splits them: at CR, LF or both together."""
    rest = ""
    for text, number in pieces:
        lines = io.StringIO(rest + text, newline="").readlines()
        rest = lines.pop() if lines and not lines[-1].endswith("\n") else ""
        if len(rest) > LINE_CHARS_MAX:
            raise field_too_long(number)
        yield lines
    yield [rest] if rest else []


def field_too_long(line: int) -> InputFault:
    """The fault for a cell no entry of hours needs; often a quotation mark that is never closed."""
    return InputFault(
        "A cell near line {line} is far too long; a quotation mark may never be closed.",
        code="hours-file.field-too-long",
        next_step="Look at the lines around it in a text editor, or export from the tracker again.",
        where=f"line {line}",
        line=line,
    )
