"""What people do when somebody leaves, and when they come back."""

from toadlane.leaving.verbs.going import give_notice, record_departure
from toadlane.leaving.verbs.handing_over import give_to, tick
from toadlane.leaving.verbs.staying import come_back, take_back
from toadlane.leaving.verbs.telling import confirm_departure, deny_departure, tell_departure

__all__ = [
    "come_back",
    "confirm_departure",
    "deny_departure",
    "give_notice",
    "give_to",
    "record_departure",
    "take_back",
    "tell_departure",
    "tick",
]
