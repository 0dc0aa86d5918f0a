"""What people do about minutes and about what was promised in meetings."""

from toadlane.minutes.verbs.acting import step
from toadlane.minutes.verbs.approving import approve, approve_in_meeting, settle
from toadlane.minutes.verbs.contesting import contest
from toadlane.minutes.verbs.correcting import answer_correction, suggest_correction
from toadlane.minutes.verbs.drafting import (
    begin,
    begin_closed,
    say_none,
    set_attendance,
    strike_line,
    write_line,
)
from toadlane.minutes.verbs.sending import send_out

__all__ = [
    "answer_correction",
    "approve",
    "approve_in_meeting",
    "begin",
    "begin_closed",
    "contest",
    "say_none",
    "send_out",
    "set_attendance",
    "settle",
    "step",
    "strike_line",
    "suggest_correction",
    "write_line",
]
