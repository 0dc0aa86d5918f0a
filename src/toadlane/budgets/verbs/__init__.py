"""What people do with a budget round: open it, put in projects, vote, draw; and what comes by itself."""

from __future__ import annotations

from toadlane.budgets.verbs.asking import put_in, rewrite, withdraw
from toadlane.budgets.verbs.bringing import bring, take_back
from toadlane.budgets.verbs.drawing import draw, give_number
from toadlane.budgets.verbs.opening import call_off, open_round
from toadlane.budgets.verbs.running import bring_up_to
from toadlane.budgets.verbs.voting import vote

__all__ = [
    "bring",
    "bring_up_to",
    "call_off",
    "draw",
    "give_number",
    "open_round",
    "put_in",
    "rewrite",
    "take_back",
    "vote",
    "withdraw",
]
