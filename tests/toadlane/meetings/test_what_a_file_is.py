"""A file is what its bytes say; where its name says something else, it is refused in words."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import pytest

from bylaws.kernel.faults import InputFault
from tests.toadlane.meetings.conftest import MINUTES, PDF, PNG, packed, spoiled
from toadlane.files import formats
from toadlane.files import limits as of_one
from toadlane.meetings import archives, limits, texts
from toadlane.meetings.archives import Unpacked, unpacked
from toadlane.meetings.guesses import Guess, guessed
from toadlane.meetings.models import Kind
from toadlane.people.spelling import folded

ODT = packed({"content.xml": "<o><p>We buy the van.</p><p>Ágreed</p></o>"}, first=formats.ODT)
DOCX = packed({"word/document.xml": "<w><p><t>We buy </t><t>the van.</t></p></w>"})
TODAY = dt.date(2025, 3, 3)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.pdf", PDF, "pdf"),
        ("A.PDF", PDF, "pdf"),
        ("a.odt", ODT, "odt"),
        ("a.docx", DOCX, "docx"),
        ("a.md", MINUTES.encode(), "md"),
        ("a.txt", "Señor".encode("cp1252"), "txt"),
        ("a.txt", "Señor".encode("utf-16"), "txt"),
        ("a.png", PNG, "png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0rest", "jpg"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        ("a.tiff", b"II*\x00rest", "tif"),
    ],
)
def test_a_file_whose_bytes_say_what_its_name_says_is_of_that_form(name: str, data: bytes, form: str) -> None:
    assert formats.form_of(name, data) == form


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "document.empty"),
        ("a.pdf", PNG, "document.other-form"),
        ("a.png", PDF, "document.other-form"),
        ("a.txt", PNG, "document.other-form"),
        ("a.md", b"minutes\x00", "document.other-form"),
        ("a.docx", ODT, "document.other-form"),
        ("a.odt", DOCX, "document.other-form"),
        ("a.odt", b"PK\x03\x04 half a file", "document.other-form"),
        ("a.txt", b"\x81\x8d", "document.other-form"),
        ("a.html", b"<script>alert(1)</script>", "document.unknown-form"),
        ("a.svg", b"<svg/>", "document.unknown-form"),
        ("minutes", MINUTES.encode(), "document.unknown-form"),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_refused(name: str, data: bytes, code: str) -> None:
    with pytest.raises(InputFault) as refused:
        formats.form_of(name, data)

    assert refused.value.code == code


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_one, "BYTES_OF_ONE", len(PDF) - 1)

    with pytest.raises(InputFault) as refused:
        formats.form_of("a.pdf", PDF)

    assert refused.value.code == "document.too-large"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\papers\\minutes.pdf", "minutes.pdf"),
        ("min\x00utes\u202efdp.pdf", "minutesfdp.pdf"),
        ("two\nlines.txt", "two lines.txt"),
        ("..", "document"),
        ("", "document"),
        (".pdf", "pdf"),
        ("a" * 400 + ".pdf", "a" * 137 + ".pdf"),
        ("<b>\"'.txt", "<b>\"'.txt"),
    ],
)
def test_a_name_is_kept_without_folders_and_without_what_nobody_sees(said: str, name: str) -> None:
    assert formats.usable_name(said) == name


@pytest.mark.parametrize(
    ("form", "data", "found"),
    [
        ("md", b"\xef\xbb\xbfThe van", "The van"),
        ("txt", b"one\x0ctwo", "onetwo"),
        ("odt", ODT, "We buy the van. Ágreed "),
        ("docx", DOCX, "We buy the van. "),
        ("docx", packed({"word/document.xml": "<w><t>Before</t><broken"}), "Before"),
        ("docx", packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><w><t>&a;</t></w>'}), ""),
        ("docx", spoiled({"word/document.xml": "<w>words</w>"}), ""),
        ("odt", packed({"other.xml": "<o/>"}), ""),
        ("pdf", PDF, ""),
        ("png", PNG, ""),
    ],
)
def test_the_words_of_a_file_are_found_as_far_as_they_are_plain(form: str, data: bytes, found: str) -> None:
    assert texts.found_in(form, data) == found


def test_an_endless_document_is_read_as_far_as_a_search_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LETTERS_AT_MOST", 10)
    endless = packed({"word/document.xml": f"<w>{'<p>word</p>' * 50}</w>"})

    assert texts.found_in("docx", endless) == "word word "


def test_elements_without_end_are_cut_off_before_they_are_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "TAGS_AT_MOST", 5)
    endless = packed({"word/document.xml": f"<w>{'<p>word</p>' * 50}</w>"})

    assert texts.found_in("docx", endless) == "word "


def test_an_element_with_attributes_without_end_is_cut_off_before_it_is_read() -> None:
    attributes = " ".join(f'a{number}=""' for number in range(1_000_000))
    endless = packed({"word/document.xml": f"<w><t>Before</t><p {attributes}>after</p></w>"})

    begun = time.process_time()
    found = texts.found_in("docx", endless)

    assert (found, time.process_time() - begun < 1) == ("Before", True)


def test_words_are_compared_without_case_and_accents() -> None:
    assert folded("  Décision\nÉLUE ") == "decision elue"


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("2024-04-11 Minutes of spring.md", Guess("Minutes of spring", dt.date(2024, 4, 11), Kind.MINUTES)),
        ("Decision_van_20240411.pdf", Guess("Decision van", dt.date(2024, 4, 11), Kind.DECISION)),
        ("2023.02.31 scan.png", Guess("2023.02.31 scan", None, Kind.MINUTES)),
        ("2031-01-01 plan.pdf", Guess("2031-01-01 plan", None, Kind.MINUTES)),
        ("2024-04-11.pdf", Guess("2024-04-11", dt.date(2024, 4, 11), Kind.MINUTES)),
        ("Acta reunión.odt", Guess("Acta reunión", None, Kind.MINUTES)),
    ],
)
def test_the_name_of_a_file_tells_title_day_and_kind(name: str, guess: Guess) -> None:
    assert guessed(name, until=TODAY) == guess


def test_an_archive_gives_its_files_without_what_machines_leave_in_it() -> None:
    made = packed({"a/one.md": "1", "__MACOSX/._one.md": "x", "a/.DS_Store": "x", "a/": ""})

    assert list(unpacked(io.BytesIO(made))) == [Unpacked("a/one.md", b"1")]


def faults_of(made: bytes) -> list[tuple[str, str]]:
    return [(one.name, one.fault.code if one.fault else "") for one in unpacked(io.BytesIO(made))]


def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_others_stay() -> None:
    made = packed({"../../evil.md": "1", "/abs.md": "1", "C:/x.md": "1", "good.md": "1"})

    assert faults_of(made) == [
        ("../../evil.md", "document.name"),
        ("/abs.md", "document.name"),
        ("C:/x.md", "document.name"),
        ("good.md", ""),
    ]


def test_a_file_packed_in_a_rare_way_can_be_damaged_too() -> None:
    assert faults_of(spoiled({"a.md": "one", "b.md": "two"})) == [
        ("a.md", "document.archive"),
        ("b.md", "document.archive"),
    ]


def test_a_locked_file_and_a_damaged_one_are_told_apart() -> None:
    made = bytearray(packed({"locked.md": "1" * 50, "damaged.md": "2" * 50}))
    central = made.index(b"PK\x01\x02")
    made[central + 8] |= archives.LOCKED
    second = made.index(b"PK\x03\x04", 4)
    made[second + 30 + len("damaged.md")] ^= 0xFF

    assert faults_of(bytes(made)) == [("locked.md", "document.locked"), ("damaged.md", "document.archive")]


def test_an_archive_that_would_unpack_to_too_much_is_refused_before_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "BYTES_AT_ONCE", 1000)
    bomb = packed({"bomb.txt": b"0" * 1001})

    with pytest.raises(InputFault) as refused:
        faults_of(bomb)

    assert (refused.value.code, len(bomb) < 200) == ("document.too-much", True)


def test_no_more_than_the_limit_of_one_file_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_one, "BYTES_OF_ONE", 10)

    assert faults_of(packed({"long.txt": b"0" * 11})) == [("long.txt", "document.too-large")]


def test_an_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILES_AT_ONCE", 1)

    with pytest.raises(InputFault) as refused:
        faults_of(packed({"one.md": "1", "two.md": "2"}))

    assert refused.value.code == "document.too-many"


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(InputFault) as refused:
        faults_of(b"no archive")

    assert refused.value.code == "document.archive"
    assert zipfile.is_zipfile(io.BytesIO(b"no archive")) is False
