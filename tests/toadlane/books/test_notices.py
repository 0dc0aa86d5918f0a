"""The written notice of allocation as a member holds it in hand, read back from the PDF."""

from __future__ import annotations

import ast
import io
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import polib
import pytest
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from bylaws.surplus.why import why_person
from tests.toadlane.books.conftest import Year, YearUnder
from tests.toadlane.books.texts import HARBOUR, in_currency
from toadlane.books import notices, reads
from toadlane.books.models import YearClose
from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.ui.reasons import told

Enter = Callable[[Participant | Person], Client]
LOCALES = Path(notices.__file__).parent / "locale"
LETTER, A4 = (612, 792), (595, 842)
AS_THEY_ARE = [
    '#eval("1") #panic() #image("x")',
    "\\ back \\n slash \\u{1F438}",
    "[x] $y^2$ *b* _i_ `c` @ref <label> // no comment /* nor this */",
    "= Heading - item + item / term: 1. https://elsewhere.example",
    "Zoë Ñandú-O’Brien Šćž Жанна Ελένη",
]


def text_of(pdf: bytes) -> str:
    """All words of a PDF, with single spaces between them."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return one_line(" ".join(pages))


def one_line(text: str) -> str:
    return " ".join(text.split())


def size_of(pdf: bytes) -> tuple[int, int]:
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(box.width), round(box.height)


def sentences(reason: Any) -> Iterable[str]:
    yield reason.sentence
    for part in reason.parts:
        yield from sentences(part)


def downloaded(client: Client, person: str) -> bytes:
    answer = client.get(f"/c/harbour/money/years/2024/notices/{person}.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return bytes(answer.content)


def amounts_on_the_page(client: Client, person: str) -> dict[str, str]:
    """The cells of the account page's line for 2024, by what stands above them."""
    page = one_line(client.get(f"/c/harbour/money/accounts/{person}/").content.decode())
    lines = (
        re.findall(r'<td class="num" data-label="([^"]+)">([^<]+)</td>', row) for row in page.split("</tr>")
    )
    return next(found for found in map(dict, lines) if "Share" in found)


def test_notice_tells_the_figures_of_the_page(closed: YearClose, year: Year, signed_in: Enter) -> None:
    client = signed_in(year.dee)

    said = text_of(downloaded(client, "dee"))

    page = amounts_on_the_page(client, "dee")
    assert page == {
        "Share": "$300.00",
        "In money": "$120.00",
        "To the buy-in": "$180.00",
        "In notices": "$0.00",
    }
    rows = ["Your share", "Paid in money", "Paid towards your buy-in", "Kept in your account, by this notice"]
    told_rows = [f"{row} {amount}" for row, amount in zip(rows, page.values(), strict=True)]
    assert " ".join(["What Amount", *told_rows]) in said


def test_notice_tells_every_payment_and_its_condition(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    said = text_of(downloaded(signed_in(year.dee), "dee"))

    assert (
        "When the money is paid Due Amount"
        " April 3, 2025, once released $60.00 June 3, 2025, once released $60.00 How it was counted"
    ) in said


def test_notice_gives_the_reasons_of_the_page(closed: YearClose, year: Year, signed_in: Enter) -> None:
    said = text_of(downloaded(signed_in(year.dee), "dee"))

    closing = reads.reckoned(closed)
    reason = told(why_person(closing, "dee").reason, currency="USD")
    shown = [line for line in sentences(reason) if "is due on" not in line][1:]
    assert [line for line in shown if one_line(line) not in said] == []
    assert len(shown) > 5


def test_notice_is_dated_and_cites_the_decision(closed: YearClose, year: Year) -> None:
    said = text_of(notices.pdf(closed, year.dee, checkpoint="Record: 7 entries"))

    assert "March 3, 2025" in said
    assert "Record: 7 entries" in said
    assert "By decision of March 3, 2025: We close the year as previewed." in said
    assert f"Harbour Web Cooperative · 2024 · dee · {closed.fingerprint[:16]}" in said


def test_notice_says_what_it_is_in_tax_law(closed: YearClose, year: Year) -> None:
    said = text_of(notices.pdf(closed, year.dee))

    assert "The stated dollar amount of this patronage dividend is $300.00." in said
    assert "qualified written notice" not in said  # all that was retained paid the buy-in


def test_notice_of_a_retained_part_is_called_qualified(year: Year) -> None:
    year.receive(year.dee, "900.00")
    year.state()
    closed = year.close()

    said = text_of(notices.pdf(closed, year.dee))

    assert "is a qualified written notice of allocation, if you consented." in said


def test_same_notice_is_the_same_to_the_byte(closed: YearClose, year: Year) -> None:
    assert notices.pdf(closed, year.dee) == notices.pdf(closed, year.dee)


def test_ordinary_notice_is_one_page_of_an_accessible_document(closed: YearClose, year: Year) -> None:
    document = PdfReader(io.BytesIO(notices.pdf(closed, year.dee)))

    assert len(document.pages) == 1
    assert document.metadata is not None
    assert document.metadata.title == "Written notice of allocation, fiscal year 2024"
    catalog: Any = document.trailer["/Root"]
    assert (catalog["/MarkInfo"]["/Marked"], catalog["/Lang"]) == (True, "en")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in document.xmp_metadata.stream.get_data()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("jurisdiction", "paper"),
    [("US-MA", LETTER), ("US", LETTER), ("CA-QC", LETTER), ("MX", LETTER), ("FR", A4), ("GB", A4)],
)
def test_paper_is_what_printers_of_the_place_hold(
    jurisdiction: str, paper: tuple[int, int], year_under: YearUnder
) -> None:
    year = year_under(HARBOUR.replace("US-MA", jurisdiction))
    year.state()

    assert size_of(notices.pdf(year.close(), year.dee)) == paper


