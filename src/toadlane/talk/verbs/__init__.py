"""What people do in a talk."""

from __future__ import annotations

from toadlane.talk.verbs.attaching import attach, remove, say_with
from toadlane.talk.verbs.following import follow
from toadlane.talk.verbs.groups import begin_group, end_group
from toadlane.talk.verbs.reading import have_read
from toadlane.talk.verbs.rounds import begin_round, end_round, pass_turn
from toadlane.talk.verbs.speaking import Came, edit, meet, say, take_back

__all__ = [
    "Came",
    "attach",
    "begin_group",
    "begin_round",
    "edit",
    "end_group",
    "end_round",
    "follow",
    "have_read",
    "meet",
    "pass_turn",
    "remove",
    "say",
    "say_with",
    "take_back",
]
