"""Where one person stands, as the table shows it, and who said it for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from bylaws.decisions.phases import State
from bylaws.decisions.proposal import BY_ONE
from toadlane.proposals.models import Elector, Position
from toadlane.proposals.proxies import at_most

ORDER: Final = [one.value for one in Position.Stance]
"""Of positions, as the page shows them."""


@dataclass(frozen=True)
class Stands:
    """Where one person stands, as the table shows it; nothing taken yet where there is no row."""

    elector: Elector
    row: Position | None
    of_an_earlier_text: bool
    why: str = ""
    is_me: bool = False

    chosen: str = ""
    """What stands on their ballot, where something is chosen."""
    speaker: str = ""
    """Who speaks for them, by name."""
    counted: bool = True
    """Whether the rule counts it."""
    is_too_many: bool = False
    """Whether it does not, because whoever said it speaks for as many others as they may."""

    @property
    def how(self) -> str:
        """Who said it for them, or wrote it down."""
        row = self.row
        if row is not None and row.spoken_by is not None:
            by = _("by proxy of {name}, who speaks for as many others as the rule lets")
            return (by if self.is_too_many else _("by proxy of {name}")).format(name=row.spoken_by.name)
        if row is not None and row.entered_by is not None and row.witness is not None:
            said = _("by phone") if row.channel == "phone" else _("on paper")
            names = {"how": said, "name": row.entered_by.name, "witness": row.witness.name}
            return _("{how}; entered by {name}, witnessed by {witness}").format(**names)
        return _("{name} may speak for them").format(name=self.speaker) if self.speaker and not row else ""

    @property
    def words(self) -> str:
        """In words."""
        return self.chosen or (str(self.row.get_stance_display()) if self.row else "")


def counts(now: State, row: Position) -> bool:
    """Whether a position is among those that the rule counts, as far as that is known and asked for."""
    one = now.says is not None and now.says.method in BY_ONE
    if one or now.positions is None or not (now.open or now.over):
        return True
    key: str = row.participant.key
    return key in now.positions


def too_many(now: State, row: Position) -> bool:
    """Whether a position does not count because whoever said it speaks for as many others as they may."""
    if row.spoken_by is None or counts(now, row):
        return False
    holder: str = row.spoken_by.key
    others = sum(one.cast_by == holder for one in (now.positions or {}).values())
    return others >= at_most(now)


def rank(row: Position | None) -> int:
    """Its place among them; whoever has none comes last."""
    return ORDER.index(row.stance) if row else len(ORDER)
