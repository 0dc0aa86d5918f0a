"""What is kept of minutes: the text while it is written, what stays of it, and what people promised."""

from __future__ import annotations

from toadlane.minutes.action_rows import Action, ActionStep
from toadlane.minutes.agreed_rows import Approval, ApprovalContested, Frozen, FrozenWords
from toadlane.minutes.correction_rows import Correction, CorrectionAnswer, CorrectionWords
from toadlane.minutes.text_rows import CLOSED, LONGEST, EarlierLine, Line, Minutes, Part, Present

__all__ = [
    "CLOSED",
    "LONGEST",
    "Action",
    "ActionStep",
    "Approval",
    "ApprovalContested",
    "Correction",
    "CorrectionAnswer",
    "CorrectionWords",
    "EarlierLine",
    "Frozen",
    "FrozenWords",
    "Line",
    "Minutes",
    "Part",
    "Present",
]
