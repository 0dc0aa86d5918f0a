"""The one way a pack is written and read: no byte of it is left unlooked at."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import Fault
from bylaws.surplus.proof import archive
from bylaws.surplus.proof.archive import packed, unpacked
from tests.bylaws.surplus.random_years import MANY

FILES = {"README.txt": b"Read me.\n", "charter/amendments/2018-wages.md": b"+++\n+++\n", "empty.json": b""}
names = st.from_regex(r"\A[a-z0-9-]{1,9}(\.[a-z]{1,4})?(/[a-z0-9-]{1,9}(\.[a-z]{1,4})?){0,2}\Z")
contents = st.dictionaries(names, st.binary(max_size=200), min_size=1, max_size=8)


def code_of(pack: bytes) -> str:
    with pytest.raises(Fault) as fault:
        unpacked(pack)
    return fault.value.code


@given(files=contents)
@MANY
def test_what_is_packed_is_unpacked_the_same(files: dict[str, bytes]) -> None:
    assert unpacked(packed(files)) == files
    assert packed(dict(reversed(list(files.items())))) == packed(files)


@given(files=contents)
@MANY
def test_any_program_that_reads_zip_files_reads_a_pack(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(files))) as found:
        read = {name: found.read(name) for name in found.namelist()}
        dates = {one.date_time for one in found.infolist()}

    assert (read, dates) == (files, {(1980, 1, 1, 0, 0, 0)})


def test_every_single_bit_that_flips_is_caught() -> None:
    pack = packed(FILES)

    caught = 0
    for nth in range(8 * len(pack)):
        flipped = bytearray(pack)
        flipped[nth // 8] ^= 1 << (nth % 8)
        with pytest.raises(Fault):
            unpacked(bytes(flipped))
        caught += 1
    assert caught == 8 * len(pack)


def test_a_pack_cut_short_anywhere_is_refused() -> None:
    pack = packed(FILES)

    for length in range(len(pack)):
        with pytest.raises(Fault):
            unpacked(pack[:length])


def test_nothing_may_follow_a_pack() -> None:
    assert code_of(packed(FILES) + b"x") == "proof.damaged"


def zipped(*files: tuple[str, bytes], way: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as into:
        for name, content in files:
            into.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("pack", "code"),
    [
        (b"", "proof.not-a-pack"),
        (b"%PDF-1.7", "proof.not-a-pack"),
        (packed({}), "proof.not-a-pack"),
        (zipped(("README.txt", b"x" * 10**6), way=zipfile.ZIP_DEFLATED), "proof.packed-anew"),
        (zipped(("README.txt", b"Read me.")), "proof.damaged"),
        (zipped(("../README.txt", b"Read me.")), "proof.name"),
        (zipped(("/README.txt", b"Read me.")), "proof.name"),
        (zipped(("charter/../../x.md", b"Read me.")), "proof.name"),
        (zipped(("C:\\x.md", b"Read me.")), "proof.name"),
        (zipped(("é.md", b"Read me.")), "proof.packed-anew"),
        (packed({"a.md": b"1"})[:35] * 2, "proof.twice"),
    ],
    ids=[
        "empty",
        "pdf",
        "no files",
        "bomb",
        "other dates",
        "above",
        "root",
        "out",
        "drive",
        "letters",
        "twice",
    ],
)
def test_a_file_that_is_no_pack_is_told_so(pack: bytes, code: str) -> None:
    assert code_of(pack) == code


def test_a_pack_of_more_than_a_pack_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = packed(FILES)
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    codes = [code_of(pack)]
    monkeypatch.setattr(archive, "LIMIT", 100)
    codes.append(code_of(pack))

    assert codes == ["proof.too-large", "proof.too-large"]


def test_a_file_that_cannot_be_named_so_is_not_packed() -> None:
    with pytest.raises(Fault) as fault:
        packed({"../x": b""})

    assert fault.value.code == "proof.name"
