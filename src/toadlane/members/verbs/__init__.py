"""What people do about who takes part: bringing in, putting right, inviting."""

from toadlane.members.verbs.bringing import bring_in, rename
from toadlane.members.verbs.changing import ask_change, confirm_change, deny_change
from toadlane.members.verbs.inviting import accept, accept_as_newcomer, invite, withdraw
from toadlane.members.verbs.periods import begin, correct, void

__all__ = [
    "accept",
    "accept_as_newcomer",
    "ask_change",
    "begin",
    "bring_in",
    "confirm_change",
    "correct",
    "deny_change",
    "invite",
    "rename",
    "void",
    "withdraw",
]
