"""Entering an organisation and who speaks for it, stating a share, taking in dues, ending what ended."""

from toadlane.dues.verbs.bands import choose_band, keep_dues
from toadlane.dues.verbs.ending import end_membership
from toadlane.dues.verbs.organisations import enter_organisation, name_speaker, take_organisation_back
from toadlane.dues.verbs.paying import receive_dues
from toadlane.dues.verbs.sharing import state_share

__all__ = [
    "choose_band",
    "end_membership",
    "enter_organisation",
    "keep_dues",
    "name_speaker",
    "receive_dues",
    "state_share",
    "take_organisation_back",
]
