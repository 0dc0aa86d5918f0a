"""Keeping: backups, restoring, drills, and leaving with everything."""
