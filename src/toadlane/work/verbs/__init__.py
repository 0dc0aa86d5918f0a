"""What people do with hours."""

from toadlane.work.verbs.seals import lift_seal, seal_hours

__all__ = ["lift_seal", "seal_hours"]
