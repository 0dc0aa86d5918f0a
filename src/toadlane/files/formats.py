"""What a file is: its name says one thing, its first bytes must say the same."""

from __future__ import annotations

import io
import lzma
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import InputFault
from toadlane.files import limits

NAME_LONGEST: Final = 150
NAMELESS: Final = "document"
ODT: Final = b"application/vnd.oasis.opendocument.text"
TEXT_PARTS: Final = {"odt": "content.xml", "docx": "word/document.xml"}
PACKED_PARTS_AT_MOST: Final = 2_000
DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a ZIP comes to where it is damaged, locked, or of no method we know."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form a document may have; `shown` where a browser can be trusted to show it in its place."""

    label: str | Promise
    media: str
    endings: tuple[str, ...]
    fits: Callable[[bytes], bool]
    shown: bool = False


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(starts)


def _pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _packed(part: str, mimetype: bytes = b"") -> Callable[[bytes], bool]:
    """Whether it is a ZIP with that part; and, if one is given, whose first part says that type."""

    def fits(data: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                names = parts.namelist()
                typed = not mimetype or (
                    names[:1] == ["mimetype"] and data[38 : 38 + len(mimetype)] == mimetype
                )
                return len(names) <= PACKED_PARTS_AT_MOST and part in names and typed
        except DAMAGED:
            return False

    return fits


def text_of(data: bytes) -> str | None:
    """The text of a plain file in UTF-8, UTF-16 with its mark, or Windows-1252; None where it is no text."""
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, coding)
    found = _decoded(data, "utf-8")
    return found if found is not None else _decoded(data, "cp1252")


def _decoded(data: bytes, coding: str) -> str | None:
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        return None
    return None if any(sign < " " and sign not in "\t\n\r\f" for sign in text) else text


def _plain(data: bytes) -> bool:
    return text_of(data) is not None


FORMS: Final[dict[str, Form]] = {
    "pdf": Form("PDF", "application/pdf", (".pdf",), _pdf),
    "odt": Form("OpenDocument", ODT.decode(), (".odt",), _packed("content.xml", ODT)),
    "docx": Form(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        _packed("word/document.xml"),
    ),
    "md": Form("Markdown", "text/markdown", (".md", ".markdown"), _plain, shown=True),
    "txt": Form(gettext_lazy("plain text"), "text/plain", (".txt", ".text"), _plain, shown=True),
    "png": Form(gettext_lazy("picture"), "image/png", (".png",), _begins(b"\x89PNG\r\n\x1a\n"), shown=True),
    "jpg": Form(
        gettext_lazy("picture"), "image/jpeg", (".jpg", ".jpeg"), _begins(b"\xff\xd8\xff"), shown=True
    ),
    "webp": Form(gettext_lazy("picture"), "image/webp", (".webp",), _webp, shown=True),
    "tif": Form(gettext_lazy("picture"), "image/tiff", (".tif", ".tiff"), _begins(b"II*\x00", b"MM\x00*")),
}
ENDINGS: Final = {ending: key for key, form in FORMS.items() for ending in form.endings}
PICTURES: Final = frozenset({"png", "jpg", "webp"})
PLAIN: Final = frozenset({"md", "txt"})


def form_of(name: str, data: bytes) -> str:
    """Which form a file has.

    Faults: `document.empty`, `document.too-large`, `document.unknown-form`, `document.other-form`.
    """
    if not data:
        raise InputFault(
            gettext_noop("The file is empty."),
            code="document.empty",
            next_step=gettext_noop("Look at it where it comes from, and bring it again."),
        )
    if len(data) > limits.BYTES_OF_ONE:
        raise limits.too_large()
    ending = PurePosixPath(name.lower()).suffix
    key = ENDINGS.get(ending)
    if key is None:
        raise InputFault(
            gettext_noop("Files that end in “{ending}” cannot be brought."),
            code="document.unknown-form",
            next_step=gettext_noop("Save it as PDF, or bring ODT, DOCX, Markdown, plain text or a picture."),
            ending=ending[:20],
        )
    if not FORMS[key].fits(data):
        raise InputFault(
            gettext_noop("The file is called “{ending}”, but what is in it is something else, or damaged."),
            code="document.other-form",
            next_step=gettext_noop("Open it, save it anew under its right ending, and bring that."),
            ending=ending,
        )
    return key


def usable_name(said: str) -> str:
    """A file's name as it is kept and shown: no folders, nothing invisible, not endless."""
    last = said.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(" " if sign.isspace() else sign for sign in last if sign.isspace() or _visible(sign))
    name = " ".join(seen.split()).lstrip(".")
    stem, dot, ending = name.rpartition(".")
    if not stem:
        return f"{NAMELESS}.{ending[:12]}" if dot else (name[:NAME_LONGEST] or NAMELESS)
    return f"{stem[: NAME_LONGEST - 13]}.{ending[:12]}"


def _visible(sign: str) -> bool:
    return not unicodedata.category(sign).startswith("C")
