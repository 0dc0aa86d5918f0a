"""What people do about past documents."""

from toadlane.meetings.verbs.correcting import correct, replace_file
from toadlane.meetings.verbs.gathering import bring_in, discard, gather
from toadlane.meetings.verbs.withdrawing import erase, withdraw

__all__ = ["bring_in", "correct", "discard", "erase", "gather", "replace_file", "withdraw"]
