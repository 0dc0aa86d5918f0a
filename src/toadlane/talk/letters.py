"""A letter as it arrived: whom it is for, whom it is from, and what somebody wrote anew in it.

Everything here is bounded and goes over the text once: what arrives was written by anybody.
"""

from __future__ import annotations

import email
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses, parseaddr
from typing import Final

import nh3

from toadlane.people.spelling import one_spelling

MARK: Final = "##-"
"""Begins the line in our letters above which people answer, whatever their program quotes below."""
PARTS_AT_MOST: Final = 60
HEADER_AT_MOST: Final = 2_000
LINES_AT_MOST: Final = 4_000
LETTERS_AT_MOST: Final = 100_000
HTML_AT_MOST: Final = 40_000
TO: Final = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
BY_A_MACHINE: Final = frozenset({"bulk", "junk", "list", "auto_reply"})
TURNED: Final = frozenset({"mailer-daemon", "postmaster", "noreply", "no-reply"})
BLOCKS: Final = frozenset({"p", "br", "div", "li", "tr", "blockquote", "pre", "h1", "h2", "h3"})
UNREADABLE: Final = (RecursionError, ValueError, LookupError, TypeError, AttributeError)
"""What the library meets in letters that are made to break it: parts in parts without end, odd headers."""
A_TAG: Final = re.compile(r"</?[a-z0-9]{1,10}>")
SIGNATURE: Final = frozenset({"--", "-- ", "__", "—"})
SENT_FROM: Final = ("sent from my ", "enviado desde mi ", "envoyé de mon ", "get outlook for ")
HEADS: Final = ("from:", "de:", "de :", "from :")
SAID_BY: Final = ("on ", "el ", "le ")


@dataclass(frozen=True, slots=True)
class Letter:
    """What matters of one letter; `text` is what was written anew."""

    token: str
    sender: str
    digest: str
    text: str
    files: int
    by_machine: bool


def read(raw: bytes, *, before: str) -> Letter | None:
    """A letter to an address that begins so; None where nothing can be made of it, or it went elsewhere."""
    try:
        return understood(email.message_from_bytes(raw), raw, before)
    except UNREADABLE:
        return None


def understood(message: Message, raw: bytes, before: str) -> Letter | None:
    """The same of a letter that could be taken apart."""
    token = token_in(message, before)
    if not token:
        return None
    parts = list(leaves(message))
    return Letter(
        token=token,
        sender=one_spelling(parseaddr(header(message, "From"))[1]),
        digest=digest_of(message, raw),
        text=written_anew(text_of(parts)),
        files=sum(is_file(part) for part in parts),
        by_machine=is_by_machine(message),
    )


def header(message: Message, name: str) -> str:
    """One header, of a bearable length."""
    return str(message.get(name, ""))[:HEADER_AT_MOST]


def token_in(message: Message, before: str) -> str:
    """What stands between “+” and “@” in the address it was sent to; "" where it was sent elsewhere."""
    said = [str(one)[:HEADER_AT_MOST] for name in TO for one in message.get_all(name, [])[:5]]
    begins = before.lower()
    for _name, address in getaddresses(said):
        local = address.lower().partition("@")[0]
        if local.startswith(begins):
            return local[len(begins) :]
    return ""


def digest_of(message: Message, raw: bytes) -> str:
    """By which a letter that comes twice is known: its number, else all of it."""
    number = header(message, "Message-ID").strip()
    return hashlib.sha256(number.encode("utf-8", "replace") if number else raw).hexdigest()


def is_by_machine(message: Message) -> bool:
    """Out of office, bounces, lists: nobody wrote it, and nobody is answered."""
    automatic = header(message, "Auto-Submitted").strip().lower() or "no"
    local = parseaddr(header(message, "From"))[1].lower().partition("@")[0]
    return (
        not automatic.startswith("no")
        or header(message, "Precedence").strip().lower() in BY_A_MACHINE
        or any(name in message for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"))
        or "List-Id" in message
        or header(message, "Return-Path").strip() == "<>"
        or message.get_content_type() in {"multipart/report", "message/delivery-status"}
        or local in TURNED
    )


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, as many as a person would send; not those of letters within it."""
    todo = [message]
    for _ in range(PARTS_AT_MOST):
        if not todo:
            return
        part = todo.pop(0)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            todo = [one for one in inside if isinstance(one, Message)][:PARTS_AT_MOST] + todo
        else:
            yield part


def is_file(part: Message) -> bool:
    """Whether a part is something attached."""
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"


def text_of(parts: list[Message]) -> str:
    """The first plain text, else what HTML says."""
    said = [part for part in parts if not is_file(part)]
    plain = next((part for part in said if part.get_content_type() == "text/plain"), None)
    if plain is not None:
        return decoded(plain)
    written = next((part for part in said if part.get_content_type() == "text/html"), None)
    return out_of_html(decoded(written)[:HTML_AT_MOST]) if written is not None else ""


def decoded(part: Message) -> str:
    """Its letters, in whatever it says they are written, or as well as they can be read."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return raw.decode(part.get_content_charset("utf-8"), "replace")[:LETTERS_AT_MOST]
    except LookupError:
        return raw.decode("utf-8", "replace")[:LETTERS_AT_MOST]


def out_of_html(said: str) -> str:
    """Its text, a line for each block."""
    kept = nh3.clean(said, tags=set(BLOCKS), attributes={}, clean_content_tags={"script", "style", "title"})
    return html.unescape(A_TAG.sub("\n", kept.replace("\n", " ")))


def written_anew(text: str) -> str:
    """Without what is quoted, a signature, and what a program added; each line is looked at once."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:LINES_AT_MOST]
    kept: list[str] = []
    for at, line in enumerate(lines):
        if ends_here(lines, at):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    while kept and (not kept[-1].strip() or is_said_by(kept[-1]) or kept[-1].lower().startswith(SENT_FROM)):
        kept.pop()
    return "\n".join(kept).strip()


def ends_here(lines: list[str], at: int) -> bool:
    """Whether what follows was written before, or is a signature."""
    line = lines[at]
    bare = line.strip(" \t>*_")
    if MARK in line or line in SIGNATURE or (bare.startswith("-----") and bare.endswith("-----")):
        return True
    ahead = [one.strip(" \t>*") for one in lines[at : at + 4]]
    if bare.lower().startswith(HEADS) and sum(":" in one[:20] for one in ahead) >= len(ahead) > 2:  # noqa: PLR2004 — a head of three lines
        return True
    quoted = next((one for one in lines[at + 1 : at + 5] if one.strip() and not is_said_by(one)), "")
    return starts_saying(line) and is_said_by(" ".join(ahead[:3])) and quoted.lstrip().startswith(">")


def starts_saying(line: str) -> bool:
    """“On Monday …”, as programs write it above what they quote."""
    return line.strip().lower().startswith(SAID_BY) and any(sign.isdigit() for sign in line)


def is_said_by(line: str) -> bool:
    """“… Ada <ada@coop.example> wrote:”, in one line or at the end of several."""
    bare = line[:500].strip()
    return bare.endswith(":") and ("@" in bare or starts_saying(bare))
