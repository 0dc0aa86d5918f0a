"""The command `render`: a charter of a day as a document to read, print and hand on."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bylaws.app.terminal import say
from bylaws.charter.charter import Charter
from bylaws.kernel.faults import InputFault

Written = str | bytes


def takes(render: argparse.ArgumentParser) -> None:
    """What the command asks for, beside the language."""
    render.add_argument("charter", type=Path)
    render.add_argument(
        "--to",
        required=True,
        choices=tuple(FORMS),
        help="text is the text in force as it is written, of which the fingerprint is",
    )
    render.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write it")


def rendered(charter: Charter, day: dt.date, form: str, language: str) -> Written:
    """A charter of a day in one form; fault `render.needs` where its library is not installed."""
    try:
        return FORMS[form](charter, day, language)
    except ModuleNotFoundError as lacking:
        raise InputFault(
            "To write {form}, “{library}” is needed, and it is not installed.",
            code="render.needs",
            next_step="Install it beside this command, or ask for another form, such as --to text.",
            form=form,
            library=LIBRARIES.get(str(lacking.name), str(lacking.name)),
        ) from lacking


def hand_out(written: Written, *, form: str, to: Path | None, never: Path) -> dict[str, Any]:
    """Write a document where it was asked for, else on standard output; says what was written.

    `never` is the charter itself, which is not written over.
    """
    if to is None:
        _on_standard_output(written, form)
        return {}
    if _of(to, never):
        raise InputFault(
            "“{path}” is the charter itself, or one of its amendments.",
            code="render.over",
            next_step="Name another file; adopted text is never written over.",
            path=str(to),
        )
    body = written if isinstance(written, bytes) else written.encode()
    try:
        to.write_bytes(body)
    except (OSError, ValueError):
        raise InputFault(
            "“{path}” cannot be written.",
            code="render.output",
            next_step="Name a file in a folder you may write to.",
            path=str(to),
        ) from None
    return {"file": str(to), "bytes": len(body)}


def _of(path: Path, charter: Path) -> bool:
    """Whether a path is a file of a charter, by whatever name it is called."""
    own = [charter, *(charter.parent / "amendments").glob("*.md")]
    return path.exists() and any(path.samefile(file) for file in own)


def _on_standard_output(written: Written, form: str) -> None:
    """To another program to the letter; to a person without what could steer the terminal."""
    if not sys.stdout.isatty():
        sys.stdout.buffer.write(written if isinstance(written, bytes) else written.encode())
    elif isinstance(written, bytes):
        raise InputFault(
            "A {form} is no text for a terminal.",
            code="render.terminal",
            next_step="Name a file: -o charter.{form}",
            form=form,
        )
    else:
        say(written.removesuffix("\n"))


def _html(charter: Charter, day: dt.date, language: str) -> str:
    from bylaws.charter.printing.document import document  # noqa: PLC0415
    from bylaws.charter.printing.html import html  # noqa: PLC0415

    return html(document(charter, day, language))


def _markdown(charter: Charter, day: dt.date, language: str) -> str:
    from bylaws.charter.printing.document import document  # noqa: PLC0415
    from bylaws.charter.printing.markdown import markdown  # noqa: PLC0415

    return markdown(document(charter, day, language))


def _pdf(charter: Charter, day: dt.date, language: str) -> bytes:
    from bylaws.app.printing.pdf import pdf  # noqa: PLC0415
    from bylaws.charter.printing.document import document  # noqa: PLC0415

    return pdf(document(charter, day, language))


def _docx(charter: Charter, day: dt.date, language: str) -> bytes:
    from bylaws.app.printing.word import word  # noqa: PLC0415
    from bylaws.charter.printing.document import document  # noqa: PLC0415

    return word(document(charter, day, language))


def _text(charter: Charter, day: dt.date, language: str) -> str:  # noqa: ARG001 - told in no language
    from bylaws.charter.writing import write_in_force  # noqa: PLC0415

    return write_in_force(charter, day)


FORMS: dict[str, Callable[[Charter, dt.date, str], Written]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "md": _markdown,
    "text": _text,
}
LIBRARIES = {"docx": "python-docx", "markdown_it": "markdown-it-py"}
