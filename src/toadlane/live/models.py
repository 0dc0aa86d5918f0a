"""What is kept of a meeting while it is held; it can be put right until its minutes are agreed."""

from __future__ import annotations

from toadlane.live.floor_rows import GoRound, RoundSeat, Turn
from toadlane.live.going_rows import Attendance, LetIn, Live, PutProposal, Run
from toadlane.live.written_rows import CapturedAction, CapturedDecision, Note, NoteEdition

__all__ = [
    "Attendance",
    "CapturedAction",
    "CapturedDecision",
    "GoRound",
    "LetIn",
    "Live",
    "Note",
    "NoteEdition",
    "PutProposal",
    "RoundSeat",
    "Run",
    "Turn",
]
