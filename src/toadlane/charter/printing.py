"""The charter of a day as a document to take away, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as noop

from bylaws.charter.charter import Charter
from bylaws.charter.printing.document import document
from bylaws.charter.printing.html import html
from bylaws.charter.printing.markdown import markdown
from bylaws.charter.printing.tree import Document
from bylaws.kernel.faults import InputFault
from toadlane.charter import reads
from toadlane.charter.forms import DayForm
from toadlane.coops.access import Place, absent
from toadlane.record.models import Checkpoint
from toadlane.record.printed import printed_line
from toadlane.ui.languages import rules_language

KEPT = 16
SET: Final = frozenset({"pdf", "docx"})
LONGEST: Final = 1_000_000
"""So many letters of prose are set as pages for whoever asks; more takes minutes and all of the memory."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a printed charter; `shown` is whether a browser opens it itself."""

    write: Callable[[Document], bytes]
    media: str
    shown: bool


def _pdf(of: Document) -> bytes:
    from bylaws.app.printing.pdf import pdf  # noqa: PLC0415 — slow to load, and few visitors print

    return pdf(of)


def _word(of: Document) -> bytes:
    from bylaws.app.printing.word import word  # noqa: PLC0415 — as above

    return word(of)


FORMS: Final[dict[str, Form]] = {
    "pdf": Form(_pdf, "application/pdf", shown=True),
    "docx": Form(
        _word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", shown=False
    ),
    "html": Form(lambda of: html(of).encode(), "text/html; charset=utf-8", shown=True),
    "md": Form(lambda of: markdown(of).encode(), "text/markdown; charset=utf-8", shown=False),
}
NAMES: Final = {
    "pdf": gettext_lazy("PDF"),
    "docx": gettext_lazy("Word (DOCX)"),
    "html": gettext_lazy("Web page (HTML)"),
    "md": gettext_lazy("Markdown"),
}


def printed(place: Place, form: str, day: dt.date | None, language: str | None = None) -> HttpResponse:
    """The file for whoever may see the charter; today's without a day, in their language without one."""
    place.require_class("charter")
    if form not in FORMS:
        raise absent()
    digests = reads.digests_of(place.coop)
    charter = reads.parsed(place.coop.pk, digests)
    day = day or charter.day_or_first(place.moment.day)
    if form in SET:
        _refuse_too_long(charter, day)
    spoken = rules_language(language)
    checkpoint = _checkpoint(place, spoken)
    response = HttpResponse(
        _written(place.coop.pk, digests, day, form, spoken, checkpoint), content_type=FORMS[form].media
    )
    name = f"{place.coop.slug}-bylaws-{day.isoformat()}-{spoken}.{form}"
    manner = "inline" if FORMS[form].shown else "attachment"
    response["Content-Disposition"] = f'{manner}; filename="{name}"'
    return response


def _refuse_too_long(charter: Charter, day: dt.date) -> None:
    if sum(len(one.article.prose) for one in charter.on(day).standing) > LONGEST:
        raise InputFault(
            noop("This charter is too long to be set as pages while others wait."),
            code="charter.too-long-to-set",
            next_step=noop("Take it as a web page or as Markdown, or set it at a terminal: bylaws render."),
        )


def day_asked(place: Place, asked: str | None) -> dt.date | None:
    """The day of `?on=`; fault `charter.day` for one that is none, or before the first."""
    first = reads.charter_of(place.coop).base_front.starts()
    form = DayForm({"on": asked or ""}, first=first)
    if not form.is_valid():
        raise InputFault(
            noop("There is no charter of “{on}” to download."),
            code="charter.day",
            next_step=noop("Ask for a day from {first} on, written as 2025-03-01."),
            on=(asked or "")[:60],
            first=first.isoformat(),
        )
    day: dt.date | None = form.cleaned_data["on"]
    return day


def _checkpoint(place: Place, language: str) -> str:
    """For the foot of each page, where the reader may see the record."""
    if not place.sight.may_see_class(Checkpoint.information_class):
        return ""
    with translation.override(language):
        return printed_line(place.coop, place.moment)


@lru_cache(maxsize=KEPT)  # texts never change, so neither does what is printed of them
def _written(  # noqa: PLR0917 — what makes it another file
    coop: UUID, digests: reads.Digests, day: dt.date, form: str, language: str, checkpoint: str
) -> bytes:
    made = document(reads.parsed(coop, digests), day, language)
    return FORMS[form].write(replace(made, checkpoint=checkpoint))
