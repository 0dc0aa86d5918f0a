"""What people do about past documents, and about the meetings to come."""

from toadlane.meetings.verbs.agenda import put_item
from toadlane.meetings.verbs.correcting import correct, replace_file
from toadlane.meetings.verbs.gathering import bring_in, discard, gather
from toadlane.meetings.verbs.holding import begin_meeting, end_meeting
from toadlane.meetings.verbs.planning import plan_meeting
from toadlane.meetings.verbs.withdrawing import erase, withdraw

__all__ = [
    "begin_meeting",
    "bring_in",
    "correct",
    "discard",
    "end_meeting",
    "erase",
    "gather",
    "plan_meeting",
    "put_item",
    "replace_file",
    "withdraw",
]
