"""What the file that checks records says of witnesses and of certificates, on a record of one entry."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bylaws.record.checkpoints import Checkpoint, cosignature, cosigned_message
from bylaws.record.commitment import commit
from bylaws.record.notes import COSIGNATURE, Note, signature
from bylaws.record.tree import leaf_hash, root_of
from tests.bylaws.record.signing import pair
from toadlane.record import verify_record

LANTERN, KEEPER = pair("lantern.example/record", 3)
QUAY, AT_QUAY = pair("quay.example/witness", 11, COSIGNATURE)
EVE, AT_EVE = pair("eve.example/witness", 12, COSIGNATURE)
SEEN = 1_763_856_000
SALT = bytes(32)
CONTENT = json.dumps(
    {
        "kind": "hours.logged.v1",
        "actor": "ada",
        "happened_at": "2025-03-03T17:00:00Z",
    }
).encode()
LEAF = commit(CONTENT, salt=SALT)
TEXT = Checkpoint(LANTERN.name, 1, root_of([leaf_hash(LEAF)])).text
NOTE = Note(TEXT, (signature(LANTERN, KEEPER.sign(TEXT.encode())),)).written
BY_QUAY = cosignature(QUAY, time=SEEN, signed=AT_QUAY.sign(cosigned_message(TEXT, SEEN))).line
BY_EVE = cosignature(EVE, time=SEEN, signed=AT_EVE.sign(cosigned_message(TEXT, SEEN))).line
FORGED = cosignature(QUAY, time=SEEN, signed=AT_EVE.sign(cosigned_message(TEXT, SEEN))).line
LATER = cosignature(QUAY, time=SEEN + 60, signed=AT_QUAY.sign(cosigned_message(TEXT, SEEN))).line
NOT_HELD = "The signature of the witness “quay.example/witness” does not hold."
NOT_SIGNED = "The note is not signed by the witness “{}” with the key {}."


def coded(given: bytes) -> str:
    return base64.b64encode(given).decode()


def told(check: Callable[[], object]) -> object:
    """What it finds, or what it says does not stand."""
    try:
        return check()
    except verify_record.Broken as broken:
        return str(broken)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (BY_QUAY, "2025-11-23 00:00 UTC"),
        (BY_EVE + BY_QUAY, "2025-11-23 00:00 UTC"),
        (FORGED, NOT_HELD),
        (LATER, NOT_HELD),
        (BY_EVE, NOT_SIGNED.format(QUAY.name, QUAY.short.hex())),
        ("", NOT_SIGNED.format(QUAY.name, QUAY.short.hex())),
    ],
    ids=["its own", "after another's", "forged", "of another time", "another's alone", "none"],
)
def test_a_witness_saw_what_its_own_line_says(lines: str, says: str) -> None:
    assert told(lambda: verify_record.seen(NOTE + lines, QUAY.told)) == says


def test_the_key_of_a_keeper_is_not_that_of_a_witness() -> None:
    assert told(lambda: verify_record.seen(NOTE, LANTERN.told)) == (
        "The key is not one, or a letter of it is wrong."
    )


def certificate(folder: Path, *, opening: bool, beside: bytes | None) -> str:
    """A certificate of the one entry, opened in its proof, and with content beside it, or not."""
    proof: dict[str, object] = {
        "checkpoint": NOTE + BY_QUAY,
        "key": LANTERN.told,
        "place": 0,
        "commitment": coded(LEAF),
        "path": [],
        "witnesses": [{"name": "Quay", "key": QUAY.told}],
    }
    if opening:
        proof["opening"] = {"salt": coded(SALT), "canonical": coded(CONTENT)}
    file = folder / "certificate.zip"
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("proof.json", json.dumps(proof))
        if beside is not None:
            parts.writestr("content.json", beside)
    return str(file)


STANDS = (
    "Entry 0 stands in the 1 entries of lantern.example/record that were signed.\n"
    "quay.example/witness saw them on 2025-11-23 00:00 UTC."
)
ONE_PLACE = "The certificate opens an entry in one place and not in the other."


@pytest.mark.parametrize(
    ("opening", "beside", "says"),
    [
        (True, CONTENT, STANDS + "\nIt says: hours.logged.v1, by ada, on 2025-03-03T17:00:00Z."),
        (False, None, STANDS),
        (True, None, ONE_PLACE),
        (False, CONTENT, ONE_PLACE),
        (True, b"{}", "The content beside the proof is not the one that was proved."),
    ],
    ids=["opened", "closed", "in its proof alone", "beside it alone", "another content"],
)
def test_a_certificate_opens_its_entry_whole_or_not_at_all(
    *, tmp_path: Path, opening: bool, beside: bytes | None, says: str
) -> None:
    file = certificate(tmp_path, opening=opening, beside=beside)

    assert told(lambda: verify_record.check_export(file, LANTERN.told)) == says


def test_a_certificate_is_held_to_the_witnesses_that_are_believed(tmp_path: Path) -> None:
    file = certificate(tmp_path, opening=False, beside=None)

    def found(key: str) -> object:
        return told(lambda: verify_record.check_export(file, None, witnesses=[key]))

    assert [found(QUAY.told), found(EVE.told)] == [STANDS, NOT_SIGNED.format(EVE.name, EVE.short.hex())]


def cosigned(folder: Path, lines: list[tuple[str, str]] | None, believed: list[str]) -> object:
    """What is said of the witnesses' lines in an export; None is of a version that had no witnesses."""
    file = folder / "export.zip"
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("coop.json", "{}")
        if lines is not None:
            named = [{"id": "quay", "key": QUAY.told}, {"id": "eve", "key": EVE.told}]
            rows = [{"witness": who, "checkpoint": "first", "line": line} for who, line in lines]
            parts.writestr("rows/record.Witness.jsonl", "\n".join(map(json.dumps, named)))
            parts.writestr("rows/record.Cosignature.jsonl", "\n".join(map(json.dumps, rows)))
    with zipfile.ZipFile(file) as export:
        return told(lambda: verify_record.check_cosignatures(export, {"first": NOTE}, believed))


