"""What is kept of budget rounds."""

from __future__ import annotations

from toadlane.budgets.ballot_rows import Paper, RoundBox, RoundNumber, RoundSealed, RoundVoted
from toadlane.budgets.outcome_rows import Grant, RoundStep
from toadlane.budgets.round_rows import (
    LONGEST,
    BudgetRound,
    Project,
    ProjectFile,
    ProjectText,
    ProjectWithdrawal,
)

__all__ = [
    "LONGEST",
    "BudgetRound",
    "Grant",
    "Paper",
    "Project",
    "ProjectFile",
    "ProjectText",
    "ProjectWithdrawal",
    "RoundBox",
    "RoundNumber",
    "RoundSealed",
    "RoundStep",
    "RoundVoted",
]
