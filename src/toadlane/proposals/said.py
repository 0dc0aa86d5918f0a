"""What somebody asks for when they write a proposal."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from bylaws.record.canonical import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A proposal as it is typed: people by their keys, the amount as written."""

    matter: str
    title: str
    text: str
    amount: str = ""
    acts: str = ""
    subject: str = ""
    fingerprint: str = ""
    about: str = ""
    poll: str = ""
    poll_days: int | None = 7
    """None: until all have answered."""
    poll_points: int | None = None
    poll_secret: bool = False
    options: tuple[tuple[str, str], ...] = ()
    ends: str = ""
    origin_kind: str = ""
    origin_key: str = ""

    def as_json(self) -> dict[str, Json]:
        """As a key of a click is held against it."""
        return {**asdict(self), "options": [list(one) for one in self.options]}


def number_of(key: str) -> UUID | None:
    """The key of a row as an address has it; None for anything else."""
    try:
        return UUID(key)
    except ValueError:
        return None
