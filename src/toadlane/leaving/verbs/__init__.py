"""What people do when somebody leaves, and when they come back."""

from toadlane.leaving.verbs.going import give_notice, record_departure
from toadlane.leaving.verbs.handing_over import give_to, tick
from toadlane.leaving.verbs.staying import come_back, take_back

__all__ = ["come_back", "give_notice", "give_to", "record_departure", "take_back", "tick"]
