"""The words in a file, as far as they are plain to see, and how words are compared in a search."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from toadlane.files.formats import DAMAGED, PLAIN, TEXT_PARTS, text_of

LETTERS_AT_MOST: Final = 200_000
UNPACKED_AT_MOST: Final = 16 * 1024 * 1024
TAGS_AT_MOST: Final = 300_000
SIGNS_AT_MOST: Final = 5_000
"""Equal signs in one element and the words after it: each may give an attribute, and those take time."""
BREAKS: Final = frozenset({"p", "h", "br", "tab", "s", "line-break", "tc", "table-cell"})


def found_in(form: str, data: bytes) -> str:
    """What can be read in a file; "" for pictures and PDF, and where the file does not hold together."""
    if form in PLAIN:
        return clean(text_of(data) or "")
    part = TEXT_PARTS.get(form)
    return clean("".join(_packed(data, part))) if part else ""


def _packed(data: bytes, part: str) -> Iterator[str]:
    """The words of an ODT or DOCX; what stands before a fault in it is still found."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts, parts.open(part) as packed:
            xml = _cut(packed.read(UNPACKED_AT_MOST))
        letters = 0
        for _, element in iterparse(io.BytesIO(xml), events=("end",), forbid_dtd=True):
            tag = str(element.tag).rpartition("}")[2]
            said = f"{element.text or ''}{' ' if tag in BREAKS else ''}{element.tail or ''}"
            letters += len(said)
            yield said
            element.clear()
            if letters > LETTERS_AT_MOST:
                return
    except (*DAMAGED, KeyError, ParseError, DefusedXmlException):
        return


def _cut(xml: bytes) -> bytes:
    """No more elements than a long document has, nor attributes than one may: each takes far more to read."""
    pieces = xml.split(b"<", TAGS_AT_MOST)[:TAGS_AT_MOST]
    crowded = (at for at, piece in enumerate(pieces) if piece.count(b"=") > SIGNS_AT_MOST)
    return b"<".join(pieces[: next(crowded, None)])


def clean(text: str) -> str:
    """Text that every database keeps, of a bearable length."""
    return "".join(sign for sign in text[:LETTERS_AT_MOST] if sign in "\n\t" or not _unkept(sign))


def _unkept(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"}
