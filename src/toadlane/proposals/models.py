"""What is kept of a proposal: its draft, its texts, who decides, where they stand, what came of it."""

from __future__ import annotations

from toadlane.proposals.author_rows import Coauthor, DraftEdition, DraftWriter
from toadlane.proposals.life_rows import Attempt, Elector, Position, PositionWords, Step, Waking
from toadlane.proposals.option_rows import Option
from toadlane.proposals.outcome_rows import AgreementEnded, Outcome
from toadlane.proposals.raised_rows import (
    DECISIONS,
    LONGEST,
    POSITIONS,
    Proposal,
    ProposalDraft,
    Revision,
)
from toadlane.proposals.secret_rows import BALLOTS, CallOver, OpenBox, SealedBox, Voted
from toadlane.proposals.statement_rows import Action, ActionOver, Statement
from toadlane.proposals.suggestion_rows import Suggestion, SuggestionAnswer
from toadlane.proposals.template_rows import ProposalTemplate, TemplateText

__all__ = [
    "BALLOTS",
    "DECISIONS",
    "LONGEST",
    "POSITIONS",
    "Action",
    "ActionOver",
    "AgreementEnded",
    "Attempt",
    "CallOver",
    "Coauthor",
    "DraftEdition",
    "DraftWriter",
    "Elector",
    "OpenBox",
    "Option",
    "Outcome",
    "Position",
    "PositionWords",
    "Proposal",
    "ProposalDraft",
    "ProposalTemplate",
    "Revision",
    "SealedBox",
    "Statement",
    "Step",
    "Suggestion",
    "SuggestionAnswer",
    "TemplateText",
    "Voted",
    "Waking",
]
