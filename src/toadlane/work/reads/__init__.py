"""What pages and other rooms ask of hours."""

from toadlane.work.reads.cells import cells_for, people_of

__all__ = ["cells_for", "people_of"]
