"""What people do with hours."""

from toadlane.work.ready import Accepted
from toadlane.work.verbs.imports import (
    Answers,
    bring_in,
    discard_import,
    preview_import,
    start_import,
    undo_import,
)
from toadlane.work.verbs.seals import lift_seal, seal_hours

__all__ = [
    "Accepted",
    "Answers",
    "bring_in",
    "discard_import",
    "lift_seal",
    "preview_import",
    "seal_hours",
    "start_import",
    "undo_import",
]
