"""What people do with proposals: write, raise, take a position, take back; and what comes by itself."""

from __future__ import annotations

from toadlane.proposals.verbs.closing import leave_as_it_is, open_again, pull_back, take_back
from toadlane.proposals.verbs.deciding import take_position
from toadlane.proposals.verbs.drafting import drop_draft, keep_draft
from toadlane.proposals.verbs.entering import contest, enter_position
from toadlane.proposals.verbs.entrusted import decide_by_role
from toadlane.proposals.verbs.naming_the_same import name_the_same, second
from toadlane.proposals.verbs.objecting import meet_objection, rule_out
from toadlane.proposals.verbs.proxying import answer_proxy, end_proxy, name_proxy, speak_for
from toadlane.proposals.verbs.raising import raise_proposal
from toadlane.proposals.verbs.running import bring_up_to, catch_up
from toadlane.proposals.verbs.stating import add_action, end_action, state_outcome
from toadlane.proposals.verbs.suggesting import answer_suggestion, suggest
from toadlane.proposals.verbs.templating import archive_template, keep_template, undo_template
from toadlane.proposals.verbs.turning import decide, draw_lot, rewrite, step_out
from toadlane.proposals.verbs.voting import Cast, ask_secrecy, cast_vote
from toadlane.proposals.verbs.writing_along import answer_invitation, invite_writer, part_with_writer

__all__ = [
    "Cast",
    "add_action",
    "answer_invitation",
    "answer_proxy",
    "answer_suggestion",
    "archive_template",
    "ask_secrecy",
    "bring_up_to",
    "cast_vote",
    "catch_up",
    "contest",
    "decide",
    "decide_by_role",
    "draw_lot",
    "drop_draft",
    "end_action",
    "end_proxy",
    "enter_position",
    "invite_writer",
    "keep_draft",
    "keep_template",
    "leave_as_it_is",
    "meet_objection",
    "name_proxy",
    "name_the_same",
    "open_again",
    "part_with_writer",
    "pull_back",
    "raise_proposal",
    "rewrite",
    "rule_out",
    "second",
    "speak_for",
    "state_outcome",
    "step_out",
    "suggest",
    "take_back",
    "take_position",
    "undo_template",
]