BY_BOTH = [("quay", BY_QUAY), ("eve", BY_EVE)]
QUAY_SAW, EVE_SAW = "quay.example/witness saw 1 of them.", "eve.example/witness saw 1 of them."


@pytest.mark.parametrize(
    ("lines", "believed", "says"),
    [
        (None, [], []),
        (None, [QUAY.told], "The witness “quay.example/witness” signed none of the checkpoints."),
        ([], [], []),
        (BY_BOTH, [], [EVE_SAW, QUAY_SAW]),
        (BY_BOTH, [QUAY.told], [QUAY_SAW]),
        ([("eve", BY_EVE), ("quay", FORGED)], [EVE.told], [EVE_SAW]),
        ([("quay", FORGED)], [], NOT_HELD),
        ([("eve", BY_QUAY)], [], NOT_SIGNED.format(EVE.name, EVE.short.hex())),
        (
            [("quay", BY_QUAY)],
            [QUAY.told, EVE.told],
            "The witness “eve.example/witness” signed none of the checkpoints.",
        ),
        ([], [QUAY.told], "The witness “quay.example/witness” signed none of the checkpoints."),
    ],
    ids=[
        "before there were witnesses",
        "their rows were taken out",
        "none signed",
        "both",
        "one is believed",
        "forged by one not believed",
        "forged",
        "under another's name",
        "one of two believed is absent",
        "the one believed is absent",
    ],
)
def test_each_line_of_each_witness_is_held_and_none_that_is_believed_may_be_absent(
    tmp_path: Path, lines: list[tuple[str, str]] | None, believed: list[str], says: object
) -> None:
    assert cosigned(tmp_path, lines, believed) == says
