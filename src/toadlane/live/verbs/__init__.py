"""What people do in a meeting that is held."""

from __future__ import annotations

from toadlane.live.verbs.attending import attend, leave
from toadlane.live.verbs.capturing import (
    capture_action,
    capture_decision,
    rewrite_action,
    rewrite_decision,
    strike,
)
from toadlane.live.verbs.floor import ask_to_speak, call_next, have_spoken, take_back
from toadlane.live.verbs.going import close_session, finish, go_on, hold_timer, let_in, park, take_up
from toadlane.live.verbs.noting import rewrite_note, strike_note, write_note
from toadlane.live.verbs.opening import end_forgotten, end_meeting, open_meeting, seal
from toadlane.live.verbs.putting import put_proposal, take_off_proposal
from toadlane.live.verbs.rounds import be_heard, begin_round, end_round

__all__ = [
    "ask_to_speak",
    "attend",
    "be_heard",
    "begin_round",
    "call_next",
    "capture_action",
    "capture_decision",
    "close_session",
    "end_forgotten",
    "end_meeting",
    "end_round",
    "finish",
    "go_on",
    "have_spoken",
    "hold_timer",
    "leave",
    "let_in",
    "open_meeting",
    "park",
    "put_proposal",
    "rewrite_action",
    "rewrite_decision",
    "rewrite_note",
    "seal",
    "strike",
    "strike_note",
    "take_back",
    "take_off_proposal",
    "take_up",
    "write_note",
]
