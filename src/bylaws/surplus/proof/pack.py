"""What a proof pack holds, and how it is made: the texts, the facts, the result, and a list of it all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.kept import texts_digest, year_from_json
from bylaws.record.canonical import canonical
from bylaws.surplus.close import close_year
from bylaws.surplus.closing import Closing
from bylaws.surplus.result import closing_as_json, people_of, person_as_json

FORMAT = "toad-lane-proof/1"
BASE = "charter"
README, MANIFEST, FACTS = "README.txt", "manifest.json", "facts.json"
RESULT, FIGURES, RECORD, NAMES = "result.json", "figures.csv", "record.json", "names.json"
CHARTER, AMENDMENTS = "charter/charter.md", "charter/amendments/"
COLUMNS = ("share", "cash", "retained", "to_buy_in", "notices", "interest", "loss")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """The record's entry of the close: what it said, word for word, and what stands for it in the log.

    `content` and `salt` (32 bytes) are empty where the co-op has erased them; the commitment stays.
    """

    commitment: bytes
    content: bytes = b""
    salt: bytes = b""


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody who keeps a close hands over to have it proved."""

    texts: Mapping[str, str]
    """The base text under the name “charter”, and every amendment there was, each under its own."""
    facts: Mapping[str, Any]
    """The facts as they are kept beside the close (`facts.kept`), people by their keys."""
    entry: Entry
    made_by: str
    """Which software made it, with its version."""
    readme: str
    names: Mapping[str, str] | None = None
    """What people are called, for those who may know it; no figure depends on it."""


def proof_pack(proof: Proof) -> dict[str, bytes]:
    """The files of a proof pack, by name; `archive.packed` makes one file of them.

    The result is reckoned here from the texts and the facts alone. Faults: those of reading a charter, of
    kept facts and of a close.
    """
    charter = charter_of(proof.texts)
    closing = close_year(charter, year_from_json(dict(proof.facts)))
    files = {
        README: proof.readme.encode(),
        FACTS: canonical(dict(proof.facts)) + b"\n",
        RESULT: result_bytes(closing),
        FIGURES: figures(closing),
        RECORD: _record(proof.entry),
        **{place_of(name): source.encode() for name, source in proof.texts.items()},
    }
    if proof.names is not None:
        files[NAMES] = _readable({"names": dict(proof.names)})
    files[MANIFEST] = _manifest(proof, closing, files)
    return files


def charter_of(texts: Mapping[str, str]) -> Charter:
    """A charter from its texts by name, the base text among them; raises the first fault in them."""
    amendments = {name: source for name, source in texts.items() if name != BASE}
    return read_charter(texts[BASE], amendments, where=CHARTER)


def place_of(name: str) -> str:
    """Where a text lies in a pack; laid out as the other commands of `bylaws` look for it."""
    return CHARTER if name == BASE else f"{AMENDMENTS}{name}.md"


def digest_of_texts(texts: Mapping[str, str]) -> str:
    """What all texts of a charter are together, in 64 letters, as the record of a close cites them."""
    return texts_digest((name, digest(source.encode())) for name, source in texts.items())


def digest(content: bytes) -> str:
    """SHA-256 as people compare it."""
    return hashlib.sha256(content).hexdigest()


def result_bytes(closing: Closing) -> bytes:
    """A close with the codes and values of every reason, in its one spelling (RFC 8785), and a line end."""
    return canonical(closing_as_json(closing, why=True)) + b"\n"


def figures(closing: Closing) -> bytes:
    """The result member by member as a spreadsheet reads it (RFC 4180), a line each."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["person", *COLUMNS])
    for key in people_of(closing):
        one = person_as_json(closing, key)
        writer.writerow([_harmless(key), *(one[column] for column in COLUMNS)])
    return out.getvalue().encode()


def _harmless(key: str) -> str:
    """A key that no spreadsheet takes for a formula."""
    return f"'{key}" if key.startswith(FORMULA) else key


def _record(entry: Entry) -> bytes:
    return _readable(
        {
            "commitment": entry.commitment.hex(),
            "content": entry.content.decode(),
            "salt": entry.salt.hex(),
        }
    )


def _manifest(proof: Proof, closing: Closing, files: Mapping[str, bytes]) -> bytes:
    listed = [
        {"bytes": len(content), "name": name, "sha256": digest(content)}
        for name, content in sorted(files.items())
    ]
    return _readable(
        {
            "closed_on": closing.facts.closed_on.isoformat(),
            "files": listed,
            "format": FORMAT,
            "made_by": proof.made_by,
            "year": closing.facts.year,
        }
    )


def _readable(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
