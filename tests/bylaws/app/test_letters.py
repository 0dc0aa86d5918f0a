"""Papers in any script: every sign has its picture, is read back as it was typed, or is spelled."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst
from pypdf.generic import ByteStringObject, TextStringObject

from bylaws.app.printing import setting

PAPER = """
#let n = json(bytes(sys.inputs.at("n")))
#set document(title: "Minutes")
#set text(lang: "en")
= #n.title
#for one in n.said { par(one) }
"""
GREETINGS = {
    "Amharic": "ሰላም ለሁሉም",
    "Arabic": "محضر الاجتماع",
    "Armenian": "Արձանագրություն",
    "Bengali": "সভার বিবরণ",
    "Burmese": "မင်္ဂလာပါ",
    "Chinese": "会议记录 會議記錄",
    "Georgian": "სხდომის ოქმი",
    "Greek": "Πρακτικά, ἀρχή",
    "Gujarati": "સભાની નોંધ",
    "Hebrew": "פרוטוקול הישיבה",
    "Hindi": "कार्यवृत्त",
    "Japanese": "議事録 バンを買う",
    "Kannada": "ಸಭೆಯ ನಡಾವಳಿ",
    "Khmer": "កំណត់ហេតុ",
    "Korean": "회의록",
    "Malayalam": "യോഗം",
    "Persian": "صورت‌جلسه پچژگ",
    "Punjabi": "ਮੀਟਿੰਗ",
    "Russian": "Протокол, Ґ Є Ї ў",
    "Tamil": "கூட்டம்",
    "Telugu": "సమావేశం",
    "Thai": "รายงานการประชุม",
    "Urdu": "ہم نے فیصلہ کیا ٹڈڑے",
    "Vietnamese": "Biên bản: Nguyễn Ước",
    "emoji": "😀 👩‍💻 🧑🏽‍🌾 🏳️‍🌈 🇲🇽 ❤️ 1️⃣",
    "signs": "→ ✓ ☐ ☑ ★ € ₿ № ½ ‰ ≤ ♥ ①",
}


@pytest.fixture(autouse=True)
def _no_font_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds here holds on a server on which no font was ever put."""
    ours = typst.Fonts(include_system_fonts=False, font_paths=[setting.FONTS])
    monkeypatch.setattr(setting, "fonts", lambda: ours)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.typ"
    path.write_text(PAPER, encoding="utf-8")
    return path


def made(paper: Path, *said: str, title: str = "Minutes") -> pypdf.PdfReader:
    body = setting.set_as_pdf(paper, {"title": title, "said": list(said), "size": 3}, "n")
    return pypdf.PdfReader(io.BytesIO(body))


def read(found: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in found.pages)


def close(words: str) -> str:
    """Without gaps and without what shows nothing: marks of direction, which readers put in, and joiners."""
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufe0f]", "", words)


def is_accessible(found: pypdf.PdfReader) -> bool:
    root: Any = found.trailer["/Root"]
    return b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def drawn(found: pypdf.PdfReader) -> Iterator[int]:
    """The number of every glyph that is drawn; 0 is the box a font has for what it lacks."""

    def numbers(operand: Any) -> Iterator[int]:
        if isinstance(operand, list):
            for one in operand:
                yield from numbers(one)
        elif isinstance(operand, (ByteStringObject, TextStringObject)):
            raw = operand.original_bytes
            yield from (int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2))

    for page in found.pages:
        content = page.get_contents()
        for operands, operator in content.operations if content is not None else ():
            if operator in {b"Tj", b"TJ"}:
                yield from numbers(operands)


@pytest.mark.parametrize("language", GREETINGS)
def test_every_sign_has_its_picture_and_is_read_back(paper: Path, language: str) -> None:
    said = GREETINGS[language]

    found = made(paper, said, title=said)

    glyphs = list(drawn(found))
    assert (is_accessible(found), 0 in glyphs, len(glyphs) > 3) == (True, False, True)
    assert "[U+" not in read(found)


@pytest.mark.parametrize("language", ["Chinese", "Greek", "Japanese", "Korean", "Russian", "Vietnamese"])
def test_what_runs_from_the_left_is_read_back_to_the_letter(paper: Path, language: str) -> None:
    assert close(GREETINGS[language]) in close(read(made(paper, GREETINGS[language])))


def test_what_no_font_has_is_spelled_by_its_number_and_the_rest_is_as_it_was(paper: Path) -> None:
    found = made(paper, "A \U00020000 and \u1400\ufe0f, naïve é.", "\U00020000")

    assert (is_accessible(found), 0 in drawn(found)) == (True, False)
    assert "A [U+20000] and [U+1400], naïve é." in read(found)


def test_a_letter_beside_what_is_missing_stays_a_letter(paper: Path) -> None:
    found = made(paper, "n\U0001e8d0 none")

    assert is_accessible(found)
    assert re.search(r"^n.* none$", read(found), re.MULTILINE)


def test_what_cannot_be_accessible_for_another_reason_is_set_all_the_same(tmp_path: Path) -> None:
    paper = tmp_path / "paper.typ"
    paper.write_text(PAPER.replace("= #n.title", "== #n.title"), encoding="utf-8")

    found = made(paper, "会议")

    assert (is_accessible(found), "会议" in read(found)) == (False, True)


def test_a_paragraph_begins_where_its_script_does(paper: Path) -> None:
    def left(said: str) -> float:
        at: list[float] = []

        def heard(text: str, put_at: list[float], *_more: Any) -> None:
            if text.strip() and "Minutes" not in text:
                at.append(put_at[4])

        made(paper, said).pages[0].extract_text(visitor_text=heard)
        return min(at)

    hebrew, english, mixed = (left(one) for one in ("שלום.", "Hello.", "12. שלום."))

    assert (english < 100, min(hebrew, mixed) > 400) == (True, True)


def test_the_same_words_are_the_same_bytes(paper: Path) -> None:
    words = {"title": "会议", "said": list(GREETINGS.values())}

    assert setting.set_as_pdf(paper, words, "n") == setting.set_as_pdf(paper, words, "n")


def test_each_font_has_its_licence_beside_it() -> None:
    fonts = {one.name for one in setting.FONTS.iterdir() if one.suffix in {".ttf", ".ttc"}}
    told = (setting.FONTS / "README.md").read_text(encoding="utf-8")

    assert {
        one for one in fonts if one.removesuffix("-Regular.ttf").removesuffix("-Bold.ttf") not in told
    } == set()
    assert sorted(one.name for one in setting.FONTS.glob("*LICENSE*")) == [
        "noto-LICENSE.txt",
        "wqy-microhei-LICENSE.txt",
    ]
