"""Documents a decision can rest on: the room that keeps them registers here, and this room asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in a few words; `text` and `article` are the decision's own, where they are known."""

    key: UUID
    title: str
    day: dt.date
    url: str
    article: str = ""
    text: str = ""


class Papers(Protocol):
    """A room that keeps documents. Each answer holds only what may be seen."""

    def offered(self, place: Place) -> list[Paper]:
        """Those a decision may be entered from, the latest first."""

    def found(self, place: Place, keys: Collection[UUID]) -> dict[UUID, Paper]:
        """Those of these that are there."""

    def may_cite(self, key: UUID, *, coop: Coop, by: Participant, at: Moment) -> bool:
        """Whether a decision may cite it."""


class NoPapers:
    """While no room keeps documents."""

    def offered(self, place: Place) -> list[Paper]:  # noqa: ARG002 - the protocol's shape
        """None."""
        return []

    def found(self, place: Place, keys: Collection[UUID]) -> dict[UUID, Paper]:  # noqa: ARG002 - the same
        """None."""
        return {}

    def may_cite(self, key: UUID, *, coop: Coop, by: Participant, at: Moment) -> bool:  # noqa: ARG002 - the same
        """Never."""
        return False


_kept: list[Papers] = [NoPapers()]


def register(room: Papers) -> None:
    """Called by the room that keeps documents, when the application starts."""
    _kept[:] = [room]


def kept() -> Papers:
    """Where documents are asked for."""
    return _kept[0]
