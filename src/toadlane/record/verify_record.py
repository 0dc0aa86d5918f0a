"""Checks a co-op's record, the proof of one entry or a certificate, without the software that kept it.

    python3 -I verify_record.py EXPORT.zip|CERTIFICATE.zip|PROOF.json
        [--key NAME+12ab34cd+BASE64] [--witness NAME+12ab34cd+BASE64] [--checkpoint NOTE.txt]

One file, nothing to install, nothing looked up. Every entry of an export is held against what it vouched
for, their order against every checkpoint that was ever signed, and each signature against its key. With
--key only that key is believed, with --witness only those witnesses, and each of them must have signed;
with --checkpoint the record must also have grown out of that note, which somebody kept elsewhere. It ends
with 0 when everything stands, and with 1 naming what does not.

The rules are published: RFC 6962 (the tree), RFC 8032 (Ed25519), C2SP signed-note, tlog-checkpoint and
tlog-cosignature.
Nothing here is taken from the application: two programs that agree are worth more than one.
"""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import hashlib
import json
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Point = tuple[int, int, int, int]

ROWS = "rows/record.{}.jsonl"
PROOF, CONTENT = "proof.json", "content.json"
SIGNS, WITNESSES = 1, 4


# Whatever a file can do to whoever reads it: cut off, locked, nested without end, too large for this machine.
UNREADABLE = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError, TypeError),
    *(ValueError, zipfile.BadZipFile, zlib.error),
)
PACKED, LITTLE = 200, 1 << 24


class Broken(Exception):
    """What does not stand, in words."""


def sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


# The tree of RFC 6962, section 2.1: a leaf after a byte 0, a node after a byte 1.


class Tree:
    """Grows leaf by leaf; keeps one hash for each bit of its size."""

    def __init__(self) -> None:
        self.size = 0
        self.halves: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        whole, size = sha256(b"\0" + leaf), self.size
        while size & 1:
            whole, size = sha256(b"\1" + self.halves.pop() + whole), size >> 1
        self.halves.append(whole)
        self.size += 1

    def root(self) -> bytes:
        if not self.halves:
            return sha256(b"")
        whole = self.halves[-1]
        for left in self.halves[-2::-1]:
            whole = sha256(b"\1" + left + whole)
        return whole


def root_by_path(leaf: bytes, place: int, size: int, path: list[bytes]) -> bytes:
    """The root that a path leads to, by where the leaf stands: halving the log from the top."""
    if size <= 1:
        if path:
            raise Broken("The proof is longer than its record.")
        return sha256(b"\0" + leaf)
    if not path:
        raise Broken("The proof is shorter than its record.")
    left = 1 << (size - 1).bit_length() - 1
    if place < left:
        return sha256(b"\1" + root_by_path(leaf, place, left, path[:-1]) + path[-1])
    return sha256(b"\1" + path[-1] + root_by_path(leaf, place - left, size - left, path[:-1]))


# Ed25519, RFC 8032, section 5.1: points on the curve in extended coordinates.

PRIME = 2**255 - 19
SIGNATURE = 64
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)
IDENTITY: Point = (0, 1, 1, 0)