@pytest.mark.parametrize("name", AS_THEY_ARE)
def test_hostile_name_is_printed_as_it_is(name: str, closed: YearClose, year: Year) -> None:
    year.dee.name = name
    year.dee.save()

    said = text_of(notices.pdf(closed, year.dee))

    assert f"To {one_line(name)} Your share of" in said


def test_signs_that_would_steer_the_page_are_left_out(closed: YearClose, year: Year) -> None:
    year.dee.name = "Dee\u202e\x07\u2066 of\nHarbour"
    year.dee.save()

    said = text_of(notices.pdf(closed, year.dee))

    assert "To Dee of Harbour Your share" in said


@pytest.mark.parametrize("name", ["李雷", "Dee \U0001f438", "\ufffe", "\U000f0000"])
def test_name_in_a_script_without_a_font_still_gets_its_notice(
    name: str, closed: YearClose, year: Year
) -> None:
    year.dee.name = name
    year.dee.save()

    said = text_of(notices.pdf(closed, year.dee))

    assert "Your share $300.00" in said
    assert "· dee ·" in said


def test_long_decision_does_not_fill_the_notice(year: Year) -> None:
    year.state()
    closed = year.close(year.decide(text="We talked. " * 900))

    document = PdfReader(io.BytesIO(notices.pdf(closed, year.dee)))

    assert len(document.pages) == 1


def test_amounts_keep_their_currencys_decimals(year_under: YearUnder) -> None:
    year = year_under(in_currency("JPY", buy_in="1000"))
    year.state(surplus="1201", tax="0")

    said = text_of(notices.pdf(year.close(), year.dee))

    assert "Your share ¥360" in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ["Aviso escrito de asignación, ejercicio 2024", "Su parte 300,00 US$", "Cómo se calculó"]),
        ("fr", ["Avis écrit de répartition, exercice 2024", "Votre part 300,00 $US", "Comment elle a été"]),
    ],
)
def test_notice_speaks_the_readers_language(
    language: str, words: list[str], closed: YearClose, year: Year
) -> None:
    with translation.override(language):
        said = text_of(notices.pdf(closed, year.dee))

    assert [word for word in words if word not in said] == []
    assert [word for word in ("Your", "Paid", "decision of", "hours of") if word in said] == []


def test_every_word_of_a_notice_is_translated_and_compiled() -> None:
    tree = ast.parse(Path(notices.__file__).read_text(encoding="utf-8"))
    words = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
        if isinstance(call.args[0], ast.Constant)
    }
    for language in ("es", "fr"):
        place = LOCALES / language / "LC_MESSAGES"
        written = {one.msgid: one.msgstr for one in polib.pofile(str(place / "django.po"))}
        compiled = {one.msgid: one.msgstr for one in polib.mofile(str(place / "django.mo"))}
        assert (set(written) >= words, written) == (True, compiled)
        fields = re.compile(r"%\((\w+)\)s")
        assert all(
            sorted(fields.findall(a)) == sorted(fields.findall(b)) for a, b in written.items() if a in words
        )


@pytest.mark.needs_command("pdftotext")
def test_pdftotext_reads_what_pypdf_reads(closed: YearClose, year: Year, tmp_path: Path) -> None:
    pdf = tmp_path / "notice.pdf"
    pdf.write_bytes(notices.pdf(closed, year.dee))
    words = ["Your share", "$300.00", "How it was counted", "Article 9 — Surplus"]

    said = one_line(
        subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    )

    assert [word for word in words if word not in said] == []
