"""A certificate of an entry proves itself to somebody outside, and says no more than may be told."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from bylaws.record.checkpoints import cosignature, cosigned_message
from bylaws.record.notes import COSIGNATURE, read_note
from tests.bylaws.record.signing import pair
from tests.toadlane.conftest import join
from tests.toadlane.record.test_checkpoints import signed
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.record import checkpointing, reads, verify_record
from toadlane.record.models import Checkpoint, Cosignature, Entry, Witness
from toadlane.record.verbs import append, erase, sequence

SignedIn = Callable[[Participant | Person], Client]
HERE = "/c/harbour/record/"
API = "/api/v1/coops/harbour/record/"
QUAY, PRIVATE = pair("quay.example/witness", 11, COSIGNATURE)


def entry(by: Participant | None, at: Moment, coop: Coop, kind: str = "x.v1") -> Entry:
    with transaction.atomic():
        made = append(kind=kind, what={"secret": "salary"}, by=by, at=at, coop=coop)
    sequence(coop=coop)
    return made


def cosigned(checkpoint: Checkpoint) -> None:
    """Quay has seen it."""
    coop, text = checkpoint.coop, read_note(checkpoint.note).text
    witness = Witness.objects.create(
        coop=coop,
        name="Quay",
        address="https://quay.example",
        key=QUAY.told,
        named_by="ada",
        named_on="2025-03-03",
    )
    line = cosignature(
        QUAY, time=1_763_856_000, signed=PRIVATE.sign(cosigned_message(text, 1_763_856_000))
    ).line
    Cosignature.objects.create(
        coop=coop, checkpoint=checkpoint, witness=witness, line=line, seen_at=timezone.now()
    )


def taken(browser: Client, found: Entry, key: str = "a") -> zipfile.ZipFile:
    answer = browser.post(f"{HERE}{found.pk}/certificate/", {"to": "Harbour Bank", "key": key})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(answer.content))


def alone(archive: zipfile.ZipFile, folder: Path, *words: str) -> tuple[int, str]:
    """The certificate checked in a folder of its own, without anything that is installed."""
    archive.extractall(folder)
    (folder / "all.zip").write_bytes(archive.fp.getvalue())  # type: ignore[union-attr]
    told = subprocess.run(
        [sys.executable, "-I", "verify_record.py", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.returncode, told.stdout + told.stderr


def test_a_certificate_checks_itself_and_names_who_saw_the_record(
    ada: Participant, noon: Moment, signed_in: SignedIn, tmp_path: Path
) -> None:
    found = entry(ada, noon, ada.coop)
    cosigned(signed(ada.coop))

    archive = taken(signed_in(ada), found)

    origin = checkpointing.origin_of(ada.coop)
    says = (
        f"Entry 0 stands in the 1 entries of {origin} that were signed.\n"
        "quay.example/witness saw them on 2025-11-23 00:00 UTC.\n"
        "It says: x.v1, by ada, on 2025-03-03T17:00:00.000000Z.\n"
    )
    assert alone(archive, tmp_path, "all.zip", "--witness", QUAY.told) == (0, says)
    assert alone(archive, tmp_path, "proof.json") == (0, says)
    assert json.loads(archive.read("content.json"))["what"] == {"secret": "salary"}
    other = pair("eve.example", 12, COSIGNATURE)[0].told
    assert alone(archive, tmp_path, "all.zip", "--witness", other) == (
        1,
        f"The note is not signed by the witness “eve.example” with the key {other.split('+')[1]}.\n",
    )
    paper = " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(archive.read("certificate.pdf"))).pages
    )
    assert PdfReader(io.BytesIO(archive.read("certificate.pdf"))).pages[0].mediabox.width == 612  # letter
    for words in ("For Harbour Bank", "Quay", "Signed over", "How to check it", "salary"):
        assert words in paper
    [given] = Entry.objects.filter(kind="record.certified.v1")
    assert reads.content(given)["what"] == {"entry": str(found.pk), "to": "Harbour Bank"}  # type: ignore[index]


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", ("Clave", "1 entrada, el ")), ("fr", ("Clé", "1 entrée, le "))],
)
def test_the_paper_speaks_of_keys_that_sign_and_counts_as_its_language_does(
    ada: Participant, noon: Moment, signed_in: SignedIn, language: str, words: tuple[str, ...]
) -> None:
    found = entry(ada, noon, ada.coop)
    signed(ada.coop)

    answer = signed_in(ada).post(
        f"{HERE}{found.pk}/certificate/", {"to": "", "key": "a"}, headers={"accept-language": language}
    )

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        paper = PdfReader(io.BytesIO(archive.read("certificate.pdf"))).pages[0].extract_text()
    assert [one for one in words if one not in paper] == []


@pytest.mark.parametrize("why", ["another's", "erased"])
def test_what_may_not_be_told_is_not_in_it(
    ada: Participant, noon: Moment, signed_in: SignedIn, tmp_path: Path, why: str
) -> None:
    dee = join(ada.coop, "dee", "member", noon.day)
    found = entry(dee if why == "another's" else ada, noon, ada.coop)
    if why == "erased":
        erase(entry=found, because="she asked", by=ada, at=noon)
    signed(ada.coop)

    archive = taken(signed_in(ada), found)

    paper = " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(archive.read("certificate.pdf"))).pages
    )
    assert sorted(archive.namelist()) == ["README.txt", "certificate.pdf", "proof.json", "verify_record.py"]
    assert "opening" not in json.loads(archive.read("proof.json"))
    assert "salary" not in paper
    assert "What it says is not told here" in paper
    assert alone(archive, tmp_path, "all.zip")[0] == 0


def test_no_sign_in_it_turns_what_is_proved_around(
    ada: Participant, noon: Moment, signed_in: SignedIn, tmp_path: Path
) -> None:
    """An override of direction would have the paper read otherwise than what was signed."""
    with transaction.atomic():
        found = append(kind="x.v1", what={"secret": "pays \u202e0001\u202c to Bo"}, by=ada, at=noon)
    sequence(coop=ada.coop)
    signed(ada.coop)

    archive = taken(signed_in(ada), found)

    paper = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(archive.read("certificate.pdf"))).pages
    )
    assert r"pays\u202e0001\u202ctoBo" in "".join(paper.split())
    assert "\u202e" in archive.read("content.json").decode()
    assert alone(archive, tmp_path, "all.zip")[0] == 0


def test_what_members_may_read_is_told_whoever_did_it(
    ada: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    dee = join(ada.coop, "dee", "member", noon.day)
    found = entry(dee, noon, ada.coop, kind="charter.amended.v1")
    signed(ada.coop)

    assert "content.json" in taken(signed_in(ada), found).namelist()


def test_whoever_keeps_the_records_gives_it_once_it_is_signed(
    ada: Participant, chi: Person, noon: Moment, signed_in: SignedIn
) -> None:
    dee = join(ada.coop, "dee", "member", noon.day)
    found = entry(ada, noon, ada.coop)
    where, sent = f"{HERE}{found.pk}/certificate/", {"to": "", "key": "a"}
    browser = signed_in(ada)

    early = browser.post(where, sent)
    signed(ada.coop)
    statuses = [signed_in(who).post(where, sent).status_code for who in (dee, chi)]
    once = [browser.post(where, sent).status_code for _ in range(2)]
    over_api = browser.post(
        f"{API}{found.pk}/certificates", {"to": "Bank", "key": "b"}, content_type="application/json"
    )
    page, other = (signed_in(who).get(f"{HERE}{found.pk}/").content.decode() for who in (ada, dee))

    assert (early.status_code, statuses, once, over_api.status_code) == (409, [409, 404], [200, 200], 200)
    assert "No checkpoint vouches for this entry yet" in early.content.decode()
    assert ("Give a certificate" in page, "Give a certificate" in other) == (True, False)
    assert Entry.objects.filter(kind="record.certified.v1").count() == 2
    assert zipfile.is_zipfile(io.BytesIO(over_api.content))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda said: said["opening"].update(canonical="e30="),
            "Entry 0 was changed: it is not what it vouched for.",
        ),
        (
            lambda said: said.pop("opening"),
            "The certificate opens an entry in one place and not in the other.",
        ),
        (
            lambda said: said.update(checkpoint=said["checkpoint"].replace("— quay", "— quai")),
            f"The note is not signed by the witness “quay.example/witness” with the key {QUAY.short.hex()}.",
        ),
        (
            lambda said: said["witnesses"][0].update(key=QUAY.told.replace("quay", "quai")),
            "The key is not one, or a letter of it is wrong.",
        ),
    ],
)
def test_a_certificate_that_was_changed_is_found_out(
    ada: Participant,
    noon: Moment,
    signed_in: SignedIn,
    change: Callable[[dict[str, object]], object],
    told: str,
) -> None:
    found = entry(ada, noon, ada.coop)
    cosigned(signed(ada.coop))
    archive = taken(signed_in(ada), found)
    said = json.loads(archive.read("proof.json"))
    change(said)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as other:
        other.writestr("proof.json", json.dumps(said))
        other.writestr("content.json", archive.read("content.json"))

    def check() -> str:
        try:
            verify_record.check_certificate(zipfile.ZipFile(made), None, [])
        except verify_record.Broken as broken:
            return str(broken)
        return ""

    assert check() == told


def test_another_content_beside_the_proof_is_found_out(
    ada: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    found = entry(ada, noon, ada.coop)
    signed(ada.coop)
    archive = taken(signed_in(ada), found)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as other:
        other.writestr("proof.json", archive.read("proof.json"))
        other.writestr("content.json", b"{}")

    with pytest.raises(verify_record.Broken, match="not the one that was proved"):
        verify_record.check_certificate(zipfile.ZipFile(made), None, [])
