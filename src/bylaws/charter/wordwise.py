"""What changed from one text to another, word by word: for readers, who need to see nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_WORDS = 4000
"""Beyond so many words within one stretch of changed lines, the stretch is told as a whole."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SOFT_BREAK = re.compile(r"(?<!\n)\n(?!\n|[ \t]*(?:[-+*>#|]|\d+[.)]))")
Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are the same in both texts, or stand in one of them alone. All together are both texts."""

    kind: Kind
    text: str


def unwrapped(prose: str) -> str:
    """Markdown prose with each paragraph on one line: where a line was broken is no change to a reader."""
    return _SOFT_BREAK.sub(" ", prose)


def differences(old: str, new: str) -> tuple[Stretch, ...]:
    """Two texts as one, in stretches; those removed stand before those added in their place."""
    return tuple(_joined(_by_line(old.splitlines(keepends=True), new.splitlines(keepends=True))))


def _by_line(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            yield Stretch("same", was)
        else:
            yield from _by_word(was, now)


def _by_word(was: str, now: str) -> Iterator[Stretch]:
    old, new = _WORDS.findall(was), _WORDS.findall(now)
    if max(len(old), len(new)) > MOST_WORDS or not old or not new:
        yield from _in_place(was, now)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("same", "".join(old[a:b]))
        else:
            yield from _in_place("".join(old[a:b]), "".join(new[c:d]))


def _in_place(was: str, now: str) -> Iterator[Stretch]:
    if was:
        yield Stretch("removed", was)
    if now:
        yield Stretch("added", now)


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Stretches of a kind that follow each other, as one."""
    held: Stretch | None = None
    for one in stretches:
        if held is None:
            held = one
        elif held.kind == one.kind:
            held = Stretch(one.kind, held.text + one.text)
        else:
            yield held
            held = one
    if held is not None:
        yield held
