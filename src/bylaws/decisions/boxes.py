"""What lies in the box of a secret vote, in an order that says nothing, and the number that stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bylaws.decisions.proposal import Choice
from bylaws.record.canonical import Json, canonical
from bylaws.record.tree import Hash, leaf_hash, root_of


@dataclass(frozen=True, slots=True, order=True)
class Ballot:
    """One ballot: the code on its receipt, made by chance; what it says; each option marked, with points."""

    code: str
    choice: Choice
    marks: tuple[tuple[str, int], ...] = ()

    def as_json(self) -> Json:
        """As it is published, and as the root is made of it."""
        return {"choice": self.choice, "code": self.code, "marks": [list(mark) for mark in self.marks]}


def in_order(ballots: Iterable[Ballot]) -> list[Ballot]:
    """The box by the codes of its receipts: the same order whoever put what into it when."""
    return sorted(ballots)


def box_root(ballots: Sequence[Ballot]) -> Hash:
    """The root of the tree (RFC 6962) over the ballots in that order, each as canonical JSON.

    Whoever has the published list finds the same; one ballot more, less or otherwise gives another.
    """
    return root_of(leaf_hash(canonical(one.as_json())) for one in in_order(ballots))