def added(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % PRIME
    b = (one[1] + one[0]) * (other[1] + other[0]) % PRIME
    c = 2 * one[3] * other[3] * CURVE % PRIME
    d = 2 * one[2] * other[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME)


def times(number: int, point: Point) -> Point:
    found = IDENTITY
    while number:
        if number & 1:
            found = added(found, point)
        point = added(point, point)
        number >>= 1
    return found


def point_of(said: bytes) -> Point | None:
    """The point that 32 bytes stand for; None where there is none."""
    y = int.from_bytes(said, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= PRIME:
        return None
    squared = (y * y - 1) * pow(CURVE * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(squared, (PRIME + 3) // 8, PRIME)
    if (x * x - squared) % PRIME:
        x = x * ROOT_OF_MINUS_ONE % PRIME
    if (x * x - squared) % PRIME or (x == 0 and sign):
        return None
    x = PRIME - x if x & 1 != sign else x
    return (x, y, 1, x * y % PRIME)


BASE_Y = 4 * pow(5, PRIME - 2, PRIME) % PRIME
BASE = point_of(BASE_Y.to_bytes(32, "little"))


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    key, nonce = point_of(public), point_of(signature[:32])
    number = int.from_bytes(signature[32:], "little")
    if BASE is None or key is None or nonce is None or len(signature) != SIGNATURE or number >= ORDER:
        return False
    challenge = hashlib.sha512(signature[:32] + public + message).digest()
    there = added(nonce, times(int.from_bytes(challenge, "little") % ORDER, key))
    here = times(number, BASE)
    return (
        not (here[0] * there[2] - there[0] * here[2]) % PRIME
        and not (here[1] * there[2] - there[1] * here[2]) % PRIME
    )


# Checkpoints: a signed note of C2SP, and the three lines it says.


def key_of(told: str, kind: int) -> tuple[str, str, bytes]:
    """The name, the short form and the public half of a key that people hand on."""
    name, _, rest = told.strip().partition("+")
    short, _, public = rest.partition("+")
    whole = base64.b64decode(public)
    if whole[:1] != bytes([kind]) or sha256(name.encode() + b"\n" + whole)[:4].hex() != short:
        raise Broken("The key is not one, or a letter of it is wrong.")
    return name, short, whole[1:]


def lines_by(under: str, name: str, short: str) -> list[bytes]:
    """What stands in the lines under a note that say they are by a key."""
    found = []
    for line in under.splitlines():
        dash, by, said = ([*line.split(" ", 2), "", ""])[:3]
        signature = base64.b64decode(said)
        if (dash, by, signature[:4].hex()) == ("—", name, short):
            found.append(signature[4:])
    return found


def checkpoint(note: str, key: str) -> tuple[str, int, bytes]:
    """The name, the size and the root that a note says, once the key is found to have signed it."""
    text, _, under = note.rpartition("\n\n")
    name, short, public = key_of(key, SIGNS)
    for signature in lines_by(under, name, short):
        if not signed(public, (text + "\n").encode(), signature):
            raise Broken("The signature of “" + name + "” does not hold.")
        origin, size, root = text.split("\n")[:3]
        return origin, int(size), base64.b64decode(root)
    raise Broken("The note is not signed by “" + name + "” with the key " + short + ".")


def seen(note: str, key: str) -> str:
    """When a witness saw a checkpoint, as its line says."""
    text, _, under = note.rpartition("\n\n")
    name, short, public = key_of(key, WITNESSES)
    for line in lines_by(under, name, short):
        time = int.from_bytes(line[:8], "big")
        message = f"cosignature/v1\ntime {time}\n{text}\n".encode()
        if not signed(public, message, line[8:]):
            raise Broken("The signature of the witness “" + name + "” does not hold.")
        return dt.datetime.fromtimestamp(time, dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    raise Broken("The note is not signed by the witness “" + name + "” with the key " + short + ".")


# What is checked.


def check_proof(said: dict[str, Any], believed: str | None, witnesses: list[str]) -> str:
    """That an entry stands where it says, and what it says where it was opened."""
    origin, size, root = checkpoint(said["checkpoint"], believed or said["key"])
    place, leaf = said["place"], base64.b64decode(said["commitment"])
    path = [base64.b64decode(one) for one in said["path"]]
    if not 0 <= place < size or root_by_path(leaf, place, size, path) != root:
        raise Broken(f"Entry {place} does not stand in the {size} that were signed.")
    told = [f"Entry {place} stands in the {size} entries of {origin} that were signed."]
    keys = witnesses or [one["key"] for one in said.get("witnesses", [])]
    told += [
        "{} saw them on {}.".format(key.partition("+")[0], seen(said["checkpoint"], key)) for key in keys
    ]
    if said.get("opening"):
        told.append(opened(place, leaf, said["opening"]))
    return "\n".join(told)


def opened(place: int, leaf: bytes, opening: dict[str, str]) -> str:
    """What an entry says, held against its commitment."""
    content = base64.b64decode(opening["canonical"])
    if sha256(base64.b64decode(opening["salt"]) + content) != leaf:
        raise Broken(f"Entry {place} was changed: it is not what it vouched for.")
    said = json.loads(content)
    return "It says: {kind}, by {actor}, on {happened_at}.".format(
        **{**said, "actor": said["actor"] or "the house"}
    )


def check_certificate(archive: zipfile.ZipFile, believed: str | None, witnesses: list[str]) -> str:
    """The proof in a certificate, and that its other files are of the same entry."""
    said = json.loads(archive.read(PROOF))
    told = check_proof(said, believed, witnesses)
    opening = said.get("opening")
    if (CONTENT in archive.namelist()) != bool(opening):
        raise Broken("The certificate opens an entry in one place and not in the other.")
    if opening and archive.read(CONTENT) != base64.b64decode(opening["canonical"]):
        raise Broken("The content beside the proof is not the one that was proved.")
    return told


def refuse_an_odd_archive(archive: zipfile.ZipFile) -> None:
    """Of two files of one name other programs show the other; and no export unpacks to so much."""
    before = set[str]()
    for part in archive.infolist():
        if part.filename in before:
            raise Broken("The file holds “" + part.filename + "” twice.")
        before.add(part.filename)
        if part.file_size > max(LITTLE, PACKED * part.compress_size):
            raise Broken("“" + part.filename + "” unpacks to more than any export does.")


def rows(export: zipfile.ZipFile, name: str) -> Iterator[dict[str, Any]]:
    with export.open(ROWS.format(name)) as lines:
        for line in lines:
            yield json.loads(line)


def by_key(export: zipfile.ZipFile, name: str, key: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows(export, name):
        if row[key] in found:
            raise Broken(f"The entry {row[key]} is told twice.")
        found[row[key]] = row
    return found


def check_export(
    file: str, believed: str | None, kept: str | None = None, witnesses: list[str] | None = None
) -> str:
    with zipfile.ZipFile(file) as export:
        refuse_an_odd_archive(export)
        if PROOF in export.namelist():
            return check_certificate(export, believed, witnesses or [])
        entries, openings = by_key(export, "Entry", "id"), by_key(export, "Opening", "entry")
        order = sorted(rows(export, "Sequenced"), key=lambda row: row["place"])
        notes = sorted(rows(export, "Checkpoint"), key=lambda row: row["size"])
        coop = json.loads(export.read("coop.json"))
        cosigned = check_cosignatures(export, {one["id"]: one["note"] for one in notes}, witnesses or [])
    notes = [one for one in notes if believed in (None, one["key"])]
    heads = [checkpoint(one["note"], one["key"]) for one in notes]
    if kept:
        heads.append(checkpoint(Path(kept).read_text("utf-8"), believed or notes[-1]["key"]))
    erased = check_entries(order, entries, openings, coop["id"])
    check_order(order, entries, sorted(heads, key=lambda head: head[1]))
    told = "{} entries stand; {} of them are erased and vouch for themselves alone. {} checkpoints hold."
    lines = [told.format(len(order), erased, len(heads)), *not_signed(len(order), len(entries), heads)]
    return "\n".join([*lines, *cosigned])


def not_signed(placed: int, there: int, heads: list[tuple[str, int, bytes]]) -> list[str]:
    """What came after the last checkpoint: whoever holds the file could have written it otherwise."""
    if placed and not heads:
        raise Broken(f"No checkpoint signs these {placed} entries: nothing vouches for them.")
    after = there - max((size for _, size, _ in heads), default=0)
    return [f"{after} came after the last checkpoint: no signature vouches for them."] if after else []


def check_cosignatures(export: zipfile.ZipFile, notes: dict[str, str], believed: list[str]) -> list[str]:
    """Each line of each witness; how many of each hold."""
    has_them = ROWS.format("Witness") in export.namelist()  # an older version had none
    keys = {row["id"]: row["key"] for row in rows(export, "Witness")} if has_them else {}
    found = dict.fromkeys(believed, 0)
    for row in rows(export, "Cosignature") if has_them else ():
        key = keys[row["witness"]]
        if key in believed or not believed:
            seen(notes[row["checkpoint"]] + row["line"], key)
            found[key] = found.get(key, 0) + 1
    absent = [key for key, count in found.items() if not count]
    if absent:
        raise Broken("The witness “" + absent[0].partition("+")[0] + "” signed none of the checkpoints.")
    return ["{} saw {} of them.".format(key.partition("+")[0], count) for key, count in sorted(found.items())]


def check_entries(
    order: list[dict[str, Any]], entries: dict[str, Any], openings: dict[str, Any], coop: str
) -> int:
    """Every entry says what its commitment was made of; how many are erased."""
    erased, before = 0, set[str]()
    for place, row in enumerate(order):
        entry = entries.get(row["entry"])
        if row["place"] != place or entry is None:
            raise Broken(f"Entry {place} is missing.")
        if row["entry"] in before:
            raise Broken(f"Entry {place} stands there twice.")
        before.add(row["entry"])
        opening = openings.get(row["entry"])
        if opening is None:
            erased += 1
            continue
        content = base64.b64decode(opening["canonical"])
        if sha256(base64.b64decode(opening["salt"]) + content) != base64.b64decode(entry["commitment"]):
            raise Broken(
                "Entry {} ({}) was changed: it is not what it vouched for.".format(place, entry["kind"])
            )
        said = json.loads(content)
        told = dict(entry, entry=entry["id"], coop=coop)
        for name in ("entry", "coop", "kind", "subject", "actor", "happened_at", "recorded_at"):
            if said[name] != told[name]:
                raise Broken("Entry {} ({}) was changed: its {}.".format(place, entry["kind"], name))
    return erased


def check_order(
    order: list[dict[str, Any]], entries: dict[str, Any], heads: list[tuple[str, int, bytes]]
) -> None:
    """The entries, in their order, give every root that was signed."""
    tree, before = Tree(), 0
    for origin, size, root in heads:
        if size > len(order):
            raise Broken(f"{size} entries were signed and {len(order)} are here: the end is missing.")
        for row in order[tree.size : size]:
            tree.add(base64.b64decode(entries[row["entry"]]["commitment"]))
        if tree.root() != root:
            told = "The first {} entries of {} are not those that were signed: look from entry {}."
            raise Broken(told.format(size, origin, before))
        before = size


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", help="an export or a certificate (.zip), or the proof of one entry (.json)")
    parser.add_argument("--key", help="believe this key alone")
    parser.add_argument("--witness", action="append", default=[], help="this witness must have signed")
    parser.add_argument("--checkpoint", help="a signed note that was kept elsewhere, for an export")
    asked = parser.parse_args()
    try:
        if zipfile.is_zipfile(asked.file):
            told = check_export(asked.file, asked.key, asked.checkpoint, asked.witness)
        else:
            told = check_proof(json.loads(Path(asked.file).read_text("utf-8")), asked.key, asked.witness)
    except Broken as broken:
        told = str(broken)
    except UNREADABLE as error:
        told = f"This file cannot be read as an export or a proof: {error!r}"
    else:
        sys.stdout.write(printable(told) + "\n")
        return 0
    sys.stderr.write(printable(told) + "\n")
    return 1


def printable(told: str) -> str:
    """Without signs by which a file would write on the terminal what this program does not say."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in told)


if __name__ == "__main__":
    sys.exit(main())
