"""What people do with an election: call it, name somebody, stand, draw a lot; and what comes by itself."""

from __future__ import annotations

from toadlane.elections.verbs.calling import call_election, call_off
from toadlane.elections.verbs.drawing import draw
from toadlane.elections.verbs.naming import answer, give_number, name_candidate, withdraw, write_statement
from toadlane.elections.verbs.reasoning import name_with_reasons, propose
from toadlane.elections.verbs.running import bring_up_to
from toadlane.elections.verbs.vacating import stand_for_vacancy, take_up

__all__ = [
    "answer",
    "bring_up_to",
    "call_election",
    "call_off",
    "draw",
    "give_number",
    "name_candidate",
    "name_with_reasons",
    "propose",
    "stand_for_vacancy",
    "take_up",
    "withdraw",
    "write_statement",
]
