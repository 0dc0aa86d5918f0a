"""The one way a proof pack is written as a ZIP file, and the one way it is read.

Nothing is compressed and nothing but the contents varies: the same files make the same bytes on every
machine, and reading one back is writing it again and comparing. So no byte of a pack is left unlooked at,
and no file of it can be larger than the pack itself.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping

from bylaws.kernel.faults import Fault, InputFault, RecordBroken

LIMIT = 512_000_000
"""The most bytes a pack may have; the facts and reasons of ten thousand members stay far below."""
MOST_FILES = 2_000
_PART = r"[A-Za-z0-9-]{1,80}(\.[A-Za-z0-9-]{1,20}){0,3}"
_NAME = re.compile(rf"{_PART}(/{_PART}){{0,2}}")
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL_HEAD = struct.Struct("<4s5H3L2H")
_VERSION, _UNIX, _PLAIN_FILE = 20, 3 << 8, 0o100644 << 16
_NO_TIME, _FIRST_DAY = 0, (1 << 5) | 1  # midnight of 1 January 1980, where the calendar of ZIP begins


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as one ZIP file, in the order of their names: the same files, the same bytes.

    Names are plain ASCII, at most two folders deep; faults `proof.name`, `proof.too-large`.
    """
    out, listed, offset = [], [], 0
    for name in sorted(files):
        content = files[name]
        _refuse_name(name)
        about = (_NO_TIME, _FIRST_DAY, zlib.crc32(content), len(content), len(content), len(name), 0)
        head = _LOCAL_HEAD.pack(_LOCAL, _VERSION, 0, 0, *about)
        out += [head, name.encode(), content]
        listed.append(
            struct.pack("<4s6H3L5H2L", _CENTRAL, _UNIX | _VERSION, _VERSION, 0, 0, *about, *_NOWHERE, offset)
            + name.encode()
        )
        offset += len(head) + len(name) + len(content)
    size = sum(map(len, listed))
    end = struct.pack("<4s4H2LH", _END, 0, 0, len(listed), len(listed), size, offset, 0)
    refuse_size(offset + size + len(end), len(listed))
    return b"".join([*out, *listed, end])


_NOWHERE = (0, 0, 0, _PLAIN_FILE)
"""What a directory entry tells beyond its local head: no comment, one disk, no kind, an ordinary file."""


def unpacked(pack: bytes) -> dict[str, bytes]:
    """The files of a pack, by name; only bytes that `packed` wrote are taken.

    Faults: `proof.too-large`, `proof.not-a-pack`, `proof.packed-anew` for a ZIP file made otherwise,
    `proof.name`, `proof.twice`, `proof.damaged` for one that has changed since it was made.
    """
    refuse_size(len(pack), 0)
    if not pack.startswith(_LOCAL):
        raise InputFault(
            "This is not a proof pack.",
            code="proof.not-a-pack",
            next_step="Take the file as it was downloaded, or the folder it was unpacked to.",
        )
    files: dict[str, bytes] = {}
    at = 0
    while pack.startswith(_LOCAL, at):
        name, content, at = _next(pack, at)
        if name in files:
            raise InputFault(
                "“{name}” is in the pack twice.",
                code="proof.twice",
                next_step="No proof pack is made so; ask for it again.",
                name=name,
            )
        files[name] = content
        refuse_size(at, len(files))
    if packed(files) != pack:
        raise _damaged("its list of files")
    return files


def _next(pack: bytes, at: int) -> tuple[str, bytes, int]:
    """The name and content of the file whose head begins here, and where it ends."""
    if len(pack) < at + _LOCAL_HEAD.size:
        raise _cut()
    _, _, flags, way, _, _, check, inside, outside, letters, extra = _LOCAL_HEAD.unpack_from(pack, at)
    if flags or way or extra or inside != outside:
        raise InputFault(
            "This ZIP file is not written as proof packs are: it has been packed anew, or is none.",
            code="proof.packed-anew",
            next_step="Take the file as it was downloaded, or the folder it was unpacked to.",
        )
    begins = at + _LOCAL_HEAD.size + letters
    name = pack[at + _LOCAL_HEAD.size : begins].decode("ascii", "backslashreplace")
    _refuse_name(name)
    if len(pack) < begins + inside:
        raise _cut()
    content = pack[begins : begins + inside]
    if zlib.crc32(content) != check:
        raise _damaged(name)
    return name, content, begins + inside


def refuse_size(size: int, files: int) -> None:
    """Refuse what no pack comes to: fault `proof.too-large`."""
    if size > LIMIT or files > MOST_FILES:
        raise InputFault(
            "A proof pack has at most {most} files and {limit} bytes.",
            code="proof.too-large",
            next_step="Check that it is the right file.",
            most=MOST_FILES,
            limit=LIMIT,
        )


def _refuse_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise InputFault(
            "“{name}” is no name that a file of a proof pack can have.",
            code="proof.name",
            next_step="No proof pack is made so; do not unpack it, and ask for it again.",
            name=name[:80],
        )


def _cut() -> Fault:
    return _damaged("its end")


def _damaged(what: str) -> RecordBroken:
    return RecordBroken(
        "The pack has changed since it was made: {what} is not as it was.",
        code="proof.damaged",
        next_step="Ask for the pack again; if it happens again, compare the SHA-256 of both copies.",
        what=what,
    )
