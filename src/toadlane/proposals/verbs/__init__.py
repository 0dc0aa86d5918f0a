"""What people do with proposals: write, raise, take a position, take back; and what comes by itself."""

from __future__ import annotations

from toadlane.proposals.verbs.deciding import take_back, take_position
from toadlane.proposals.verbs.drafting import drop_draft, keep_draft
from toadlane.proposals.verbs.raising import raise_proposal
from toadlane.proposals.verbs.running import bring_up_to, catch_up
from toadlane.proposals.verbs.templating import archive_template, keep_template, undo_template
from toadlane.proposals.verbs.turning import decide, draw_lot, rewrite, step_out

__all__ = [
    "archive_template",
    "bring_up_to",
    "catch_up",
    "decide",
    "draw_lot",
    "drop_draft",
    "keep_draft",
    "keep_template",
    "raise_proposal",
    "rewrite",
    "step_out",
    "take_back",
    "take_position",
    "undo_template",
]
