"""Where one person stands, as the table shows it, and who said it for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from toadlane.proposals.models import Elector, Position

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

    @property
    def how(self) -> str:
        """Who said it for them, or wrote it down."""
        row = self.row
        if row is not None and row.spoken_by is not None:
            return _("by proxy of {name}").format(name=row.spoken_by.name)
        if row is not None and row.entered_by is not None and row.witness is not None:
            said = _("by phone") if row.channel == "phone" else _("on paper")
            names = {"how": said, "name": row.entered_by.name, "witness": row.witness.name}
            return _("{how}; entered by {name}, witnessed by {witness}").format(**names)
        return _("{name} may speak for them").format(name=self.speaker) if self.speaker and not row else ""

    @property
    def words(self) -> str:
        """In words."""
        return self.chosen or (str(self.row.get_stance_display()) if self.row else "")


def rank(row: Position | None) -> int:
    """Its place among them; whoever has none comes last."""
    return ORDER.index(row.stance) if row else len(ORDER)
