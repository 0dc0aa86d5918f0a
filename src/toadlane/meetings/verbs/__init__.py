"""What people do about past documents, and about the meetings to come."""

from toadlane.meetings.verbs.agenda import put_item
from toadlane.meetings.verbs.answering import answer, ask_also
from toadlane.meetings.verbs.correcting import correct, replace_file
from toadlane.meetings.verbs.gathering import bring_in, discard, gather
from toadlane.meetings.verbs.holding import begin_meeting, end_meeting
from toadlane.meetings.verbs.moving import cancel_meeting, move_meeting, undo_meeting
from toadlane.meetings.verbs.ordering import (
    change_item,
    fill_agenda,
    order_items,
    put_on_another,
    set_fate,
    step_item,
)
from toadlane.meetings.verbs.parts import give_part, settle_parts
from toadlane.meetings.verbs.planning import plan_meeting
from toadlane.meetings.verbs.serial import begin_series, end_series, move_series, undo_series
from toadlane.meetings.verbs.withdrawing import erase, withdraw

__all__ = [
    "answer",
    "ask_also",
    "begin_meeting",
    "begin_series",
    "bring_in",
    "cancel_meeting",
    "change_item",
    "correct",
    "discard",
    "end_meeting",
    "end_series",
    "erase",
    "fill_agenda",
    "gather",
    "give_part",
    "move_meeting",
    "move_series",
    "order_items",
    "plan_meeting",
    "put_item",
    "put_on_another",
    "replace_file",
    "set_fate",
    "settle_parts",
    "step_item",
    "undo_meeting",
    "undo_series",
    "withdraw",
]
