"""Parts of a DOCX that its library has no name for: places to lead to, links, fields, a language."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Words
from docx.text.run import Run as Stretch

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})


def element(name: str, /, **values: str) -> Any:
    """An element with its values, both named as in the format: `element("w:lang", val="es")`."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def bookmark(words: Words, anchor: str, nth: int) -> None:
    """Make a paragraph a place to lead to; `nth` is a number that no other bookmark has."""
    before = 1 if words._p.pPr is not None else 0  # noqa: SLF001 - the library's way to the element
    words._p.insert(before, element("w:bookmarkStart", id=str(nth), name=bookmark_name(anchor)))  # noqa: SLF001
    words._p.append(element("w:bookmarkEnd", id=str(nth)))  # noqa: SLF001


def bookmark_name(anchor: str) -> str:
    """An anchor as bookmarks may be called."""
    return anchor.replace("-", "_")


def link(words: Words, to: str, stretches: list[Stretch]) -> None:
    """Lead stretches of a paragraph to an address, or to a bookmark if it begins with “#”."""
    if to.startswith("#"):
        made = element("w:hyperlink", anchor=bookmark_name(to.removeprefix("#")), history="1")
    else:
        made = element("w:hyperlink", history="1")
        made.set(qn("r:id"), words.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    stretches[0]._r.addprevious(made)  # noqa: SLF001
    for stretch in stretches:
        made.append(stretch._r)  # noqa: SLF001


def field_begin(words: Words, says: str) -> None:
    """Begin a field that a word processor brings up to date."""
    for child in (
        element("w:fldChar", fldCharType="begin"),
        _instruction(says),
        element("w:fldChar", fldCharType="separate"),
    ):
        words.add_run()._r.append(child)  # noqa: SLF001


def field_end(words: Words) -> None:
    """End the field that was begun."""
    words.add_run()._r.append(element("w:fldChar", fldCharType="end"))  # noqa: SLF001


def _instruction(says: str) -> Any:
    made = element("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = f" {says} "
    return made


def speak(style: Any, language: str) -> None:
    """State the language of a style, and that it runs from right to left where it does."""
    properties = style.element.get_or_add_rPr()
    properties.append(element("w:lang", val=language, eastAsia=language, bidi=language))
    if language in RIGHT_TO_LEFT:
        style.element.get_or_add_pPr().append(element("w:bidi"))


def bar(style: Any) -> None:
    """A bar at the side of every paragraph of a style."""
    borders = element("w:pBdr")
    borders.append(element("w:left", val="single", sz="12", space="8", color="B7B2A8"))
    style.element.get_or_add_pPr().append(borders)
