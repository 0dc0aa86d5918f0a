"""What people do on the way from stranger to member."""

from toadlane.candidacy.verbs.answering import accept, decline, keep
from toadlane.candidacy.verbs.applying import apply, confirm_address, state_page
from toadlane.candidacy.verbs.bringing_along import bring_along
from toadlane.candidacy.verbs.evaluating import arrange, hold_evaluation
from toadlane.candidacy.verbs.going_on import go_on
from toadlane.candidacy.verbs.mentoring import end_mentoring, name_mentor
from toadlane.candidacy.verbs.staying import let_off, state_stay

__all__ = [
    "accept",
    "apply",
    "arrange",
    "bring_along",
    "confirm_address",
    "decline",
    "end_mentoring",
    "go_on",
    "hold_evaluation",
    "keep",
    "let_off",
    "name_mentor",
    "state_page",
    "state_stay",
]
