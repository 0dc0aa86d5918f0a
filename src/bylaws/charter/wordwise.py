"""What changed from one text to another, word by word: for readers, who need to see nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal

MOST_WORDS = 4000
"""Beyond so many words within one stretch of changed lines, the stretch is told as a whole."""
MOST_LINES = 2000
"""Beyond so many lines, what stands between the same beginning and the same end is one stretch."""
MOST_COMPARED = MOST_WORDS**2
"""Comparing takes as long as both sides' words times each other; what is beyond is told as a whole."""
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
    compared = 0
    for kind, a, b, c, d in _lines(old, new):
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            yield Stretch("same", was)
            continue
        words = _WORDS.findall(was), _WORDS.findall(now)
        compared += len(words[0]) * len(words[1])
        if compared > MOST_COMPARED or max(map(len, words)) > MOST_WORDS or not all(words):
            yield from _in_place(was, now)
        else:
            yield from _by_word(*words)


def _lines(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Which lines are the same and which stand in another's place, as `SequenceMatcher` tells it."""
    if max(len(old), len(new)) <= MOST_LINES:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    a, b = len(old) - last, len(new) - last
    parts = [
        ("equal", 0, first, 0, first),
        ("replace", first, a, first, b),
        ("equal", a, len(old), b, len(new)),
    ]
    return [part for part in parts if part[1] < part[2] or part[3] < part[4]]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """With how many of the same lines two texts begin."""
    shared = takewhile(lambda both: both[0] == both[1], zip(old, new, strict=False))
    return sum(1 for _ in shared)


def _by_word(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
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
