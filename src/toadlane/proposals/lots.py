"""Lots that are drawn among options: from a published seed, so that anybody with the file draws the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

from bylaws.decisions.elections.lots import drawn
from toadlane.proposals.life import Life


def drawn_by(life: Life, seed: str, options: Iterable[str]) -> list[str]:
    """Some options in the order a seed draws; it is drawn from what people read, which the file has."""
    labels = {life.label_of(one): one for one in options}
    return [labels[label] for label in drawn(seed, labels)]


def as_options(seed: str, order: Sequence[str], *, by: str = "--lot") -> list[str]:
    """What draws the same at a terminal: the seed, or the order where somebody is called otherwise since."""
    if by == "--lot" and seed and drawn(seed, order) == tuple(order):
        return ["--seed", seed]
    return [word for label in order for word in (by, label)]


def command(*words: str) -> str:
    """Words as a terminal takes them, whatever somebody is called."""
    return shlex.join(words)
