"""What people do with hours."""

from toadlane.work.ready import Accepted
from toadlane.work.verbs.entries import Stint, change_hours, log_hours, remove_hours
from toadlane.work.verbs.imports import (
    Answers,
    answered,
    bring_in,
    discard_import,
    preview_import,
    start_import,
    stuck,
    undo_import,
)
from toadlane.work.verbs.seals import lift_seal, seal_hours

__all__ = [
    "Accepted",
    "Answers",
    "Stint",
    "answered",
    "bring_in",
    "change_hours",
    "discard_import",
    "lift_seal",
    "log_hours",
    "preview_import",
    "remove_hours",
    "seal_hours",
    "start_import",
    "stuck",
    "undo_import",
]
